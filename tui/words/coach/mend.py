"""What a key does about a finding: words replaced, a sentence cut, one put in."""

from __future__ import annotations

import re

from tui.words.coach.text import Span, Text, parse
from tui.words.coach.value import Finding

_HEADING = re.compile(r"^## +\S", re.MULTILINE)


def apply(text: str, finding: Finding) -> str | None:
    """Return the text with the fix of a finding applied, None if it has none that can be applied."""
    if finding.mend == "none" or (finding.mend == "insert" and not finding.fix):
        return None
    if finding.mend == "insert":
        return _inserted(text, finding)
    if not 0 <= finding.start <= finding.end <= len(text):
        return None
    if finding.mend == "replace":
        return _replaced(text, finding)
    return _cut(text, finding)


def _replaced(text: str, finding: Finding) -> str:
    before, after = text[: finding.start], text[finding.end :]
    fix = finding.fix
    old = text[finding.start : finding.end]
    if fix and old[:1].isupper() and fix[:1].islower() and not old[1:2].isupper():
        fix = fix[0].upper() + fix[1:]
    if not fix:
        before = before.rstrip(" ") if not after[:1].isalnum() else before
        after = after.removeprefix(" ") if before.endswith((" ", "\n")) or not before else after
        if (not before.strip() or re.search(r"[.?!]\s+$|\n$", before)) and after[:1].islower():
            after = after[0].upper() + after[1:]
    return before + fix + after


def _cut(text: str, finding: Finding) -> str | None:
    channel = "call" if _HEADING.search(text) else "email"
    parsed = parse(text, channel)
    span = parsed.sentence(finding.start)
    if span.start == span.end or not span.has(finding.start):
        return None
    return _without(text, span)


def _without(text: str, span: Span) -> str:
    before, after = text[: span.start], text[span.end :]
    if not before.strip() or before.endswith("\n"):
        after = after.lstrip(" ")
        if after.startswith("\n"):
            kept = before.rstrip("\n")
            return kept + ("\n\n" + after.lstrip("\n") if kept and after.strip() else after.rstrip("\n"))
        return before + after
    return before.rstrip(" ") + after


def _inserted(text: str, finding: Finding) -> str:
    if finding.place == "top" or finding.id == "subject_problem":
        return f"Subject: {finding.fix}\n\n{text.lstrip()}"
    heading = _HEADING.search(text)
    parsed = parse(text, "call" if heading else "email")
    if finding.place == "end":
        end = len(parsed.raw.rstrip())
        joint = "\n" if parsed.signature else " "
        return f"{text[:end]}{joint}{finding.fix}{text[end:]}"
    return _sentence_in(text, parsed, finding)


def _sentence_in(text: str, parsed: Text, finding: Finding) -> str:
    spans = parsed.sentences
    if not spans:
        end = parsed.greeting.end if parsed.greeting else len(parsed.raw)
        gap = "\n\n" if end else ""
        return f"{text[:end]}{gap}{finding.fix}{text[end:]}"
    if finding.place == "news":
        span = spans[0]
        return f"{text[: span.end]} {finding.fix}{text[span.end :]}"
    last = spans[-1]
    return f"{text[: last.end]} {finding.fix}{text[last.end :]}"
