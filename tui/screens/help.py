"""Help: first for the thing that had the focus, then all keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

Row = tuple[str, str]
"""A key, or several, and what it does."""

KEYS: Sequence[tuple[str, Sequence[Row]]] = (
    (
        "Everywhere",
        (
            ("F1  ?", "this help"),
            ("F2 F3 F4  i d k", "incident, draft, checklist"),
            ("F8  g", "next gap"),
            ("F7", 'on a field: "I don\'t know"; in the draft: take the new text of a conflict'),
            ("ctrl+s  x", "the shown message to a file"),
            ("F9", "all ways to export"),
            ("ctrl+t", "call: the number, the script, the branches"),
            ("ctrl+r  o", "they answered"),
            ("ctrl+o  ctrl+n", "all incidents, a new one"),
            ("ctrl+g", "take the kind that the headline offers"),
            ("ctrl+pageup ctrl+pagedown", "previous, next message"),
            ("c v t e l", "call, voicemail, text, e-mail, LinkedIn"),
            ("ctrl+z ctrl+y", "undo, redo, in words"),
            ("F5", "the focused text in $VISUAL or $EDITOR"),
            ("ctrl+p", "every action by name"),
            ("ctrl+l", "draw the screen anew"),
            ("ctrl+c", "copy the selection"),
            ("ctrl+q", "leave; everything is saved"),
            ("Esc", "one step back; out of a text, after which the single letters above work"),
        ),
    ),
    (
        "In a field",
        (
            ("Tab  Enter  Down", "next field; Enter or Space opens a choice marked ▾"),
            ("ctrl+u  ctrl+k  ctrl+w", "clear, cut to the end, delete a word"),
            ("times", "today 14:00 · tue 9:30 · -2h · 1 dec 14:00 New York"),
            ("times you can offer", "tomorrow 15-18, thu 20:00, fri after 3"),
        ),
    ),
    (
        "In the checklist",
        (
            ("Space", "tick, or take the tick back"),
            ("Enter", "open the message of the step"),
            ("j k n N /", "down, up, next and previous open step, search"),
        ),
    ),
)


class Help(ModalScreen[None]):
    """The help."""

    CSS_PATH = "../styles/help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,q,question_mark", "dismiss", show=False),
        Binding("down,j", "by(1)", show=False),
        Binding("up,k", "by(-1)", show=False),
        Binding("pagedown,space", "by(10)", show=False),
        Binding("pageup", "by(-10)", show=False),
    ]

    def __init__(self, about: str) -> None:
        super().__init__()
        self.about = about

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        with VerticalScroll(can_focus=False) as box:
            box.border_title = Content("Help")
            box.border_subtitle = Content("Esc back")
            if self.about:
                yield Static(Content.styled(self.about, "$foreground"), classes="about")
            for title, rows in KEYS:
                yield Static(_table(title, rows))

    def action_by(self, rows: int) -> None:
        """Scroll."""
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)


def _table(title: str, rows: Sequence[Row]) -> Content:
    lines = [Content.styled(f"\n{title}", "bold $accent")]
    for keys, does in rows:
        lines.append(Content.assemble((f"{keys:<26} ", "bold $foreground"), (does, "$text-quiet")))
    return Content("\n").join(lines)
