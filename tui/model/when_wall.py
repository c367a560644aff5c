"""From a clock on the wall to the instants that it shows, and back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from tui.model.zones import city

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class RefusedError(Exception):
    """What was typed cannot be an instant; the text is one sentence for the user."""


def fixed(instant: datetime, zone: tzinfo | None = None) -> datetime:
    """Return the instant with the plain offset that holds in its zone (or in `zone`) at that moment.

    Two datetimes of one ZoneInfo are compared and subtracted by their clocks, which is an hour wrong across a
    change of the clocks, and the two 02:30 of one night count as equal. Not so with plain offsets.
    """
    there = instant.astimezone(zone) if zone else instant
    return there.replace(tzinfo=timezone(there.utcoffset() or timedelta()), fold=0)


def instants(day: date, clock: time, zone: tzinfo) -> tuple[datetime, ...]:
    """Return the instants at which the zone's clock shows this: none in a gap, two in an overlap."""
    wall = datetime.combine(day, clock)
    found = []
    for fold in (0, 1):
        instant = fixed(wall.replace(tzinfo=zone, fold=fold))
        if instant not in found and instant.astimezone(zone).replace(tzinfo=None, fold=0) == wall:
            found.append(instant)
    return tuple(sorted(found))


def moved_on(day: date, clock: time, zone: tzinfo) -> datetime:
    """Return the first instant for a wall clock; in a gap, the one that follows by the length of the gap."""
    found = instants(day, clock, zone)
    return found[0] if found else fixed(datetime.combine(day, clock, tzinfo=zone).astimezone(UTC), zone)


def gap(day: date, clock: time, zone: tzinfo) -> RefusedError:
    """Return the refusal of a wall clock that the zone jumps over, with city and date."""
    return RefusedError(
        f"{clock:%H:%M} does not exist in {place(zone)} on {day_name(day)}: the clocks go forward then."
    )


def place(zone: tzinfo) -> str:
    """Return the city of a zone, or its offset."""
    return city(zone.key) if isinstance(zone, ZoneInfo) else str(zone)


def day_name(day: date, *, weekday: bool = False, year: bool = True) -> str:
    """Return a day as "Tue 1 Dec 2026", whatever the locale."""
    parts = [DAYS[day.weekday()]] if weekday else []
    parts += [str(day.day), MONTHS[day.month - 1]]
    return " ".join([*parts, str(day.year)] if year else parts)
