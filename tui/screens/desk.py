"""The desk: incident, draft and checklist on one shared state, in three layouts by width."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.reactive import var
from textual.screen import Screen
from textual.widget import Widget

from tui.state.derived import findings, gaps, shown
from tui.widgets.checklist import Checklist
from tui.widgets.cropped import CroppedCompositor
from tui.widgets.draft_pane import DraftPane
from tui.widgets.field import FactField
from tui.widgets.form import IncidentForm
from tui.widgets.gap_line import GapLine, Sentence
from tui.widgets.headline import Headline, Overview
from tui.widgets.keybar import KeyBar

if TYPE_CHECKING:
    from tui.state import State
    from tui.words.book import Book

KEYS = (
    ("F1", "Help", "app.help"),
    ("F8", "Next gap", "app.next_gap"),
    ("^s", "To a file", "app.export"),
    ("F9", "Export", "app.export_sheet"),
    ("^r", "They answered", "app.answered"),
    ("^o", "Incidents", "app.incidents"),
    ("^p", "Palette", "app.command_palette"),
)
NARROW_KEYS = (
    ("F1", "Help", "app.help"),
    ("F2", "Form", "front('form')"),
    ("F3", "Draft", "front('draft')"),
    ("F4", "List", "front('checklist')"),
    ("F8", "Gap", "app.next_gap"),
    ("^s", "To a file", "app.export"),
    ("^t", "Call", "app.call"),
)
LETTERS = (
    ("i d k", "form draft list", "front('form')"),
    ("g", "gap", "app.next_gap"),
    ("x", "to a file", "app.export"),
    ("o", "answered", "app.answered"),
    ("c v t e", "message", "app.channel('email')"),
    ("?", "help", "app.help"),
)


SINGLE = {
    "question_mark": "help",
    "g": "next_gap",
    "x": "export",
    "o": "answered",
    "c": "channel('call')",
    "v": "channel('voicemail')",
    "t": "channel('text')",
    "e": "channel('email')",
    "l": "channel('linkedin')",
}
"""The letters that are keys while no text has the focus, with their actions."""


class Desk(Screen[None]):
    """The screen of the main job."""

    CSS_PATH = "../styles/desk.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (140, "-wide")]  # noqa: RUF012 (as in Screen)
    AUTO_FOCUS = ""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,i", "front('form')", "The incident", show=False),
        Binding("f3,d", "front('draft')", "The draft", show=False),
        Binding("f4,k", "front('checklist')", "The checklist", show=False),
        Binding("escape", "leave_text", "Leave the text", show=False),
        *(Binding(str(key), f"app.turn_by_key('{key}')", show=False) for key in range(1, 9)),
        *(Binding(key, f"app.{action}", show=False) for key, action in SINGLE.items()),
    ]

    state: var[State | None] = var(None)
    """The shared state, handed on to the panes."""

    keeping: var[str] = var("")
    """What is to be said of saving."""

    front: var[str] = var("draft")
    """The pane in front where not all three fit."""

    form = getters.query_one(IncidentForm)
    draft = getters.query_one(DraftPane)
    checklist = getters.query_one(Checklist)
    gap_line = getters.query_one(GapLine)

    def __init__(self, book: Book, kind: str) -> None:
        super().__init__()
        self._compositor = CroppedCompositor()
        self.book = book
        self._kind = kind
        self._last: dict[str, Widget] = {}

    def compose(self) -> ComposeResult:
        """Lay out headline, panes and key bar."""
        yield Headline(self.book).data_bind(Desk.state, Desk.keeping)
        yield Overview(self.book).data_bind(Desk.state, Desk.front)
        with Horizontal(id="panes"):
            yield IncidentForm(self.book, self._kind).data_bind(Desk.state)
            yield DraftPane(self.book).data_bind(Desk.state)
            yield Checklist(self.book).data_bind(Desk.state)
        yield Sentence(self.book).data_bind(Desk.state)
        yield GapLine(self.book).data_bind(Desk.state)
        yield KeyBar(KEYS)

    def watch_front(self, front: str) -> None:
        """Bring a pane to the front."""
        for name in ("form", "draft", "checklist"):
            self.set_class(name == front, f"-front-{name}")
        # At once, not when idle: a hidden pane cannot take the focus that follows, nor the next key.
        self.app.stylesheet.update(self)

    # Focus

    def on_descendant_focus(self) -> None:
        """Remember where the focus is in each pane, and say which keys work."""
        focused = self.focused
        for name, pane in (("form", self.form), ("draft", self.draft), ("checklist", self.checklist)):
            if focused is not None and pane in focused.ancestors_with_self:
                self._last[name] = focused
                self.front = name
        self.tell_keys()

    def on_descendant_blur(self) -> None:
        """Say which keys work now."""
        self.call_after_refresh(self.tell_keys)

    def on_resize(self) -> None:
        """Say the keys that fit, and bring what only this layout shows up to date."""
        self.tell_keys()
        self.call_after_refresh(self._catch_up)

    def _catch_up(self) -> None:
        if self.state is not None:
            self.query_one(Overview).watch_state(None, self.state)
            self.gap_line.catch_up()
        if self.focused is not None:
            self.focused.scroll_visible(animate=False)

    def tell_keys(self) -> None:
        """Show the keys of the layout, or the single letters while no text has the focus."""
        bar = self.query_one(KeyBar)
        if self.focused is None:
            bar.keys = LETTERS
        else:
            bar.keys = NARROW_KEYS if self.app.size.width < 100 else KEYS

    def begin(self) -> None:
        """Put the focus where typing starts: on Company, on a narrow screen on the next gap."""
        if self.app.size.width >= 100:
            self.front = "form" if self.app.size.width < 140 else "draft"
            wanted = next((each for each in self.form.fields if each.path == "interview.company"), None)
            self.set_focus(wanted)
        else:
            self.front = "draft"
            self.gap_line.catch_up()
            full = self.gap_line.has_class("-no-gap")
            self.set_focus(self.draft.editor if full else self.gap_line.entry)

    def action_front(self, name: str) -> None:
        """Go to a pane, to where one was in it."""
        self.front = name
        pane = {"form": self.form, "draft": self.draft, "checklist": self.checklist}[name]
        last = self._last.get(name)
        if last is None or not last.is_attached:
            last = {"form": None, "draft": self.draft.editor, "checklist": self.checklist}[name]
        target = last or next(iter(pane.query(FactField)), None)
        if target is not None:
            self.set_focus(target)

    def action_leave_text(self) -> None:
        """Leave the text: from then on single letters are keys."""
        self.set_focus(None)
        self.tell_keys()

    def restore(self) -> None:
        """Show the state again, whatever was typed while nothing may be changed."""
        self.form.restore()
        self.draft.restore()

    # Gaps

    async def next_gap(self) -> bool:
        """Go to the next gap; False when there is none."""
        if self.state is None:
            return False
        missing = [gap.field for gap in gaps(self.state, self.book)]
        if not missing:
            if self.focused is self.gap_line.entry:
                self.action_leave_text()
                self.gap_line.ask(None)
            return self._next_finding(self.state)
        if self.app.size.width < 100 and self.front != "form":
            self.gap_line.next()
            self.set_focus(self.gap_line.entry)
            return True
        here = self.focused.path if isinstance(self.focused, FactField) else ""
        after = missing[missing.index(here) + 1 :] if here in missing else []
        self.front = "form"
        await self.form.focus_path((after or missing)[0])
        return True

    def _next_finding(self, state: State) -> bool:
        """Select the words of the coach's next finding; False when there is none with words."""
        editor = self.draft.editor
        found = sorted((one.start, one.end) for one in findings(state, self.book) if one.start >= 0)
        if not found:
            return False
        at = editor.cursor_place if editor.has_focus else -1
        self.action_front("draft")
        editor.select_span(*next((span for span in found if span[1] > at), found[0]))
        return True

    @property
    def gap_here(self) -> str:
        """The path of the fact whose field has the focus, "" when none has."""
        return self.focused.path if isinstance(self.focused, FactField) else ""

    def select_gap_mark(self) -> None:
        """Select the first gap mark in the editor."""
        if self.state is not None:
            text = shown(self.state, self.book).text
            start = text.find("‹")
            if start >= 0:
                self.draft.editor.select_span(start, text.find("›", start) + 1)
