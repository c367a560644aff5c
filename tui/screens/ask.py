"""Asks before what cannot be undone: erasing, overwriting, exporting with gaps."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static


class Ask(ModalScreen[bool]):
    """A question with a yes by `y` and a no by anything else; Enter alone does nothing."""

    CSS_PATH = "../styles/ask.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", show=False),
        Binding("n,escape", "dismiss(False)", show=False),
    ]

    def __init__(self, title: str, lines: list[str], yes: str, no: str = "no") -> None:
        super().__init__()
        self.head, self.lines, self.yes, self.no = title, lines, yes, no

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical() as box:
            box.border_title = Content(self.head)
            yield Static(Content("\n".join(self.lines)), classes="lines")
            yield Static(
                Content.assemble(
                    ("y ", "bold $foreground"),
                    (f"{self.yes}    ", "$text-quiet"),
                    ("n ", "bold $foreground"),
                    (self.no, "$text-quiet"),
                )
            )
