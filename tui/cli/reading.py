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
    rb"\s*(?:From |(?:From|Received|Return-Path|Delivered-To|Subject|Date|MIME-Version|Message-ID|To|Sender"
    rb"|Content-Type|Thread-Topic|DKIM-Signature|ARC-[\w-]+|Authentication-Results|X-[\w-]+):)",
    re.IGNORECASE,
)
_CALENDAR = re.compile(rb"^\W{0,3}BEGIN:VCALENDAR", re.IGNORECASE | re.MULTILINE)
_WORDS = re.compile(rb"(?im)^\W{0,4}(?:when|date|wann|termin)\s*:")


def read_incident(
    source: str, kinds: Collection[str], causes: Collection[str], data: bytes | None = None
) -> Incident:
    """Return the incident in a facts file, `-` for standard input; `data` where it was read already.

    Raises BadInput: one sentence for each problem, with the file's name.
    """
    from tui.model.facts import MOST_BYTES

    data = read_source(source) if data is None else data
    name = source_name(source)
    if len(data) > MOST_BYTES:
        raise BadInput(f"{name}: A facts file has at most {MOST_BYTES >> 20} MiB, and this is larger.")
    if is_invitation(data):
        raise BadInput(f"{name} is an invitation, no facts file; `raincheck new --from` begins one from it.")
    return read_given(data, name, kinds, causes)


def is_invitation(data: bytes) -> bool:
    """Tell whether this is a mail, a calendar or text pasted from one, and no facts file."""
    start = data[:1000].removeprefix(b"\xef\xbb\xbf")
    if start.lstrip()[:1] in (b"{", b"["):
        return False
    wide = start[:2] in (b"\xff\xfe", b"\xfe\xff") and b"V\0C\0A\0L" in data[:4000]
    return bool(_MAIL.match(start) or _CALENDAR.search(data) or _WORDS.search(data[:64_000])) or wide


def source_name(source: str) -> str:
    """Return what to call a source in a sentence."""
    return "Standard input" if source == STANDARD_INPUT else source


def read_given(data: bytes, name: str, kinds: Collection[str], causes: Collection[str]) -> Incident:
    """Return the incident in the bytes of a facts file. Raises BadInput."""
    from tui.model.facts import BadFacts, read_facts

    try:
        return read_facts(data, kinds, causes)
    except BadFacts as error:
        raise BadInput("\n".join(f"{name}: {problem}" for problem in error.problems)) from None


def read_source(source: str) -> bytes:
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
