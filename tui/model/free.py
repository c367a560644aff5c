"""Times that are free on both clocks: three to propose, and what speaks against one that was typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from msgspec import Struct

from tui.model.incident import Incident, Slot
from tui.model.situation import DEFAULT_MINUTES, ends
from tui.model.when_office import OFFICE_HOURS, office_hours
from tui.model.when_show import clock
from tui.model.when_wall import day_name, fixed, instants, moved_on, place
from tui.model.zones import load_zone

LEAD = timedelta(hours=3)
"""Nothing nearer is proposed (ours): they have to read it first."""
WORKING_DAYS = 10
"""So many of their working days are looked at (ours)."""
STEP = timedelta(minutes=30)
APART = timedelta(hours=3)
"""Two proposals of one day lie at least so far apart (ours)."""
DAYTIMES = ((time(8), time(20)), (time(7), time(22)), (time(0), time(23, 59)))
"""The user's clock, the best first; at night only where their hours leave nothing else (ours)."""
NIGHT = (time(21), time(7))
"""From when to when it is night (ours)."""


class Span(Struct, frozen=True):
    """A time that is taken; `title` is what to call it, `all_day` where it has no clock."""

    start: datetime
    end: datetime
    title: str = ""
    all_day: bool = False


class Sides(Struct, frozen=True):
    """The user's zone, the reader's, and the reader's office hours on their clock ("" is 09:00-17:00)."""

    mine: str
    theirs: str = ""
    hours: str = ""

    @property
    def here(self) -> tzinfo:
        """The user's zone; UTC for an unknown one."""
        return load_zone(self.mine) or UTC

    @property
    def there(self) -> tzinfo:
        """The reader's zone; the user's where nothing is known of it."""
        return load_zone(self.theirs) or self.here

    @property
    def office(self) -> tuple[time, time]:
        """Opening and closing time."""
        return office_hours(self.hours) or office_hours(OFFICE_HOURS) or (time(9), time(17))


def sides_of(incident: Incident, zone: str) -> Sides:
    """Return both sides of an incident; `zone` is the user's where `me.zone` is a gap."""
    return Sides(incident.me.zone or zone, incident.contact.zone, incident.contact.hours)


def taken_by(incident: Incident) -> tuple[Span, ...]:
    """Return the times that another incident takes: its interview, or the new time, and what it offers."""
    new, old = incident.new_time, incident.interview
    agreed = incident.outcome == "rescheduled" and new.start is not None
    start = new.start if agreed else old.start
    end = ends(start, (new.minutes if agreed else None) or old.minutes)
    name = old.company or incident.contact.name
    spans = [Span(start, end, f"interview{f' with {name}' if name else ''}")] if start and end else []
    if incident.outcome in ("none", "waiting", "promised", "offered", "talking"):
        for slot in incident.slots:
            until = slot.end or ends(slot.start, old.minutes)
            if slot.start and until:
                spans.append(Span(slot.start, until, f"offered{f' to {name}' if name else ''}"))
    return tuple(spans)


def propose_slots(
    sides: Sides,
    *,
    now: datetime,
    busy: Iterable[Span] = (),
    minutes: int | None = None,
    answer_by: datetime | None = None,
    count: int = 3,
) -> tuple[Slot, ...]:
    """Return up to `count` start times on at least two days, or none where only one day has any.

    Each lies whole in the reader's office hours on a working day there, is free, exists once on both clocks,
    and starts before `answer_by` where it can. The user's night is used only where nothing else is left.
    """
    length = timedelta(minutes=minutes or DEFAULT_MINUTES)
    taken = tuple(busy)
    for daytime in DAYTIMES:
        days = _free_days(sides, now, taken, length, daytime)
        in_time = [
            near for day in days if (near := [at for at in day if answer_by is None or at <= answer_by])
        ]
        for found in (in_time, days):
            if len(found) > 1:
                return tuple(Slot(start=at) for at in sorted(_spread(found, count)))
    return ()


def _free_days(
    sides: Sides, now: datetime, busy: tuple[Span, ...], length: timedelta, daytime: tuple[time, time]
) -> list[list[datetime]]:
    """Return for each working day the free starts, none where there are none."""
    first = now.astimezone(sides.there).date()
    days = [first + timedelta(days=off) for off in range(WORKING_DAYS * 2)]
    working = [day for day in days if day.weekday() < 5][:WORKING_DAYS]
    found = ([at for at in _starts(day, sides, length) if at >= now + LEAD] for day in working)
    return [
        free
        for starts in found
        if (free := [at for at in starts if _fits(at, at + length, sides, busy, daytime)])
    ]


