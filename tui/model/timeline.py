"""What happened, when: the dated lines that a report is made of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from msgspec import Struct

What = Literal[
    "noticed",
    "tried",
    "sent",
    "said",
    "answered",
    "ticked",
    "unticked",
    "exported",
    "kind",
    "outcome",
    "note",
]


class Entry(Struct, frozen=True):
    """One thing that happened; `kind` is the kind of incident at that moment."""

    at: datetime
    what: What
    text: str
    kind: str = ""
    step: str = ""
    message: str = ""
    channel: str = ""


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries by time; those of one moment stay as they were added."""
    return tuple(sorted(entries, key=lambda entry: entry.at))


def heard(entries: Iterable[Entry]) -> datetime | None:
    """Return when the outcome that was recorded last was heard, None when none was recorded."""
    return next((entry.at for entry in reversed(tuple(entries)) if entry.what == "outcome"), None)


def during(entries: Iterable[Entry], kind: str, moment: datetime) -> bool:
    """Tell whether the incident was of this kind at a moment; the minute of a change belongs to both."""
    turns = [(entry.at, entry.kind) for entry in in_order(entries) if entry.what == "kind"]
    first = next((entry.kind for entry in entries), kind)
    starts = [(None, first), *turns]
    ends = [*(at for at, _ in turns), None]
    return any(
        was == kind and (start is None or start <= moment) and (end is None or moment <= end)
        for (start, was), end in zip(starts, ends, strict=True)
    )
