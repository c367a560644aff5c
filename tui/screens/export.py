"""The export sheet: all ways out of the terminal, one letter each; what is left to fill in comes first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

WAYS: Sequence[tuple[str, str, str]] = (
    ("c", "clipboard", "copied with the system's own tool, over SSH by the terminal"),
    ("f", "file, plain text", "into the export folder; the path is shown"),
    ("d", "file, Markdown", "the same as .md"),
    ("o", "standard output", "printed when you leave Raincheck"),
)


class ExportSheet(ModalScreen[str]):
    """Gives back the letter of the way that was chosen, "" when it was left."""

    CSS_PATH = "../styles/export.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f9", "dismiss('')", show=False)]

    def __init__(self, title: str, missing: Sequence[str], folder: str) -> None:
        super().__init__()
        self.head, self.missing, self.folder = title, missing, folder

    def compose(self) -> ComposeResult:
        """Lay out what is missing and the ways."""
        with Vertical() as box:
            box.border_title = Content(f"Export: {self.head}")
            box.border_subtitle = Content("one letter · Esc back")
            if self.missing:
                yield Static(self._gaps(), classes="gaps")
            yield Static(self._ways())

    def on_key(self, event: events.Key) -> None:
        """Take the letter of a way."""
        if event.character in {way[0] for way in WAYS}:
            event.stop()
            self.dismiss(event.character)

    def _gaps(self) -> Content:
        count = f"{len(self.missing)} gap" + ("s" if len(self.missing) > 1 else "")
        note = " still open; the text goes out with their marks in it:\n"
        return Content.assemble((count, "bold $warning"), note, ", ".join(self.missing))

    def _ways(self) -> Content:
        lines = [
            Content.assemble((f"{key}  ", "bold $accent"), f"{name:<20}", (does, "$text-quiet"))
            for key, name, does in WAYS
        ]
        return Content("\n").join([*lines, Content.styled(f"\nExport folder: {self.folder}", "$text-quiet")])
