"""Which day a typed time means: the calendar under "fri", "next tue", "3rd", "12/03" and a clock alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, tzinfo

from msgspec import Struct

from tui.model.when_direction import Direction
from tui.model.when_parts import Day, Said
from tui.model.when_wall import RefusedError, day_name, instants, moved_on

FAR = timedelta(days=300)
"""A date without a year that would be farther off than this may be the one just gone by: ask (ours)."""
NEARLY = 1.5
"""Of two days almost equally near, none is the nearest (ours)."""


class Frame(Struct, frozen=True):
    """What a time is read against: the moment, the direction, the user's own zone."""

    now: datetime
    direction: Direction
    home: tzinfo

    def today(self, zone: tzinfo) -> date:
        """Return the date in a zone."""
        return self.now.astimezone(zone).date()

    def bases(self, zone: tzinfo) -> list[date]:
        """Return what "today" can mean: the user's, and that of the zone that was named."""
        return sorted({self.today(zone), self.today(self.home)})

    def fits(self, instant: datetime) -> bool:
        """Tell whether an instant lies in the direction; the running minute counts as both."""
        minute = self.now.replace(second=0, microsecond=0)
        if self.direction is Direction.PAST:
            return instant < minute + timedelta(minutes=1)
        return self.direction is Direction.NEAREST or instant >= minute

    def choose(self, days: Iterable[date], clock: time, zone: tzinfo) -> list[date]:
        """Return the day that the direction chooses: none, or two where neither is clearly nearer."""
        timed = [(day, instants(day, clock, zone) or (moved_on(day, clock, zone),)) for day in sorted(days)]
        if self.direction is Direction.NEAREST:
            near = sorted((min(abs(each - self.now) for each in found), day) for day, found in timed)
            return sorted(day for off, day in near[:2] if off <= near[0][0] * NEARLY)
        fitting = [day for day, found in timed if any(self.fits(each) for each in found)]
        return fitting[-1:] if self.direction is Direction.PAST else fitting[:1]


def days_meant(said: Said, clock: time, zone: tzinfo, frame: Frame) -> list[date]:
    """Return every day that was possibly meant, in order. Raises RefusedError when there is none."""
    if said.week and said.weekday is None:
        raise RefusedError("Which day of that week is meant is missing; write its name.")
    if said.days:
        days = _dated(said, clock, zone, frame)
    elif said.ordinal is not None:
        days = frame.choose(_of_months(said.ordinal, frame.today(zone)), clock, zone)
    elif said.offset is not None:
        days = [base + timedelta(days=said.offset) for base in frame.bases(zone)]
    elif said.weekday is not None:
        return _named(said, clock, zone, frame)
    else:
        today = frame.today(zone)
        return frame.choose([today + timedelta(days=off) for off in (-1, 0, 1)], clock, zone)
    return _agreeing(said, days, clock, zone, frame)


def _agreeing(said: Said, days: list[date], clock: time, zone: tzinfo, frame: Frame) -> list[date]:
    """Leave the days that agree with everything else that names a day ("tomorrow, Thu 26 Nov").

    A weekday that fits only most of a year away is more likely a slip: then all of them are left, to ask.
    """
    fitting = days
    if said.weekday is not None:
        named = _named(said, clock, zone, frame) if said.which or said.week else None
        fitting = [
            day for day in fitting if day.weekday() == said.weekday and (named is None or day in named)
        ]
    if said.offset is not None:
        meant = [base + timedelta(days=said.offset) for base in frame.bases(zone)]
        fitting = [day for day in fitting if day in meant]
    if said.ordinal is not None:
        fitting = [day for day in fitting if day.day == said.ordinal]
    if not fitting:
        names = " or ".join(day_name(day, weekday=True) for day in days[:2])
        raise RefusedError(f"That is {names}, which is not the other day that is named; write one of them.")
    near = [day for day in fitting if abs(day - frame.today(zone)) <= FAR]
    return fitting if near or len(days) == 1 or not said.days else days


def _dated(said: Said, clock: time, zone: tzinfo, frame: Frame) -> list[date]:
    today = frame.today(zone)
    known = {_date(each.year or said.year or 0, each) for each in said.days}
    years = [
        around for each in said.days if not (each.year or said.year) and (around := _around(each, today))
    ]
    found = {day for day in known if day is not None}
    for around in years:
        chosen = frame.choose(around, clock, zone) or around
        found.update(chosen)
        if any(abs(day - today) > FAR for day in chosen) and (len(years) == 1 or said.weekday is not None):
            found.update(day for day in around if abs(day - today) < timedelta(days=366) - FAR)
    if not found:
        if all(each.year or said.year for each in said.days):
            raise RefusedError(f"There is no {said.days_text}.")
        raise RefusedError(f"There is no {said.days_text} in the years around this one; write the year too.")
    return sorted(found)


def _around(written: Day, today: date) -> list[date]:
    return [day for off in (-1, 0, 1) if (day := _date(today.year + off, written)) is not None]


def _date(year: int, written: Day) -> date | None:
    try:
        return date(year, written.month, written.day)
    except ValueError:
        return None


def _of_months(number: int, today: date) -> list[date]:
    days = []
    for off in (-2, -1, 0, 1, 2):
        years, month = divmod(today.month - 1 + off, 12)
        day = _date(today.year + years, Day(None, month + 1, number))
        if day is not None:
            days.append(day)
    if not days:
        raise RefusedError(f"No month has a day {number}.")
    return days


def _named(said: Said, clock: time, zone: tzinfo, frame: Frame) -> list[date]:
    """A weekday: by direction alone, or as "next", "last" or a week says."""
    weekday = said.weekday or 0
    if not (said.which or said.week):
        today = frame.today(zone)
        first = today - timedelta(days=7 + (today.weekday() - weekday) % 7)
        return frame.choose([first + timedelta(days=7 * week) for week in range(4)], clock, zone)
    found: set[date] = set()
    for today in frame.bases(zone):
        found.update(_of_week(said, weekday, today))
    if said.which == "this" and len(found) > 1:
        found = {day for day in found if any(map(frame.fits, instants(day, clock, zone)))} or found
    return sorted(found)


def _of_week(said: Said, weekday: int, today: date) -> set[date]:
    """Weeks begin on Monday or on Sunday, and "next fri" is the coming one or that of next week."""
    coming = today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    past = today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    monday = today + timedelta(days=weekday - today.weekday())
    sunday = today + timedelta(days=(weekday + 1) % 7 - (today.weekday() + 1) % 7)
    off = timedelta(days={"next": 7, "last": -7}.get(said.week or said.which, 0))
    if said.week:
        return {monday + off, sunday + off}
    return {
        "next": {coming, monday + off, sunday + off},
        "last": {past, monday + off},
        "this": {monday, coming if monday < today else monday},
        "coming": {coming},
        "past": {past},
    }[said.which]
