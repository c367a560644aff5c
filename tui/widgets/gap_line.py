"""On a narrow screen: the next gap as a field under the draft, and the sentence a field has just changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import var
from textual.widget import Widget
from textual.widgets import Static

from tui.model.changes import changed_spans
from tui.model.fields import Field, field
from tui.state.derived import gaps, shown
from tui.state.entry import echo_fact, show_fact
from tui.widgets.field import FactField

if TYPE_CHECKING:
    from tui.state import State
    from tui.words.book import Book

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
        if self.text or not self._chooses:
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

    def compose(self) -> ComposeResult:
        """Lay out the field and what its keys do."""
        yield GapField(NO_GAP)
        yield Static(Content.styled("Enter next · F7 I don't know", "$text-quiet"), classes="keys")

    def on_mount(self) -> None:
        """Ask for the first gap."""
        self.watch_state(None, self.state)

    def watch_state(self, old: State | None, new: State | None) -> None:
        """Follow the gaps; the one that is being filled stays until it is left."""
        if new is not None and self.is_mounted and self.display:
            self._follow(old, new)

    def catch_up(self) -> None:
        """Follow the state as it is: what happened while this was hidden was not followed."""
        if self.state is not None:
            self._follow(None, self.state)

    def _follow(self, old: State | None, new: State) -> None:
        missing = [gap.field for gap in gaps(new, self.book)]
        entry = self.entry
        if not entry.has_focus and (old is None or entry.path not in missing):
            self.ask(missing[0] if missing else None)
        elif old is not None and (old.incident.fact(entry.path), old.typed_at(entry.path)) != (
            new.incident.fact(entry.path),
            new.typed_at(entry.path),
        ):
            self._fill(new, keep=entry.has_focus)

    def ask(self, path: str | None) -> None:
        """Ask for a gap; None: there is none left."""
        self.set_class(path is None, "-no-gap")
        if path is None or self.state is None:
            return
        asked = field("others.0.name" if path.startswith("others.") and path.count(".") == 1 else path)
        self.entry.label_width = len("Next gap  ? ") + len(asked.label)
        self.entry.field = Field(asked.path, asked.label, asked.gap, asked.shape, asked.hint, asked.way)
        self._fill(self.state, keep=False)

    def next(self) -> None:
        """Ask for the gap behind the present one."""
        if self.state is None:
            return
        missing = [gap.field for gap in gaps(self.state, self.book)]
        here = self.entry.path
        after = missing[missing.index(here) + 1 :] if here in missing else missing
        self.ask(next(iter(after or missing), None))

    def _fill(self, state: State, *, keep: bool) -> None:
        path = self.entry.path
        text = None if keep else show_fact(path, state, self.book)
        self.entry.show(text=text, echo=(), gap=False, unknown=path in state.incident.unknown)
        echo = " · ".join(
            line.removesuffix(":") for line in echo_fact(path, self.entry.text, state, self.book)
        )
        note = f"{echo}  Enter next" if echo else "Enter next · F7 I don't know"
        self.query_one(Static).update(Content.styled(note, "$text-quiet"))


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
