"""Which hour a typed clock time means."""

from __future__ import annotations

from datetime import datetime, time

from tui.model.when_parts import Clock, Said
from tui.model.when_wall import RefusedError

EARLY = range(1, 7)
"""Hours that nobody writes without a sign of 24 hours unless they may mean the afternoon: ask (ours)."""

_PARTS: dict[str, tuple[range, range]] = {
    "morning": (range(1, 12), range(0)),
    "afternoon": (range(12, 19), range(1, 7)),
    "evening": (range(16, 24), range(4, 12)),
    "night": (range(18, 24), range(6, 12)),
}
"""The hours of each part of the day: as they are, and those that mean twelve hours later."""


def clocks_meant(said: Said, now: datetime, afternoon: bool) -> tuple[time, ...]:
    """Return the clock times that a written one can be.

    "fri 9" is 09:00 and "fri 15" 15:00, as people write hours. A loose 1 to 6 ("fri 3", "3:30") is asked
    about, or with `afternoon` is after noon. A figure alone ("9") is asked about, and refused where it is no
    hour of a 12-hour clock, because it may be a day or minutes. Raises RefusedError.
    """
    clock = said.clock or Clock(0)
    hours = _hours(clock, said, now, afternoon)
    return tuple(time(hour, clock.minute, clock.second, clock.micro) for hour in hours)


def _hours(clock: Clock, said: Said, now: datetime, afternoon: bool) -> tuple[int, ...]:
    hour = clock.hour
    if clock.half:
        hour = hour if hour > 12 else hour % 12 + (12 if clock.half == "pm" else 0)
    if said.part and not clock.midnight:
        return (_in_part(hour, said, exact=bool(clock.half)),)
    if clock.half:
        return (hour,)
    if clock.bare and not said.has_day:
        return _alone(hour)
    if (
        clock.four
        and not (said.days or said.offset is not None)
        and -1 <= hour * 100 + clock.minute - now.year <= 2
    ):
        raise RefusedError(
            f'"{said.clock_text}" is a year or a clock time; write {hour}:{clock.minute:02} or the date.'
        )
    if clock.loose and hour in EARLY:
        return (hour + 12,) if afternoon else (hour, hour + 12)
    return (hour,)


def _alone(hour: int) -> tuple[int, ...]:
    if not 1 <= hour <= 12:
        raise RefusedError(
            f'"{hour}" alone may be an hour, a day or minutes; write {hour % 24}:00 or in {hour} min.'
        )
    return (hour % 12, hour % 12 + 12)


def _in_part(hour: int, said: Said, exact: bool) -> int:
    as_they_are, later = _PARTS[said.part]
    if hour in as_they_are:
        return hour
    if hour in later and not exact:
        return hour + 12
    raise RefusedError(
        f'"{said.clock_text}" and "{said.part}" do not go together; write the time on a 24-hour clock.'
    )
