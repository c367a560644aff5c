"""The fact gate: every day, time, number, name and company in a text comes from the facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache

import msgspec

from tui.model.incident import Incident
from tui.model.zones import city, load_zone
from tui.words.coach.case import Case
from tui.words.coach.names import capitals, fact_names, near_name
from tui.words.coach.rulebook import Rule
from tui.words.coach.text import Span
from tui.words.coach.times import Said
from tui.words.coach.value import Finding
from tui.words.coach.zones import zone_of

_NUMBER = re.compile(r"(?<![\w.,:/+#-])\d{1,9}(?:[.,]\d{1,3})?(?![\w:/]|[.,]\d)")
_PHONE = re.compile(r"\+?\(?\d(?:[ ./()-]{0,2}\d){6,14}")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s]{1,400}|[\w.+-]{1,64}@[\w.-]{1,200}")
_ROLE = re.compile(
    r"\b(?:for|about|of|in) (?:the|your|a|an) (?P<role>[\w/&' -]{2,50}?) (?:role|position|post|job|vacancy)\b"
)
_FIRM = re.compile(
    r"\b(?:[Ii]nterview (?:with|at)|(?:role|position|job|post|team|everyone|work|working|join|joining|career) (?:at|with|for)|[Jj]oining)"
    r" (?P<firm>[A-Z][\w&'-]{1,30}(?: (?:&|and|[A-Z][\w&'-]{1,30})){0,3})"
)
_ENDLESS = timedelta(days=60)


@lru_cache(maxsize=64)
def _instants(incident: Incident) -> tuple[datetime, ...]:
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
def _said(incident: Incident) -> str:
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


def _clocks(case: Case, zone: str = "") -> list[datetime]:
    """The times of the facts and the present moment on one clock, or on all that a message may use."""
    if case.incident is None:
        return []
    times = (*_instants(case.incident), case.now)
    if zone:
        return [_local(at, zone) for at in times]
    return [*times, *(_local(at, name) for at in times for name in case.zones)]


def clocks_of(case: Case, zone: str) -> set[int]:
    """Return the clock times of the facts in a zone, as minutes after midnight."""
    return {at.hour * 60 + at.minute for at in _clocks(case, zone)}


def days_of(case: Case) -> set[date]:
    """Return the days of the facts on every clock that a message may use."""
    days = {at.date() for at in _clocks(case)}
    for slot in case.incident.slots if case.incident else ():
        if slot.start and slot.end and slot.end - slot.start < _ENDLESS:
            span = (slot.end.date() - slot.start.date()).days
            days |= {slot.start.date() + timedelta(days=n) for n in range(span + 1)}
    return days


def unsupported_fact(case: Case, rule: Rule) -> Iterator[Finding]:
    """Say of each day, time, number, name and company that the facts do not give it."""
    if case.incident is None:
        case.skip(rule, "there are no facts to compare with.")
        return
    taken: list[Span] = [Span(*found.span()) for found in _ADDRESS.finditer(case.text.raw)]
    yield from _phones(case, rule, taken)
    for said in case.times:
        taken.append(Span(said.start, said.end))
        finding = _clock(case, rule, said) if said.is_clock else _day(case, rule, said)
        if finding:
            yield finding
    yield from _numbers(case, rule, taken)
    yield from _firm_and_role(case, rule, taken)
    yield from _names(case, rule, taken)


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


def _day(case: Case, rule: Rule, said: Said) -> Finding | None:
    if said.problem or (said.relative and said.weekday is None):
        return None
    days = days_of(case)
    if said.day is not None:
        return None if said.day in days else _finding(case, rule, said, "day")
    near = {day.weekday() for day in days if abs((day - case.now.date()).days) <= 21}
    return None if said.weekday in near else _finding(case, rule, said, "day")


def _clock(case: Case, rule: Rule, said: Said) -> Finding | None:
    assert said.minute is not None
    named = zone_of(case, said)
    if named and named.zone and not any(_alike(named.zone, zone, case) for zone in case.zones) and case.zones:
        place = city(named.zone)
        words = case.text.raw[named.start : named.end]
        return case.found(rule, Span(named.start, named.end), severity="warning", mend="none", words=words,
                          why=f"The facts do not know the clock of {place}.")  # fmt: skip
    zone = named.zone if named and named.zone else ""
    clocks = _clocks(case, zone)
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
                if minute is not None and hours[0] <= minute <= hours[1]:
                    if day is None or start.date() <= day <= end.date():
                        return True
    return False


def _phones(case: Case, rule: Rule, taken: list[Span]) -> Iterator[Finding]:
    assert case.incident is not None
    known = [re.sub(r"\D", "", run) for run in _PHONE.findall(_said(case.incident))]
    known += [re.sub(r"\D", "", p) for p in (case.incident.me.phone, case.incident.contact.phone) if p]
    for found in _PHONE.finditer(case.text.said):
        digits = re.sub(r"\D", "", found[0])
        span = Span(*found.span())
        if any(one.start < span.end and span.start < one.end for one in taken) or re.fullmatch(
            r"20\d\d-\d\d-\d\d", found[0]
        ):
            continue
        if any(span.has(said.start) and (said.day or said.is_clock) for said in case.times):
            continue
        taken.append(span)
        if not any(one.endswith(digits[-7:]) or digits.endswith(one[-7:]) for one in known if one):
            mine = case.incident.me.phone
            yield case.found(
                rule, span, severity="error" if mine else "warning", path="me.phone",
                why="The facts have another number." if mine else "The facts do not give this number.",
                fix=mine, mend="replace" if mine else "none",
            )  # fmt: skip


def _numbers(case: Case, rule: Rule, taken: list[Span]) -> Iterator[Finding]:
    assert case.incident is not None
    words = set(re.findall(r"\d+", _said(case.incident)))
    for found in _NUMBER.finditer(case.text.said):
        if any(span.has(found.start()) for span in taken) or found[0] in words:
            continue
        line = case.text.raw.rfind("\n", 0, found.start()) + 1
        if (
            not case.text.raw[line : found.start()].strip()
            and case.text.raw[found.end() : found.end() + 1] in ".)"
        ):
            continue
        if _counted(case, found):
            continue
        after = case.text.plain[found.end() : found.end() + 14]
        late = (
            case.incident.eta is not None
            and re.match(r" ?min", after)
            and case.has("lateness", case.text.clause(found.start()))
        )
        why = "The facts say otherwise about this number." if late else "The facts do not give this number."
        yield case.found(rule, Span(*found.span()), severity="error" if late else "warning", why=why, mend="none",
                         words=case.text.raw[found.start() : found.end() + 10].split("\n")[0])  # fmt: skip


def _counted(case: Case, found: re.Match[str]) -> bool:
    """Whether a number follows from the facts: a length, a count, a span between two of their times."""
    assert case.incident is not None
    incident = case.incident
    if not found[0].isdecimal():
        return False
    number = int(found[0])
    after = case.text.plain[found.end() : found.end() + 16].lstrip(" -")
    if number in (24, 48) and after.startswith("hour"):
        return True
    times = [at.timestamp() for at in (*_instants(incident), case.now)]
    lengths = [m for m in (incident.interview.minutes, incident.new_time.minutes) if m]
    unit = (
        60
        if after.startswith("min")
        else 3600
        if after.startswith("hour")
        else 86_400
        if after.startswith("day")
        else 0
    )
    if unit:
        return number * unit in {m * 60 for m in lengths} or any(
            abs(abs(a - b) - number * unit) <= unit / 2 for a in times for b in times
        )
    return number in (len(incident.slots), len(incident.extras), incident.earlier, *lengths) or number in {
        at.year for at in _clocks(case)
    }


def _firm_and_role(case: Case, rule: Rule, taken: list[Span]) -> Iterator[Finding]:
    assert case.incident is not None
    interview = case.incident.interview
    facts = _said(case.incident)
    for found in _FIRM.finditer(case.text.raw):
        span = Span(*found.span("firm"))
        first = found["firm"].split()[0].lower()
        if first in facts or first in case.rules.listed("known") or not _own_text(case, span):
            continue
        if near_name(found["firm"].split()[0], fact_names(case), ()):
            continue
        taken.append(span)
        company = interview.company
        yield case.found(
            rule, span, severity="error" if company else "warning", path="interview.company",
            why=f"The facts say {company}." if company else "The facts do not give this company.",
            fix=company, mend="replace" if company else "none",
        )  # fmt: skip
    for found in _ROLE.finditer(case.text.said):
        span = Span(*found.span("role"))
        loose = set(case.rules.listed("role_words"))
        words = {w for w in re.findall(r"[\w'-]+", found["role"]) if w not in loose}
        if not words or any(w in facts for w in words) or not interview.role:
            continue
        taken.append(span)
        why = f"The facts say {interview.role}."
        yield case.found(
            rule, span, severity="error", why=why, fix=interview.role, mend="replace", path="interview.role"
        )


def _own_text(case: Case, span: Span) -> bool:
    return not any(quoted.has(span.start) for quoted in case.text.quoted)


def _names(case: Case, rule: Rule, taken: list[Span]) -> Iterator[Finding]:
    assert case.incident is not None
    facts = _said(case.incident)
    known = frozenset(case.rules.listed("known")) | {"i", "i'm", "i've", "i'd", "i'll"}
    names = fact_names(case)
    cities = {word.lower() for zone in case.zones for word in city(zone).split()}
    greeting = case.text.greeting
    group: list[tuple[int, str]] = []
    for place, word in [*capitals(case), (len(case.text.raw) + 99, "")]:
        low = word.lower()
        fine = (
            not word
            or low in known
            or low in cities
            or low in facts
            or (word.isupper() and len(word) <= 4)
            or any(span.has(place) for span in taken)
            or bool(greeting and greeting.has(place))
            or bool(near_name(word, names, ()))
            or f" {low} " in case.text.raw
        )
        if group and (fine or place - (group[-1][0] + len(group[-1][1])) > 1):
            yield _unknown_name(case, rule, group)
            group = []
        if not fine:
            group.append((place, word))


def _unknown_name(case: Case, rule: Rule, group: list[tuple[int, str]]) -> Finding:
    assert case.incident is not None
    start, end = group[0][0], group[-1][0] + len(group[-1][1])
    signature = case.text.signature
    mine = bool(signature and signature.has(start) and case.incident.me.name)
    mine = mine and not case.incident.me.signature
    why = f"You are {case.incident.me.name} in the facts." if mine else "The facts do not give this name."
    fix = case.incident.me.name if mine else ""
    return case.found(rule, Span(start, end), severity="error" if mine else "warning", why=why, fix=fix,
                      mend="replace" if fix else "none")  # fmt: skip
