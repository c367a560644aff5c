"""What a person typed as a time -> an instant, a question or a refusal; and times in words.

A wrong time that looks accepted is the one danger: what has several meanings is asked about, what is
impossible or not wholly understood is refused, nothing is left out. Every instant has the plain offset that
holds where it was meant, as it does when it is stored, so that instants can be compared and subtracted.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from msgspec import Struct

from tui.model.when_direction import Direction
from tui.model.when_office import OFFICE_HOURS, business_days, into_hours, office_hours
from tui.model.when_show import clock, echo, relative
from tui.model.when_wall import RefusedError, fixed
from tui.model.zones import load_zone

__all__ = [
    "OFFICE_HOURS",
    "Direction",
    "Reading",
    "business_days",
    "clock",
    "echo",
    "into_hours",
    "office_hours",
    "relative",
    "understand",
    "write_time",
]


class Reading(Struct, frozen=True):
    """How a typed time was understood."""

    status: Literal["ok", "ambiguous", "refused"]
    instant: datetime | None = None
    """The one meaning, with the offset that holds where it was meant."""
    readings: tuple[datetime, ...] = ()
    """For an ambiguous text every meaning, earliest first."""
    why: str = ""
    """One sentence, unless the text is understood."""
    zone_named: bool = False
    """Whether the text itself named a zone, an offset or a city."""
    zone: str = ""
    """The IANA name of the zone that the text named, if it named one by name or city."""


def understand(text: str, *, now: datetime, zone: str, direction: Direction = Direction.FUTURE) -> Reading:
    """Read a typed time on the clock of `zone`, unless the text names another; no text makes it raise.

    The direction decides what the text leaves open: the day of a clock time or weekday, the year of a date.
    """
    from tui.model.when_read import read  # the grammar; who only shows times does not wait for it

    try:
        found = read(text, now=now, zone=zone, direction=direction)
    except RefusedError as refusal:
        return Reading("refused", why=str(refusal))
    instants = tuple(moment.instant for moment in found.moments)
    if len(instants) == 1:
        return Reading("ok", instants[0], zone_named=found.zone_named, zone=found.zone)
    why = (
        found.why or "This can be read in several ways; write the whole date and the time on a 24-hour clock."
    )
    return Reading("ambiguous", readings=instants, why=why, zone_named=found.zone_named, zone=found.zone)


def write_time(
    instant: datetime, *, now: datetime, zone: str, direction: Direction = Direction.FUTURE
) -> str:
    """Return the shortest text that `understand` reads back as this very instant ("Tue 1 Dec 14:00")."""
    there = fixed(instant, load_zone(zone) or UTC)
    texts = [
        clock(instant, zone),
        clock(instant, zone, year=True),
        f"{clock(instant, zone, year=True)} {there.tzinfo}",
    ]
    for text in texts:
        if understand(text, now=now, zone=zone, direction=direction).instant == instant:
            return text
    return there.isoformat()
