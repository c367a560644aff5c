"""The line of the header: past, running or ahead, on both clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tui.model.incident import Contact, Incident, Interview, Me, NewTime
from tui.model.moment import Moment, moment
from tui.model.playbook import Condition, Offer, Playbook, Step

BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2026, 12, 1, 14, tzinfo=BERLIN)
STEP = Step("call", "now", "Call", "Call them.")
LATE = Offer("late", "It has not started yet: running late?", (Condition("hour", ("ahead",)),))
MISSED = Playbook("missed", "1", "I missed it", "Missed", "missed", "past", "mi", (STEP,), (LATE,))
POSTPONE = Playbook("postpone", "3", "I need to move it", "Move it", "was", "future", "po", (STEP,))
CUT_OFF = Playbook(
    "cut-off", "6", "It broke off", "Cut off", "broke off", "past", "cu", (STEP,), phrase_after="broke_off"
)
KNOWN = Incident(
    kind="missed",
    me=Me(zone="Europe/Berlin"),
    contact=Contact(zone="America/New_York"),
    interview=Interview(start=START, minutes=60),
)


def at(minutes: float, book: Playbook = MISSED, known: Incident = KNOWN, zone: str = "") -> Moment:
    """The moment so many minutes after the start."""
    return moment(known, book, START + timedelta(minutes=minutes), zone)


@pytest.mark.parametrize(
    ("minutes", "phrase", "state"),
    [
        (42, "missed 42 min ago", "running"),
        (0, "missed just now", "running"),
        (125, "missed 2 h 5 min ago", "past"),
        (-180, "starts in 3 h", "ahead"),
        (24 * 60 * 4, "missed 4 days ago", "past"),
    ],
)
def test_the_phrase_says_how_long_ago_or_how_soon(minutes: int, phrase: str, state: str) -> None:
    assert (at(minutes).phrase, at(minutes).state) == (phrase, state)


def test_an_interview_to_be_moved_started_and_then_was() -> None:
    assert at(14, POSTPONE).phrase == "started 14 min ago"
    assert at(180, POSTPONE).phrase == "was 3 h ago"


def test_what_broke_off_counts_from_then_or_from_the_start() -> None:
    broken = replace(KNOWN, broke_off=START + timedelta(minutes=18))
    assert at(20, CUT_OFF, broken).phrase == "broke off 2 min ago"
    assert at(20, CUT_OFF).phrase == "started 20 min ago"


def test_both_clocks_are_shown_the_users_first() -> None:
    assert at(0).clocks == "Tue 1 Dec 14:00 Berlin · 08:00 New York"
    assert at(0).short_clocks == "14:00 Berlin · 08:00 New York"


def test_one_clock_is_enough_where_both_show_the_same() -> None:
    paris = replace(KNOWN, contact=Contact(zone="Europe/Paris"))
    assert at(0, known=paris).clocks == "Tue 1 Dec 14:00 Berlin"


def test_another_day_at_theirs_is_named() -> None:
    auckland = replace(KNOWN, contact=Contact(zone="Pacific/Auckland"))
    assert at(0, known=auckland).clocks == "Tue 1 Dec 14:00 Berlin · Wed 2 Dec 02:00 Auckland"


def test_without_a_zone_of_the_users_the_given_one_is_shown_and_else_no_city() -> None:
    nowhere = replace(KNOWN, me=Me(), contact=Contact())
    assert at(0, known=nowhere, zone="Europe/London").clocks == "Tue 1 Dec 13:00 London"
    assert at(0, known=nowhere).clocks == "Tue 1 Dec 14:00"


def test_an_unknown_start_asks_for_it() -> None:
    unknown = Incident(kind="missed")
    assert moment(unknown, MISSED, START) == Moment("when was it?")
    assert moment(unknown, POSTPONE, START).phrase == "when is it?"


def test_an_agreed_new_time_takes_the_place_of_the_old_one() -> None:
    new = replace(KNOWN, outcome="rescheduled", new_time=NewTime(start=START + timedelta(days=2, hours=2)))
    assert at(60, known=new).phrase == "new time in 2 days"
    assert at(60, known=new).clocks.startswith("Thu 3 Dec 16:00 Berlin")
    assert at(24 * 60 * 2 + 125, known=new).phrase == "new time began 5 min ago"
    assert at(24 * 60 * 2 + 240, known=new).phrase == "new time was 2 h ago"
    assert at(60, known=replace(new, outcome="none")).phrase == "missed 1 h ago"


def test_the_kind_that_fits_better_is_offered_in_one_line() -> None:
    assert (at(-5).offer, at(-5).offer_says) == ("late", "It has not started yet: running late?")
    assert at(5).offer == ""


times = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.sampled_from([UTC, BERLIN]))  # noqa: DTZ001 - made aware by the strategy


@given(times, times, st.sampled_from(["", "Europe/Berlin", "Asia/Kathmandu", "no/where"]))
@settings(max_examples=60, deadline=None)
def test_any_two_times_and_zones_make_a_line(start: datetime, now: datetime, zone: str) -> None:
    known = Incident(
        kind="missed", me=Me(zone=zone), contact=Contact(zone=zone), interview=Interview(start=start)
    )
    found = moment(known, MISSED, now)
    assert found.state == ("ahead" if now.astimezone(UTC) < start.astimezone(UTC) else found.state)
    assert found.phrase
    assert found.clocks
