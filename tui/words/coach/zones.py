"""Zones: whether a clock time says whose it is, and whether the message goes out in the reader's day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import lru_cache

from msgspec import Struct

from tui.model.zone_names import ABBREVIATIONS
from tui.model.zones import city, find_zone, load_zone
from tui.words.coach.case import Case
from tui.words.coach.rulebook import Rule
from tui.words.coach.text import Span, Text
from tui.words.coach.times import Said
from tui.words.coach.value import Finding

_NAMED = re.compile(
    r"\b(?P<short>[A-Z]{2,5}|UTC ?[+-]\d{1,2}(?::?\d\d)?|GMT ?[+-]\d{1,2}(?::?\d\d)?)(?![\w])"
    r"|\b(?P<city>[A-Z][\w'’.-]{1,20}(?: [A-Z][\w'’.-]{1,20}){0,2})"
    r"|\b(?P<whose>(?:your|my|our|local|their|Your|My) (?:local )?time|"
    r"(?:[Ee]astern|[Cc]entral|[Mm]ountain|[Pp]acific))\b"
)
_WHOSE = {
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
}
WRITTEN = frozenset({"email", "text", "linkedin"})
NIGHT = (time(6), time(22))
"""From when to when nobody is woken (words.md 5)."""
FAR = timedelta(hours=12)


class Named(Struct, frozen=True):
    """A zone that a text names: its IANA name, "" for "your time"; of several meanings, `unsure`."""

    start: int
    end: int
    zone: str = ""
    unsure: bool = False


@lru_cache(maxsize=128)
def named_zones(text: Text) -> tuple[Named, ...]:
    """Return the cities, abbreviations and "your time" in subject and sentences, in order."""
    if not any(character.isdigit() for character in text.raw):
        return ()
    spans = [*([text.subject] if text.subject else []), *text.sentences]
    return tuple(
        named
        for span in spans
        for found in _NAMED.finditer(text.raw, span.start, span.end)
        if (named := _named(found))
    )


def _named(found: re.Match[str]) -> Named | None:
    start, end = found.span()
    if found["whose"]:
        return Named(start, end, _WHOSE.get(found["whose"].lower(), ""))
    if found["short"]:
        short = found["short"].lower()
        if short in ABBREVIATIONS:
            several = ABBREVIATIONS[short]
            return Named(start, end, several[0][1] if len(several) == 1 else "", len(several) > 1)
        if short in ("et", "ct", "mt", "pt") or short[:3] in ("utc", "gmt"):
            zone = find_zone(short)
            return Named(start, end, zone) if zone else None
        return None
    words = found["city"].rstrip(".").split()
    for first in range(len(words)):
        for last in range(len(words), first, -1):
            zone = _city(" ".join(words[first:last]))
            if zone:
                at = found["city"].index(words[first])
                return Named(start + at, start + at + len(" ".join(words[first:last])), zone)
    return None


@lru_cache(maxsize=2048)
def _city(name: str) -> str:
    return "" if len(name) < 3 else find_zone(name) or ""


def zone_of(case: Case, clock: Said) -> Named | None:
    """Return the zone that is named for a clock: after it, in its sentence, or in the line above a list."""
    sentence = case.text.sentence(clock.start)
    inside = [named for named in named_zones(case.text) if sentence.has(named.start)]
    others = [said for said in case.times if said.is_clock and clock.end <= said.start < sentence.end]
    following = others[0].start if others else sentence.end
    after = [named for named in inside if clock.end <= named.start < min(following, clock.end + 30)]
    if after:
        return after[0]
    if inside:
        return inside[0]
    lead = _lead(case.text, sentence)
    return next((n for n in named_zones(case.text) if lead and lead.has(n.start)), None)


def _lead(text: Text, sentence: Span) -> Span | None:
    """Return the sentence that leads into the list that this one is an entry of."""
    before = [span for span in text.sentences if span.end <= sentence.start]
    for span in reversed(before):
        if text.listed(span):
            continue
        return span if text.listed(sentence) or text.raw[span.end - 1] == ":" else None
    return None


def no_time_zone(case: Case, rule: Rule) -> Iterator[Finding]:
    """A clock time has a city where the reader's clock and the user's differ, and no unsure abbreviation."""
    clocks = [said for said in case.times if said.is_clock]
    if not clocks:
        return
    known = case.two_clocks
    for named in named_zones(case.text):
        if named.unsure and _beside(case, named) and not _alike(known, case.now):
            yield _unsure(case, rule, named)
    if len(known) < 2:
        case.skip(rule, "both zones are needed to tell whether the clocks differ.")
        return
    for clock in clocks:
        if _in_subject(case, clock) or _alike(known, _at(case, clock)):
            continue
        if zone_of(case, clock) is None:
            yield _bare(case, rule, clock)


def _in_subject(case: Case, clock: Said) -> bool:
    return bool(case.text.subject and case.text.subject.has(clock.start))


def _beside(case: Case, named: Named) -> bool:
    return any(s.is_clock and -3 <= named.start - s.end <= 25 for s in case.times)


def _unsure(case: Case, rule: Rule, named: Named) -> Finding:
    span = Span(named.start, named.end)
    short = case.text.raw[named.start : named.end]
    meant = [zone for _, zone in ABBREVIATIONS[short.lower()]]
    fits = [zone for zone in case.zones if any(_same(zone, one, case.now) for one in meant)]
    fix = f"{city(fits[0])} time" if len(fits) == 1 else ""
    why = f'"{short}" is the name of several zones; name the city.'
    return case.found(rule, span, why=why, fix=fix, mend="replace" if fix else "none")


def _bare(case: Case, rule: Rule, clock: Said) -> Finding:
    """Which clock is meant is known where only one of the two shows a time of the facts then."""
    from tui.words.coach.facts_times import clocks_of

    raw = case.text.raw[clock.start : clock.end]
    fits = [zone for zone in case.zones if clock.minute in clocks_of(case, zone)]
    fix = f"{raw} in {city(fits[0])}" if len(fits) == 1 else ""
    return case.found(rule, Span(clock.start, clock.end), fix=fix, mend="replace" if fix else "none")


def _at(case: Case, clock: Said) -> datetime:
    days = [said for said in case.times if said.day and case.text.sentence(clock.start).has(said.start)]
    if days and days[0].day:
        return datetime.combine(days[0].day, time(12), tzinfo=case.now.tzinfo)
    return case.now


def _alike(zones: tuple[str, ...], at: datetime) -> bool:
    """Whether all the zones show the same clock; not so where none is known."""
    loaded = [zone for zone in map(load_zone, zones) if zone]
    return bool(loaded) and len({at.astimezone(zone).utcoffset() for zone in loaded}) == 1


def _same(one: str, other: str, at: datetime) -> bool:
    a, b = load_zone(one), load_zone(other)
    return bool(a and b and at.astimezone(a).utcoffset() == at.astimezone(b).utcoffset())


def bad_send_time(case: Case, rule: Rule) -> Iterator[Finding]:
    """Nothing written goes out at night or at a weekend on the reader's clock while there is time."""
    if case.channel not in WRITTEN:
        return
    zone = load_zone(case.reader_zone)
    if case.incident is None or zone is None:
        case.skip(rule, "the reader's zone is not known.")
        return
    start = case.incident.interview.start
    if start is not None and start - case.now <= FAR and start + FAR > case.now:
        return
    there = case.now.astimezone(zone)
    weekend = there.weekday() >= 5
    if weekend or not NIGHT[0] <= there.time() < NIGHT[1]:
        said = f"{there:%A} {there:%H:%M} in {city(case.reader_zone)}"
        yield case.found(rule, words=said)
