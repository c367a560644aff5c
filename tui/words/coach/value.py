"""What the coach says of a text: findings, and what was good about it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning", "hint"]
Mend = Literal["none", "replace", "cut", "insert"]
Place = Literal["news", "close", "end", "top"]

RANK: dict[str, int] = {"error": 0, "warning": 1, "hint": 2}


class Finding(Struct, frozen=True):
    """One thing that would hurt the writer: the words found, why in a sentence, and what mends it.

    `start` and `end` are places in the text as the editor shows it, subject line included, -1 where it is
    about nothing in particular.
    """

    id: str
    severity: Severity
    found: str
    why: str
    fix: str = ""
    """The replacement, or the sentence to insert; "" where the words are to go."""
    start: int = -1
    end: int = -1
    mend: Mend = "none"
    """How `fix` is applied: to the words found, to their whole sentence (cut), or at a place (insert)."""
    place: Place = "close"
    """Where an inserted sentence goes: after the news, before the close, at the end, or on top."""
    path: str = ""
    """The fact that this is about, "" for none."""


class Review(Struct, frozen=True):
    """All findings, worst first, and what is good."""

    findings: tuple[Finding, ...]
    ready: bool
    """No error, at most one warning and no gap mark."""
    good: str
    """One short line of what is good, "" where there is nothing to say."""
    skipped: tuple[str, ...]
    """The rules that could not run for want of facts, each with why."""
