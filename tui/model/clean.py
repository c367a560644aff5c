"""The one gate for text from outside: typed, pasted, read from a file, or made by a template."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_BLANKS = re.compile(r"[ \t\n]+")

_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = "\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_HALVES = "\ud800-\udfff"
_MOST_MARKS = (
    30  # on one letter: the limit of Unicode's stream-safe format (UAX 15); sorting more is quadratic
)
STEERS = re.compile(f"[{_CONTROLS}{_BIDI}{_INVISIBLE}{_HALVES}]")
"""One character that could steer a terminal or hide in a line; blanks and line ends are not among them."""


class Cleaned(NamedTuple):
    """Text that is safe to keep and show, and how many characters were taken out of it."""

    text: str
    removed: int

    @property
    def note(self) -> str:
        """What was taken out, in words; "" when nothing was."""
        one, many = "1 control character was left out.", f"{self.removed} control characters were left out."
        return "" if not self.removed else one if self.removed == 1 else many


def clean(text: str, *, one_line: bool = False) -> Cleaned:
    """Return the text as NFC with plain line feeds, without what could steer a terminal or hide in a line.

    Out go control characters but tab and line feed, marks that turn the writing direction, zero-width
    characters, halves of characters, and marks beyond 30 on one letter; joiners and variation selectors stay.
    With `one_line`, each run of line feeds and tabs with its blanks becomes one blank. Cleaning twice changes
    nothing more.
    """
    if text.isascii() and text.isprintable():
        return Cleaned(text, 0)
    kept, removed = STEERS.subn("", _LINE_END.sub("\n", text))
    if not kept.isascii():
        sparse = _sparse(kept)
        composed = unicodedata.normalize("NFC", sparse)
        removed += len(kept) - len(sparse) + len(composed)
        kept = _sparse(composed)
        removed -= len(kept)
    return Cleaned(_BLANKS.sub(_one_line, kept) if one_line else kept, removed)


def _sparse(text: str) -> str:
    """Return the text with at most 30 marks in a row."""
    if sum(map(bool, map(unicodedata.combining, text))) <= _MOST_MARKS:
        return text
    kept: list[str] = []
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= _MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def _one_line(blanks: re.Match[str]) -> str:
    return blanks[0] if blanks[0].isprintable() else " "
