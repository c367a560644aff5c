"""Keys in their turn: what is typed ahead goes where it would have gone, had each key been waited for.

Textual hands a key to the widget that has the focus when the key arrives. A key with a binding acts later,
when it has gone up from that widget to the App; by then the keys after it went to the old focus.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from textual import events
from textual.app import ScreenStackError
from textual.dom import DOMNode
from textual.screen import Screen

from tui.app.paint import Painting

ROUNDS = 2
"""First the key goes up to the App, then what its action has said."""
PATIENCE = 0.3
"""Keys wait for a new screen so many seconds at most (ours)."""

Then = Callable[[], Awaitable[None]]


class Turns(Painting):
    """The App as far as the order of keys goes: letters follow each other at once, other keys wait."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._letters = False
        self._held = False
        self._turn = 0

    async def on_event(self, event: events.Event) -> None:
        """Hand on a key or a paste when it is its turn, anything else at once."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._waiting.append(event)
            if not self._held:
                await self._hand_on()
        else:
            await super().on_event(event)

    async def _hand_on(self) -> None:
        self._held = False
        while self._waiting and not self._held:
            letter = self._is_letter(self._waiting[0])
            if self._letters and not letter:
                self._letters = False
                await self._hold(self._hand_on)
                return
            before = self._in_front
            await super().on_event(self._waiting.popleft())
            self._letters = letter
            if not letter:
                await self._follow(before, ROUNDS)

    def _is_letter(self, event: events.Key | events.Paste) -> bool:
        focused = self.focused if self._in_front is not None else None
        if focused is None or isinstance(event, events.Paste):
            return False
        return focused.check_consume_key(event.key, event.character)

    async def _follow(self, before: Screen[object] | None, rounds: int) -> None:
        """Hold the next key until all that follows from the last one is done, a new screen included."""
        screen = self._in_front
        if screen is not None and screen is not before:
            self._held = True
            screen.call_after_refresh(self._arrived, screen, self._turn)
            self.set_timer(PATIENCE, partial(self._arrived, screen, self._turn))
        elif rounds:
            await self._hold(partial(self._follow, before, rounds - 1))
        else:
            await self._hand_on()

    async def _arrived(self, screen: Screen[object], turn: int) -> None:
        if turn == self._turn:
            await self._hold(partial(self._follow, screen, 0))

    async def _hold(self, then: Then) -> None:
        """Let no key on before everything is handled that is on its way up from the focus now."""
        self._held = True
        self._turn += 1
        screen = self._in_front
        lowest: DOMNode = self if screen is None else self.focused or screen
        await self._climb(lowest.ancestors_with_self, then)

    async def _climb(self, path: Sequence[DOMNode], then: Then) -> None:
        for index, node in enumerate(path):
            if node.call_later(self._climb, path[index + 1 :], then):
                return
        await then()

    @property
    def _in_front(self) -> Screen[object] | None:
        try:
            return self.screen
        except ScreenStackError:
            return None
