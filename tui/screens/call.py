"""The call screen: the number, what to say, the seconds, and the branches by one key each."""

from __future__ import annotations

import re
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import events, getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import reactive, var
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Digits, Static

from tui.model.record import DraftKey
from tui.state.derived import merged
from tui.widgets.editor import MARK
from tui.widgets.keybar import KeyBar
from tui.widgets.messages import BranchTaken
from tui.words.layout import BRANCHES, split_script

if TYPE_CHECKING:
    from tui.state import State
    from tui.words.book import Book

KEYS = dict(zip(BRANCHES, "1234567890", strict=True))
"""The key of each branch."""

SENTENCE_END = re.compile(r"(?<=[.?!])(?<!\b[ap]\.m\.)(?<!\b[A-Z][a-z]\.) ")
"""A blank behind a sentence, not behind "a.m." or "Dr."."""

WHERE_TO_LOOK = (
    "Their number: look in the invitation, below their mails, or ask the switchboard. None? E-mail first."
)


class Seconds(Widget):
    """How long the call has been going."""

    DEFAULT_CSS = "Seconds { height: 1; width: auto; min-width: 8; }"
    seconds: reactive[int] = reactive(0)

    def on_mount(self) -> None:
        """Start counting."""
        self._began = monotonic()
        self.set_interval(1, self._count)

    def _count(self) -> None:
        self.seconds = int(monotonic() - self._began)

    def render(self) -> Content:
        """Draw minutes and seconds."""
        return Content.styled(f"{self.seconds // 60}:{self.seconds % 60:02d}", "bold $foreground")


class Branches(Widget):
    """The branches with their keys, the one that was taken marked."""

    DEFAULT_CSS = "Branches { height: auto; }"
    taken: reactive[str] = reactive("")

    def render(self) -> Content:
        """Draw them in as many columns as fit."""
        columns = max(1, min(5, self.size.width // 26))
        cells = []
        for name, heading in BRANCHES.items():
            style = "bold $accent" if name == self.taken else "$foreground"
            cells.append(Content.assemble((f"{KEYS[name]} ", "bold $accent"), (f"{heading:<23}", style)))
        lines = [Content(" ").join(cells[start : start + columns]) for start in range(0, len(cells), columns)]
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        """Take the branch that was clicked."""
        columns = max(1, min(5, self.size.width // 26))
        index = event.y * columns + event.x // 26
        if index < len(BRANCHES) and isinstance(self.screen, Call):
            self.screen.action_take(list(BRANCHES)[index])


class Call(Screen[str]):
    """What to say on the telephone. It gives back the branch that was taken last."""

    CSS_PATH = "../styles/call.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"take('{name}')", BRANCHES[name], show=False) for name, key in KEYS.items()),
        Binding("escape", "leave", show=False),
        Binding("down,j", "say(2)", show=False),
        Binding("up,k", "say(-2)", show=False),
    ]

    state: var[State | None] = var(None)
    """The shared state."""

    taken: var[str] = var("")
    """The branch that was taken last."""

    branches = getters.query_one(Branches)

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.book = book

    def compose(self) -> ComposeResult:
        """Lay out number, script and branches."""
        yield Static(classes="who")
        yield Seconds()
        with Vertical(classes="number"):
            yield Digits("")
            yield Static(WHERE_TO_LOOK, classes="look")
        with VerticalScroll(classes="script", can_focus=False):
            yield Static(classes="say")
        yield Branches()
        yield KeyBar(
            (
                ("1-0", "What they say", ""),
                ("Esc", "Back", "screen.leave"),
                ("^r", "They answered", "app.answered"),
            )
        )

    def on_mount(self) -> None:
        """Show the script."""
        self.watch_state(None, self.state)

    def watch_state(self, old: State | None, new: State | None) -> None:
        """Show number and script as they are now."""
        if new is None or not self.is_mounted:
            return
        incident = new.incident
        whom = (
            " · ".join(filter(None, (incident.contact.name, incident.interview.company))) or "the interviewer"
        )
        self.query_one(".who", Static).update(
            Content.assemble(("Call  ", "$text-quiet"), (whom, "bold $foreground"))
        )
        number = incident.contact.phone
        self.query_one(Digits).update(number)
        self.query_one(Digits).display = bool(number) and len(number) * 3 < self.app.size.width - 4
        look = self.query_one(".look", Static)
        look.update(
            Content.styled(number, "bold $foreground")
            if number
            else Content.styled(WHERE_TO_LOOK, "$warning")
        )
        look.display = not self.query_one(Digits).display
        self._say(new)

    def watch_taken(self, taken: str) -> None:
        """Show what to say now."""
        if self.is_mounted:
            self.branches.taken = taken
            if self.state is not None:
                self._say(self.state)

    def _say(self, state: State) -> None:
        key = DraftKey(state.incident.kind, "first", "call")
        opening, branches = split_script(merged(state, key, self.book).text)
        said = dict(branches).get(self.taken, opening)
        head = BRANCHES.get(self.taken, "Say, then stop and listen")
        lines = Content("\n").join(_short_lines(said))
        for gap in MARK.finditer(lines.plain):
            lines = lines.stylize("$gap-text on $gap", *gap.span())
        ready = [("If they ask: ", dict(branches).get("what-happened", ""))] if not self.taken else []
        notes = [
            Content.assemble("\n\n", (label, "$text-quiet"), (text, "$text-quiet"))
            for label, text in ready
            if text
        ]
        title = Content.styled(f"{head}\n\n", "bold $accent")
        self.query_one(".say", Static).update(Content("").join([title, lines, *notes]))

    def action_take(self, branch: str) -> None:
        """Take a branch: its sentence comes up, and the call is logged."""
        self.taken = branch
        self.post_message(BranchTaken(branch, self.query_one(Seconds).seconds))

    def action_say(self, by: int) -> None:
        """Scroll the script."""
        self.query_one(".script", VerticalScroll).scroll_relative(y=by, animate=False)

    def action_leave(self) -> None:
        """Go back to where one came from."""
        self.dismiss(self.taken)


def _short_lines(text: str) -> list[Content]:
    """Return the text a sentence a line, to be read aloud."""
    lines = []
    for paragraph in text.split("\n"):
        lines += [Content(sentence) for sentence in SENTENCE_END.split(paragraph)]
    return lines
