"""What is told after the event: in its own tense, and with nothing that has been settled asked again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tui.model.incident import Cause, Contact, Incident, Interview, Me, NewTime, Other, Touch
from tui.words.library import library
from tui.words.render import render

NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
CALLED = Touch(at=NOW - timedelta(minutes=5), channel="call", result="reached")


def said(kind: str, message: str, channel: str = "email", **facts: Any) -> str:
    known = {
        "me": Me(name="Ana Petrova", phone="+44 20 7946 0123", zone="Europe/London"),
        "contact": Contact(name="Dana Reed", address_as="Ms Reed", zone="Europe/London"),
        "interview": Interview(
            company="Acme", role="Nurse", start=NOW + timedelta(hours=3), minutes=60, format="video"
        ),
    }
    return render(library(), Incident(kind=kind, **{**known, **facts}), message, channel, NOW).body


@pytest.mark.parametrize("kind", ["postpone", "switch", "stood-up"])
@pytest.mark.parametrize("channel", ["email", "text"])
def test_what_has_been_agreed_on_the_phone_is_not_asked_for_again(kind: str, channel: str) -> None:
    agreed = NewTime(start=NOW + timedelta(days=2), format="video")
    text = said(kind, "written-confirmation", channel, new_time=agreed, contacted=(CALLED,))
    assert "As we agreed, we meet on Thu" in text
    assert not any(asked in text for asked in ("I need to", "I would like to", "no problem", "?")), text


def test_a_call_with_somebody_else_is_not_told_as_one_with_the_reader() -> None:
    with_tom = Touch(at=CALLED.at, channel="call", result="reached", who="Tom Hale")
    text = said("missed", "written-confirmation", contacted=(with_tom,), cause=Cause(id="overslept"))
    assert "I spoke with Tom Hale on the phone today at 11:55." in text
    assert "As I said" not in text
    assert "talking with me" not in text


def test_a_lateness_that_is_over_is_told_in_the_past() -> None:
    began = NOW - timedelta(hours=2)
    interview = Interview(start=began, minutes=60, format="on-site")
    text = said(
        "late", "first", interview=interview, eta=began + timedelta(minutes=15), cause=Cause(id="traffic")
    )
    assert "I was 15 minutes late" in text
    assert "because I was held up in traffic" in text
    assert "for keeping you waiting" in text
    assert not any(present in text for present in (" am held", "I will be with you", "That is"))


@pytest.mark.parametrize(
    ("touch", "begins"),
    [
        (
            Touch(at=NOW - timedelta(days=2), channel="call", result="voicemail"),
            "I left you a voicemail about",
        ),
        (Touch(at=NOW - timedelta(days=2), channel="call", result="reached"), "We spoke about"),
        (
            Touch(at=NOW - timedelta(days=2), channel="email", result="sent"),
            "I wrote to you on Sunday 29 November about",
        ),
    ],
)
def test_a_nudge_names_the_contact_that_there_was(touch: Touch, begins: str) -> None:
    assert begins in said("missed", "nudge", contacted=(touch,))


def test_a_nudge_to_a_mail_of_the_same_day_names_the_day_once() -> None:
    touch = Touch(at=NOW, channel="email", result="sent")
    assert said("missed", "nudge", contacted=(touch,)).count("1 December") == 1


def test_the_front_desk_hears_the_whole_name_and_the_reader_how_they_are_addressed() -> None:
    rendered = render(
        library(),
        Incident(kind="missed", contact=Contact(name="Alice Grant", address_as="Alice")),
        "first",
        "call",
        NOW,
    )
    assert rendered.body.startswith("Hello Alice,")
    assert "put me through to Alice Grant, please?" in dict(rendered.branches)["receptionist"]


def test_a_move_that_is_done_is_told_to_the_recruiter_as_done() -> None:
    others = (Other(name="Rita Cole", relation="recruiter"),)
    moved = said(
        "postpone",
        "recruiter-note",
        others=others,
        new_time=NewTime(start=NOW + timedelta(days=2)),
        cause=Cause(id="no-leave", privacy="specific"),
    )
    assert "I had to move my interview" in moved
    assert "I could not get time off work." in moved


def test_early_notice_that_came_too_late_claims_to_be_neither() -> None:
    interview = Interview(start=NOW + timedelta(days=3), minutes=60)
    assert "ahead of time" in said("postpone", "first", interview=interview)
    late_notice = said("postpone", "first", interview=interview, told_late=True)
    assert "ahead of time" not in late_notice
    assert "I am sorry to change your plans." in late_notice
    assert "I should have told you sooner." in late_notice


def test_a_lateness_of_another_day_is_not_running() -> None:
    start = NOW + timedelta(days=1)
    text = said("late", "first", interview=Interview(start=start), eta=start + timedelta(minutes=10))
    assert "I will be 10 minutes late for our interview tomorrow" in text


@pytest.mark.parametrize("channel", ["email", "text", "call"])
def test_somebody_in_between_is_not_told_that_one_will_be_with_them(channel: str) -> None:
    start = NOW - timedelta(minutes=5)
    recruiter = Other(name="Rita Cole", relation="recruiter")
    facts: dict[str, Any] = {
        "interview": Interview(start=start, minutes=60, format="on-site"),
        "others": (recruiter,),
        "eta": NOW + timedelta(minutes=5),
    }
    assert "be with you" not in said("late", "recruiter-note", channel, **facts)
    assert "I will be with you by" in said("late", "first", channel, **facts)


@pytest.mark.parametrize("channel", ["email", "text", "voicemail"])
@pytest.mark.parametrize("kind", ["missed", "late", "postpone", "cut-off"])
def test_a_neutral_reason_stands_before_the_regret(kind: str, channel: str) -> None:
    outage = Cause(id="power-outage", privacy="specific")
    began = Interview(start=NOW - timedelta(minutes=5), minutes=60, format="video")
    text = said(kind, "first", channel, cause=outage, interview=began, eta=NOW, broke_off=NOW)
    assert text.index("because the power") < text.index("sorry")
    assert text.count("the power") == 1


def test_the_careers_office_is_not_thanked_for_what_the_employer_did() -> None:
    office = Other(name="Eva Holm", relation="careers-office")
    assert "lab" not in said("missed", "letter", "letter", others=(office,), remembered="the tour of the lab")


def test_a_subject_keeps_to_nine_words_and_leaves_a_long_name_to_the_sender() -> None:
    me = Me(name="Ana Maria de la Cruz", zone="Europe/London")
    incident = Incident(kind="missed", me=me, interview=Interview(company="Acme", role="Nurse", start=NOW))
    for message in ("first", "thanks", "nudge"):
        assert len(render(library(), incident, message, "email", NOW).subject.split()) <= 9


@pytest.mark.parametrize("channel", ["email", "voicemail"])
def test_a_reason_is_not_tied_to_when_the_interview_began(channel: str) -> None:
    began = Interview(start=NOW - timedelta(minutes=20), minutes=60, format="video")
    outage = Cause(id="power-outage", privacy="specific")
    text = said("cut-off", "first", channel, interview=began, cause=outage)
    assert "which began at 11:40. I am sorry for the interruption. The power failed." in text
