"""The fact gate: every day, time, number, name and company in a text comes from the facts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.model.zones import city
from tui.words.coach.case import Case
from tui.words.coach.facts_times import clock_finding, day_finding, fact_clocks, instants_of, words_of
from tui.words.coach.names import capitals, fact_names, near_name
from tui.words.coach.rulebook import Rule
from tui.words.coach.text import Span
from tui.words.coach.value import Finding

_NUMBER = re.compile(r"(?<![\w.,:/+#-])\d{1,9}(?:[.,]\d{1,3})?(?![\w:/]|[.,]\d)")
_PHONE = re.compile(r"\+?\(?\d(?:[ ./()-]{0,2}\d){6,14}")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s]{1,400}|[\w.+-]{1,64}@[\w.-]{1,200}")
_ROLE = re.compile(
    r"\b(?:for|about|of|in) (?:the|your|a|an) (?P<role>[\w/&' -]{2,50}?) (?:role|position|post|job|vacancy)\b"
)
_FIRM = re.compile(
    r"\b(?:[Ii]nterview (?:with|at)|(?:role|position|job|post|team|everyone|work|working|join|joining|career)"
    r" (?:at|with|for)|[Jj]oining)"
    r" (?P<firm>[A-Z][\w&'-]{1,30}(?: (?:&|and|[A-Z][\w&'-]{1,30})){0,3})"
)


def unsupported_fact(case: Case, rule: Rule) -> Iterator[Finding]:
    """Say of each day, time, number, name and company that the facts do not give it."""
    if case.incident is None:
        case.skip(rule, "there are no facts to compare with.")
        return
    taken: list[Span] = [Span(*found.span()) for found in _ADDRESS.finditer(case.text.raw)]
    yield from _phones(case, rule, taken)
    for said in case.times:
        taken.append(Span(said.start, said.end))
        finding = clock_finding(case, rule, said) if said.is_clock else day_finding(case, rule, said)
        if finding:
            yield finding
    yield from _numbers(case, rule, taken)
    yield from _firm_and_role(case, rule, taken)
    yield from _names(case, rule, taken)


def _phones(case: Case, rule: Rule, taken: list[Span]) -> Iterator[Finding]:
    known = [re.sub(r"\D", "", run) for run in _PHONE.findall(words_of(case.facts))]
    known += [re.sub(r"\D", "", p) for p in (case.facts.me.phone, case.facts.contact.phone) if p]
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
            mine = case.facts.me.phone
            yield case.found(
                rule, span, severity="error" if mine else "warning", path="me.phone",
                why="The facts have another number." if mine else "The facts do not give this number.",
                fix=mine, mend="replace" if mine else "none",
            )  # fmt: skip


def _numbers(case: Case, rule: Rule, taken: list[Span]) -> Iterator[Finding]:
    words = set(re.findall(r"\d+", words_of(case.facts)))
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
            case.facts.eta is not None
            and re.match(r" ?min", after)
            and case.has("lateness", case.text.clause(found.start()))
        )
        yield case.found(
            rule,
            Span(*found.span()),
            severity="error" if late else "warning",
            why=f"The facts {'say otherwise about' if late else 'do not give'} this number.",
            mend="none",
            words=case.text.raw[found.start() : found.end() + 10].split("\n")[0],
        )


def _counted(case: Case, found: re.Match[str]) -> bool:
    """Whether a number follows from the facts: a length, a count, a span between two of their times."""
    incident = case.facts
    if not found[0].isdecimal():
        return False
    number = int(found[0])
    after = case.text.plain[found.end() : found.end() + 16].lstrip(" -")
    if number in (24, 48) and after.startswith("hour"):
        return True
    times = [at.timestamp() for at in (*instants_of(incident), case.now)]
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
        at.year for at in fact_clocks(case)
    }


def _firm_and_role(case: Case, rule: Rule, taken: list[Span]) -> Iterator[Finding]:
    interview = case.facts.interview
    facts = words_of(case.facts)
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
    facts = words_of(case.facts)
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
    start, end = group[0][0], group[-1][0] + len(group[-1][1])
    signature = case.text.signature
    mine = bool(signature and signature.has(start) and case.facts.me.name)
    mine = mine and not case.facts.me.signature
    why = f"You are {case.facts.me.name} in the facts." if mine else "The facts do not give this name."
    fix = case.facts.me.name if mine else ""
    return case.found(rule, Span(start, end), severity="error" if mine else "warning", why=why, fix=fix,
                      mend="replace" if fix else "none")  # fmt: skip
