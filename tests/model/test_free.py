"""Times are proposed that both sides can keep, and what speaks against a typed one is said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.model.free import Sides, Span, check_slot, propose_slots, sides_of, taken_by
from tui.model.incident import Contact, Incident, Interview, Me, NewTime, Slot

BERLIN = "Europe/Berlin"
NOW = datetime.fromisoformat("2026-12-01T14:42:00+01:00")
HOME = Sides(BERLIN)


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _slot(start: str, end: str | None = None) -> Slot:
    return Slot(start=_at(start), end=_at(end) if end else None)


def test_three_are_proposed_on_two_days_in_order() -> None:
    found = propose_slots(HOME, now=NOW)
    starts = [slot.start for slot in found if slot.start]

    assert len(starts) == 3
    assert starts == sorted(starts)
    assert len({start.date() for start in starts}) >= 2
    assert all(start > NOW for start in starts)


def test_what_is_taken_is_not_proposed() -> None:
    busy = [Span(_at("2026-12-02T00:00:00+01:00"), _at("2026-12-04T12:00:00+01:00"), "Fair", all_day=True)]

    for slot in propose_slots(HOME, now=NOW, busy=busy):
        assert slot.start is not None
        assert slot.start >= _at("2026-12-04T12:00:00+01:00")


def test_who_has_no_free_day_is_proposed_nothing() -> None:
    assert propose_slots(HOME, now=NOW, busy=[Span(NOW, NOW + timedelta(days=60))]) == ()


def test_the_office_hours_of_the_reader_bound_it() -> None:
    sides = Sides(BERLIN, "America/New_York", "10:00-12:00")
    for slot in propose_slots(sides, now=NOW, minutes=90):
        assert slot.start
        there = slot.start.astimezone(ZoneInfo("America/New_York"))
        assert (there.hour, there.minute) in ((10, 0), (10, 30))


def test_it_lies_before_the_answer_is_needed_where_it_can() -> None:
    by = _at("2026-12-03T17:00:00+01:00")

    assert all(slot.start and slot.start <= by for slot in propose_slots(HOME, now=NOW, answer_by=by))


ZONES = [
    *("Europe/Berlin", "America/New_York", "Australia/Sydney", "America/Santiago", "Australia/Lord_Howe"),
    *("Asia/Kolkata", "Asia/Kathmandu", "Pacific/Auckland", "Pacific/Honolulu"),
]


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(ZONES),
    st.sampled_from(ZONES),
    st.integers(0, 800 * 24),
    st.lists(st.tuples(st.integers(0, 400), st.integers(1, 48)), max_size=8),
    st.integers(15, 120),
)
def test_whatever_is_proposed_stands_up_to_the_check(
    mine: str, theirs: str, hours: int, taken: list[tuple[int, int]], minutes: int
) -> None:
    now = _at("2026-10-01T00:00:00+00:00") + timedelta(hours=hours)
    busy = [Span(now + timedelta(hours=a), now + timedelta(hours=a + b), "x") for a, b in taken]
    sides = Sides(mine, theirs)

    found = propose_slots(sides, now=now, busy=busy, minutes=minutes)

    assert len(found) != 1
    assert len({slot.start.astimezone(ZoneInfo(theirs)).date() for slot in found if slot.start}) >= min(
        2, len(found)
    )
    for slot in found:
        said = check_slot(slot, sides, now=now, busy=busy, minutes=minutes)
        assert [sentence for sentence in said if "for you then, night" not in sentence] == []


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2026-12-01T14:00:00+01:00", None, "It has passed."),
        ("2026-12-02T15:00:00+01:00", "2026-12-02T14:00:00+01:00", "It ends before it starts."),
        ("2026-12-05T15:00:00+01:00", None, "It is Sat 5 Dec in New York, the weekend."),
        ("2026-12-03T09:00:00+01:00", None, "It is 03:00 in New York then, night there."),
        (
            "2026-12-03T14:00:00+01:00",
            None,
            "It is 08:00 in New York then, outside their hours (09:00-17:00).",
        ),
        ("2026-12-08T16:00:00+01:00", None, "It is later than Fri 4 Dec 17:00, when they need your answer."),
        ("2026-12-03T16:30:00+01:00", None, 'You have "Dentist" then (16:00-17:00).'.replace('"', "")),
        (
            "2027-03-14T07:30:00+01:00",
            "2027-03-14T08:30:00+01:00",
            "The clocks change in New York on 14 Mar 2027",
        ),
        ("2026-11-01T05:30:00+00:00", None, "01:30 comes twice in New York on 1 Nov 2026"),
    ],
)
def test_what_speaks_against_a_slot_is_said(start: str, end: str | None, said: str) -> None:
    sides = Sides(BERLIN, "America/New_York")
    busy = [Span(_at("2026-12-03T16:00:00+01:00"), _at("2026-12-03T17:00:00+01:00"), "Dentist")]
    answer_by = _at("2026-12-04T17:00:00+01:00")
    now = min(NOW, _at("2026-10-01T00:00:00+00:00")) if "2026-11" in start else NOW

    found = check_slot(_slot(start, end), sides, now=now, busy=busy, answer_by=answer_by)

    assert [sentence for sentence in found if sentence.startswith(said)], found


def test_a_day_that_is_taken_whole_is_named_as_a_day() -> None:
    day = Span(_at("2026-12-03T00:00:00+01:00"), _at("2026-12-04T00:00:00+01:00"), "Fair", all_day=True)

    assert check_slot(_slot("2026-12-03T10:00:00+01:00"), HOME, now=NOW, busy=[day]) == (
        "You have Fair then (all Thu 3 Dec).",
    )


def test_a_good_slot_has_nothing_against_it() -> None:
    assert check_slot(_slot("2026-12-03T10:00:00+01:00"), HOME, now=NOW) == ()


def test_a_slot_at_night_for_the_user_is_said() -> None:
    sides = Sides(BERLIN, "America/Los_Angeles")

    assert check_slot(_slot("2026-12-04T00:00:00+01:00"), sides, now=NOW) == (
        "It is 00:00 for you then, night.",
    )


def test_other_incidents_take_their_interview_and_what_they_offer() -> None:
    start = _at("2026-12-03T10:00:00+01:00")
    offered = Slot(start=start + timedelta(days=1))
    incident = Incident(
        kind="missed", interview=Interview(company="Acme", start=start, minutes=30), slots=(offered,)
    )

    first, second = taken_by(incident)

    assert (first.start, first.end, first.title) == (
        start,
        start + timedelta(minutes=30),
        "interview with Acme",
    )
    assert (second.start, second.title) == (offered.start, "offered to Acme")


def test_an_agreed_new_time_frees_the_old_one_and_what_was_offered() -> None:
    start = _at("2026-12-03T10:00:00+01:00")
    incident = Incident(
        kind="missed",
        interview=Interview(start=start - timedelta(days=2), minutes=30),
        slots=(Slot(start=start),),
        new_time=NewTime(start=start),
        outcome="rescheduled",
    )

    assert [(span.start, span.end) for span in taken_by(incident)] == [(start, start + timedelta(minutes=30))]


def test_the_sides_of_an_incident_are_its_zones_and_hours() -> None:
    incident = Incident(kind="missed", contact=Contact(zone="Asia/Tokyo", hours="10-18"))

    assert sides_of(incident, BERLIN) == Sides(BERLIN, "Asia/Tokyo", "10-18")
    assert sides_of(Incident(kind="missed", me=Me(zone="Asia/Kolkata")), BERLIN).here == ZoneInfo(
        "Asia/Kolkata"
    )
    assert Sides("no/zone").here is UTC
