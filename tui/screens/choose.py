"""One way to choose: a list that narrows down while one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget

from tui.model.clean import clean

Option = tuple[str, str]
"""A value and its label."""


class Options(Widget, can_focus=True):
    """The list, the text that narrows it, and a cursor."""

    def __init__(self, search: Callable[[str], Sequence[Option]], typed: str = "") -> None:
        super().__init__()
        self.search = search
        self.typed = self.typed_before = typed
        self.found = list(search(typed))
        self.cursor = 0

    def render(self) -> Content:
        """Draw what was typed and the options that are left."""
        typed = (
            Content.styled(self.typed, "bold $foreground")
            if self.typed
            else Content.styled("type to search", "$text-quiet")
        )
        lines = [Content.styled("› ", "$accent") + typed, Content("")]
        top = max(0, min(self.cursor - self.rows + 1, len(self.found) - self.rows))
        for index in range(top, min(top + self.rows, len(self.found))):
            line = Content.styled(f" {self.found[index][1]} ", "$foreground")
            lines.append(line.stylize("reverse") if index == self.cursor else line)
        if not self.found:
            lines.append(Content.styled(" nothing like that; Esc keeps what is typed", "$text-quiet"))
        return Content("\n").join(lines)

    @property
    def rows(self) -> int:
        """How many options fit."""
        return max(1, self.size.height - 2)

    def on_key(self, event: events.Key) -> None:
        """Narrow the list, or move in it."""
        moves = {"down": 1, "up": -1, "pagedown": self.rows, "pageup": -self.rows}
        if event.key in moves:
            self.cursor = max(0, min(self.cursor + moves[event.key], len(self.found) - 1))
        elif event.key == "backspace":
            self._narrow(self.typed[:-1])
        elif event.key == "ctrl+u":
            self._narrow("")
        elif event.is_printable and event.character:
            self._narrow(self.typed + event.character)
        else:
            return
        event.stop()
        event.prevent_default()
        self.refresh()

    def on_paste(self, event: events.Paste) -> None:
        """Narrow the list by a pasted text."""
        event.stop()
        self._narrow(self.typed + clean(event.text, one_line=True).text)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Choose the option that was clicked."""
        top = max(0, min(self.cursor - self.rows + 1, len(self.found) - self.rows))
        index = top + event.y - 2
        if 0 <= index < len(self.found):
            self.cursor = index
            self.screen.dismiss(self.found[index][0])

    def take_before(self, typed: str) -> None:
        """Take what was typed in the field before this came up; what was typed here since stays behind it."""
        since = self.typed.removeprefix(self.typed_before)
        self.typed_before = typed
        self._narrow(typed + since)
        self.refresh()

    def _narrow(self, typed: str) -> None:
        self.typed = typed
        self.found = list(self.search(typed))
        self.cursor = 0


class Choose(ModalScreen[str | None]):
    """Asks for one of several values; gives back None when it is left."""

    CSS_PATH = "../styles/choose.tcss"
    AUTO_FOCUS = "Options"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("enter,tab", "take", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        options: Sequence[Option] = (),
        search: Callable[[str], Sequence[Option]] | None = None,
        typed: str = "",
    ) -> None:
        super().__init__()
        self.title = title
        self.options = Options(search or (lambda typed: matching(options, typed)), typed)

    @classmethod
    def zone(cls, title: str) -> Choose:
        """Return a chooser of time zones by city."""
        from tui.model.zones import suggest_zones

        return cls(title, search=lambda typed: [(zone, zone) for zone in suggest_zones(typed, 12)])

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical() as box:
            box.border_title = Content(self.title or "")
            box.border_subtitle = Content("Enter takes it · Esc back")
            yield self.options

    def action_take(self) -> None:
        """Give back the option under the cursor."""
        if self.options.found:
            self.dismiss(self.options.found[self.options.cursor][0])


def matching(options: Sequence[Option], typed: str) -> list[Option]:
    """Return the options that match what was typed, the best first."""
    if not typed.strip():
        return list(options)
    from textual.fuzzy import Matcher

    matcher = Matcher(typed.strip())
    scored = [(matcher.match(label), (value, label)) for value, label in options]
    return [option for score, option in sorted(scored, key=lambda pair: -pair[0]) if score > 0]
