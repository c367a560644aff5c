"""What must not be sent as it stands: gaps and blanks, and marks that shout."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.words.coach.case import Case
from tui.words.coach.names import fact_names
from tui.words.coach.rulebook import Rule
from tui.words.coach.text import Span
from tui.words.coach.value import Finding

_UNFILLED = re.compile(
    r"‹[^‹›\n]{0,80}›"
    r"|\{\{[^{}\n]{0,80}\}\}|\{%[^{}\n]{0,80}%\}|\{[A-Za-z_ .]{1,40}\}"
    r"|\[(?!sic\]|\d{1,3}\]|\.{3}\]|…\])[^\[\]\n]{1,60}\]"
    r"|<(?![^<>\n]{0,100}[@:/.])[A-Za-z][^<>\n]{0,40}>"
    r"|\b[Xx]{2,}(?:[:/.-][Xx]{2,}){0,3}\b|_{3,}|\.{5,}"
    r"|\b(?:TBD|TBC|TBA|TODO|FIXME|NaN|undefined|null)\b"
    r"|(?<=[a-z,] )None\b(?! of\b)|(?<=Dear )None\b|(?<=Hello )None\b|\bDear ?(?=[,:])"
    r"|\b(?:Hello|Hi) (?=[,:])"
    r"|(?<=[\w‹›])[ ]{1,3},(?=[ \n])"
    r"|\b(?:Lorem ipsum|(?:insert|your) (?:name|role|company|date|time|position|number) here)\b",
)
_SHOUTED = re.compile(r"(?<![\w-])[A-Z]{2,}(?:'[A-Z]+)?(?![\w-])")
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f]|(?<![\\w:/])(?:[:;]-?[)(DPp/]|:'\\(|<3|\\^\\^|xD)(?![\\w/])"
)


def placeholder(case: Case, rule: Rule) -> Iterator[Finding]:
    """Say of each gap mark and blank that it is still to be filled."""
    for found in _UNFILLED.finditer(case.text.raw):
        span = Span(*found.span())
        if any(quoted.has(span.start) for quoted in case.text.quoted) or _of_facts(case, found[0]):
            continue
        yield case.found(rule, span, words=found[0].strip() or found[0])


def _of_facts(case: Case, said: str) -> bool:
    """Whether the facts themselves have these marks ("Welder [m/f/d]")."""
    if case.incident is None:
        return False
    i = case.incident
    return any(
        said in fact
        for fact in (i.interview.company, i.interview.role, i.me.name, i.contact.name, i.me.signature)
    )


def tone_marks(case: Case, rule: Rule) -> Iterator[Finding]:
    """Say of emoji, chat words, shouted words and the second "!" that they do not fit."""
    text = case.text
    quoted = text.quoted
    for found in _EMOJI.finditer(text.raw):
        if not any(span.has(found.start()) for span in quoted):
            yield case.found(
                rule,
                Span(*found.span()),
                why="Signs like this do not fit a letter to an employer.",
                mend="replace",
                fix="",
            )
    for hit in case.hits("chat", "all"):
        yield case.found(rule, hit, why="This is chat language.", mend="replace", fix=hit.instead or "")
    calls = [at for at, letter in enumerate(text.said) if letter == "!"]
    if len(calls) > 1 and not any(text.subject and text.subject.has(at) for at in calls[1:2]):
        yield case.found(
            rule,
            Span(calls[1], calls[1] + 1),
            why="One exclamation mark is the most.",
            mend="replace",
            fix=".",
        )
    yield from _shouted(case, rule)


def _shouted(case: Case, rule: Rule) -> Iterator[Finding]:
    names = {name for name in fact_names(case) if name.isupper()}
    loud = set(case.rules.listed("shouted"))
    for span in case.text.sentences:
        for found in _SHOUTED.finditer(case.text.raw, span.start, span.end):
            if found[0].lower() in loud and found[0] not in names:
                yield case.found(
                    rule,
                    Span(*found.span()),
                    why="Words in capitals shout.",
                    mend="replace",
                    fix=found[0].lower(),
                )
