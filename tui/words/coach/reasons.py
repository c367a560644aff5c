"""The reason: not too long, not vague, not private, and nothing that sounds false."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.words.coach.case import Case
from tui.words.coach.phrases import Hit, phrases
from tui.words.coach.rulebook import Rule
from tui.words.coach.text import Span
from tui.words.coach.value import Finding

SHARE = 0.45
"""The most of the body that may explain (words.md 5)."""
_SHORT = 70
"""Under so many words the share says nothing (ours)."""


def over_explaining(case: Case, rule: Rule) -> Iterator[Finding]:
    """Say so where the reason takes many words, most of the message, or has three causes."""
    text = case.text
    reasons = [span for span in text.sentences if not _other_part(case, span)]
    words = sum(text.words(span) for span in reasons)
    total = sum(text.words(span) for span in text.sentences)
    causes = [name for name in case.rules.causes if any(case.text.hits(case.rules.causes[name], "body"))]
    if words > rule.most:
        severity = "error" if words > 90 else "warning"
        longest = max(reasons, key=text.words)
        yield case.found(rule, longest, severity="error" if severity == "error" else "warning",
                         why=f"{words} words explain; one sentence of 20 is enough.", mend="cut")  # fmt: skip
    elif total >= _SHORT and words > SHARE * total:
        longest = max(reasons, key=text.words)
        yield case.found(
            rule, longest, why="Nearly half of the message explains; one sentence is enough.", mend="cut"
        )
    elif len(causes) >= 3:
        hit = text.hits(case.rules.causes[causes[2]], "body")[0]
        yield case.found(rule, hit, why="Three reasons are less credible than one.", mend="cut")


def _other_part(case: Case, span: Span) -> bool:
    """Whether a sentence is news, offer, question, thanks, regret or interest rather than explanation."""
    if case.text.raw[span.end - 1] == "?" or case.text.listed(span):
        return True
    parts = ("regret", "thanks", "ask", "offer", "interest", "repair", "decision", "exit", "who", "the_news")
    return any(case.has(name, span) for name in parts)


def vague_reason(case: Case, rule: Rule) -> Iterator[Finding]:
    """Say of an empty reason that it says nothing, unless the user wants it general."""
    cause = case.incident.cause if case.incident else None
    if cause and cause.privacy in ("general", "none"):
        return
    from tui.words.coach.checks import hits

    for hit in hits(case, rule):
        yield case.found(rule, hit)


def private_details(case: Case, rule: Rule) -> Iterator[Finding]:
    """Say of a diagnosis and the like, and of what the user keeps private, that it need not be told."""
    interview = case.incident.interview if case.incident else None
    allowed = f"{interview.company} {interview.role}".lower() if interview else ""
    from tui.words.coach.checks import hits

    for hit in hits(case, rule):
        said = case.text.plain[hit.start : hit.end]
        if said not in allowed and not _named_firm(case, hit):
            yield case.found(rule, hit)
    for word in case.incident.keep_private if case.incident else ():
        at = case.text.said.find(word.strip().lower()) if word.strip() else -1
        if at >= 0:
            why = "You marked this as private."
            yield case.found(rule, Span(at, at + len(word.strip())), why=why)


def _named_firm(case: Case, hit: Hit) -> bool:
    """Whether the word belongs to a workplace or a role ("the cancer clinic", "nurse in oncology")."""
    around = case.text.plain[max(0, hit.start - 28) : hit.end + 28]
    return any(phrases(case.rules.listed("workplace")).hits(around)) and not any(
        phrases(case.rules.listed("mine")).hits(case.text.plain[max(0, hit.start - 12) : hit.start])
    )


def doubtful_claim(case: Case, rule: Rule) -> Iterator[Finding]:
    """Say of what sounds untrue, of two disasters, and of a cause that the facts do not have."""
    from tui.words.coach.checks import hits

    first = bool(case.incident and case.incident.first_time)
    for hit in hits(case, rule):
        said = case.text.plain[hit.start : hit.end]
        if not (first and re.search(r"before|never|first time|not like me|character", said)):
            yield case.found(rule, hit)
    yield from _disasters(case, rule)
    yield from _other_cause(case, rule)


def _disasters(case: Case, rule: Rule) -> Iterator[Finding]:
    told = [
        case.text.hits(listed, "body")[0]
        for name, listed in case.rules.causes.items()
        if name in case.rules.listed("disasters") and case.text.hits(listed, "body")
    ]
    if len(told) >= 2:
        hit = max(told)
        yield case.found(rule, hit, why="Two disasters at once are hard to believe; one reason is enough.")


def _other_cause(case: Case, rule: Rule) -> Iterator[Finding]:
    incident = case.incident
    if incident is None or not incident.cause.id or incident.cause.id not in _known(case):
        return
    facts = incident.cause.detail.lower()
    for name, listed in case.rules.causes.items():
        if incident.cause.id in _ids(case, name):
            continue
        for hit in case.text.hits(listed, "body"):
            if any(phrases(listed).hits(facts)) or _in_own_cause(case, hit) or _in_facts(case, hit):
                continue
            why = "This is another reason than the one in the facts."
            yield case.found(rule, hit, why=why, path="cause.id")
            return


def _in_own_cause(case: Case, hit: Hit) -> bool:
    """Whether the words also tell of the cause in the facts."""
    own = case.facts.cause.id
    groups = [listed for name, listed in case.rules.causes.items() if own in _ids(case, name)]
    return any(
        one.start < hit.end and hit.start < one.end for listed in groups for one in case.text.hits(listed)
    )


def _in_facts(case: Case, hit: Hit) -> bool:
    from tui.words.coach.facts_times import words_of

    return case.incident is not None and case.text.plain[hit.start : hit.end] in words_of(case.facts)


def _ids(case: Case, group: str) -> tuple[str, ...]:
    return case.rules.listed(f"causes_{group}")


def _known(case: Case) -> set[str]:
    return {cause for group in case.rules.causes for cause in _ids(case, group)}
