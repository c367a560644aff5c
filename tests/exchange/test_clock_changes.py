"""Around every change of the clocks the draft, the calendar files and the slots tell one time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from tests.exchange.invited import calendar
from tests.model.test_when_clock_changes import ZONES, changes, shown_at
from tui.exchange.ics import new_time_ics
from tui.exchange.invitation_read import read
from tui.model.free import Sides, check_slot, propose_slots
from tui.model.incident import Contact, Incident, Interview, Me, NewTime, Slot
from tui.model.slots import read_slots, show_slots
from tui.model.when import clock, echo, understand, write_time
from tui.words.book import Book
from tui.words.render import render

OFFSETS = [timedelta(minutes=minutes) for minutes in range(-150, 151, 30)]
AROUND = [(zone, change) for zone in ZONES for change in changes(zone)]
IDS = [f"{zone} {change:%Y-%m-%d}" for zone, change in AROUND]


@pytest.mark.parametrize(("zone", "change"), AROUND, ids=IDS)
def test_echo_entry_draft_slot_and_calendar_agree(zone: str, change: datetime, words: Book) -> None:
    there = ZoneInfo(zone)
    for instant in (change + offset for offset in OFFSETS):
        wall, now = instant.astimezone(there), instant - timedelta(days=2)
        assert f"{wall:%H:%M}" in echo(instant, now=now, zone=zone)
        assert understand(write_time(instant, now=now, zone=zone), now=now, zone=zone).instant == instant
        slots = (Slot(start=instant),)
        assert read_slots(show_slots(slots, zone=zone, now=now), now=now, zone=zone).slots == slots
        incident = _moved(instant, zone, now)
        (event,) = Calendar.from_ical(new_time_ics(incident, incident_id="a", sequence=0, now=now)).events
        assert (event.start, event.end) == (instant, instant + timedelta(hours=1))
        assert str(event["DESCRIPTION"]).startswith(clock(instant, zone, year=True))
        text = render(words.library, incident, "confirm", "email", now).text
        assert _said(wall) & set(text.replace(",", " ").replace(".\n", " ").split()), text


def _moved(instant: datetime, zone: str, now: datetime) -> Incident:
    return Incident(
        kind="missed",
        me=Me(name="Ana Ruiz", zone=zone),
        contact=Contact(name="Ms Lee"),
        interview=Interview(company="Acme", role="Engineer", start=now, minutes=60),
        new_time=NewTime(start=instant),
        outcome="rescheduled",
        now=now,
    )


def _said(wall: datetime) -> set[str]:
    """A clock as messages say it, in 12 or 24 hours."""
    return {
        f"{wall:%H:%M}",
        "noon" if (wall.hour, wall.minute) == (12, 0) else f"{wall.hour % 12 or 12}:{wall:%M}",
    }


@pytest.mark.parametrize(("zone", "change"), AROUND, ids=IDS)
def test_an_invitation_on_a_wall_clock_is_the_instant_of_zoneinfo_or_marked_unsure(
    zone: str, change: datetime
) -> None:
    local = change.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    for wall in (local + offset for offset in OFFSETS):
        found = read(calendar(f"DTSTART;TZID={zone}:{wall:%Y%m%dT%H%M%S}").encode(), change, zone)
        start, shown = found.start, shown_at(wall, zone)
        assert start is not None
        assert start.sure is (len(shown) == 1)
        if shown:
            assert start.instant == shown[0]
        elif start.instant:
            assert start.instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) > wall


@pytest.mark.parametrize(("zone", "change"), AROUND, ids=IDS)
def test_what_is_proposed_in_the_week_of_a_change_keeps_the_office_hours(zone: str, change: datetime) -> None:
    sides = Sides(zone)
    for days in (1, 3, 5):
        now = change - timedelta(days=days)
        found = propose_slots(sides, now=now)
        assert len(found) == 3
        for slot in found:
            assert slot.start is not None
            wall = slot.start.astimezone(ZoneInfo(zone))
            assert 9 <= wall.hour < 17
            assert wall.utcoffset() == slot.start.utcoffset()
            assert check_slot(slot, sides, now=now) == ()


@pytest.mark.parametrize("zone", ZONES)
def test_a_day_of_a_repeat_keeps_the_clock_of_its_series(zone: str) -> None:
    series = calendar(f"DTSTART;TZID={zone}:20261005T140000", "RRULE:FREQ=DAILY").encode()
    found = read(series, datetime(2026, 11, 25, tzinfo=UTC), zone)
    for day in (date(2026, 10, 5) + timedelta(days=off) for off in range(0, 400, 13)):
        start = found.answered(day=day).start
        assert start is not None
        assert start.instant == datetime(day.year, day.month, day.day, 14, tzinfo=ZoneInfo(zone))
