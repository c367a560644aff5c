"""A typed time laid on a calendar: every instant that it can mean."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from msgspec import Struct

from tui.model.when_days import Frame, days_meant
from tui.model.when_direction import Direction
from tui.model.when_hours import clocks_meant
from tui.model.when_parts import YEARS, Meaning, Said, Span
from tui.model.when_said import said
from tui.model.when_wall import RefusedError, day_name, fixed, gap, instants, place
from tui.model.zones import load_zone


class Moment(Struct, frozen=True):
    """An instant and the zone on whose clock it was written."""

    instant: datetime
    zone: tzinfo


class Found(Struct, frozen=True):
    """Every moment that was possibly meant, earliest first, and why there are several."""

    moments: tuple[Moment, ...]
    why: str
    zone_named: bool
    zone: str
    """The IANA name of the zone that was named, if one was."""


def read(text: str, *, now: datetime, zone: str, direction: Direction, afternoon: bool = False) -> Found:
    """Return every moment that a text can mean; with `afternoon` a loose 1 to 6 is after noon.

    Raises RefusedError with one sentence for the user.
    """
    what = said(text)
    named = what.zones[0][1] if what.zones else ()
    home = load_zone(zone) or (named[0].zone if named else None)
    if home is None:
        raise RefusedError("Your own time zone is not known yet; set it first, or name a city with the time.")
    frame = Frame(now, direction, home)
    asks: list[str] = []
    found: dict[datetime, Moment] = {}
    for meaning in named or (Meaning(home),):
        for moment in _moments(what, meaning, frame, asks, afternoon):
            found.setdefault(moment.instant, moment)
    if len(named) > 1:
        asks.insert(
            0, f"{what.zones[0][0]} is used in {_either([place(each.home or each.zone) for each in named])}."
        )
    kept = _agreeing(what, sorted(found.values(), key=lambda moment: moment.instant))
    if any(moment.instant.year not in YEARS for moment in kept):
        raise RefusedError("That is too far off to be meant.")
    first = named[0].zone if named else None
    return Found(
        tuple(kept),
        asks[0] if asks and len(kept) > 1 else "",
        bool(what.zones),
        first.key if isinstance(first, ZoneInfo) else "",
    )


def _moments(what: Said, meaning: Meaning, frame: Frame, asks: list[str], afternoon: bool) -> list[Moment]:
    zone = meaning.zone
    if what.now:
        _alone(what, what.clock, what.span)
        return [Moment(fixed(frame.now, zone), zone)]
    if what.span and not what.clock:
        _alone(what)
        return _after(what.span, zone, frame, asks)
    if what.span:
        _day_of_span(what)
    if what.clock is None:
        raise RefusedError(_no_clock(what))
    if what.year is not None and not (what.days and what.days[0].year is None):
        raise RefusedError(f"{what.year} does not belong to a date here.")
    found = _of_clock(what, meaning, frame, asks, afternoon)
    if what.clock.hours and not what.has_day and not what.part:
        asks.insert(0, f'"{what.clock_text}" is a clock time or so long from now; write 14:00 or in 2h.')
        found += _after(Span(0, 0, what.clock.hour * 3600 + what.clock.minute * 60), zone, frame, asks)
    return found


def _of_clock(what: Said, meaning: Meaning, frame: Frame, asks: list[str], afternoon: bool) -> list[Moment]:
    found: list[Moment] = []
    clocks = clocks_meant(what, frame.now, afternoon)
    if len(clocks) > 1:
        asks.append(f'"{what.clock_text}" can be {_either([f"{clock:%H:%M}" for clock in clocks])}.')
    for clock in clocks:
        days = _days(what, clock, meaning.zone, frame)
        if len(days) > 1:
            asks.append(f"The day can be {_either([day_name(day, weekday=True) for day in days])}.")
        for day in days:
            found += _on(day, clock, meaning, what, frame, asks)
    return found


def _days(what: Said, clock: time, zone: tzinfo, frame: Frame) -> list[date]:
    """Midnight with a day is the one at its start or the one at its end; "tonight" it is the latter."""
    days = days_meant(what, clock, zone, frame)
    if not (what.clock and what.clock.midnight and what.has_day):
        return days
    offsets = (1,) if what.part else (0, 1)
    return sorted({day + timedelta(days=off) for day in days for off in offsets})


def _on(day: date, clock: time, meaning: Meaning, what: Said, frame: Frame, asks: list[str]) -> list[Moment]:
    """The moments of one wall clock; an abbreviation out of season may mean what the clocks there show."""
    zone, home = meaning.zone, meaning.home
    found = instants(day, clock, zone)
    if not found:
        raise gap(day, clock, zone)
    if not what.has_day and len(found) > 1:
        found = tuple(each for each in found if frame.fits(each)) or found
    if len(found) > 1:
        asks.append(
            f"{clock:%H:%M} comes twice in {place(zone)} on {day_name(day)}, because the clocks go back then."
        )
    moments = [Moment(each, zone) for each in found]
    there = instants(day, clock, home) if home else ()
    if home and there and found[0] not in there:
        asks.append(f"{what.zones[0][0]} is not the time that {place(home)} keeps on {day_name(day)}.")
        moments += [Moment(each, home) for each in there]
    return moments


def _after(span: Span, zone: tzinfo, frame: Frame, asks: list[str]) -> list[Moment]:
    """Days keep the clock, hours and minutes are counted."""
    signs: tuple[int, ...] = (span.sign,)
    if not span.sign:
        signs = {Direction.PAST: (-1,), Direction.FUTURE: (1,), Direction.NEAREST: (-1, 1)}[frame.direction]
    if len(signs) > 1:
        asks.append('So long ago or from now; write it with "ago" or "in".')
    moments = []
    for sign in signs:
        try:
            there = frame.now.astimezone(zone)
            starts: tuple[datetime, ...] = (fixed(there),)
            if span.days:
                day = there.date() + sign * timedelta(days=span.days)
                starts = instants(day, there.time(), zone)
                if not starts:
                    raise gap(day, there.time(), zone)
            moments += [
                Moment(fixed(start + sign * timedelta(seconds=span.seconds), zone), zone) for start in starts
            ]
        except OverflowError:
            raise RefusedError("That is too far off to be meant.") from None
    if len(moments) > len(signs):
        asks.append(f"The clocks in {place(zone)} go back then, and show that time twice.")
    return moments


def _day_of_span(what: Said) -> None:
    """ "3 days ago at noon": the span chooses the day, the clock is the one that is named."""
    span = what.span
    if span is None or span.seconds or not span.sign or not span.days:
        raise RefusedError("A span and a clock time do not go together; write one of them.")
    if what.offset not in (None, span.sign * span.days) or what.days or what.ordinal is not None:
        raise RefusedError("Two days are named; write the one that is meant.")
    if span.days > 36_525:
        raise RefusedError("That is too far off to be meant.")
    what.offset = span.sign * span.days


def _alone(what: Said, *others: object) -> None:
    if any(other is not None for other in others) or what.has_day or what.part or what.week or what.year:
        raise RefusedError("Two times are named; write the one that is meant.")


def _agreeing(what: Said, moments: list[Moment]) -> list[Moment]:
    """A second zone must show the same clock at the moment: "14:00 -0500 (EST)", "2pm CST Chicago"."""
    for name, meanings in what.zones[1:]:
        moments = [moment for moment in moments if any(_shows(moment, each) for each in meanings)]
        if not moments:
            raise RefusedError(
                f"{what.zones[0][0]} and {name} do not show the same clock then; name one of them."
            )
    return moments


def _shows(moment: Moment, meaning: Meaning) -> bool:
    zones = [meaning.zone, meaning.home] if meaning.home else [meaning.zone]
    return any(moment.instant.astimezone(zone).utcoffset() == moment.instant.utcoffset() for zone in zones)


def _no_clock(what: Said) -> str:
    if what.days and "-" in what.days_text and not what.iso:
        return f'"{what.days_text}" is a date without a time, or a span; write one time, such as 9 Dec 14:00.'
    return f"The clock time is missing; write it too, such as {what.days_text or 'tomorrow'} 14:00."


def _either(names: list[str]) -> str:
    names = list(dict.fromkeys(names))
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]
