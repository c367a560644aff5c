"""Length, subject line, and how soon the news comes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.words.coach.case import Case
from tui.words.coach.rulebook import Rule
from tui.words.coach.text import Span
from tui.words.coach.times import times_in
from tui.words.coach.value import Finding, Severity
from tui.words.sms import segments

_GAP = re.compile(r"‹([^‹›\n]{0,80})›")
_RE = re.compile(r"^(?:(?:re|aw|fwd?|wg|sv|tr)\s?(?:\[\d{1,3}\])?:\s*)+", re.IGNORECASE)


def _count(case: Case) -> int:
    """Words of the sentences; times that are offered as a list do not count."""
    text = case.text
    return sum(
        text.words(span) for span in text.sentences if not (text.listed(span) and _has_time(case, span))
    )


def _has_time(case: Case, span: Span) -> bool:
    return any(span.has(said.start) for said in case.times)


def length(case: Case, rule: Rule) -> Iterator[Finding]:
    """Say how far the text is from what its channel bears (words.md 5)."""
    said = _SIZES.get(case.channel)
    if said is None:
        return
    for words, why, severity in said(case):
        yield case.found(rule, words=words, why=why, severity=severity)


def _email(case: Case) -> Iterator[tuple[str, str, Severity]]:
    words = _count(case)
    if words < 25:
        yield f"{words} words", "An e-mail of under 25 words leaves out what they need to know.", "warning"
    elif words > 150:
        severity: Severity = "error" if words > 200 else "warning"
        yield (
            f"{words} words",
            "An e-mail of over 150 words is hardly read to its end; 60 to 120 are enough.",
            severity,
        )


def _text(case: Case) -> Iterator[tuple[str, str, Severity]]:
    parts = segments(_GAP.sub(r"\1", case.text.raw.strip()))
    if parts > 1:
        severity: Severity = "warning" if parts > 2 else "hint"
        yield f"{parts} parts", "A text message is best in one part, in two at most.", severity


def _voicemail(case: Case) -> Iterator[tuple[str, str, Severity]]:
    words = len([w for w in case.text.said.split() if any(map(str.isalnum, w))])
    if words > 75:
        severity: Severity = "error" if words > 85 else "warning"
        yield f"{words} words", "A voicemail of over 75 words takes more than half a minute.", severity


def _linkedin(case: Case) -> Iterator[tuple[str, str, Severity]]:
    text = case.text
    if _count(case) > 110:
        yield f"{_count(case)} words", "Over 110 words are too many for LinkedIn.", "warning"
    spans = text.sentences
    characters = spans[-1].end - spans[0].start if spans else 0
    if characters > 400:
        yield f"{characters} characters", "LinkedIn messages are best under 400 characters.", "hint"


def _call(case: Case) -> Iterator[tuple[str, str, Severity]]:
    before = case.text.raw.partition("?")[0]
    words = sum(any(map(str.isalnum, token)) for token in before.split())
    if words > 60:
        yield f"{words} words", "Ask within 60 words, then stop and listen.", "warning"


_SIZES = {"email": _email, "text": _text, "voicemail": _voicemail, "linkedin": _linkedin, "call": _call}


def subject_problem(case: Case, rule: Rule) -> Iterator[Finding]:
    """Say what is wrong with the subject of an e-mail."""
    text, line = case.text, case.text.subject_line
    if not line:
        yield case.found(
            rule, severity="error", why="The subject is missing.", mend="insert", fix=_made(case)
        )
        return
    for why in _wrong(case, line):
        yield case.found(
            rule, text.subject, why=why, fix=_made(case), mend="replace" if _made(case) else "none"
        )
        return


def _wrong(case: Case, line: str) -> Iterator[str]:
    bare = _RE.sub("", line)
    words = sum(any(map(str.isalnum, token)) for token in bare.split())
    if len([c for c in bare if c.isalpha()]) > 4 and bare.isupper():
        yield "A subject in capitals shouts."
    if "!" in bare:
        yield "A subject needs no exclamation mark."
    if case.text.reply:
        return
    if words < 2:
        yield "A subject of one word says too little: say what and when."
    elif words > 9:
        yield "A subject of over nine words is cut off: what and when are enough."
    elif len(line) > 70:
        yield "A subject of over 70 characters is cut off."
    elif (
        not case.hits("what", "subject") and not times_in(bare.lower(), case.now) and not _fact_in(case, bare)
    ):
        yield "The subject says neither what it is about nor when."


def _fact_in(case: Case, line: str) -> bool:
    interview = case.incident.interview if case.incident else None
    return bool(
        interview
        and any(fact and fact.lower() in line.lower() for fact in (interview.company, interview.role))
    )


def _made(case: Case) -> str:
    """Return a subject from the facts, "" where they give none."""
    if case.incident is None or case.incident.interview.start is None:
        return ""
    from tui.words.speech import Instant, clocks, plain_date

    incident = case.incident
    style = clocks(case.reader_zone, incident.me.zone, case.now, incident.language)
    start = incident.new_time.start if case.code == "co" else incident.interview.start
    if start is None:
        return ""
    name = f": {incident.me.name}" if incident.me.name else ""
    return f"Interview on {plain_date(Instant(start, style))}{name}"


def buried_news(case: Case, rule: Rule) -> Iterator[Finding]:
    """Say so where the first sentence with the news begins late, unless the subject has told it."""
    if case.hits("news", "subject"):
        return
    count = 0
    for span in case.text.sentences:
        if case.has("news", span):
            if count > rule.most:
                yield case.found(rule, span, mend="none")
            return
        count += case.text.words(span)
