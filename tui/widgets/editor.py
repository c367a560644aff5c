"""The editor of a draft: text comes in as small edits, gaps and changed passages are marked."""

from __future__ import annotations

import re
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
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
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"editor--gap", "editor--changed"}

    def __init__(self) -> None:
        super().__init__(soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
        self.cursor_blink = False
        self.highlight_cursor_line = False
        self.match_cursor_bracket = False
        self._agreed = ""
        self._changed: dict[int, list[tuple[int, int]]] = {}
        self._fading: Timer | None = None

    def take(self, text: str, *, mark: bool) -> None:
        """Bring in a text from the state; keys typed since the last one are merged in, never overwritten."""
        ahead = self.text
        target = text if ahead == self._agreed else merge(HandEdit(self._agreed, ahead), text).text
        self._agreed = text
        if target == ahead:
            return
        with self.prevent(TextArea.Changed):
            for start, end, new in line_edits(ahead, target):
                self.replace(new, start, end, maintain_selection_offset=True)
        self.history.clear()
        self._line_cache.clear()
        if mark:
            self._mark(ahead, target)

    def agree(self) -> str:
        """Return the text as it is now, for the state; what comes in later is merged with later keys only."""
        self._agreed = self.text
        return self._agreed

    def show_from_top(self) -> None:
        """Scroll and put the cursor to the start: another draft is shown."""
        self._changed = {}
        self.move_cursor((0, 0))
        self.scroll_to(0, 0, animate=False)

    def select_span(self, start: int, end: int) -> None:
        """Select a span of the text, given by its offsets, and scroll there."""
        self.move_cursor(self._location(start))
        self.move_cursor(self._location(end), select=True)

    def get_line(self, line_index: int) -> Text:
        """Return a line with its gaps and the changed passage marked."""
        line = super().get_line(line_index)
        for span in self._changed.get(line_index, ()):
            line.stylize(self.get_component_rich_style("editor--changed"), *span)
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
            self.notify(f"{cleaned.removed} control characters were left out.", markup=False)
        await super()._on_paste(events.Paste(cleaned.text))
        event.prevent_default()
        event.stop()

    def on_blur(self) -> None:
        """Say that the draft was left."""
        self.post_message(Left())

    def _mark(self, old: str, new: str) -> None:
        self._changed = {}
        for start, end in changed_spans(old, new):
            (row, column), (last_row, last_column) = self._location(start), self._location(end)
            for index in range(row, last_row + 1):
                stop = last_column if index == last_row else len(self.document.get_line(index))
                self._changed.setdefault(index, []).append((column if index == row else 0, stop))
        if self._fading is not None:
            self._fading.stop()
        self._fading = self.set_timer(CHANGED_FOR, self._fade)
        self.refresh()

    def _fade(self) -> None:
        self._changed = {}
        self._line_cache.clear()
        self.refresh()

    def _location(self, offset: int) -> tuple[int, int]:
        before = self.text[:offset]
        return before.count("\n"), len(before) - (before.rfind("\n") + 1)
