"""Who the user is: asked for once, when first needed, and kept on this machine only."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import var
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.model.fields import field
from tui.state.entry import echo_fact, show_fact
from tui.widgets.field import FactField

if TYPE_CHECKING:
    from tui.state import State
    from tui.words.book import Book

PATHS = ("me.name", "me.phone", "me.email", "me.zone", "me.signature", "me.address")


class ProfileScreen(ModalScreen[bool]):
    """The user's own facts: what is typed is in the open incident at once, in the profile on leaving."""

    CSS_PATH = "../styles/profile.tcss"
    AUTO_FOCUS = "FactField"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f9,ctrl+s", "dismiss(True)", show=False)]

    state: var[State | None] = var(None)
    """The shared state."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.book = book

    def compose(self) -> ComposeResult:
        """Lay out the fields."""
        with Vertical() as box:
            box.border_title = Content("About you")
            box.border_subtitle = Content("Esc: done")
            quiet = "Asked once and kept on this machine only. All of it may stay empty."
            yield Static(Content.styled(quiet, "$text-quiet"), classes="lines")
            for path in PATHS:
                yield FactField(field(path))

    def on_mount(self) -> None:
        """Fill the fields."""
        self._fill(None, self.state)

    def watch_state(self, old: State | None, new: State | None) -> None:
        """Show what was understood."""
        self._fill(old, new)

    def _fill(self, old: State | None, new: State | None) -> None:
        if new is None or not self.is_mounted:
            return
        for each in self.query(FactField):
            text = show_fact(each.path, new, self.book) if old is None else None
            echo = echo_fact(each.path, each.text if text is None else text, new, self.book)
            each.show(text=text, echo=echo, gap=False, unknown=False)
