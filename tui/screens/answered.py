"""They answered: the outcome in the words one hears, by one key; then when, and what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import var
from textual.screen import ModalScreen
from textual.widget import Widget

from tui.model.fields import Field, field
from tui.model.incident import Outcome
from tui.model.outcomes import OUTCOME_CHOICES, WHO, Choice
from tui.state.entry import echo_fact, show_fact
from tui.widgets.field import FactField
from tui.widgets.messages import OutcomeChosen

if TYPE_CHECKING:
    from tui.state import State
    from tui.words.book import Book


class Outcomes(Widget, can_focus=True):
    """One line and one key for each outcome."""

    DEFAULT_CSS = "Outcomes { height: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    def __init__(self, now: Outcome) -> None:
        super().__init__()
        self.now = now
        known = [choice.outcome for choice in OUTCOME_CHOICES]
        self.cursor = known.index(now) if now in known else 0

    def render(self) -> Content:
        """Draw the lines."""
        lines = []
        for index, choice in enumerate(OUTCOME_CHOICES):
            mark = "●" if choice.outcome == self.now else " "
            line = Content.assemble(
                (f" {mark} {choice.key}  ", "bold $accent"),
                (f"{choice.label:<26}", "$foreground"),
                (choice.hears, "$text-quiet"),
            )
            lines.append(line.stylize("bold on $field") if index == self.cursor and self.has_focus else line)
        return Content("\n").join(lines)

    def on_key(self, event: events.Key) -> None:
        """Take the key of an outcome."""
        for choice in OUTCOME_CHOICES:
            if event.character == choice.key:
                event.stop()
                self._take(choice)

    def on_click(self, event: events.Click) -> None:
        """Take the line that was clicked."""
        if 0 <= event.y < len(OUTCOME_CHOICES):
            self._take(OUTCOME_CHOICES[event.y])

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.cursor = (self.cursor + by) % len(OUTCOME_CHOICES)
        self.refresh()

    def action_choose(self) -> None:
        """Take the line under the cursor."""
        self._take(OUTCOME_CHOICES[self.cursor])

    def _take(self, choice: Choice) -> None:
        self.now = choice.outcome
        self.cursor = OUTCOME_CHOICES.index(choice)
        self.refresh()
        self.post_message(OutcomeChosen(choice.outcome))


class Answered(ModalScreen[None]):
    """Records an outcome at once, then asks for what belongs to it; all of it can be undone."""

    CSS_PATH = "../styles/answered.tcss"
    AUTO_FOCUS = "Outcomes"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.back", "Back", show=False)]

    state: var[State | None] = var(None)
    """The shared state."""

    def __init__(self, book: Book, now: Outcome) -> None:
        super().__init__()
        self.book = book
        self._now: Outcome = now

    def compose(self) -> ComposeResult:
        """Lay out the outcomes, and room for what they ask."""
        with Vertical(classes="box") as box:
            box.border_title = Content("They answered")
            box.border_subtitle = Content("one key records it · Esc back")
            yield Outcomes(self._now)
            yield Vertical(classes="asks")

    async def ask(self, outcome: Outcome, touch: int | None) -> None:
        """Show the fields of an outcome, and of the contact number `touch` that it was heard in."""
        found = next(choice for choice in OUTCOME_CHOICES if choice.outcome == outcome)
        paths = [path for path in found.asks if path != WHO]
        asked = [field(path) for path in paths]
        if touch is not None:
            asked.append(_of_touch(touch, "at", "When"))
            asked.append(_of_touch(touch, "who", "Who" if WHO not in found.asks else "Write to"))
            asked.append(_of_touch(touch, "answer", "Their words"))
        asks = self.query_one(".asks")
        await asks.remove_children()
        if asked:
            await asks.mount_all([FactField(each) for each in asked])
            self._fill(None, self.state)
            asks.query(FactField).first().focus()

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


def _of_touch(index: int, name: str, label: str) -> Field:
    found = field(f"contacted.{index}.{name}")
    return Field(found.path, label, found.gap, found.shape, found.hint, found.way)
