"""The facts decide the text: examples, one for each thing that they decide."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tui.model.incident import Cause, Contact, Incident, Interview, Me, NewTime, Other, Slot, Touch
from tui.words.library import library
from tui.words.render import Gap, Rendered, render

NOW = datetime.fromisoformat("2026-12-01T14:43:00+01:00")
START = datetime.fromisoformat("2026-12-01T14:00:00+01:00")
SLOTS = (
    Slot(start=START + timedelta(days=1, hours=1), end=START + timedelta(days=1, hours=4)),
    Slot(start=START + timedelta(days=2, hours=6)),
)
MISSED = Incident(
    kind="missed",
    me=Me(name="Ana Petrova", phone="+49 30 5550100", zone="Europe/Berlin"),
    contact=Contact(name="Dana Reed", address_as="Ms Reed", zone="America/New_York"),
    interview=Interview(company="Acme", role="Data Engineer", start=START, minutes=60, format="video"),
    cause=Cause(id="wrong-time-zone", detail="I counted seven hours instead of six"),
    slots=SLOTS,
)


def said(
    incident: Incident = MISSED, message: str = "first", channel: str = "email", **facts: Any
) -> Rendered:
    for path, value in facts.items():
        incident = incident.with_fact(path.replace("__", "."), value)
    return render(library(), incident, message, channel, NOW)


def test_the_email_after_a_miss() -> None:
    assert said().text == (
        "Subject: Missed interview on December 1: Ana Petrova\n\n"
        "Dear Ms Reed,\n\n"
        "I missed our interview today, Tuesday, December 1, at 8:00 a.m. in New York (2:00 p.m. in Berlin). "
        "That was my mistake, and I am sorry for the hour that you kept free. "
        "I counted seven hours instead of six.\n\n"
        "I could meet at any of these times (New York time):\n\n"
        "  Wednesday, December 2, 9:00 a.m. to noon\n"
        "  Thursday, December 3, 2:00 p.m.\n\n"
        "Would one of these suit you?\n\n"
        "I would still very much like to talk with you about the Data Engineer role at Acme. "
        "Thank you for your time.\n\n"
        "Kind regards,\nAna Petrova\n+49 30 5550100"
    )


def test_with_nothing_but_the_kind_every_gap_is_in_a_sentence() -> None:
    rendered = said(Incident(kind="missed"))
    assert rendered.text.startswith("Subject: Missed interview on ‹when›: ‹your name›\n\nDear ‹name›,\n\n")
    assert "I missed our interview ‹when›." in rendered.body
    assert Gap("interview.start", "when") in rendered.gaps
    assert [gap.field for gap in rendered.gaps] == [
        *("interview.start", "me.name", "contact.name", "cause.id", "slots"),
        *("interview.role", "interview.company", "me.phone"),
    ]


@pytest.mark.parametrize(("company", "greeting"), [("Acme", "Dear Acme team,"), ("", "Hello,")])
def test_an_unknown_name_leaves_a_greeting_without_it(company: str, greeting: str) -> None:
    unknown = MISSED.without_knowing("contact.name")
    assert said(unknown, contact__address_as="", interview__company=company).body.startswith(f"{greeting}\n")


def test_what_is_unknown_leaves_whole_sentences() -> None:
    unknown = Incident(kind="missed", me=Me(name="Ana Petrova"))
    for path in (
        "contact.name",
        "interview.company",
        "interview.role",
        "interview.start",
        "me.phone",
        "slots",
        "cause.id",
    ):
        unknown = unknown.without_knowing(path)
    assert said(unknown).text == (
        "Subject: Missed interview: Ana Petrova\n\nHello,\n\n"
        "I missed our interview. I am sorry for the time that you kept free.\n\n"
        "Could you name a time that suits you?\n\n"
        "I would still very much like to talk with you about the role. Thank you for your time.\n\n"
        "Kind regards,\nAna Petrova"
    )


def test_while_the_hour_runs_the_first_question_is_whether_they_can_still_see_me() -> None:
    running = said(can_join_at=NOW + timedelta(minutes=2)).body
    assert "I can join from 8:45 a.m. in New York." in running
    assert "Can you still see me today?" in running
    assert "Would one of these" not in running
    assert "I can join right now." in said(can_join_at=NOW - timedelta(minutes=2)).body


def test_after_the_hour_nobody_is_asked_whether_they_can_still_see_me() -> None:
    over = MISSED.with_fact("can_join_at", NOW + timedelta(hours=1))
    assert "still see me" not in said(over).body
    assert "still see me" not in said(over, interview__minutes=30, can_join_at=NOW).body


def test_a_cause_that_is_nobodys_doing_is_not_owned() -> None:
    body = said(cause=Cause(id="power-outage")).body
    assert "because the power failed. I am sorry" in body
    assert "mistake" not in body
    assert "sorry" in body


def test_whose_doing_it_is_can_be_said_by_the_user() -> None:
    assert "my mistake" in said(cause=Cause(id="power-outage", mine=True)).body
    assert "my mistake" not in said(cause=Cause(id="overslept", mine=False)).body


@pytest.mark.parametrize(
    ("privacy", "there"),
    [("none", ""), ("general", "I had the time wrong."), ("specific", "I converted the time zone wrongly.")],
)
def test_privacy_says_how_much_of_the_reason_is_told(privacy: str, there: str) -> None:
    body = said(cause=Cause(id="wrong-time-zone", privacy=privacy)).body  # type: ignore[arg-type]  # parametrized
    assert there in body
    assert "‹reason›" not in body
    assert sum(text in body for text in ("I had the time wrong", "I converted")) == bool(there)


def test_a_sensitive_cause_starts_out_general() -> None:
    body = said(cause=Cause(id="sick-child", detail="my son has measles")).body
    assert "The reason was a family matter." in body
    assert "measles" not in body


def test_a_cause_of_the_users_own_is_told_in_their_words() -> None:
    assert (
        "The reason: flat tyre on the A9."
        in said(cause=Cause(id="flat-tyre", detail="flat tyre on the A9")).body
    )


def test_private_words_appear_in_no_draft() -> None:
    hidden = MISSED.with_fact("keep_private", ("Seven Hours", "maps"))
    text = said(hidden, interest="I have used your maps for years.", extras=("maps of mine",)).text
    assert "seven hours" not in text
    assert "maps" not in text


def test_expired_times_are_not_offered() -> None:
    past = Slot(start=NOW - timedelta(hours=1))
    assert "noon" in said(slots=(past, SLOTS[0])).body
    assert (
        "I could meet on Wednesday, December 2, from 9:00 a.m. to noon, New York time."
        in said(slots=(past, SLOTS[0])).body
    )
    assert "‹times you can offer›" in said(slots=(past,)).body


def test_any_time_and_a_day_to_write_by_are_repairs() -> None:
    assert "I can meet at any time that suits you." in said(slots=(), any_time=True).body
    by = said(slots=(), will_write_by=START + timedelta(days=2))
    assert "I will send times by Thursday, December 3, at 8:00 a.m. in New York." in by.body
    assert by.gaps == ()


def test_an_offer_tells_its_format_and_note() -> None:
    slot = Slot(start=START + timedelta(days=1), format="phone", note="short", open=True)
    assert "Wednesday, December 2, at 8:00 a.m. or later, by phone, short" in said(slots=(slot,)).body


def test_a_panel_is_named_together() -> None:
    assert (
        "for the hour that you and your colleagues kept free" in said(others=(Other(relation="panel"),)).body
    )


def test_a_second_time_is_admitted_and_never_called_out_of_character() -> None:
    body = said(earlier=1, first_time=True).body
    assert "the second time" in body
    assert "not like me" not in body
    assert "not like me" in said(first_time=True).body
    assert "not like me" not in said().body


def test_an_earlier_contact_is_mentioned() -> None:
    at = START + timedelta(minutes=30)
    assert (
        "I also left you a voicemail."
        in said(contacted=(Touch(at=at, channel="call", result="voicemail"),)).body
    )
    reached = Touch(at=at, channel="call", result="reached")
    assert "As I said on the phone at 8:30 a.m., I missed" in said(contacted=(reached,)).body
    other = Touch(at=at, channel="call", result="reached", who="Tom Hale")
    assert "I have told Tom Hale by phone as well." in said(contacted=(other,)).body


def test_minutes_late_and_the_arrival_follow_from_one_time() -> None:
    late = MISSED.with_fact("kind", "late")
    body = said(late, eta=START + timedelta(minutes=12)).body
    assert "I am running 12 minutes late" in body
    assert "I will join by 8:12 a.m. in New York." in body
    assert "Does 8:12 a.m. in New York still work for you?" in body
    assert "If you would rather move it," in said(late, eta=START + timedelta(minutes=35)).body


def test_early_notice_is_no_apology_and_short_notice_is_one() -> None:
    moved = MISSED.with_fact("kind", "postpone").with_fact("cause", Cause(id="planned-procedure"))
    early = said(moved, interview__start=START + timedelta(days=3)).body
    assert "sorry" not in early
    assert "ahead of time" in early
    assert "at short notice" in said(moved, interview__start=START + timedelta(hours=5)).body


def test_a_withdrawal_frees_the_hour_and_tells_no_pay() -> None:
    left = MISSED.with_fact("kind", "withdraw").with_fact("cause", Cause(id="pay"))
    body = said(left, interview__start=START + timedelta(days=3)).body
    assert "please give that time to somebody else" in body
    assert "pay" not in body.replace("pay attention", "")
    assert body.count("sorry") == 1
    assert "give that time" not in said(left, interview__start=START - timedelta(days=3)).body


def test_a_confirmation_names_the_new_time_with_its_place() -> None:
    new = NewTime(start=START + timedelta(days=2, hours=2), format="on-site", place="5 Main Street")
    text = said(message="confirm", new_time=new).text
    assert "Thursday, December 3, at 10:00 a.m. in New York (4:00 p.m. in Berlin), on site." in text
    assert "\nThe place: 5 Main Street\n" in text
    assert text.startswith("Subject: Interview on December 3 confirmed: Ana Petrova\n")


def test_a_note_to_the_recruiter_goes_to_the_first_of_them_on_their_clock() -> None:
    rita = Other(name="Rita Cole", address_as="Rita", relation="agency", zone="Europe/London")
    body = said(message="recruiter-note", others=(Other(relation="panel"), rita)).body
    assert body.startswith("Dear Rita,")
    assert "at 13:00 in London (08:00 in New York)" in body
    assert [gap.field for gap in said(message="recruiter-note").gaps] == ["others.recruiter"]


def test_a_letter_is_dated_and_goes_to_the_careers_office() -> None:
    tan = Other(name="Lee Tan", address_as="Dr Tan", relation="careers-office", zone="Europe/London")
    text = said(message="letter", channel="letter", others=(tan,), language="en-GB", tone="formal").text
    assert "\n\n1 December 2026\n\n" in text
    assert "Dear Dr Tan,\n\nI missed my interview with Acme" in text
    assert "apologise" in text
    assert "others.careers_office" in {gap.field for gap in said(message="letter", channel="letter").gaps}


def test_spelling_follows_the_language() -> None:
    assert "apologize" in said(tone="formal").body
    assert "apologise" in said(tone="formal", language="en-GB").body


def test_a_signature_is_below_the_name_line_by_line() -> None:
    assert said(me__signature="she/her\nBerlin").text.endswith(
        "\nAna Petrova\nshe/her\nBerlin\n+49 30 5550100"
    )
    assert said(me__signature="Tel. +49 30 5550100").text.endswith("\nAna Petrova\nTel. +49 30 5550100")


def test_the_incidents_own_moment_comes_first() -> None:
    assert "yesterday, Tuesday, December 1" in said(now=NOW + timedelta(days=1)).body


def test_user_text_is_printed_as_typed() -> None:
    assert "at {{ 7*7 }} [/b] <x>." in said(interview__company="{{ 7*7 }} [/b] <x>").body
