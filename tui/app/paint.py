"""What is shown can only be read: a control that came past other gates is painted as a mark, never obeyed.

It leans on `get_line_filters`, an internal of Textual, for which that is pinned.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter

from tui.model.clean import STEERS

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

MARK = "�"
_UNFIT = re.compile(f"{STEERS.pattern}|[\t-\r\x85\u2028\u2029]")


class PlainPaint(LineFilter):
    """Puts a mark in place of each control character in painted text; every line keeps its width.

    A control takes no cell and its mark one, so the last cells of a segment with marks are cut off: blanks,
    where there are some. Textual's own control segments pass. Other filters run inside this one: Textual
    copies every line once for each filter that it is given, which costs ten times what this filter does.
    """

    def __init__(self, others: Iterable[LineFilter] = ()) -> None:
        super().__init__()
        self.others = tuple(others)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with marks, as the other filters colour them."""
        for text, _, control in segments:
            if not (control or text.isprintable()) and _UNFIT.search(text):
                segments = [_marked(segment) for segment in segments]
                break
        for other in self.others:
            segments = other.apply(segments, background)
        return segments


def _marked(segment: Segment) -> Segment:
    text, style, control = segment
    if control:
        return segment
    marked = _UNFIT.sub(lambda found: " " if found[0] in "\t\n" else MARK, text)
    return Segment(set_cell_size(marked, cell_len(text)), style)


class Painting(App[str]):
    """The App as far as text goes that is shown: it is text only."""

    _plain_paint = PlainPaint()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Pass everything painted through the last gate, and through Textual's own filters behind it."""
        others = tuple(super().get_line_filters())
        if others != self._plain_paint.others:
            self._plain_paint = PlainPaint(others)
        return [self._plain_paint]

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Say something in passing. No text is markup here, whatever the caller says of it."""
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=False)
