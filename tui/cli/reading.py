"""Facts from a file or standard input, capped before they are read."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.faults import BadInput

if TYPE_CHECKING:
    from tui.model.incident import Incident

STANDARD_INPUT = "-"
_MAIL = re.compile(
    rb"\s*(From|Received|Return-Path|Delivered-To|Subject|Date|MIME-Version|Message-ID|To|X-[\w-]+):",
    re.IGNORECASE,
)
_CALENDAR = re.compile(rb"\s*BEGIN:VCALENDAR", re.IGNORECASE)


def read_incident(source: str, kinds: Collection[str], causes: Collection[str]) -> Incident:
    """Return the incident in a facts file, `-` for standard input.

    Raises BadInput: one sentence for each problem, with the file's name.
    """
    from tui.model.facts import MOST_BYTES, BadFacts, read_facts

    data = _bytes(source)
    name = "Standard input" if source == STANDARD_INPUT else source
    if len(data) > MOST_BYTES:
        raise BadInput(f"{name}: A facts file has at most {MOST_BYTES >> 20} MiB, and this is larger.")
    start = data[:1000].removeprefix(b"\xef\xbb\xbf")
    if _CALENDAR.match(start) or _MAIL.match(start):
        raise BadInput(
            f"{name} is an invitation, and this version reads facts files only: write what it says into one "
            "(JSON; `raincheck schema` prints its fields)."
        )
    try:
        return read_facts(data, kinds, causes)
    except BadFacts as error:
        raise BadInput("\n".join(f"{name}: {problem}" for problem in error.problems)) from None


def _bytes(source: str) -> bytes:
    """Return the content, at most one byte more than a facts file may have."""
    from tui.model.facts import MOST_BYTES

    if source == STANDARD_INPUT:
        if sys.stdin is None:
            raise BadInput("Standard input is closed; name a facts file.")
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        with Path(source).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no file can have that name"
        raise BadInput(
            f"{source} cannot be read ({(reason or 'unknown').lower()}); name a facts file."
        ) from error
