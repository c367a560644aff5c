"""The life of an incident by the built-in playbooks: what is next at each point."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from tests.words.incidents import (
    BERLIN,
    NOW,
    REQUESTS,
    all_ticked,
    books,
    due,
    heard,
    ids,
    incident,
    look,
    next_id,
    sent,
)
from tui.model.incident import (
    Interview,
    NewTime,
    Touch,
)
from tui.model.plan import Tick


def test_missed_nobody_voicemail_e_mail_silence_nudge_nudge_stop() -> None:
    call = Touch(at=NOW, channel="call", message="first", result="no-answer")
    left = Touch(at=NOW + timedelta(minutes=2), channel="voicemail", message="first", result="voicemail")
    case = incident("missed", contacted=(call, left), interview=Interview(start=NOW - timedelta(hours=2)))
    assert next_id(look(case, NOW + timedelta(minutes=3))) == "write"
    first = NOW + timedelta(minutes=20)
    case = replace(case, contacted=(*case.contacted, sent("first", first)))
    ticks = all_ticked("missed", NOW, "today")
    thursday = datetime(2026, 12, 3, 15, 30, tzinfo=BERLIN)
    found = look(case, thursday, ticks)
    assert next_id(found) == "nudge"
    assert due(found, "nudge") == datetime(2026, 12, 3, 15, 2, tzinfo=BERLIN)
    case = replace(case, contacted=(*case.contacted, sent("nudge", thursday)))
    found = look(case, thursday, ticks)
    assert next_id(found) == "nudge-2"
    assert due(found, "nudge-2") == datetime(2026, 12, 8, 15, 30, tzinfo=BERLIN)
    tuesday = datetime(2026, 12, 8, 16, tzinfo=BERLIN)
    case = replace(case, contacted=(*case.contacted, sent("nudge-2", tuesday)))
    assert due(look(case, tuesday, ticks), "stop") == datetime(2026, 12, 11, 16, tzinfo=BERLIN)
    case = replace(case, contacted=(*case.contacted, sent("stop", tuesday + timedelta(days=3))))
    assert next_id(look(case, tuesday + timedelta(days=3), ticks)) == "why"


def test_missed_yes_later_confirm_held_thanks_reflection() -> None:
    reached = Touch(at=NOW, channel="call", message="first", result="reached")
    new = NewTime(start=datetime(2026, 12, 3, 16, tzinfo=BERLIN), minutes=60, format="video")
    case = incident("missed", contacted=(reached, heard(NOW)), outcome="rescheduled", new_time=new)
    found = look(case, NOW, heard=NOW)
    assert (next_id(found), due(found, "confirm")) == ("confirm", NOW + timedelta(hours=1))
    assert {"new-alarms", "new-link", "new-papers"} <= set(ids(found))
    assert "new-way" not in ids(found)
    case = replace(case, contacted=(*case.contacted, sent("confirm", NOW + timedelta(minutes=9))))
    over = datetime(2026, 12, 3, 17, 5, tzinfo=BERLIN)
    assert next_id(look(case, over, heard=NOW)) == "say-how-it-went"
    case = replace(case, outcome="held")
    found = look(case, over, heard=over)
    assert (next_id(found), due(found, "thank-after")) == (
        "thank-after",
        datetime(2026, 12, 4, 17, tzinfo=BERLIN),
    )
    assert ids(found) == ["thank-after", "why", "prevent"]


def test_a_call_that_reached_them_is_put_in_writing_within_half_an_hour() -> None:
    reached = Touch(at=NOW, channel="call", message="first", result="reached")
    found = look(incident("missed", contacted=(reached,)))
    assert (next_id(found), due(found, "confirm-in-writing")) == (
        "confirm-in-writing",
        NOW + timedelta(minutes=30),
    )
    assert "write" not in ids(found)


@pytest.mark.parametrize("kind", [*REQUESTS, "stood-up"])
def test_a_reply_takes_the_pending_nudges_away_and_asks_to_be_recorded(kind: str) -> None:
    later = NOW + timedelta(days=1)
    silent = incident(kind, contacted=(sent("first", NOW),))
    assert "nudge" in ids(look(silent, later))
    replied = replace(silent, contacted=(*silent.contacted, heard(NOW + timedelta(hours=1))))
    assert {"nudge", "nudge-2", "stop"} & set(ids(look(replied, later))) == set()
    assert "record-reply" in ids(look(replied, later))


@pytest.mark.parametrize("kind", [*REQUESTS, "stood-up"])
def test_after_silence_the_nudge_is_next_even_if_nothing_was_ticked(kind: str) -> None:
    case = incident(kind, contacted=(sent("first", NOW),), outcome="waiting")
    if books()[kind].direction == "future":
        case = replace(case, interview=Interview(start=NOW + timedelta(days=9)))
    assert next_id(look(case, NOW + timedelta(days=2, hours=1))) == "nudge"


def test_waiting_that_was_recorded_after_their_reply_brings_the_nudges_back() -> None:
    replied = NOW + timedelta(hours=1)
    case = incident("missed", contacted=(sent("first", NOW), heard(replied)), outcome="waiting")
    assert "nudge" in ids(look(case, NOW + timedelta(days=1), heard=replied))


@pytest.mark.parametrize("kind", [*REQUESTS, "stood-up"])
def test_a_promise_moves_the_nudge_to_the_day_after_it(kind: str) -> None:
    friday = datetime(2026, 12, 4, 17, tzinfo=BERLIN)
    case = incident(kind, contacted=(sent("first", NOW), heard(NOW)), outcome="promised", promised_by=friday)
    found = look(case, NOW, heard=NOW)
    assert due(found, "nudge-promise") == datetime(2026, 12, 7, 17, tzinfo=BERLIN)
    assert "thank-for-reply" in ids(found)


@pytest.mark.parametrize("kind", [*REQUESTS, "stood-up"])
def test_a_refusal_is_answered_within_a_day_and_never_argued_with(kind: str) -> None:
    found = look(
        incident(kind, contacted=(sent("first", NOW), heard(NOW)), outcome="declined"), NOW, heard=NOW
    )
    assert due(found, "accept-refusal") == NOW + timedelta(hours=24)
    assert "call" not in ids(found)


def test_feedback_is_asked_for_only_where_an_earlier_round_took_place() -> None:
    declined = incident("missed", outcome="declined", contacted=(heard(NOW),))
    assert "ask-feedback" not in ids(look(declined))
    assert "ask-feedback" in ids(look(replace(declined, earlier_round=True)))


def test_who_is_sent_on_to_somebody_else_writes_the_first_message_once_more() -> None:
    at = NOW + timedelta(minutes=40)
    case = incident("missed", contacted=(sent("first", NOW), heard(at)), outcome="redirected")
    assert next_id(look(case, at, heard=at)) == "redirected"
    assert next_id(look(case, at)) == "redirected"


def test_a_nudge_from_before_the_promised_day_is_not_the_one_after_it() -> None:
    friday = datetime(2026, 12, 4, 17, tzinfo=BERLIN)
    touches = (sent("first", NOW), sent("nudge", NOW), heard(NOW + timedelta(hours=1)))
    case = incident("missed", contacted=touches, outcome="promised", promised_by=friday)
    monday = friday + timedelta(days=3)
    still = next(one for one in look(case, monday).steps if one.step.id == "nudge-promise")
    assert still.state != "done"
    case = replace(case, contacted=(*case.contacted, sent("nudge", monday)))
    asked = next(one for one in look(case, monday).steps if one.step.id == "nudge-promise")
    assert asked.state == "done"


def test_a_second_reply_is_recorded_even_if_the_first_one_was_ticked() -> None:
    ticks = (Tick("missed", "record-reply", NOW + timedelta(hours=2)),)
    case = incident("missed", contacted=(sent("first", NOW), heard(NOW + timedelta(hours=1))))
    once = next(one for one in look(case, NOW, ticks).steps if one.step.id == "record-reply")
    assert once.state == "done"
    case = replace(case, contacted=(*case.contacted, heard(NOW + timedelta(hours=3))))
    twice = next(one for one in look(case, NOW, ticks).steps if one.step.id == "record-reply")
    assert twice.state != "done"
