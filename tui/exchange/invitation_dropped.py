"""What was pasted or dropped into the terminal: the path of an invitation, or the text of one."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tui.exchange.confined import Limits
from tui.exchange.invitation import STANDARD

ENDINGS = frozenset((".ics", ".ical", ".eml", ".vcs", ".ifb"))
LONGEST = 4096


def dropped_file(text: str) -> Path | None:
    """Return the calendar or mail file that a pasted line names, None for any other text.

    Terminals write the path of a dropped file in quotes, with backslashes, or as a file: address.
    """
    line = text.strip()
    if not line or "\n" in line or len(line) > LONGEST:
        return None
    for path in _spellings(line):
        try:
            if path.suffix.lower() in ENDINGS and path.expanduser().is_file():
                return path.expanduser()
        except (OSError, ValueError, RuntimeError):  # no file can have that name, or nobody that home
            continue
    return None


def looks_like_invitation(text: str) -> bool:
    """Tell whether pasted text is worth reading: a calendar, a mail, or lines that say when."""
    return bool(_SIGNS.search(text[:65536]))


_SIGNS = re.compile(
    r"(?im)^\W{0,3}BEGIN:VCALENDAR|^(?:When|Date and time|Wann|Termin)\s*:|\A\s*(?:From|Received|Return-Path|"
    r"Delivered-To|Message-ID|MIME-Version)\s*:"
)


def given_bytes(text: str, limits: Limits = STANDARD) -> bytes:
    """Return what to read as an invitation: the file that the text names, cut after the limit, else the text.

    Raises OSError for a file that cannot be read.
    """
    path = dropped_file(text)
    if path is None:
        return text.encode("utf-8", "replace")
    with path.open("rb") as file:
        return file.read(limits.size + 1)


def _spellings(line: str) -> list[Path]:
    quoted = re.fullmatch(r"'(.*)'|\"(.*)\"", line)
    bare = (quoted[1] or quoted[2] or "") if quoted else line
    found = [bare.replace("'\\''", "'") if quoted else bare, re.sub(r"\\(.)", r"\1", bare)]
    if bare.lower().startswith("file://"):
        try:
            parts = urlsplit(bare)
        except ValueError:
            return []
        if parts.hostname not in (None, "", "localhost"):
            return []
        found.append(unquote(parts.path))
    return [Path(each) for each in found if each and "\0" not in each]
