"""Clock times and zones as they are written: "14:30", "3pm", "1430", "noon", "+0100", "CET", "New York"."""

from __future__ import annotations

import re
from datetime import UTC, timedelta, timezone

from tui.model.when_dates import take_iso
from tui.model.when_parts import Clock, Meaning, Said
from tui.model.when_wall import MONTHS, RefusedError
from tui.model.zone_names import ABBREVIATIONS
from tui.model.zones import find_zone, load_zone


def take_clock(match: re.Match[str], found: Said) -> None:
    """Take "14:30", "9:30 pm", "14.30", "16h", "11:20:01.5", with an offset that is attached to it."""
    part = {name: value or "" for name, value in match.groupdict().items()}
    hour, minute, second = (int(part.get(name) or 0) for name in ("hour", "minute", "second"))
    if part.get("half") and (hour > 12 and part["half"] == "am"):
        raise RefusedError(
            f'"{match[0].strip()}" is either before or after noon; write it on a 24-hour clock.'
        )
    exact = len(part["hour"]) == 2 or part.get("half")
    clock = Clock(
        hour,
        minute,
        second,
        int(part.get("part", "").ljust(6, "0")[:6] or 0),
        part.get("half", ""),
        loose=not exact,
        hours=bool(part.get("h")),
    )
    if found.clock is None:
        _refuse_wrong_dots(match, found)
    _put(clock, match, found)
    if part.get("offset"):
        _attached(part["offset"], match, found)


def take_stamp(match: re.Match[str], found: Said) -> None:
    """Take "20261201T140000Z"."""
    take_iso(match, found)
    _put(Clock(int(match["hour"]), int(match["minute"]), int(match["second"] or 0)), match, found)
    if match["offset"]:
        put_offset(match["offset"], found)


def take_four(match: re.Match[str], found: Said) -> None:
    """Take four figures: a year where a date still lacks one, else a clock."""
    year = int(match["hour"] + match["minute"])
    lacks_year = found.days and found.days[0].year is None and found.year is None
    if lacks_year and 1900 <= year <= 2099 and not (match["at"] or match["h"]):
        found.year = year
        return
    marked = bool(match["at"] or match["h"])
    _put(Clock(year // 100, year % 100, four=not marked), match, found)


def take_bare(match: re.Match[str], found: Said) -> None:
    """Take an hour that is a figure alone."""
    hour = match["hour"]
    _put(Clock(int(hour), loose=len(hour) == 1 or hour[0] != "0", bare=not match["at"]), match, found)


def take_spoken(match: re.Match[str], found: Said) -> None:
    """Take "half past 9" and "quarter to 3 pm"."""
    hour, half = int(match["hour"]), match["half"] or ""
    minute = 30 if "half" in match["how"] else 15
    if "to" in match["how"].split():
        hour, minute = hour - 1 or 12, 45
        if half and hour == 11:
            half = "am" if half == "pm" else "pm"
    _put(Clock(hour, minute, half=half, loose=not half), match, found)


def take_word(match: re.Match[str], found: Said) -> None:
    """Take "noon", "midnight" and "eod"."""
    if match["eod"]:
        _put(Clock(23, 59), match, found)
    else:
        midnight = match["name"] == "midnight"
        _put(Clock(0 if midnight else 12, midnight=midnight), match, found)


def take_offset(match: re.Match[str], found: Said) -> None:
    """Take "UTC+2"."""
    put_offset(match["offset"].replace(" ", ""), found)


def take_zone(name: str, found: Said) -> bool:
    """Take the name of a zone; tell whether it is one."""
    known = ABBREVIATIONS.get(name)
    if known:
        meanings = tuple(_meaning(minutes, zone) for minutes, zone in known)
        found.zones += ((name.upper(), meanings),)
        return True
    zone = load_zone(find_zone(name) or "")
    if zone is None:
        return False
    found.zones += ((zone.key, (Meaning(zone),)),)
    return True


def put_offset(text: str, found: Said) -> None:
    """Take "z", "+0100", "-05:00", "+2". Raises RefusedError for an offset that no place on earth has."""
    if text == "z":
        found.zones += (("UTC", (Meaning(UTC),)),)
        return
    figures = text[1:].replace(":", "")
    hours, minutes = int(figures[:-2] or 0) if len(figures) > 2 else int(figures), 0
    if len(figures) > 2:
        minutes = int(figures[-2:])
    east = (hours * 60 + minutes) * (-1 if text[0] == "-" else 1)
    if minutes % 15 or not -12 * 60 <= east <= 14 * 60:
        raise RefusedError(f"No place on earth is {text} from UTC.")
    offset = timezone(timedelta(minutes=east))
    found.zones += ((str(offset), (Meaning(offset),)),)


def _put(clock: Clock, match: re.Match[str], found: Said) -> None:
    text = match[0].strip()
    if clock.half and clock.hour == 0 and clock.half == "pm":
        raise RefusedError(f'"{text}" is either midnight or noon; write it on a 24-hour clock.')
    if clock.hour == 24 and not clock.minute:
        raise RefusedError("24:00 is the start of the next day; write 00:00 with that day.")
    if clock.hour > 23 or clock.minute > 59 or clock.second > 59:
        raise RefusedError(f'"{text}" is no clock time.')
    if found.clock is not None:
        raise RefusedError("Two clock times are named; write the one that is meant.")
    found.clock, found.clock_text = clock, text


def _refuse_wrong_dots(match: re.Match[str], found: Said) -> None:
    """ "10.11" is a clock time or a day in November, unless a date or an "h" says which."""
    dotted = "." in match[0] and ":" not in match[0]
    marked = match.groupdict().get("half") or match.groupdict().get("h")
    if not dotted or marked or found.days or found.offset is not None:
        return
    hour, minute = int(match["hour"]), int(match["minute"])
    if 1 <= minute <= 12 and hour <= 31:
        month = MONTHS[minute - 1]
        raise RefusedError(
            f'"{match[0].strip()}" is a clock time or a date; write {hour}:{minute:02} or {hour} {month}.'
        )


def _attached(offset: str, match: re.Match[str], found: Said) -> None:
    """An offset right behind a clock, where it cannot be the end of a span ("10:00-11:00")."""
    text = offset.strip()
    stamp = match["second"] is not None or match.string[: match.start()].endswith("t")
    if text != "z" and not stamp and text[0] == "-":
        spaced = ":" not in text and offset[0] == " " and len(text) == 5
        ends = int(text[1:3]) > int(match["hour"])
        if not spaced and (not found.iso or ends):
            raise RefusedError("Only one time is needed here, not a span; write its start.")
    elif text != "z" and len(text) == 3 and match["second"] is None:
        raise RefusedError(f'"{text}" is no offset that is understood; write UTC{text}.')
    put_offset(text, found)


def _meaning(minutes: int, zone: str) -> Meaning:
    return Meaning(timezone(timedelta(minutes=minutes)), load_zone(zone))