def _starts(day: date, sides: Sides, length: timedelta) -> Iterator[datetime]:
    opens, closes = (moved_on(day, at, sides.there) for at in sides.office)
    start = opens
    while start + length <= closes:
        yield fixed(start, sides.here)
        start += STEP


def _fits(
    start: datetime, end: datetime, sides: Sides, busy: tuple[Span, ...], daytime: tuple[time, time]
) -> bool:
    here = start.astimezone(sides.here)
    until = end.astimezone(sides.here)
    awake = daytime[0] <= here.time() and until.time() <= daytime[1] and here.date() == until.date()
    clear = not any(span.start < end and start < span.end for span in busy)
    return awake and clear and not _change(start, end, sides)


def _spread(days: list[list[datetime]], count: int) -> list[datetime]:
    """Take one of each day in turn, once early and once late, so that there is something for everybody."""
    chosen = [_middle(days[0], early=True), _middle(days[1], early=False)]
    rest = [
        at
        for day in (days[0], days[1], *days[2:])
        for at in (_middle(day, early=False), _middle(day, early=True))
    ]
    for at in rest:
        if len(chosen) >= count:
            break
        if all(abs(at - other) >= APART for other in chosen):
            chosen.append(at)
    return chosen[: max(count, 2)]


def _middle(day: list[datetime], *, early: bool) -> datetime:
    """Return a start in the middle of the first or of the last half of what is free on a day."""
    return day[len(day) // 4] if early else day[(3 * len(day)) // 4]


def check_slot(
    slot: Slot,
    sides: Sides,
    *,
    now: datetime,
    busy: Iterable[Span] = (),
    minutes: int | None = None,
    answer_by: datetime | None = None,
) -> tuple[str, ...]:
    """Return what speaks against a slot, each in a sentence, the worst first.

    Looked at are: past, a clash, a clock that is turned or comes twice on either side, weekend and night
    there, night here, their office hours, and `answer_by`.
    """
    start = slot.start
    end = slot.end or ends(start, minutes)
    if start is None or end is None:
        return ()
    said = [_past(start, end, now), *_clashes(start, end, sides, busy), _change(start, end, sides)]
    said += [_unsocial(start, end, sides)]
    if answer_by is not None and start > answer_by:
        said.append(f"It is later than {clock(answer_by, sides.mine)}, when they need your answer.")
    return tuple(filter(None, said))


def _past(start: datetime, end: datetime, now: datetime) -> str:
    if end <= start:
        return "It ends before it starts."
    return "It has passed." if start < now else ""


def _clashes(start: datetime, end: datetime, sides: Sides, busy: Iterable[Span]) -> list[str]:
    found = sorted((span for span in busy if span.start < end and start < span.end), key=lambda s: s.start)
    return [_clash(span, sides) for span in found[:3]]


def _clash(span: Span, sides: Sides) -> str:
    begins, over = (fixed(at, sides.here) for at in (span.start, span.end))
    when = (
        f"all {day_name(begins, weekday=True, year=False)}"
        if span.all_day
        else f"{begins:%H:%M}-{over:%H:%M}"
    )
    return f"You have {span.title[:60] or 'something else'} then ({when})."


def _change(start: datetime, end: datetime, sides: Sides) -> str:
    """Tell of a clock that comes twice, or is turned meanwhile; "" for none."""
    for zone in (sides.here, sides.there):
        for at in (start, end):
            there = at.astimezone(zone)
            if len(instants(there.date(), there.time(), zone)) > 1:
                return f"{there:%H:%M} comes twice in {place(zone)} on {day_name(there)}; take another time."
        begins, over = start.astimezone(zone), end.astimezone(zone)
        if begins.utcoffset() != over.utcoffset():
            return f"The clocks change in {place(zone)} on {day_name(over)}, during it; take another time."
    return ""


def _unsocial(start: datetime, end: datetime, sides: Sides) -> str:
    there, until = start.astimezone(sides.there), end.astimezone(sides.there)
    name = place(sides.there)
    if there.weekday() > 4:
        return f"It is {day_name(there, weekday=True, year=False)} in {name}, the weekend."
    if _night(there):
        return f"It is {there:%H:%M} in {name} then, night there."
    if _night(start.astimezone(sides.here)):
        return f"It is {start.astimezone(sides.here):%H:%M} for you then, night."
    opens, closes = sides.office
    if there.time() < opens or until.time() > closes or until.date() != there.date():
        hours = f"{opens:%H:%M}-{closes:%H:%M}"
        return f"It is {there:%H:%M} in {name} then, outside their hours ({hours})."
    return ""


def _night(at: datetime) -> bool:
    return at.time() >= NIGHT[0] or at.time() < NIGHT[1]
