"""The checks by name: those that work on word lists alone, and those that need a look of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tui.words.coach.case import Case
from tui.words.coach.dates import date_error
from tui.words.coach.facts_said import unsupported_fact
from tui.words.coach.marks import placeholder, tone_marks
from tui.words.coach.names import name_mismatch, not_identified
from tui.words.coach.phrases import Hit
from tui.words.coach.reasons import doubtful_claim, over_explaining, private_details, vague_reason
from tui.words.coach.repair import no_ask, no_repair, vague_times
from tui.words.coach.rulebook import Rule
from tui.words.coach.sizes import buried_news, length, subject_problem
from tui.words.coach.text import Span
from tui.words.coach.value import Finding
from tui.words.coach.zones import bad_send_time, no_time_zone

MOST_OF_ONE = 3
"""How many findings of one rule are told apart (ours): more of the same says nothing new."""


def hits(case: Case, rule: Rule) -> Iterator[Hit]:
    """Yield where the words of a rule stand, with what has to stand near them, and without what excuses."""
    for hit in case.text.hits(rule.words, rule.part):
        unit = _unit(case, rule, hit.start)
        if rule.near and not _any_in(case, rule.near, unit, rule.part, apart=hit):
            continue
        if rule.unless and _any_in(case, rule.unless, unit, rule.part):
            continue
        yield hit


def found(case: Case, rule: Rule) -> Iterator[Finding]:
    """Say of each phrase that it is there."""
    for hit in hits(case, rule):
        if hit.instead is not None:
            mend, fix = ("replace", hit.instead) if hit.instead else ("cut", "")
            yield case.found(rule, hit, fix=fix, mend="cut" if mend == "cut" else "replace")
        else:
            yield case.found(rule, hit)


def absent(case: Case, rule: Rule) -> Iterator[Finding]:
    """Say that none of the phrases is there."""
    if not any(hits(case, rule)):
        yield case.found(rule)


def count(case: Case, rule: Rule) -> Iterator[Finding]:
    """Say of the first phrase that is one too many."""
    listed = list(hits(case, rule))
    if len(listed) > rule.most:
        hit = listed[rule.most]
        yield case.found(rule, hit, words=", ".join(case.text.raw[h.start : h.end] for h in listed))


def _unit(case: Case, rule: Rule, place: int) -> Span:
    if rule.within == "clause":
        return case.text.clause(place)
    return case.text.sentence(place) if rule.within == "sentence" else Span(0, len(case.text.raw))


def _any_in(case: Case, listed: tuple[str, ...], unit: Span, part: str, apart: Hit | None = None) -> bool:
    for hit in case.text.hits(listed, part):
        if unit.has(hit.start) and (apart is None or hit.end <= apart.start or hit.start >= apart.end):
            return True
    return False


Check = Callable[[Case, Rule], Iterable[Finding]]

CHECKS: dict[str, Check] = {
    "found": found,
    "absent": absent,
    "count": count,
    "date": date_error,
    "zone": no_time_zone,
    "send_time": bad_send_time,
    "name": name_mismatch,
    "identity": not_identified,
    "fact": unsupported_fact,
    "placeholder": placeholder,
    "tone_marks": tone_marks,
    "length": length,
    "subject": subject_problem,
    "news": buried_news,
    "explaining": over_explaining,
    "vague_reason": vague_reason,
    "private": private_details,
    "doubtful": doubtful_claim,
    "repair": no_repair,
    "vague_times": vague_times,
    "ask": no_ask,
}
"""What a rule's `check` may name."""
