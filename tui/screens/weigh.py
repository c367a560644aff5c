"""Before cancelling: four questions, and the ways out that keep the door open."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

QUESTIONS = (
    ("How much does it matter?", "This role, next to what you want in two years."),
    ("What have you put in?", "Applications, rounds, preparation: is it nearly done?"),
    ("Is there another way?", "Another day, or video instead of on site, is one e-mail."),
    ("Would you regret it?", "Think of next month, not of this evening."),
)
"""What to weigh before cancelling (words.md 4, E1 and E2)."""

WAYS = (
    ("p", "postpone", "Move it to another day"),
    ("f", "switch", "Ask for another format"),
    ("w", "withdraw", "Cancel it, kindly and early"),
)


class Weigh(ModalScreen[str]):
    """Gives back the kind of incident that it came to, "" when it was left."""

    CSS_PATH = "../styles/ask.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"dismiss('{kind}')", show=False) for key, kind, _ in WAYS),
        Binding("escape", "dismiss('')", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Lay out the questions and the ways."""
        with Vertical() as box:
            box.border_title = Content("Before you cancel")
            box.border_subtitle = Content("one letter · Esc back")
            for question, hint in QUESTIONS:
                yield Static(Content.assemble((question, "bold $foreground"), (f"\n  {hint}", "$text-quiet")))
            ways = [Content.assemble((f"{key}  ", "bold $accent"), label) for key, _, label in WAYS]
            yield Static(Content("\n").join([Content(""), *ways]))
