"""Dates that cannot be true: a wrong weekday, no such day, an offer gone by, an end before its start."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import pairwise

from tui.model.when_wall import DAYS, instants
from tui.model.zones import city, load_zone
from tui.words.coach.case import Case
from tui.words.coach.rulebook import Rule
from tui.words.coach.text import Span
from tui.words.coach.times import Said
from tui.words.coach.value import Finding
from tui.words.coach.zones import zone_of

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_RANGE = re.compile(r"[ ,]{0,2}(?:to|until|till|-|–|—|and)[ ]?")
_SAME_MOMENT = re.compile(r"[^.;?!]{0,30}(?:\(|/|=|\bor\b|i\.e\.|which is|that is|that's)[^.;?!\d]{0,20}")
_FAR = 150
"""From how many days on the year may be another one (ours)."""


def date_error(case: Case, rule: Rule) -> Iterator[Finding]:
    """Say which dates and times cannot be as they are written."""
    for said in case.times:
        if said.problem:
            yield _problem(case, rule, said)
        elif said.day and said.weekday is not None and said.day.weekday() != said.weekday:
            if not _other_year(said, case.now):
                yield _weekday(case, rule, said)
        elif said.day and said.relative == "" and (finding := _gone_by(case, rule, said)):
            yield finding
    yield from _named_days(case, rule)
    yield from _ranges(case, rule)
    yield from _conversions(case, rule)
    yield from _two_times(case, rule)
    yield from _clock_changes(case, rule)


def _problem(case: Case, rule: Rule, said: Said) -> Finding:
    span = Span(said.start, said.end)
    if said.problem == "impossible":
        return case.found(rule, span, why="There is no such day.", mend="none")
    from tui.words.coach.facts_times import days_of

    known = [day for day in said.readings if day in days_of(case)]
    one = known[0] if len(known) == 1 else None
    fix = f"{one.day} {_MONTHS[one.month - 1]}" if one else ""
    why = "This can be read as two different days; write the month as a word."
    return case.found(rule, span, why=why, fix=fix, mend="replace" if fix else "none")


def _other_year(said: Said, now: datetime) -> bool:
    """A date far off may be meant for another year, whose weekday is right."""
    if said.day is None or abs((said.day - now.date()).days) < _FAR:
        return False
    for year in (now.year - 1, now.year + 1):
        try:
            if said.day.replace(year=year).weekday() == said.weekday:
                return True
        except ValueError:
            continue
    return False


def _weekday(case: Case, rule: Rule, said: Said) -> Finding:
    day = said.day or case.now.date()
    start, end = said.weekday_span
    written = case.text.raw[start:end]
    name = _WEEKDAYS[day.weekday()]
    right = name if len(written) > 4 else DAYS[day.weekday()]
    return case.found(
        rule,
        Span(start, end),
        why=f"{day.day} {_MONTHS[day.month - 1]} {day.year} is a {name}.",
        fix=right if written[:1].isupper() else right.lower(),
        mend="replace",
        words=case.text.raw[said.start : said.end],
    )


def _gone_by(case: Case, rule: Rule, said: Said) -> Finding | None:
    sentence = case.text.sentence(said.start)
    if said.day is None or said.day >= case.now.date():
        return None
    if sentence.end == sentence.start:
        return None
    clause = case.text.clause(said.start)
    if not is_offer(case, sentence, clause):
        return None
    return case.found(
        rule, Span(said.start, said.end), why="This day has passed; it cannot be offered.", mend="none"
    )


def is_offer(case: Case, sentence: Span, clause: Span) -> bool:
    """Whether a time is proposed: an offer in its sentence, and nothing told of the past in its clause."""
    from tui.words.coach.zones import _lead

    lead = _lead(case.text, sentence)
    offered = case.has("offer", sentence) or bool(lead and case.has("offer", lead))
    return offered and not case.has("past", clause)


def _named_days(case: Case, rule: Rule) -> Iterator[Finding]:
    """ "Today, Wednesday 2 December": the name of a day and the day beside it are one."""
    times = case.times
    for one, other in pairwise(times):
        between = case.text.plain[one.end : other.start]
        if not one.relative or one.day is None or one.is_clock or other.is_clock or len(between) > 3:
            continue
        if between.strip(" ,(") or (other.relative and other.weekday is None):
            continue
        days = {moment.date() + (one.day - case.now.date()) for moment in _moments(case)}
        fits = other.day in days if other.day else other.weekday in {day.weekday() for day in days}
        if not fits:
            span = Span(one.start, other.end)
            right = f"{one.day.day} {_MONTHS[one.day.month - 1]}"
            why = f"{one.relative.capitalize()} is {_WEEKDAYS[one.day.weekday()]}, {right}."
            yield case.found(rule, span, why=why, mend="none")


def _moments(case: Case) -> list[datetime]:
    zones = [zone for zone in map(load_zone, case.zones) if zone]
    return [case.now, *(case.now.astimezone(zone) for zone in zones)]


def is_span(between: str, before: str) -> bool:
    """Tell whether the words between two times make them start and end of one."""
    return bool(_RANGE.fullmatch(between)) and ("and" not in between or "between" in before)


def _ranges(case: Case, rule: Rule) -> Iterator[Finding]:
    for one, other in pairwise(case.times):
        between = case.text.plain[one.end : other.start]
        before = case.text.plain[max(0, one.start - 10) : one.start]
        if not is_span(between, before) or case.has("moves", case.text.sentence(one.start)):
            continue
        if one.minute is not None and other.minute is not None:
            wrong = other.minute <= one.minute and not (other.loose and other.minute + 720 > one.minute)
        else:
            wrong = bool(one.day and other.day and other.day < one.day)
        if wrong:
            yield case.found(rule, Span(one.start, other.end), why="This ends before it starts.", mend="none")


def _conversions(case: Case, rule: Rule) -> Iterator[Finding]:
    """Two clocks of two cities for one moment, side by side: they have to agree."""
    clocks = [said for said in case.times if said.is_clock]
    for one, other in pairwise(clocks):
        between = case.text.plain[one.end : other.start]
        sentence = case.text.sentence(one.start)
        if not sentence.has(other.start) or not _SAME_MOMENT.fullmatch(between):
            continue
        here, there = zone_of(case, one), zone_of(case, other)
        if here is None or there is None or not here.zone or not there.zone or here.zone == there.zone:
            continue
        right = _converted(one, here.zone, there.zone, _day_of(case, one, sentence))
        if right is None or other.minute is None or one.minute is None or right == other.minute:
            continue
        if (one.loose or other.loose) and (right - other.minute) % 720 == 0:
            continue
        fix = _like(case.text.raw[other.start : other.end], right)
        why = f"It is {fix} in {city(there.zone)} then."
        words = case.text.raw[one.start : other.end]
        yield case.found(rule, Span(other.start, other.end), why=why, fix=fix, mend="replace", words=words)


def _day_of(case: Case, clock: Said, sentence: Span) -> date:
    days = [
        said.day for said in case.times if said.day and sentence.has(said.start) and said.start < clock.start
    ]
    return days[-1] if days else case.now.date()


def _converted(clock: Said, here: str, there: str, day: date) -> int | None:
    a, b = load_zone(here), load_zone(there)
    if a is None or b is None or clock.minute is None:
        return None
    at = datetime.combine(day, time(*divmod(clock.minute, 60)), tzinfo=a).astimezone(b)
    return at.hour * 60 + at.minute


def _like(written: str, minute: int) -> str:
    """Return a clock time in the style of another one."""
    hour, rest = divmod(minute, 60)
    low = written.lower()
    if "m" not in low:
        return f"{hour:02}:{rest:02}"
    half = ("a.m." if hour < 12 else "p.m.") if "." in low else "am" if hour < 12 else "pm"
    figures = f"{hour % 12 or 12}" + (f":{rest:02}" if rest or ":" in low else "")
    return f"{figures}{' ' if ' ' in written else ''}{half}"


def _two_times(case: Case, rule: Rule) -> Iterator[Finding]:
    """The interview has one time, however often it is named."""
    told: list[Said] = []
    for said in case.times:
        if not said.is_clock or said.minute is None:
            continue
        sentence = case.text.sentence(said.start)
        clause = case.text.clause(said.start)
        inside = sentence.end > sentence.start
        first = next((s for s in case.times if s.is_clock and clause.has(s.start)), said)
        if (
            not inside
            or first is not said
            or not case.has("the_interview", clause)
            or case.has("not_start", sentence)
        ):
            continue
        told.append(said)
    for other in told[1:]:
        one = told[0]
        if one.minute is None or other.minute is None or one.minute == other.minute:
            continue
        if (one.loose or other.loose) and (one.minute - other.minute) % 720 == 0:
            continue
        a, b = zone_of(case, one), zone_of(case, other)
        if (a.zone if a else "") != (b.zone if b else ""):
            continue
        words = f"{case.text.raw[one.start : one.end]}, {case.text.raw[other.start : other.end]}"
        yield case.found(
            rule,
            Span(other.start, other.end),
            why="The interview has two times here.",
            words=words,
            mend="none",
        )
        return


def _clock_changes(case: Case, rule: Rule) -> Iterator[Finding]:
    """A clock time that a zone leaves out, or has twice, on that day."""
    for said in case.times:
        if said.minute is None or said.loose:
            continue
        sentence = case.text.sentence(said.start)
        days = [d.day for d in case.times if d.day and sentence.has(d.start) and d.start < said.start]
        name = _one_zone(case, said) if days else ""
        zone = load_zone(name)
        if zone is None:
            continue
        found = instants(days[-1], time(*divmod(said.minute, 60)), zone)
        if len(found) != 1:
            what = "comes twice" if found else "does not exist"
            why = f"The clocks change in {city(name)} then: this time {what}."
            yield case.found(rule, Span(said.start, said.end), why=why, mend="none")


def _one_zone(case: Case, clock: Said) -> str:
    """Return the zone that is named for a clock, or the only one that there is; "" where that is open."""
    named = zone_of(case, clock)
    if named and named.zone:
        return named.zone
    return case.zones[0] if len(case.zones) == 1 else ""
