"""The zone that a calendar file names: by IANA name, Windows name, or the clock rules that it brings."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from msgspec import Struct

from tui.exchange.calendar_lines import Component
from tui.model.zones import find_zone, load_zone


class Named(Struct, frozen=True):
    """The IANA name of a zone ("" where it is not known), and whether it was named beyond doubt."""

    zone: str = ""
    sure: bool = False


def zone_named(tzid: str, rules: Component | None) -> Named:
    """Return the zone of a TZID, with the VTIMEZONE of that name if the file brings one."""
    tzid = tzid.strip().strip('"')
    for name in _spellings(tzid):
        if load_zone(name):
            return Named(name, True)
    windows = _windows(tzid)
    if windows:
        return Named(windows, True)
    location = rules.text("X-LIC-LOCATION").strip() if rules else ""
    if load_zone(location):
        return Named(location, True)
    return Named(find_zone(tzid) or _listed_city(tzid))


def _spellings(tzid: str) -> list[str]:
    """The name itself, and the ends of a longer one ("/mozilla.org/20050126_1/Europe/Berlin")."""
    if tzid.upper() in ("UTC", "Z", "GMT", "ETC/UTC"):
        return ["UTC"]
    parts = tzid.split("/")
    return ["/".join(parts[-length:]) for length in (len(parts), 3, 2) if 2 <= length <= len(parts)]


def _windows(tzid: str) -> str:
    from tzlocal.windows_tz import win_tz

    name = win_tz.get(tzid, "")
    return name if load_zone(name) else ""


def _listed_city(tzid: str) -> str:
    """Return the zone of the first known city in a Windows caption: "(UTC+01:00) Amsterdam, Berlin"."""
    caption = re.match(r"\((?:UTC|GMT)[^()]{0,9}\)\s*(.{1,200})", tzid)
    names = re.split(r"[,&(]", caption[1]) if caption else []
    return next((zone for name in names if (zone := find_zone(name.strip()))), "")


def offset_by_rules(rules: Component, wall: datetime) -> timedelta | None:
    """Return the offset that a VTIMEZONE gives to a wall clock; None where its rules are not understood."""
    best: tuple[datetime, timedelta] | None = None
    for part in (*rules.every("STANDARD"), *rules.every("DAYLIGHT")):
        offset = _offset(part.text("TZOFFSETTO"))
        onset = _last_onset(part, wall)
        if offset is None or onset is None:
            if part.first("RRULE") and onset is None and not _yearly(part):
                return None
            continue
        if best is None or onset > best[0]:
            best = (onset, offset)
    return best[1] if best else None


def _offset(text: str) -> timedelta | None:
    match = re.fullmatch(r"([+-])(\d\d)(\d\d)(\d\d)?", text.strip(), re.ASCII)
    if not match:
        return None
    amount = timedelta(hours=int(match[2]), minutes=int(match[3]), seconds=int(match[4] or 0))
    if amount >= timedelta(hours=24):
        return None
    return -amount if match[1] == "-" else amount


def _last_onset(part: Component, wall: datetime) -> datetime | None:
    starts = [when for line in part.lines if line.name in ("DTSTART", "RDATE") for when in _walls(line.value)]
    if not starts:
        return None
    if part.first("RRULE"):
        rule = _yearly(part)
        if rule is None:
            return None
        starts += [
            onset
            for year in (wall.year - 1, wall.year)
            if (onset := rule.in_year(year, starts[0])) is not None
        ]
    return max((start for start in starts if start <= wall), default=None)


def _walls(text: str) -> list[datetime]:
    found = []
    for each in text.split(","):
        try:
            found.append(datetime.strptime(each.strip().rstrip("Z"), "%Y%m%dT%H%M%S"))  # noqa: DTZ007 - a wall clock
        except ValueError:
            continue
    return found


class _Yearly(Struct, frozen=True):
    """The one weekday of a month on which the clocks are turned each year."""

    month: int
    weekday: int
    which: int
    until: datetime | None

    def in_year(self, year: int, first: datetime) -> datetime | None:
        """Return the onset of a year, at the clock time of the first one; None outside the rule."""
        try:
            days = _weekdays(year, self.month, self.weekday)
            day = days[self.which if self.which < 0 else self.which - 1]
        except (ValueError, IndexError):
            return None
        onset = datetime.combine(day, first.time())
        return None if onset < first or (self.until and onset > self.until) else onset


def _yearly(part: Component) -> _Yearly | None:
    line = part.first("RRULE")
    rule = dict(each.upper().partition("=")[::2] for each in line.value.split(";")) if line else {}
    weekday = re.fullmatch(r"([+-]?[1-5])(MO|TU|WE|TH|FR|SA|SU)", rule.get("BYDAY", ""))
    month = rule.get("BYMONTH", "")
    known = {"FREQ", "INTERVAL", "BYDAY", "BYMONTH", "UNTIL", "WKST"}
    if rule.get("FREQ") != "YEARLY" or rule.get("INTERVAL", "1") != "1" or set(rule) - known:
        return None
    if not weekday or month not in {str(number) for number in range(1, 13)}:
        return None
    until = _walls(rule.get("UNTIL", ""))
    days = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
    return _Yearly(int(month), days.index(weekday[2]), int(weekday[1]), until[0] if until else None)


def _weekdays(year: int, month: int, weekday: int) -> list[date]:
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    found = []
    while day.month == month:
        found.append(day)
        day += timedelta(days=7)
    return found
