"""When an event of a calendar file is: an instant, a wall clock that asks for its zone, or only a day."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from msgspec import Struct

from tui.exchange.calendar_lines import Component, Line
from tui.exchange.calendar_zones import offset_by_rules, zone_named
from tui.model.clean import clean
from tui.model.when_wall import day_name, fixed, instants, moved_on, place
from tui.model.zones import load_zone


class Stamp(Struct, frozen=True):
    """A point in time as a calendar file writes it.

    `wall` is the clock or the day in ISO form, without an offset; `instant` is None where the zone is not
    known or only a day is given. `why` says in one sentence what is doubtful, or is empty.
    """

    wall: str
    instant: datetime | None = None
    zone: str = ""
    tzid: str = ""
    sure: bool = True
    why: str = ""

    @property
    def all_day(self) -> bool:
        """Whether only a day is given."""
        return len(self.wall) == len("2026-12-01")

    @property
    def floating(self) -> bool:
        """Whether the zone is to be asked for."""
        return self.instant is None and not self.all_day


def read_stamp(line: Line | None, zones: dict[str, Component]) -> Stamp | None:
    """Return the time of a DTSTART or DTEND; None without one or for one that is no time."""
    match = _STAMP.fullmatch(line.value.strip()) if line else None
    if line is None or match is None:
        return None
    try:
        day = date.fromisoformat(match[1])
        clock = time.fromisoformat(match[2].ljust(6, "0")) if match[2] else None
    except ValueError:
        return None
    if clock is None:
        return Stamp(day.isoformat())
    wall = datetime.combine(day, clock)
    if not date.min + timedelta(days=400) < day < date.max - timedelta(days=400):
        return None
    if match[3]:
        return Stamp(wall.isoformat(), wall.replace(tzinfo=UTC), zone="", tzid="UTC")
    return _local(wall, clean(line.params.get("TZID", ""), one_line=True).text[:255], zones)


_STAMP = re.compile(r"(\d{8})(?:T(\d{4}(?:\d\d)?)(Z)?)?", re.ASCII)


def _local(wall: datetime, tzid: str, zones: dict[str, Component]) -> Stamp:
    text = wall.isoformat()
    if not tzid:
        return Stamp(text, sure=False, why="The calendar names no zone for it.")
    rules = zones.get(tzid)
    named = zone_named(tzid, rules)
    ruled = offset_by_rules(rules, wall) if rules else None
    if named.zone and (named.sure or ruled is None):
        return _in_zone(text, named.zone, tzid, ruled, sure=named.sure)
    if ruled is None:
        return Stamp(text, tzid=tzid, sure=False, why=f'The calendar\'s zone "{tzid[:60]}" is not known.')
    instant = wall.replace(tzinfo=timezone(ruled))
    zone = load_zone(named.zone)
    agrees = zone is not None and instant.astimezone(zone).utcoffset() == ruled
    return Stamp(text, instant, named.zone if agrees else "", tzid, sure=True)


def _in_zone(text: str, zone: str, tzid: str, ruled: timedelta | None, *, sure: bool) -> Stamp:
    stamp = settle(Stamp(text, tzid=tzid), zone)
    if stamp.instant is None or not stamp.sure:
        return stamp
    if ruled is not None and stamp.instant.utcoffset() != ruled:
        why = "The calendar's own clock rules do not agree with its zone; compare it with the text."
        return Stamp(text, stamp.instant, zone, tzid, sure=False, why=why)
    why = "" if sure else f'The calendar\'s zone "{tzid[:60]}" was taken for {place(load_zone(zone) or UTC)}.'
    return Stamp(text, stamp.instant, zone, tzid, sure, why)


def settle(stamp: Stamp, zone: str) -> Stamp:
    """Return the stamp read on the clock of a zone; a day alone, and a zone that is none, leave it as it is.

    What the clocks jump over moves on by the gap, what they show twice is the first; both are marked unsure.
    """
    where = load_zone(zone)
    if where is None or stamp.all_day:
        return stamp
    wall = datetime.fromisoformat(stamp.wall)
    found = instants(wall.date(), wall.time(), where)
    if len(found) == 1:
        return Stamp(stamp.wall, found[0], zone, stamp.tzid)
    said = f"{wall:%H:%M} {'comes twice' if found else 'does not exist'} in {place(where)}"
    instant = found[0] if found else moved_on(wall.date(), wall.time(), where)
    why = f"{said} on {day_name(wall)}: the clocks change then; ask them."
    return Stamp(stamp.wall, fixed(instant, where), zone, stamp.tzid, sure=False, why=why)


def read_duration(text: str) -> timedelta | None:
    """Return a DURATION such as PT1H30M, None for what is none or not longer than nothing."""
    match = _DURATION.fullmatch(text.strip().upper())
    if not match or not any(match.groups()):
        return None
    weeks, days, hours, minutes, seconds = (int(amount or 0) for amount in match.groups())
    found = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return found or None


_DURATION = re.compile(
    r"\+?P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?", re.ASCII
)


def minutes_of(start: Stamp | None, end: Stamp | None, duration: timedelta | None) -> int | None:
    """Return the length in whole minutes, from 1 to 24 hours; the end counts before the duration."""
    length = duration
    if start and end and not start.all_day and not end.all_day:
        if start.instant and end.instant:
            length = end.instant - start.instant
        elif not start.instant and not end.instant:
            length = datetime.fromisoformat(end.wall) - datetime.fromisoformat(start.wall)
    minutes = length // timedelta(minutes=1) if length else 0
    return minutes if 1 <= minutes <= 24 * 60 else None
