"""The last line: the keys that matter here, at most seven at 80 columns."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

Key = tuple[str, str, str]
"""A key as it is shown, its word, and the action it runs when it is clicked."""


class KeyBar(Widget):
    """Keys with a word each, from the most important on; what does not fit is left out whole."""

    DEFAULT_CSS = "KeyBar { height: 1; }"

    keys: reactive[Sequence[Key]] = reactive(())
    """The keys to show."""

    def __init__(self, keys: Sequence[Key] = ()) -> None:
        super().__init__()
        self.set_reactive(KeyBar.keys, tuple(keys))

    def render(self) -> Content:
        """Draw the keys that fit."""
        line = Content()
        for _, part in self._parts():
            line += part
        return line

    def on_click(self, event: events.Click) -> None:
        """Run the action of the key that was clicked."""
        left = 0
        for action, part in self._parts():
            left += part.cell_length
            if event.x < left:
                self.call_later(self.app.run_action, action, self.screen)
                return

    def _parts(self) -> list[tuple[str, Content]]:
        parts: list[tuple[str, Content]] = []
        used = 0
        gap = "   " if self.size.width >= 100 else "  "
        for key, word, action in self.keys:
            part = Content.assemble((f"{key} ", "bold $foreground"), (word + gap, "$text-quiet"))
            used += part.cell_length
            if used - len(gap) > self.size.width:
                break
            parts.append((action, part))
        return parts
