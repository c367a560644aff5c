"""When steps are due, and how that is said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from tests.model.small_plan import BERLIN, BOOK, MISSED, NOW, of, rescheduled, sent, touched
from tui.model.incident import Contact, Incident, NewTime
from tui.model.plan import Tick, due_words, plan


def test_business_days_pass_over_the_weekend_from_the_real_sending() -> None:
    friday = datetime(2026, 12, 4, 11, tzinfo=BERLIN)
    found = plan(BOOK, touched(sent("first", friday)), (), friday)
    assert of(found, "nudge").due == datetime(2026, 12, 8, 11, tzinfo=BERLIN)


def test_what_hangs_on_an_unsent_message_counts_from_when_that_is_due() -> None:
    found = plan(BOOK, MISSED, (), NOW)
    assert of(found, "nudge").due == datetime(2026, 12, 3, 15, 42, tzinfo=BERLIN)
    assert of(found, "nudge-2").due == datetime(2026, 12, 8, 15, 42, tzinfo=BERLIN)


def test_what_hangs_on_an_overdue_message_never_falls_into_the_past() -> None:
    later = NOW + timedelta(days=30)
    found = plan(BOOK, MISSED, (), later)
    due = of(found, "nudge").due
    assert due is not None
    assert due > later


def test_what_hangs_on_a_ticked_message_counts_from_the_tick() -> None:
    found = plan(BOOK, MISSED, (Tick("missed", "write", NOW),), NOW)
    assert of(found, "nudge").due == datetime(2026, 12, 3, 14, 42, tzinfo=BERLIN)


def test_a_message_of_the_next_days_falls_into_the_readers_office_hours() -> None:
    evening = datetime(2026, 12, 1, 22, tzinfo=BERLIN)
    found = plan(BOOK, touched(sent("first", evening)), (), evening)
    assert of(found, "nudge").due == datetime(2026, 12, 4, 9, tzinfo=BERLIN)
    new_york = replace(MISSED, contact=Contact(zone="America/New_York", hours="10:00-16:00"))
    found = plan(BOOK, touched(sent("first", NOW), incident=new_york), (), NOW)
    assert of(found, "nudge").due == datetime(2026, 12, 3, 10, tzinfo=ZoneInfo("America/New_York"))


def test_what_is_due_now_ignores_office_hours() -> None:
    night = datetime(2026, 12, 6, 23, tzinfo=BERLIN)
    found = plan(BOOK, replace(MISSED, noticed=night), (), night)
    assert of(found, "call").due == night + timedelta(minutes=5)


def test_an_unknown_anchor_gives_no_due_time_and_still_a_plan() -> None:
    found = plan(BOOK, Incident(kind="missed"), (), NOW)
    assert of(found, "call").due is None
    assert found.next is not None
    assert found.next.step.id == "breathe"


def test_hours_are_counted_on_the_clock_of_the_world_over_a_clock_change() -> None:
    before = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    found = plan(BOOK, replace(MISSED, noticed=before), (), before)
    due = of(found, "write").due
    assert due is not None
    assert due - before.astimezone(UTC) == timedelta(hours=1)


def test_a_confirmation_is_due_within_an_hour_of_the_answer() -> None:
    found = plan(BOOK, rescheduled(NOW), (), NOW)
    assert of(found, "confirm").due == NOW + timedelta(hours=1)


def test_a_preparation_whose_time_had_passed_is_due_when_the_case_began() -> None:
    soon = replace(rescheduled(NOW), new_time=NewTime(start=NOW + timedelta(hours=3)))
    assert of(plan(BOOK, soon, (), NOW, heard=NOW), "alarms").due == NOW


@pytest.mark.parametrize("year", [2, 9998])
def test_the_first_and_the_last_year_that_facts_may_have_make_a_plan(year: int) -> None:
    moment = datetime(year, 12, 31, 23, 59, tzinfo=UTC)
    silent = replace(touched(sent("first", moment)), noticed=moment)
    for now in (NOW, moment):
        assert of(plan(BOOK, silent, (), now), "nudge-2").due is not None
        assert of(plan(BOOK, rescheduled(moment), (), now), "confirm").due is not None


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (None, ""),
        (NOW + timedelta(seconds=20), "now"),
        (NOW + timedelta(minutes=6), "in 6 min"),
        (NOW + timedelta(minutes=18), "15:00"),
        (NOW + timedelta(days=2), "Thu 3 Dec"),
        (NOW - timedelta(minutes=12), "overdue 12 min"),
        (NOW - timedelta(hours=2, minutes=5), "overdue 2 h"),
        (NOW - timedelta(days=3), "overdue 3 d"),
    ],
)
def test_due_times_are_said_in_few_words(due: datetime | None, words: str) -> None:
    assert due_words(due, NOW, "Europe/Berlin") == words


def test_due_times_are_said_on_the_users_clock() -> None:
    assert due_words(NOW + timedelta(hours=1), NOW.astimezone(UTC), "America/New_York") == "09:42"


def test_due_times_without_a_zone_keep_the_clock_they_carry() -> None:
    assert due_words(NOW + timedelta(hours=1), NOW, "") == "15:42"
