"""The editor of a draft: text comes in as small edits, gaps and changed passages are marked."""

from __future__ import annotations

import re
from typing import ClassVar, Self

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region, Size
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import TextArea

from tui.model.changes import changed_spans
from tui.model.clean import clean
from tui.model.draft import HandEdit, line_edits, merge
from tui.widgets.messages import Left

MARK = re.compile("‹[^‹›\n]*›")
CHANGED_FOR = 2.5
"""A changed passage stays marked for so many seconds (ours)."""
UNBOUND = {"f6", "f7", "ctrl+z", "ctrl+y", "ctrl+x", "super+z", "super+y", "ctrl+c", "super+c", "ctrl+v"}
"""Keys of TextArea that mean something else here: undo is the State's, F7 takes the new text."""


class Editor(TextArea, inherit_bindings=False):
    """A TextArea that takes text from outside without losing the cursor or a key that is on its way."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            binding
            for binding in TextArea.BINDINGS
            if isinstance(binding, Binding) and not UNBOUND & set(binding.key.split(","))
        ),
        Binding("alt+backspace", "delete_word_left", show=False),
        Binding("ctrl+home", "go_to(0)", show=False),
        Binding("ctrl+end", "go_to(-1)", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "editor--gap",
        "editor--changed",
        "editor--error",
        "editor--warning",
        "editor--hint",
    }

    _bringing_in = False
    _look: tuple[str, bool] | None = None

    def __init__(self) -> None:
        super().__init__(soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
        self.cursor_blink = False
        self.highlight_cursor_line = False
        self.match_cursor_bracket = False
        self._agreed = ""
        self._changed: dict[int, list[tuple[int, int]]] = {}
        self._found: dict[int, list[tuple[int, int, str]]] = {}
        self._fading: Timer | None = None

    def take(self, text: str, *, mark: bool) -> None:
        """Bring in a text from the state; keys typed since the last one are merged in, never overwritten."""
        ahead = self.text
        target = text if ahead == self._agreed else merge(HandEdit(self._agreed, ahead), text).text
        self._agreed = text
        if target == ahead:
            return
        rows_before = self.wrapped_document.height
        edits = line_edits(ahead, target)
        was_marked = set(self._changed)
        with self.prevent(TextArea.Changed):
            self._bringing_in = True
            for start, end, new in edits:
                self.replace(new, start, end, maintain_selection_offset=True)
            self._bringing_in = False
        self.history.clear()
        if mark:
            self._mark(ahead, target)
        self._refresh_rows(edits[-1][0][0], was_marked | set(self._changed), rows_before)

    def agree(self) -> str:
        """Return the text as it is now, for the state; what comes in later is merged with later keys only."""
        self._agreed = self.text
        return self._agreed

    def show_from_top(self) -> None:
        """Scroll and put the cursor to the start: another draft is shown."""
        self._changed = {}
        self.move_cursor((0, 0))
        self.scroll_to(0, 0, animate=False)

    def action_go_to(self, end: int) -> None:
        """Put the cursor to the start (0) or the end (-1) of the draft."""
        self.move_cursor((0, 0) if end == 0 else self.document.end)

    @property
    def cursor_place(self) -> int:
        """Where the cursor is, as an offset into the text."""
        row, column = self.cursor_location
        return sum(len(line) + 1 for line in self.text.split("\n")[:row]) + column

    def select_span(self, start: int, end: int) -> None:
        """Select a span of the text, given by its offsets, and scroll there."""
        self.move_cursor(self._location(start))
        self.move_cursor(self._location(end), select=True)

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Draw again; while a text is brought in this waits, and then takes only the rows that differ."""
        if self._bringing_in and not layout:
            return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Follow the cursor, but not while a text is brought in from outside."""
        return Offset() if self._bringing_in else super().scroll_cursor_visible(center, animate)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines; the colours are looked up anew only when theme or focus changed."""
        look = (self.app.theme, self.has_focus)
        if look != self._look:
            self._look = look
            return super().render_lines(crop)
        return Widget.render_lines(self, crop)

    def get_line(self, line_index: int) -> Text:
        """Return a line with its gaps and the changed passage marked."""
        line = super().get_line(line_index)
        for span in self._changed.get(line_index, ()):
            line.stylize(self.get_component_rich_style("editor--changed"), *span)
        for start, end, severity in self._found.get(line_index, ()):
            line.stylize(self.get_component_rich_style(f"editor--{severity}"), start, end)
        for gap in MARK.finditer(line.plain):
            line.stylize(self.get_component_rich_style("editor--gap"), *gap.span())
        return line

    def _refresh_size(self) -> None:
        """Note a new height; the screen is laid out again only when a scrollbar comes or goes."""
        height = self.wrapped_document.height
        room = self.size.height
        if room and (height > room) == (self.virtual_size.height > room):
            self.set_reactive(Widget.virtual_size, Size(0, height))
            self._scroll_update(Size(0, height))
            self.refresh()
        else:
            super()._refresh_size()

    async def _on_paste(self, event: events.Paste) -> None:
        """Paste what is text of it."""
        cleaned = clean(event.text)
        if cleaned.removed:
            self.notify(cleaned.note, markup=False)
        await super()._on_paste(events.Paste(cleaned.text))
        event.prevent_default()
        event.stop()

    def on_blur(self) -> None:
        """Say that the draft was left."""
        self.post_message(Left())

    def _mark(self, old: str, new: str) -> None:
        self._changed = {}
        for start, end in changed_spans(old, new):
            for row, first, last in self._rows_of(start, end):
                self._changed.setdefault(row, []).append((first, last))
        if self._fading is not None:
            self._fading.stop()
        self._fading = self.set_timer(CHANGED_FOR, self._fade)

    def mark_found(self, spans: tuple[tuple[int, int, str], ...]) -> None:
        """Mark the words that the coach found, each span with its severity."""
        found: dict[int, list[tuple[int, int, str]]] = {}
        for start, end, severity in spans:
            for row, first, last in self._rows_of(start, end):
                found.setdefault(row, []).append((first, last, severity))
        if found != self._found:
            touched = set(self._found) | set(found)
            self._found = found
            self._refresh_rows(None, touched, self.wrapped_document.height)

    def _rows_of(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """Return the line and the columns that a span of the text takes on each of its lines."""
        (row, column), (last_row, last_column) = self._location(start), self._location(end)
        return [
            (
                index,
                column if index == row else 0,
                last_column if index == last_row else len(self.document.get_line(index)),
            )
            for index in range(row, last_row + 1)
        ]

    def _fade(self) -> None:
        marked, self._changed = self._changed, {}
        self._refresh_rows(None, set(marked), self.wrapped_document.height)

    def _refresh_rows(self, first: int | None, lines: set[int], rows_before: int) -> None:
        """Draw the lines again, and all from line `first` on where the number of rows changed."""
        self._line_cache.clear()
        height = self.wrapped_document.height
        if first is not None and height != rows_before:
            top = self._row_of(first)
            self.refresh(self._visible(top, max(height, rows_before)))
            return
        for line in (*lines, *(() if first is None else (first,))):
            if line < self.document.line_count:
                end = self._row_of(line, len(self.document.get_line(line)))
                self.refresh(self._visible(self._row_of(line), end + 1))

    def _row_of(self, line: int, column: int = 0) -> int:
        return self.wrapped_document.location_to_offset((line, column)).y

    def _visible(self, top: int, bottom: int) -> Region:
        region = Region(0, top - self.scroll_offset.y, self.size.width, bottom - top)
        return region.intersection(self.size.region)

    def _location(self, offset: int) -> tuple[int, int]:
        before = self.text[:offset]
        return before.count("\n"), len(before) - (before.rfind("\n") + 1)
