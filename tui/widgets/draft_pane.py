"""The draft of the shown message: channels on top, the editor, and below it measures, gaps and conflicts."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import var
from textual.widget import Widget
from textual.widgets import TextArea

from tui.state.derived import shown
from tui.widgets.draft_status import NARROW, DraftStatus, measure_line
from tui.widgets.editor import Editor
from tui.widgets.messages import Edited, Selected

if TYPE_CHECKING:
    from tui.state import State
    from tui.words.book import Book

CHANNELS = {
    "call": "Call",
    "voicemail": "Voicemail",
    "text": "Text",
    "email": "E-mail",
    "linkedin": "LinkedIn",
    "letter": "Letter",
}


class Channels(Widget, can_focus=True):
    """The channels that the shown message has, in one line; Left and Right choose."""

    DEFAULT_CSS = "Channels { height: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("down,enter", "screen.focus_next", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.names: tuple[str, ...] = ()
        self.current = ""

    def show(self, names: tuple[str, ...], current: str) -> None:
        """Take the channels there are and the one that is shown."""
        if (names, current) != (self.names, self.current):
            self.names, self.current = names, current
            self.refresh()

    def render(self) -> Content:
        """Draw the names, the current one marked."""
        return channel_line(self.names, self.current, focused=self.has_focus)

    def on_click(self, event: events.Click) -> None:
        """Choose the channel that was clicked."""
        left = 0
        for name in self.names:
            right = left + len(CHANNELS.get(name, name)) + 3
            if left <= event.x < right:
                self.post_message(Selected(channel=name))
            left = right

    def action_step(self, by: int) -> None:
        """Choose the neighbouring channel."""
        if self.current in self.names:
            index = self.names.index(self.current) + by
            if 0 <= index < len(self.names):
                self.post_message(Selected(channel=self.names[index]))


def channel_line(names: tuple[str, ...], current: str, *, focused: bool = False, gap: str = "   ") -> Content:
    """Return the names of the channels in a line, the current one marked."""
    marked = "reverse bold $accent" if focused else "bold $accent"
    parts = [
        Content.styled(CHANNELS.get(name, name), marked if name == current else "$text-quiet")
        for name in names
    ]
    return Content(gap).join(parts)


class DraftPane(Vertical):
    """The shown draft. It reads the state it is given and says when its text was edited."""

    state: var[State | None] = var(None)
    """The shared state."""

    editor = getters.query_one(Editor)
    channels = getters.query_one(Channels)
    status = getters.query_one(DraftStatus)

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.book = book
        self._coaching = False

    def compose(self) -> ComposeResult:
        """Lay out channels, editor and status."""
        with Vertical(classes="frame"):
            yield Channels()
            yield Editor()
        yield DraftStatus(self.book)

    def on_mount(self) -> None:
        """Show the draft."""
        self.watch_state(None, self.state)

    def watch_state(self, old: State | None, new: State | None) -> None:
        """Bring the text up to date, marking what changed; another draft is shown from its top."""
        if new is None or not self.is_mounted:
            return
        other = old is None or old.shown != new.shown or old.id != new.id
        text = shown(new, self.book).text
        if other or text != self.editor.text:
            self.editor.take(text, mark=not other)
        if other or self.app.size.width < NARROW:
            self._retitle(new)
        if other:
            self.editor.show_from_top()
        self.status.show(new)
        if not self._coaching:
            # Behind the drawing: typing never waits for the coach.
            self._coaching = True
            self.call_after_refresh(self._coach)

    def _coach(self) -> None:
        self._coaching = False
        if self.state is not None and self.is_mounted:
            self.editor.mark_found(
                tuple((f.start, f.end, f.severity) for f in self.status.coach(self.state) if f.start >= 0)
            )

    @property
    def text(self) -> str:
        """The text of the draft as it stands now."""
        return self.editor.agree()

    def on_resize(self) -> None:
        """Say in the border what only there has room, and below the draft what has room again."""
        if self.state is not None:
            self._retitle(self.state)
            self.call_after_refresh(self._say_again)

    def _say_again(self) -> None:
        if self.state is not None and self.is_mounted:
            self.status.show(self.state)
            self.status.refresh(layout=True)

    def restore(self) -> None:
        """Show the draft of the state, whatever was typed."""
        if self.state is not None:
            self.editor.agree()
            self.editor.take(shown(self.state, self.book).text, mark=False)

    @on(TextArea.Changed)
    def _edited(self, event: TextArea.Changed) -> None:
        event.stop()
        self.app.post_message(Edited(self))

    def _retitle(self, state: State) -> None:
        pairs = self.book.library.pairs(state.incident.kind)
        names = tuple(channel for message, channel in pairs if message == state.message)
        self.channels.show(names, state.channel)
        frame = self.query_one(".frame")
        narrow = self.app.size.width < NARROW
        title = [Content(title_of(state)), *([measure_line(state, self.book)] if narrow else [])]
        frame.border_title = Content.styled("  ·  ", "$text-quiet").join(title)
        frame.border_subtitle = channel_line(names, state.channel, gap=" · ") if narrow else Content("F3")


def title_of(state: State) -> str:
    """Return what the shown draft is, in words."""
    channel = CHANNELS.get(state.channel, state.channel)
    name = state.message.replace("-", " ")
    whom = "to them" if state.incident.kind == "withdraw" else "to the interviewer"
    return f"{channel} {whom}" if state.message == "first" else f"{name.capitalize()}, {channel.lower()}"
