"""A person at the app: keys in, what the screens show and what the state says out."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, TypeVar

from textual import events
from textual.keys import _character_to_key
from textual.message import Message
from textual.notifications import Notify
from textual.pilot import Pilot
from textual.screen import Screen

from tui.app import Raincheck
from tui.model.plan import Planned
from tui.screens.desk import Desk
from tui.state import State
from tui.state.derived import current_plan, gaps, shown
from tui.state.entry import read_fact, show_fact
from tui.widgets.field import FactField
from tui.widgets.gap_line import GapField

NARROW, WIDE = (80, 24), (140, 40)
SIZES = (NARROW, WIDE)

PATIENCE = 20.0
"""Seconds that a key may take at most: long, since it costs nothing where nothing hangs."""

OfScreen = TypeVar("OfScreen", bound=Screen[Any])


class Story:
    """One run of the app, driven by keys."""

    def __init__(self, app: Raincheck, pilot: Pilot[str], seen: Counter[str], said: list[str]) -> None:
        self.app = app
        self.pilot = pilot
        self.seen = seen
        """How many messages of each class have been handled."""
        self.said = said
        """What was said in passing, in order."""

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, waiting for each."""
        for key in keys:
            self.post(key)
            await self.rest()

    def post(self, *keys: str) -> None:
        """Press keys as fast as they come, waiting for none; a text of one letter is that letter."""
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            event = _event(key)
            event.set_sender(self.app)
            driver.send_message(event)

    async def say(self, text: str) -> None:
        """Type a text faster than the app handles it, then wait."""
        self.post(*text)
        await self.rest()

    async def rest(self) -> None:
        """Wait until every key is handled, and what follows from it."""
        async with asyncio.timeout(PATIENCE):
            await asyncio.sleep(0.001)
            while self._busy and not self.app._exit:
                await asyncio.sleep(0.001)
            await self.pilot.pause()

    @property
    def _busy(self) -> bool:
        return bool(self.app._held or self.app._waiting or self.app.message_queue_size)

    async def at(self, path: str) -> FactField:
        """Go to the field of a fact in the form."""
        self.desk.front = "form"
        await self.desk.form.focus_path(path)
        await self.pilot.pause()
        found = self.focused(path)
        assert found.region.size, f"{path} is not on the screen"
        return found

    async def fill(self, **facts: str) -> None:
        """Type texts into fields of the form; a double underscore stands for a dot."""
        for name, text in facts.items():
            await self.at(name.replace("__", "."))
            await self.say(text)

    async def resize(self, width: int, height: int) -> None:
        """Give the window another size."""
        await self.pilot.resize_terminal(width, height)
        await self.rest()

    # What there is to see

    @property
    def state(self) -> State:
        """The shared state."""
        assert self.app.state is not None
        return self.app.state

    @property
    def desk(self) -> Desk:
        """The desk."""
        assert self.app.desk is not None
        return self.app.desk

    @property
    def text(self) -> str:
        """The text of the shown draft as the state has it."""
        return shown(self.state, self.app.book).text

    @property
    def gaps(self) -> list[str]:
        """The gaps of the shown draft."""
        return [gap.field for gap in gaps(self.state, self.app.book)]

    @property
    def steps(self) -> dict[str, Planned]:
        """The steps of the checklist by their ids."""
        return {planned.step.id: planned for planned in current_plan(self.state, self.app.book).steps}

    def done(self, step: str) -> bool:
        """Whether a step of the checklist is done."""
        return self.steps[step].state == "done"

    def fact(self, path: str) -> object:
        """The fact at a dotted path."""
        return self.state.incident.fact(path)

    @property
    def rows(self) -> list[str]:
        """The rows of the screen in front, as they are painted."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    @property
    def painted(self) -> str:
        """The screen in front as one text."""
        return "\n".join(self.rows)

    def focused(self, path: str = "") -> FactField:
        """The field that has the focus, which must be that of `path` when one is named."""
        field = self.app.focused
        assert isinstance(field, FactField), field
        assert path in ("", field.path)
        return field

    def on(self, screen: type[OfScreen]) -> OfScreen:
        """The screen in front, which must be of this type."""
        assert isinstance(self.app.screen, screen)
        return self.app.screen

    def agree(self) -> None:
        """Every control shows what the state says; a field may say it in the user's own words."""
        state, book, desk = self.state, self.app.book, self.desk
        assert desk.draft.editor.text == self.text
        assert [step.step.id for step in desk.checklist.steps] == list(self.steps)
        for each in desk.query(FactField):
            if isinstance(each, GapField) and not each.region.size:
                continue
            typed = state.typed_at(each.path)
            if typed is not None:
                assert each.text == typed, each.path
            elif each.text != show_fact(each.path, state, book):
                read = read_fact(each.path, each.text, state, book)
                assert (read.ok, read.value) == (True, state.incident.fact(each.path)), each.path


def _event(name: str) -> events.Key:
    """Return the key of a name, or of a character, as the terminal's driver makes it."""
    if len(name) > 1:
        character = {"space": " ", "enter": "\r", "tab": "\t", "backspace": "\x7f"}.get(name)
        return events.Key(name, character)
    return events.Key(_LAYOUT.get(name) or _character_to_key(name), name)


_LAYOUT = {"\n": "enter", "\t": "tab"}

Make = Callable[..., Raincheck]
Begin = Callable[..., AbstractAsyncContextManager[Story]]


def beginning(make: Make) -> Begin:
    """Return what opens the app and presses a key of Start (none: ""); options go to the app."""

    @asynccontextmanager
    async def begin(size: tuple[int, int] = WIDE, key: str = "1", **options: object) -> AsyncIterator[Story]:
        seen: Counter[str] = Counter()
        said: list[str] = []

        def hook(message: Message) -> None:
            seen[type(message).__name__] += 1
            if isinstance(message, Notify):
                said.append(message.notification.message)

        app = make(**options)
        try:
            async with app.run_test(size=size, notifications=True, message_hook=hook) as pilot:
                story = Story(app, pilot, seen, said)
                await (story.press(key) if key else story.rest())
                yield story
        finally:
            app.saver.close()
            app.lock.release()

    return begin
