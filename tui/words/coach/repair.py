"""The way out: a concrete next step, times that can be used, and one question."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.words.coach.case import Case
from tui.words.coach.dates import is_offer, is_span
from tui.words.coach.rulebook import Rule
from tui.words.coach.times import Said
from tui.words.coach.value import Finding

_DAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:today|tomorrow|week|afternoon|morning|month|day)\b|\d"
)


def offered(case: Case, *, tried: bool = False) -> list[Said]:
    """Return the times of the text that are offered: each with a day to come, or in a list of such.

    With `tried` also those that cannot be as they are written.
    """
    found: list[Said] = []
    day: Said | None = None
    at = -1
    for said in case.times:
        sentence = case.text.sentence(said.start)
        if sentence.start == sentence.end:
            continue
        if sentence.start != at:
            day, at = None, sentence.start
        if not _proposes(case, said, day):
            continue
        if not said.is_clock:
            wrong = bool(said.problem) or bool(said.day and said.day < case.now.date())
            day = None if wrong and not tried else said
            if day and is_offer(case, sentence, case.text.clause(said.start)):
                found.append(said)
        elif day and found and found[-1] is day:
            found[-1] = said
        elif day and not _ends_a_span(case, said):
            found.append(said)
    return found


def _ends_a_span(case: Case, said: Said) -> bool:
    """Whether a clock time is the end of one that stands before it ("from 9 to 12", "between 9 and 12")."""
    before = [one for one in case.times if one.is_clock and one.end <= said.start]
    if not before:
        return False
    between = case.text.plain[before[-1].end : said.start]
    return bool(is_span(between, case.text.plain[max(0, before[-1].start - 10) : before[-1].start]))


def _proposes(case: Case, said: Said, day: Said | None) -> bool:
    """Whether a time may be an offer: there are words of one, or it is neither past nor the interview's."""
    sentence, clause = case.text.sentence(said.start), case.text.clause(said.start)
    if is_offer(case, sentence, clause):
        return True
    if case.has("past", clause) or case.has("the_interview", sentence):
        return False
    return not said.is_clock or day is not None


def no_repair(case: Case, rule: Rule) -> Iterator[Finding]:
    """Say that no next step is offered; or, as a hint, that a single time leaves little choice."""
    if case.about.message == "stop" or _settled(case):
        return
    times = offered(case, tried=True)
    if any(case.hits(name) for name in ("any_time", "write_by")) or _now(case):
        return
    arrives = case.code == "la" and (case.hits("arrival") or case.hits("lateness")) and _arrival_time(case)
    if arrives or _stays(case):
        return
    if not times:
        fix = _offer(case)
        yield case.found(rule, fix=fix, mend="insert" if fix else "none")
    elif len(times) == 1 and case.code != "nu" and case.about.message in ("", "first"):
        why = "A second time makes it easier to say yes."
        yield case.found(rule, severity="hint", why=why, mend="none")


def _settled(case: Case) -> bool:
    """Whether a call that is confirmed in writing has left nothing open but their answer."""
    return case.about.message == "written-confirmation" and bool(case.hits("agreed") or case.hits("awaited"))


def _now(case: Case) -> bool:
    """Whether it is offered to talk at once."""
    return bool(case.hits("right_now"))


def _stays(case: Case) -> bool:
    """Whether the time stays as it is or has been agreed: another format asks for nothing more."""
    return bool(case.hits("agreed")) or (case.code == "sw" and (bool(case.hits("stays")) or bool(case.times)))


def _arrival_time(case: Case) -> bool:
    return any(said.is_clock for said in case.times) or bool(case.hits("minutes"))


def _offer(case: Case) -> str:
    """Return a sentence with the times of the facts, "" where they offer none."""
    incident = case.incident
    if incident is None:
        return ""
    from tui.words.speech import Instant, Span, clocks, deadline, either, span, spans_city

    style = clocks(case.reader_zone, incident.me.zone, case.now, incident.language)
    spans = [
        Span(Instant(slot.start, style), Instant(slot.end, style) if slot.end else None, slot.open)
        for slot in incident.slots
        if slot.start and (slot.end or slot.start) > case.now
    ]
    if spans:
        city = spans_city(spans)
        return f"I could meet {either(map(span, spans))}{f' ({city} time)' if city else ''}."
    if incident.any_time:
        return "Any time that suits you works for me."
    by = incident.will_write_by
    return f"I will send you times by {deadline(Instant(by, style))}." if by and by > case.now else ""


def vague_times(case: Case, rule: Rule) -> Iterator[Finding]:
    """Say of "some time" that nobody can put it in a calendar, unless usable times stand beside it."""
    from tui.words.coach.checks import hits

    concrete = [said for said in offered(case) if said.is_clock]
    if len(concrete) >= 2 or case.about.message == "stop":
        return
    for hit in hits(case, rule):
        after = case.text.plain[hit.end : hit.end + 24].split(".")[0]
        if not _DAY.search(after):
            yield case.found(rule, hit)


def no_ask(case: Case, rule: Rule) -> Iterator[Finding]:
    """Say that nothing is asked."""
    if _settled(case):
        return
    if case.about.message == "stop" or "?" in case.text.prose or case.hits("ask"):
        return
    yield case.found(rule)
