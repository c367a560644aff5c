"""The text of a one-line field with its cursor, as a value: every key makes the next one."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len

WORD = re.compile(r"\w+|[^\w\s]+")


class Line(Struct, frozen=True):
    """Text, cursor and the other end of the selection (`anchor`), as offsets into the text."""

    text: str = ""
    cursor: int = 0
    anchor: int = 0

    @classmethod
    def of(cls, text: str) -> Line:
        """Return the text with the cursor at its end."""
        return cls(text, len(text), len(text))

    @property
    def selection(self) -> tuple[int, int]:
        """The selected span, empty at the cursor when nothing is selected."""
        return min(self.cursor, self.anchor), max(self.cursor, self.anchor)

    @property
    def selected(self) -> str:
        """The selected text."""
        start, end = self.selection
        return self.text[start:end]

    def insert(self, text: str) -> Line:
        """Put text in place of the selection."""
        start, end = self.selection
        return self._cut(start, end, text)

    def move(self, to: int, *, select: bool = False) -> Line:
        """Move the cursor, or with `select` stretch the selection to it."""
        cursor = max(0, min(to, len(self.text)))
        return replace(self, cursor=cursor, anchor=self.anchor if select else cursor)

    def delete_left(self, to: int | None = None) -> Line:
        """Delete the selection, else from `to` (by default one grapheme back) to the cursor."""
        start, end = self.selection
        if start == end:
            start = self.left() if to is None else to
        return self._cut(start, end)

    def delete_right(self, to: int | None = None) -> Line:
        """Delete the selection, else from the cursor up to `to` (by default one grapheme on)."""
        start, end = self.selection
        if start == end:
            end = self.right() if to is None else to
        return self._cut(start, end)

    def left(self) -> int:
        """Return the offset one grapheme back: joined and combining characters go with their base."""
        at = max(0, self.cursor - 1)
        while at > 0 and (_joins(self.text[at]) or self.text[at - 1] == "‍"):
            at -= 1
        return at

    def right(self) -> int:
        """Return the offset one grapheme on."""
        end = len(self.text)
        at = min(end, self.cursor + 1)
        while at < end and (_joins(self.text[at]) or self.text[at - 1] == "‍"):
            at += 1
        return at

    def word_left(self) -> int:
        """Return the start of the word before the cursor."""
        return max((word.start() for word in WORD.finditer(self.text, 0, self.cursor)), default=0)

    def word_right(self) -> int:
        """Return the end of the word after the cursor."""
        found = WORD.search(self.text, self.cursor)
        return found.end() if found else len(self.text)

    def _cut(self, start: int, end: int, text: str = "") -> Line:
        at = start + len(text)
        return Line(self.text[:start] + text + self.text[end:], at, at)


def rows(text: str, width: int) -> list[tuple[int, int]]:
    """Return the spans of the rows that the text takes at a width in cells, broken at blanks where it can be.

    There is always a last row with room for a cursor behind the text.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        spans.extend((start + a, start + b) for a, b in _wrapped(line, max(2, width)))
        start += len(line) + 1
    return spans


def _wrapped(line: str, width: int) -> list[tuple[int, int]]:
    if line.isascii() and len(line) < width:
        return [(0, len(line))]
    spans = []
    start = used = 0
    blank = -1
    for index, char in enumerate(line):
        cells = cell_len(char)
        if used + cells >= width and index > start:
            end = blank + 1 if blank >= start else index
            spans.append((start, end))
            start, used, blank = end, cell_len(line[end:index]), -1
        used += cells
        if char == " ":
            blank = index
    return [*spans, (start, len(line))]


def _joins(char: str) -> bool:
    return char == "‍" or cell_len(char) == 0
