"""Start: what happened? One key, and the script or message is there to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from tui.widgets.keybar import KeyBar
from tui.widgets.messages import KindChosen

if TYPE_CHECKING:
    from tui.model.playbook import Playbook


class Kinds(Widget, can_focus=True):
    """One line and one key for each kind of incident."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    def __init__(self, playbooks: dict[str, Playbook]) -> None:
        super().__init__()
        self.playbooks = list(playbooks.values())
        self.cursor = 0

    def render(self) -> Content:
        """Draw the lines."""
        lines = []
        longest = max(len(book.says) for book in self.playbooks)
        for index, book in enumerate(self.playbooks):
            here = index == self.cursor and self.has_focus
            says = f"{book.says:<{longest + 2}}"
            line = Content.assemble((f"  {book.key}  ", "bold $accent"), (says, "$foreground"))
            if self.size.width >= 70:
                line += Content.styled(book.move, "$text-quiet")
            line = line.truncate(max(1, self.size.width), ellipsis=True)
            lines.append(line.stylize("bold on $field") if here else line)
        return Content("\n").join(lines)

    def on_key(self, event: events.Key) -> None:
        """Take the key of a kind."""
        for book in self.playbooks:
            if event.character == book.key:
                event.stop()
                self.post_message(KindChosen(book.id))

    def on_click(self, event: events.Click) -> None:
        """Choose the line that was clicked."""
        if 0 <= event.y < len(self.playbooks):
            self.post_message(KindChosen(self.playbooks[event.y].id))

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.cursor = (self.cursor + by) % len(self.playbooks)
        self.refresh()

    def action_choose(self) -> None:
        """Choose the line under the cursor."""
        self.post_message(KindChosen(self.playbooks[self.cursor].id))


class Title(Widget):
    """The question, and that nothing is needed to answer it."""

    def __init__(self, note: str) -> None:
        super().__init__()
        self.note = note

    def render(self) -> Content:
        """Draw it."""
        head = Content.assemble(("Raincheck", "bold $accent"), "\n\n", ("What happened?", "bold $foreground"))
        quiet = "One key. The words are there at once; the facts can follow."
        note = Content.styled(f"\n{self.note}", "$warning") if self.note else Content()
        return head + Content.styled(f"\n{quiet}", "$text-quiet") + note


class Start(Screen[None]):
    """The first screen."""

    CSS_PATH = "../styles/start.tcss"
    AUTO_FOCUS = "Kinds"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.back", "Back", show=False)]

    def __init__(self, playbooks: dict[str, Playbook], note: str = "") -> None:
        super().__init__()
        self.playbooks = playbooks
        self.note = note

    def compose(self) -> ComposeResult:
        """Lay out question, kinds and key bar."""
        yield Title(self.note)
        yield Kinds(self.playbooks)
        yield KeyBar(
            (
                ("1-8", "What happened", ""),
                ("^o", "Incidents", "app.incidents"),
                ("F1", "Help", "app.help"),
                ("^p", "Palette", "app.command_palette"),
                ("^q", "Leave", "app.leave"),
            )
        )
