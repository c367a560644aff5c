"""Working days and office hours in a zone; public holidays are not guessed."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta, tzinfo

from tui.model.when_wall import fixed, moved_on
from tui.model.zones import load_zone

OFFICE_HOURS = "09:00-17:00"
"""The reader's day where nothing else is known (ours)."""


def business_days(start: datetime, days: int, zone: str) -> datetime:
    """Return the same clock time so many working days (Monday to Friday there) on, or back if negative.

    From a weekend the first working day counts as one. In a gap of the clocks the time moves on by the gap.
    """
    where = _zone(start, zone)
    there = start.astimezone(where)
    day, step = there.date(), timedelta(days=1 if days > 0 else -1)
    for _ in range(abs(days)):
        day += step
        while day.weekday() > 4:
            day += step
    return moved_on(day, there.time(), where) if days else fixed(start, where)


def into_hours(instant: datetime, zone: str, hours: str = OFFICE_HOURS) -> datetime:
    """Return the earliest moment from `instant` on in the office hours of a working day in the zone.

    Hours that `office_hours` does not understand are the default ones.
    """
    where = _zone(instant, zone)
    opens, closes = office_hours(hours) or (time(9), time(17))
    there = instant.astimezone(where)
    day = there.date()
    while True:
        start, end = moved_on(day, opens, where), moved_on(day, closes, where)
        if day.weekday() < 5 and instant <= end:
            return max(fixed(instant, where), start)
        day += timedelta(days=1)


def office_hours(text: str) -> tuple[time, time] | None:
    """Return opening and closing time of "9-17", "09:00-17:30" or "9am-5pm"; None for anything else."""
    match = re.fullmatch(rf"{_CLOCK}\s*(?:-|–|to)\s*{_CLOCK}", text.strip().lower(), re.ASCII)
    if not match:
        return None
    opens, closes = _clock(*match.groups()[:3]), _clock(*match.groups()[3:])
    return (opens, closes) if opens and closes and opens < closes else None


_CLOCK = r"(\d{1,2})(?::(\d\d))?\s*(am|pm)?"


def _clock(hour: str, minute: str | None, half: str | None) -> time | None:
    number = int(hour)
    if half:
        number = number % 12 + (12 if half == "pm" else 0) if 1 <= number <= 12 else 99
    try:
        return time(number, int(minute or 0))
    except ValueError:
        return None


def _zone(instant: datetime, zone: str) -> tzinfo:
    """An unknown zone is the offset that the instant carries."""
    found = load_zone(zone) or instant.tzinfo
    if found is None:
        raise ValueError("an instant needs an offset")
    return found
