"""The one shared state and the only code that sets it: what the screens say becomes the next state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from textual import on
from textual.reactive import var
from textual.timer import Timer

from tui.app.drawing import Drawing
from tui.widgets.messages import Edited, Left, Selected, StepOpened, StepSearch, StepTicked

if TYPE_CHECKING:
    from tui.screens.desk import Desk
    from tui.state import State
    from tui.words.book import Book

PAUSE = 1.0
"""A pause of so many seconds closes an undo step (product.md, Keys)."""

Clock = Callable[[], datetime]


class Shared(Drawing):
    """The App as far as the state goes: messages come up, the next state goes down."""

    state: var[State | None] = var(None)
    """All the app knows of the open incident; replaced whole, by this class only. None before one is open."""

    keeping: var[str] = var("")
    """What is to be said of saving."""

    read_only: var[bool] = var(False)
    """Nothing can be changed: another window has the data, or a newer Raincheck wrote the file."""

    def __init__(self, book: Book, clock: Clock) -> None:
        super().__init__()
        self.book = book
        self.clock = clock
        self._pause: Timer | None = None
        self._desk: Desk | None = None

    @property
    def now(self) -> datetime:
        """The moment, to the minute: what is shown changes no faster."""
        return self.clock().replace(second=0, microsecond=0)

    @property
    def desk(self) -> Desk | None:
        """The desk, None before there is one."""
        return self._desk if self._desk is not None and self._desk in self.screen_stack else None

    def change(self, new: State) -> None:
        """Set the next state, unless nothing may be changed."""
        old = self.state
        if old is not None and self.read_only and new.content != old.content:
            self.notify("Nothing was changed: this window is read-only.", severity="warning", markup=False)
            if self.desk is not None:
                self.desk.restore()
            return
        self.state = new

    def on_mount(self) -> None:
        """Start the clock."""
        self._next_minute()

    def _next_minute(self) -> None:
        moment = self.clock()
        until = timedelta(minutes=1) - timedelta(seconds=moment.second, microseconds=moment.microsecond)
        self.set_timer(until.total_seconds() + 0.05, self._tick)

    def _tick(self) -> None:
        if self.state is not None:
            self.state = self.state.at(self.now)
        self._next_minute()

    # What the widgets say

    @on(Edited)
    def _take(self, event: Edited) -> None:
        """Read the control now, and set the state in the same breath."""
        from tui.widgets.draft_pane import DraftPane
        from tui.widgets.field import FactField

        event.stop()
        state = self.state
        if state is None:
            return
        match event.source:
            case FactField(path=path, text=text) as field:
                self.draw_at_once(field)
                self._typed(path, text, state)
            case DraftPane() as pane:
                self.change(state.write(pane.text, self.book))
        if self.desk is not None:
            self.draw_at_once(self.desk.draft.editor)
        self._after_a_pause()

    def _typed(self, path: str, text: str, state: State) -> None:
        new = state.type(path, text, self.book)
        if path == "kind" and new.incident.kind != state.incident.kind:
            new = state.turn(new.incident.kind, self.book) if new.incident.kind else state
        self.change(new)

    @on(Left)
    def _left(self, event: Left) -> None:
        self._settle()

    def _after_a_pause(self) -> None:
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._settle)

    def _settle(self) -> None:
        if self.state is not None:
            self.state = self.state.settle()

    @on(Selected)
    def _select(self, event: Selected) -> None:
        if self.state is not None:
            message, channel = event.message or self.state.message, event.channel or self.state.channel
            self.change(self.state.select(message, channel, self.book))

    @on(StepTicked)
    def _tick_step(self, event: StepTicked) -> None:
        if self.state is not None:
            step = self.book.playbook(self.state.incident.kind).step(event.step)
            self.change(self.state.tick(step))

    @on(StepOpened)
    def _open_step(self, event: StepOpened) -> None:
        if self.state is not None:
            step = self.book.playbook(self.state.incident.kind).step(event.step)
            if step.screen == "weigh":
                self.action_weigh()
            elif step.channel == "call":
                self.action_call()
            elif step.message:
                self.action_message(step.message, step.channel or "email")
            else:
                self.notify(step.detail, markup=False)

    def action_weigh(self) -> None:
        """Weigh it before cancelling: it may end in moving it, or in another format."""
        from tui.screens.weigh import Weigh

        self.push_screen(Weigh(), self._weighed)

    def _weighed(self, kind: str | None) -> None:
        state = self.state
        if not kind or state is None:
            return
        if kind != state.incident.kind:
            self.action_turn(kind)
            return
        weighed = next(step for step in self.book.playbook(kind).steps if step.screen == "weigh")
        if (kind, weighed.id) not in {(tick.kind, tick.step) for tick in state.content.ticks}:
            self.change(state.tick(weighed))

    @on(StepSearch)
    def _find_step(self) -> None:
        from tui.screens.choose import Choose

        desk = self.desk
        if desk is not None:
            steps = [(step.step.id, step.step.label) for step in desk.checklist.steps]
            self.push_screen(
                Choose("Find a step", steps), lambda step: desk.checklist.go(step) if step else None
            )

    def action_call(self) -> None:
        """Show the call screen."""
        raise NotImplementedError

    # Verbs by key

    def action_message(self, message: str, channel: str) -> None:
        """Show a message in the draft pane and go there."""
        if self.state is not None:
            self.change(self.state.select(message, channel, self.book))
            if self.desk is not None:
                self.desk.action_front("draft")

    def action_channel(self, channel: str) -> None:
        """Show the message on another channel."""
        if self.state is None:
            return
        pairs = self.book.library.pairs(self.state.incident.kind)
        if (self.state.message, channel) in pairs:
            self.change(self.state.select(self.state.message, channel, self.book))
        elif ("first", channel) in pairs:
            self.change(self.state.select("first", channel, self.book))
        else:
            self.notify("This message has no such channel.", markup=False)

    def action_next_channel(self, by: int) -> None:
        """Show the next message or channel of the kind."""
        if self.state is not None:
            pairs = self.book.library.pairs(self.state.incident.kind)
            index = pairs.index((self.state.message, self.state.channel))
            self.change(self.state.select(*pairs[(index + by) % len(pairs)], self.book))

    def action_undo(self) -> None:
        """Go back one change and say which."""
        if self.state is not None and self.state.done:
            self.notify(f"undid: {self.state.done[-1].label}", markup=False, timeout=2)
            self.change(self.state.undo())
        else:
            self.notify("Nothing to undo.", timeout=2)

    def action_redo(self) -> None:
        """Go forward one change and say which."""
        if self.state is not None and self.state.undone:
            self.notify(f"did again: {self.state.undone[-1].label}", markup=False, timeout=2)
            self.change(self.state.redo())
        else:
            self.notify("Nothing to do again.", timeout=2)

    def action_fix(self) -> None:
        """On a field: "I don't know". In the draft: take the new text of a conflict, or mend a finding."""
        from tui.state.derived import shown
        from tui.widgets.field import FactField

        state = self.state
        if state is None:
            return
        focused = self.focused
        if isinstance(focused, FactField):
            self.change(state.forget(focused.path))
        elif shown(state, self.book).conflicts:
            self.change(state.take_new(0, self.book).settle())
        elif not self._mend(state):
            self.notify('Nothing to mend here. On a field of the form F7 says "I don\'t know".', markup=False)

    def _mend(self, state: State) -> bool:
        """Apply the fix of the finding at the cursor, else of the worst that has one; False when none has."""
        from tui.state.derived import findings, shown
        from tui.words.coach import apply

        text = shown(state, self.book).text
        at = self.desk.draft.editor.cursor_place if self.desk is not None else -1
        found = sorted(findings(state, self.book), key=lambda one: not one.start <= at <= one.end)
        mended = next((after for one in found if (after := apply(text, one)) is not None), None)
        if mended is not None:
            self.change(state.settle().write(mended, self.book).settle())
        return mended is not None

    def action_keep_mine(self) -> None:
        """Keep the user's words where they and the facts disagree: the first conflict is closed."""
        from tui.state.derived import shown

        if self.state is not None and shown(self.state, self.book).conflicts:
            self.change(self.state.keep_mine(0, self.book).settle())

    def action_start_over(self) -> None:
        """Drop the hand edits of the shown draft."""
        if self.state is not None:
            self.change(self.state.settle().start_over().settle())

    async def action_next_gap(self) -> None:
        """Go to the next gap."""
        if self.desk is not None and self.screen is self.desk and not await self.desk.next_gap():
            self.notify("No gaps: this message is ready.", timeout=3)

    def action_take_offer(self) -> None:
        """Turn the incident into the kind that the headline offers."""
        from tui.state.derived import current_moment

        if self.state is not None and (offer := current_moment(self.state, self.book).offer):
            self.action_turn(offer)
        else:
            self.notify("The kind fits as far as the times tell.", timeout=3)

    def action_turn(self, kind: str) -> None:
        """Make it another kind of incident; facts, edits and timeline stay."""
        if self.state is not None:
            self.change(self.state.settle().turn(kind, self.book).settle())

    def action_turn_by_key(self, key: str) -> None:
        """Make it the kind that has this key on Start."""
        for playbook in self.book.playbooks.values():
            if playbook.key == key:
                self.action_turn(playbook.id)
