"""How an instant is shown to the user: on a clock, and from here."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tui.model.when_wall import day_name, fixed
from tui.model.zones import city, load_zone


def echo(instant: datetime, *, now: datetime, zone: str) -> str:
    """Return how a time was understood: "Tue 1 Dec 2026 14:00 Berlin, in 6 days"."""
    where = load_zone(zone)
    there = instant.astimezone(where) if where else instant
    name = city(zone) if where else str(fixed(instant).tzinfo)
    return f"{clock(instant, zone, year=True)} {name}, {relative(there, now)}"


def clock(instant: datetime, zone: str, *, weekday: bool = True, year: bool = False) -> str:
    """Return the instant on the zone's clock: "Tue 1 Dec 14:00"."""
    there = _on(instant, zone)
    return f"{day_name(there, weekday=weekday, year=year)} {there:%H:%M}"


def relative(instant: datetime, now: datetime) -> str:
    """Return how far off an instant is: "in 20 min", "2 h 5 min ago", "tomorrow", "in 6 days".

    Minutes of the clock are counted up to ten hours, then hours, and from 24 hours on the midnights between
    the two on the clock that `instant` carries.
    """
    minutes = _minute(instant) - _minute(now)
    if minutes == 0:
        return "now"
    days = (instant.date() - now.astimezone(instant.tzinfo).date()).days
    if abs(minutes) < 24 * 60 or not days:
        amount = _hours(abs(minutes))
    elif abs(days) == 1:
        return "tomorrow" if days > 0 else "yesterday"
    else:
        amount = f"{abs(days)} days"
    return f"in {amount}" if minutes > 0 else f"{amount} ago"


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest and hours < 10 else f"{hours} h"


def _minute(instant: datetime) -> int:
    return (instant.astimezone(UTC) - _EPOCH) // timedelta(minutes=1)


_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def _on(instant: datetime, zone: str) -> datetime:
    """An unknown or missing zone leaves the instant on the clock that it carries."""
    return fixed(instant, load_zone(zone))
