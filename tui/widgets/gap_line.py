"""On a narrow screen: the next gap as a field under the draft, and the sentence a field has just changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, getters
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import var
from textual.widget import Widget
from textual.widgets import Static

from tui.model.changes import changed_spans
from tui.model.fields import Field, field
from tui.state.derived import gaps, shown
from tui.state.entry import echo_fact, show_fact, text_over
from tui.widgets.field import FactField

if TYPE_CHECKING:
    from tui.state import State
    from tui.words.book import Book

ROOM = 60
"""Columns from which on the field has a note beside it (ours)."""
NO_GAP = Field("interview.company", "", "")


class GapField(FactField):
    """The field of the gap that is asked for; Enter goes on to the next gap."""

    @property
    def label(self) -> Content:
        """What is asked for."""
        asked = f"{self.field.label}? "
        return Content.assemble(("Next gap  ", "bold $warning"), (asked, "$foreground"))

    def action_enter(self) -> None:
        """Go on to the next gap, or choose where that is how the fact is entered."""
        if self.text or self.unknown or not self._chooses:
            self.run_worker(self.app.run_action("app.next_gap"), exclusive=True)
        else:
            super().action_enter()


class GapLine(Horizontal):
    """Asks for the gaps of the shown draft one by one."""

    state: var[State | None] = var(None)
    """The shared state."""

    entry = getters.query_one(GapField)

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.book = book
        self._behind: list[str] = []

    def compose(self) -> ComposeResult:
        """Lay out the field and what its keys do."""
        yield GapField(NO_GAP)
        yield Static(Content.styled("Enter next · F7 I don't know", "$text-quiet"), classes="keys")

    def on_mount(self) -> None:
        """Ask for the first gap."""
        self.watch_state(None, self.state)

    def watch_state(self, old: State | None, new: State | None) -> None:
        """Follow the gaps; the one that is being filled stays until it is left."""
        if new is not None and self.is_mounted and self.screen.has_class("-narrow"):
            self._follow(old, new)

    def on_resize(self, event: events.Resize) -> None:
        """Leave the line to the field where there is no room for more."""
        self.query_one(Static).display = event.size.width >= ROOM

    def catch_up(self) -> None:
        """Follow the state as it is: what happened while there was room for all was not followed."""
        if self.state is not None:
            self._follow(None, self.state)

    def _follow(self, old: State | None, new: State) -> None:
        missing = [gap.field for gap in gaps(new, self.book)]
        entry = self.entry
        if not entry.has_focus and (old is None or entry.path not in missing):
            self.ask(missing[0] if missing else None)
        elif old is not None and _said(entry.path, old) != _said(entry.path, new):
            self._fill(new, text_over(entry.path, entry.text, new, self.book))

    def ask(self, path: str | None) -> None:
        """Ask for a gap; None: there is none left."""
        self.set_class(path is None, "-no-gap")
        if path is None or self.state is None:
            return
        missing = [gap.field for gap in gaps(self.state, self.book)]
        self._behind = missing[missing.index(path) + 1 :] if path in missing else []
        asked = field("others.0.name" if path.startswith("others.") and path.count(".") == 1 else path)
        self.entry.label_width = len("Next gap  ? ") + len(asked.label)
        self.entry.field = Field(asked.path, asked.label, asked.gap, asked.shape, asked.hint, asked.way)
        self._fill(self.state, show_fact(asked.path, self.state, self.book))

    def next(self) -> None:
        """Ask for the gap behind the present one."""
        if self.state is None:
            return
        missing = [gap.field for gap in gaps(self.state, self.book)]
        behind = (path for path in self._behind if path in missing)
        self.ask(next(behind, next(iter(missing), None)))

    def _fill(self, state: State, text: str | None) -> None:
        path = self.entry.path
        self.entry.show(text=text, echo=(), gap=False, unknown=path in state.incident.unknown)
        echo = " · ".join(
            line.removesuffix(":") for line in echo_fact(path, self.entry.text, state, self.book)
        )
        note = f"{echo}  Enter next" if echo else "Enter next · F7 I don't know"
        self.query_one(Static).update(Content.styled(note, "$text-quiet"))


def _said(path: str, state: State) -> tuple[object, ...]:
    return (state.incident.fact(path), state.typed_at(path), path in state.incident.unknown)


class Sentence(Widget):
    """The sentence of the draft that the form has just changed: the draft stays live behind the form."""

    DEFAULT_CSS = "Sentence { height: 2; }"

    state: var[State | None] = var(None)
    """The shared state."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.book = book
        self._content = Content()

    def watch_state(self, old: State | None, new: State | None) -> None:
        """Show the passage that differs."""
        if old is None or new is None or old.shown != new.shown or not self.display:
            return
        before, after = shown(old, self.book).text, shown(new, self.book).text
        spans = changed_spans(before, after)
        if not spans:
            return
        span = spans[0]
        stop = after.rfind(". ", 0, span[0])
        start = max(after.rfind("\n", 0, span[0]) + 1, stop + 2 if stop >= 0 else 0)
        ends = [at for at in (after.find("\n", span[1]), after.find(". ", span[1]) + 1) if at > 0]
        passage = after[start : min(ends, default=len(after))]
        marked = Content(passage).stylize("on $changed", span[0] - start, span[1] - start)
        self._content = Content.styled("Draft  ", "$text-quiet") + marked
        self.refresh()

    def render(self) -> Content:
        """Draw it."""
        return self._content
