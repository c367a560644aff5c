"""Days and spans as they are written: figures, names, "tomorrow", "2 days ago"."""

from __future__ import annotations

import re

from tui.model.when_parts import YEARS, Day, Said, Span
from tui.model.when_wall import RefusedError
from tui.model.when_words import AMOUNT, MONTH_NUMBERS, NUMBERS, SECONDS, WEEKDAY_NUMBERS


def take_now(match: re.Match[str], found: Said) -> None:
    """Take "now"."""
    found.put("Now", now=True)


def take_iso(match: re.Match[str], found: Said) -> None:
    """Take "2026-12-01", also with slashes or dots or without any."""
    day = Day(int(match["year"]), int(match["month"]), int(match["day"]))
    _put_days((day,), match[0].rstrip("t"), found)
    found.iso = True


def take_figures(match: re.Match[str], found: Said) -> None:
    """Day and month in figures: with dots the day comes first, otherwise both orders are possible."""
    a, b, c = int(match["a"]), int(match["b"]), match.groupdict().get("c")
    year = None if c is None else int(c) if len(c) == 4 else 2000 + int(c)
    days = [Day(year, b, a)]
    if match["mark"] != ".":
        days.append(Day(year, a, b))
        if c is not None and len(c) == 2 and 20 <= a < 40:
            days.append(Day(2000 + a, b, int(c)))
    if match["mark"] == "-" and c is None and not any(day.month <= 12 and day.day <= 31 for day in days):
        raise RefusedError(f"{match[0]} is no date; if it is a span, write the one time that is meant.")
    _put_days(tuple(dict.fromkeys(days)), match[0], found)


def take_day_month(match: re.Match[str], found: Said) -> None:
    """Take "1 Dec", "Dec 1st 2026", "25/Nov/2026"."""
    year = match["year"]
    number = None if not year else int(year) if len(year) == 4 else 2000 + int(year)
    _put_days((Day(number, MONTH_NUMBERS[match["month"][:3]], int(match["day"])),), match[0], found)


def _put_days(days: tuple[Day, ...], text: str, found: Said) -> None:
    if any(day.year is not None and day.year not in YEARS for day in days):
        raise RefusedError(f"{text} is too far off to be meant.")
    found.put("The date", days=days, days_text=text.strip())


def take_relative_day(match: re.Match[str], found: Said) -> None:
    """Take "tomorrow", "the day before yesterday", "last night"."""
    name = match["name"]
    found.put("The day", offset=_DAYS_OFF[name])
    if "night" in name:
        found.put("The part of the day", part="night")


_DAYS_OFF = {
    "day after tomorrow": 2,
    "day before yesterday": -2,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "tmrw": 1,
    "yesterday": -1,
    "last night": -1,
}


def take_part(match: re.Match[str], found: Said) -> None:
    """Take "this morning" and "in the afternoon"."""
    found.put("The part of the day", part=match["name"])
    if match["this"] == "this ":
        found.put("The day", offset=0)


def take_weekday(match: re.Match[str], found: Said) -> None:
    """Take "fri", "next tue", "tue of next week". Raises RefusedError for "week tue"."""
    which, week, after = match["which"] or "", match["week"], match["after"] or ""
    if (week and which not in ("next", "last", "this")) or (after and which):
        raise RefusedError(f'"{match[0].strip()}" can be several days; write the date.')
    found.put("The weekday", weekday=WEEKDAY_NUMBERS[match["name"][:3]])
    if week or after:
        found.put("The week", week=which or after)
    else:
        found.which = which


def take_week(match: re.Match[str], found: Said) -> None:
    """Take "next week", which goes with a weekday."""
    found.put("The week", week=match["which"])


def take_ordinal(match: re.Match[str], found: Said) -> None:
    """Take "the 3rd"."""
    found.put("The day", ordinal=int(match["day"]))


def take_span(match: re.Match[str], found: Said) -> None:
    """Take "in 20 min", "2h ago", "+72h", "an hour and 5 minutes"."""
    mark = match["sign"]
    sign = 1 if match[0].startswith("in ") or mark in ("+", "from now") else -1 if mark in ("-", "ago") else 0
    days, seconds = 0.0, 0.0
    for count, unit in re.findall(AMOUNT, match["span"]):
        amount = NUMBERS[count] if count in NUMBERS else float(count)
        if unit in ("w", "d"):
            days += amount * (7 if unit == "w" else 1)
        else:
            seconds += amount * SECONDS[unit or "m"]
    if days != int(days):
        days, seconds = int(days), seconds + (days - int(days)) * SECONDS["d"]
    found.put("How long", span=Span(sign, int(days), seconds))
