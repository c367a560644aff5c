"""The times of the facts, and whether a day or a clock time in a text is one of them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache

import msgspec

from tui.model.incident import Incident
from tui.model.zones import city, load_zone
from tui.words.coach.case import Case
from tui.words.coach.rulebook import Rule
from tui.words.coach.text import Span
from tui.words.coach.times import Said
from tui.words.coach.value import Finding
from tui.words.coach.zones import zone_of

_ENDLESS = timedelta(days=60)


@lru_cache(maxsize=64)
def instants_of(incident: Incident) -> tuple[datetime, ...]:
    """All times of the facts."""
    found: list[datetime] = []

    def gather(value: object) -> None:
        if isinstance(value, datetime):
            found.append(value)
        elif isinstance(value, tuple):
            for one in value:
                gather(one)
        elif isinstance(value, msgspec.Struct):
            for name in value.__struct_fields__:
                gather(getattr(value, name))

    gather(incident)
    return tuple(found)


@lru_cache(maxsize=64)
def words_of(incident: Incident) -> str:
    """All words of the facts, in small letters."""
    found: list[str] = []

    def gather(value: object) -> None:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, tuple):
            for one in value:
                gather(one)
        elif isinstance(value, msgspec.Struct):
            for name in value.__struct_fields__:
                gather(getattr(value, name))

    gather(incident)
    return "\n".join(found).lower()


def _local(at: datetime, zone: str) -> datetime:
    where = load_zone(zone)
    return at.astimezone(where) if where else at


def fact_clocks(case: Case, zone: str = "") -> list[datetime]:
    """The times of the facts and the present moment on one clock, or on all that a message may use."""
    if case.incident is None:
        return []
    times = (*instants_of(case.incident), case.now)
    if zone:
        return [_local(at, zone) for at in times]
    return [*times, *(_local(at, name) for at in times for name in case.zones)]


def clocks_of(case: Case, zone: str) -> set[int]:
    """Return the clock times of the facts in a zone, as minutes after midnight."""
    return {at.hour * 60 + at.minute for at in fact_clocks(case, zone)}


def days_of(case: Case) -> set[date]:
    """Return the days of the facts on every clock that a message may use."""
    days = {at.date() for at in fact_clocks(case)}
    for slot in case.incident.slots if case.incident else ():
        if slot.start and slot.end and slot.end - slot.start < _ENDLESS:
            span = (slot.end.date() - slot.start.date()).days
            days |= {slot.start.date() + timedelta(days=n) for n in range(span + 1)}
    return days


def _contradicts(case: Case, said: Said) -> bool:
    """Whether it is said of the interview itself, whose time the facts know."""
    incident = case.incident
    if incident is None:
        return False
    clause = case.text.clause(said.start)
    if clause.end == clause.start:
        return bool(case.text.subject and case.text.subject.has(said.start) and incident.interview.start)
    known = incident.new_time.start if case.code == "co" else incident.interview.start
    if known and case.has("the_interview", clause) and not case.has("offer", clause):
        return not case.has("new_time", clause)
    return bool(incident.eta and said.is_clock and case.has("arrival", clause))


def _finding(case: Case, rule: Rule, said: Said, what: str, right: str = "") -> Finding:
    wrong = _contradicts(case, said)
    why = f"The facts say otherwise about this {what}." if wrong else f"The facts do not give this {what}."
    return case.found(
        rule, Span(said.start, said.end), severity="error" if wrong else "warning", why=why,
        fix=right if wrong else "", mend="replace" if right and wrong else "none",
    )  # fmt: skip


def day_finding(case: Case, rule: Rule, said: Said) -> Finding | None:
    if said.problem or (said.relative and said.weekday is None):
        return None
    days = days_of(case)
    if said.day is not None:
        return None if said.day in days else _finding(case, rule, said, "day")
    near = {day.weekday() for day in days if abs((day - case.now.date()).days) <= 21}
    return None if said.weekday in near else _finding(case, rule, said, "day")


def clock_finding(case: Case, rule: Rule, said: Said) -> Finding | None:
    named = zone_of(case, said)
    if named and named.zone and not any(_alike(named.zone, zone, case) for zone in case.zones) and case.zones:
        place = city(named.zone)
        words = case.text.raw[named.start : named.end]
        return case.found(rule, Span(named.start, named.end), severity="warning", mend="none", words=words,
                          why=f"The facts do not know the clock of {place}.")  # fmt: skip
    zone = named.zone if named and named.zone else ""
    clocks = fact_clocks(case, zone)
    day = _day_before(case, said)
    fitting = [at for at in clocks if _same(at, said)]
    if fitting and (day is None or any(at.date() == day for at in fitting)):
        return None
    if _in_slot(case, said, zone, day):
        return None
    if fitting and not _contradicts(case, said):
        return (
            _finding(case, rule, said, "time") if case.has("offer", case.text.sentence(said.start)) else None
        )
    return _finding(case, rule, said, "time")


def _same(at: datetime, said: Said) -> bool:
    minute = at.hour * 60 + at.minute
    return minute == said.minute or (
        said.loose and said.minute is not None and (minute - said.minute) % 720 == 0
    )


def _alike(one: str, other: str, case: Case) -> bool:
    return _local(case.now, one).utcoffset() == _local(case.now, other).utcoffset()


def _day_before(case: Case, said: Said) -> date | None:
    """Return the day that is written just before a clock time."""
    sentence = case.text.sentence(said.start)
    days = [d for d in case.times if not d.is_clock and d.end <= said.start and sentence.has(d.start)]
    return days[-1].day if days and said.start - days[-1].end <= 12 else None


def _in_slot(case: Case, said: Said, zone: str, day: date | None) -> bool:
    """Whether a time lies within one that is offered in the facts."""
    for slot in case.incident.slots if case.incident else ():
        for name in (zone,) if zone else case.zones or ("",):
            if slot.start is None:
                continue
            start = _local(slot.start, name)
            end = (
                _local(slot.end, name)
                if slot.end
                else start + timedelta(hours=23 - start.hour if slot.open else 0)
            )
            hours = (start.hour * 60 + start.minute, end.hour * 60 + end.minute)
            for minute in (said.minute, (said.minute or 0) + 720) if said.loose else (said.minute,):
                fits = minute is not None and hours[0] <= minute <= hours[1]
                if fits and (day is None or start.date() <= day <= end.date()):
                    return True
    return False
