"""The eight built-in playbooks: what each holds, and what it begins with."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.words.incidents import (
    BERLIN,
    KINDS,
    NOW,
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
    OUTCOMES,
    Contact,
    Format,
    Incident,
    Interview,
    NewTime,
    Other,
    Outcome,
    Slot,
)
from tui.model.moment import moment
from tui.model.plan import Tick
from tui.model.playbook import PHASES
from tui.words.library import library, template_root

NUMBERS = {"A": 12, "B": 9, "C": 7, "D": 6, "E": 12}


def test_there_are_eight_kinds_with_the_keys_of_start() -> None:
    assert tuple(books()) == KINDS
    assert "".join(book.key for book in books().values()) == "12345678"


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_incident_has_eight_to_fourteen_steps_and_one_of_them_is_next(kind: str) -> None:
    found = look(Incident(kind=kind, noticed=NOW))
    assert 8 <= found.total <= 14
    assert found.next == found.steps[0]


@pytest.mark.parametrize("kind", KINDS)
def test_every_phase_has_a_step(kind: str) -> None:
    assert {step.phase for step in books()[kind].steps} == set(PHASES)


@pytest.mark.parametrize("kind", KINDS)
def test_every_message_that_a_step_opens_exists_for_the_kind(kind: str) -> None:
    pairs = library().pairs(kind)
    steps = [step for step in books()[kind].steps if step.message]
    assert [step.id for step in steps if (step.message, step.channel) not in pairs] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_detail_is_one_short_sentence_and_names_only_known_advice(kind: str) -> None:
    for step in books()[kind].steps:
        assert step.detail[-1] in ".?"
        assert not re.search(r"[.?!] [A-Z]", step.detail), step.id
        assert len(step.detail) <= 150, step.id
        assert all(int(one[1:]) <= NUMBERS[one[0]] for one in step.advice), step.id


def test_every_advice_is_served_by_a_step() -> None:
    served = {one for book in books().values() for step in book.steps for one in step.advice}
    known = {f"{letter}{number + 1}" for letter, most in NUMBERS.items() for number in range(most)}
    assert known - served == set()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_outcome_of_every_kind_has_a_plan_of_fitting_messages(kind: str, outcome: Outcome) -> None:
    at = NOW + timedelta(hours=2)
    answered = () if outcome in ("none", "waiting") else (heard(at),)
    new = NewTime(start=NOW + timedelta(days=3)) if outcome == "rescheduled" else NewTime()
    known = incident(kind, outcome=outcome, new_time=new, contacted=(sent("first", NOW), *answered))
    found = look(known, at, heard=at)
    assert found.total >= 2
    assert found.next is not None
    opened = {one.step.message for one in found.steps} - {""}
    fitting = {
        "none": {"first", "written-confirmation", "nudge", "nudge-2", "stop", "confirm"},
        "waiting": {"first", "written-confirmation", "nudge", "nudge-2", "stop", "confirm"},
        "promised": {"nudge", "thanks", "confirm"},
        "redirected": {"first"},
        "talking": {"first", "written-confirmation"},
        "rescheduled": {"confirm"},
        "declined": {"accept-refusal", "thanks"},
        "withdrawn": {"thanks"},
    }
    assert opened <= fitting.get(outcome, set())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("outcome", [one for one in OUTCOMES if one not in ("none", "waiting")])
def test_an_answer_leaves_nothing_stale_that_is_due(kind: str, outcome: Outcome) -> None:
    at = NOW + timedelta(days=3)
    new = NewTime(start=at + timedelta(days=3)) if outcome == "rescheduled" else NewTime()
    known = incident(kind, outcome=outcome, new_time=new, contacted=(sent("first", NOW), heard(at)))
    if books()[kind].direction == "future":
        known = replace(known, interview=Interview(start=at + timedelta(days=1)))
    found = look(known, at, all_ticked(kind, NOW, "now", "today"), heard=at)
    overdue = [one.step.id for one in found.steps if one.state != "done" and one.due and one.due < at]
    assert overdue == []


@pytest.mark.parametrize("kind", KINDS)
def test_an_incident_of_which_nothing_is_known_has_a_plan(kind: str) -> None:
    found = look(Incident(kind=kind))
    assert found.next is not None


def test_missed_begins_with_a_minute_then_the_call_then_the_e_mail() -> None:
    found = look(incident("missed", interview=Interview(start=NOW - timedelta(hours=3))))
    assert ids(found)[:4] == ["breathe", "call", "write", "text"]


def test_missed_asks_for_today_while_the_hour_runs() -> None:
    assert "join" in ids(look(incident("missed")))
    assert "join" not in ids(look(incident("missed"), NOW + timedelta(hours=1)))


def test_without_a_number_the_e_mail_is_the_first_step_after_the_minute() -> None:
    unknown = incident("missed", contact=Contact()).without_knowing("contact.phone")
    found = look(replace(unknown, interview=Interview()))
    assert ids(found)[:2] == ["breathe", "write"]
    assert "call" not in ids(found)
    assert "find-number-later" in ids(found)


def test_a_number_that_is_only_a_gap_is_looked_for_before_the_call() -> None:
    found = ids(look(incident("missed", contact=Contact())))
    assert found.index("find-number") < found.index("call") < found.index("write")


@pytest.mark.parametrize(
    ("hours", "first", "calls"), [(3, "call", True), (20, "call", True), (30, "write", False)]
)
def test_a_move_is_called_or_written_by_the_hours_to_go(hours: int, first: str, calls: bool) -> None:
    slots = (Slot(start=NOW + timedelta(days=3)),)
    case = incident("postpone", interview=Interview(start=NOW + timedelta(hours=hours)), slots=slots)
    found = look(case, NOW, (Tick("postpone", "other-way", NOW),))
    assert next_id(found) == first
    assert ("call" in ids(found)) is calls
    assert "write" in ids(found)


def test_another_format_is_called_for_only_under_four_hours() -> None:
    near = incident("switch", interview=Interview(start=NOW + timedelta(hours=3)))
    far = incident("switch", interview=Interview(start=NOW + timedelta(hours=5)))
    assert "call" in ids(look(near))
    assert "call" not in ids(look(far))


def test_cancelling_begins_with_weighing_and_moving_is_offered_when_they_would() -> None:
    case = incident("withdraw")
    assert ids(look(case))[:3] == ["weigh", "alternatives", "reason"]
    moved = replace(case, outcome="offered", contacted=(heard(NOW),))
    assert next_id(look(moved)) == "alternatives"
    assert moment(moved, books()["withdraw"], NOW).offer == "postpone"


def test_cancelling_has_no_nudge() -> None:
    assert not {step.message for step in books()["withdraw"].steps} & {"nudge", "nudge-2", "stop", "confirm"}


def test_cut_off_begins_with_rejoining_then_a_call_then_the_e_mail() -> None:
    case = incident("cut-off", broke_off=NOW)
    found = [name for name in ids(look(case)) if name in ("rejoin", "call", "write")]
    assert found == ["rejoin", "call", "write"]


def test_stood_up_waits_writes_one_note_and_nudges_the_next_business_day() -> None:
    start = NOW - timedelta(minutes=5)
    case = incident("stood-up", interview=Interview(start=start))
    found = look(case)
    assert ids(found)[:2] == ["check", "wait"]
    assert due(found, "write") == start + timedelta(minutes=15)
    case = replace(case, contacted=(sent("first", NOW),))
    assert due(look(case), "nudge") == datetime(2026, 12, 2, 14, 42, tzinfo=BERLIN)
    assert "nudge-2" not in ids(look(case))


@pytest.mark.parametrize(
    ("minutes", "calls", "moves"), [(5, False, False), (15, True, False), (25, True, True), (45, True, True)]
)
def test_late_texts_calls_or_offers_to_move_by_the_minutes(minutes: int, calls: bool, moves: bool) -> None:
    start = NOW + timedelta(minutes=10)
    case = incident(
        "late", interview=Interview(start=start, minutes=60), eta=start + timedelta(minutes=minutes)
    )
    found = ids(look(case))
    assert "text" in found
    assert ("call" in found) is calls
    assert ("offer-move" in found) is moves


def test_upcoming_prepares_by_format_and_sends_nothing_by_itself() -> None:
    video = set(ids(look(incident("upcoming"))))
    assert {"clocks", "alarms", "link", "second-line", "papers"} <= video
    assert not {"way", "leave"} & video
    on_site = Interview(start=NOW + timedelta(hours=30), format="on-site")
    assert {"way", "leave"} <= set(ids(look(incident("upcoming", interview=on_site))))
    assert {step.message for step in books()["upcoming"].steps} == {"", "confirm"}


def test_upcoming_asks_how_it_went_once_the_hour_is_over() -> None:
    found = look(incident("upcoming"), NOW + timedelta(hours=32))
    assert next_id(found) == "record-end"


def test_whose_doing_it_was_chooses_the_last_thought() -> None:
    assert "prevent" in ids(look(incident("missed"), mine=True))
    assert "soften" in ids(look(incident("missed"), mine=False))
    assert "prevent" in ids(look(incident("missed")))


def test_several_who_wait_are_all_told() -> None:
    panel = (Other(name="Sam", relation="panel"),)
    assert "tell-others" in ids(look(incident("missed", others=panel)))
    assert "tell-others" not in ids(look(incident("missed")))


def test_a_second_time_is_warned_about() -> None:
    assert "not-the-first" in ids(look(incident("missed", earlier=1)))
    assert "not-the-first" in ids(look(incident("postpone", earlier=1)))


def test_changing_the_kind_and_back_keeps_the_ticks() -> None:
    ticks = (Tick("missed", "breathe", NOW),)
    assert look(incident("late"), NOW, ticks).done == 0
    assert look(incident("missed"), NOW, ticks).done == 1


moments = st.integers(-60, 24 * 60 * 3).map(lambda minutes: NOW.astimezone(UTC) + timedelta(minutes=minutes))


@given(
    st.sampled_from(KINDS),
    st.sampled_from(OUTCOMES),
    st.sampled_from([None, "on-site", "video", "phone"]),
    st.booleans(),
    moments,
)
@settings(max_examples=80, deadline=None)
def test_a_plan_never_doubles_a_step_and_always_leads_on(
    kind: str, outcome: Outcome, wanted: Format | None, wrote: bool, now: datetime
) -> None:
    case = incident(kind, outcome=outcome, interview=Interview(start=NOW, format=wanted))
    if wrote:
        case = replace(case, contacted=(sent("first", NOW),))
    found = look(case, now)
    assert len(set(ids(found))) == found.total >= 1
    assert found.done <= found.total
    assert found.next is not None
    for message in {"nudge", "nudge-2", "stop"} if outcome not in ("none", "waiting", "promised") else ():
        assert message not in {one.step.message for one in found.steps}


def test_the_files_are_where_a_newcomer_looks_for_them() -> None:
    folder: Path = template_root() / "playbooks"
    assert {path.stem for path in folder.glob("*.toml")} == set(KINDS)
