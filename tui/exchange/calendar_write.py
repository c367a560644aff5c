"""The lines of a calendar file as they are written: clean, escaped, folded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from tui.model.clean import clean
from tui.model.when_wall import fixed

LONGEST = 75
"""Bytes of a line (RFC 5545, 3.1)."""
PRODUCT = "-//Raincheck//Raincheck//EN"


def text_line(name: str, text: str) -> list[str]:
    """Return a property of text; none for empty text."""
    said = clean(text).text.strip()
    for sign, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        said = said.replace(sign, escaped)
    return [f"{name}:{said}"] if said else []


def quoted(text: str) -> str:
    """Return a value for a parameter, in quotes; a quote itself cannot be written there."""
    return '"' + clean(text, one_line=True).text.strip().replace('"', "'") + '"'


def utc(instant: datetime) -> str:
    """Return an instant as calendars write it in UTC, to the second."""
    return f"{fixed(instant, UTC):%Y%m%dT%H%M%SZ}".rjust(16, "0")


def alarm(before: timedelta, text: str) -> list[str]:
    """Return an alarm that shows a text so long before the start."""
    minutes = before // timedelta(minutes=1)
    trigger = f"-PT{minutes // 60}H{minutes % 60}M" if minutes else "PT0S"
    return [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"TRIGGER:{trigger}",
        *(text_line("DESCRIPTION", text) or ["DESCRIPTION:Reminder"]),
        "END:VALARM",
    ]


def whole(lines: Iterable[str], *, method: str = "") -> bytes:
    """Return the calendar around the lines of its events, folded, in UTF-8."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"]
    every = [*head, *([f"METHOD:{method}"] if method else []), *lines, "END:VCALENDAR"]
    return "".join(f"{_folded(line)}\r\n" for line in every).encode("utf-8")


def _folded(line: str) -> str:
    """Fold between characters, so that each line by itself is text."""
    out: list[str] = []
    piece, size = "", 0
    for letter in line:
        width = len(letter.encode("utf-8"))
        if size + width > LONGEST:
            out.append(piece)
            piece, size = " ", 1
        piece += letter
        size += width
    return "\r\n".join([*out, piece])
