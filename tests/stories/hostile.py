"""Text that tries to do something: how it gets into the app, and that it is nothing but text there."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from textual import events
from textual.widget import Widget

from tests.store.records import make_record
from tests.stories.story import Story
from tests.stories.test_the_form import facts
from tui.app.paint import MARK
from tui.model.clean import clean
from tui.model.fields import field
from tui.model.incident import Incident
from tui.state.entry import read_fact
from tui.store.save import save
from tui.widgets.field import FactField

_CASES = Path(__file__).parent.parent / "cases" / "hostile_strings.json"
STRINGS: list[str] = json.loads(_CASES.read_text())["strings"]
PATIENCE = 5.0

SHORT = [each for each in STRINGS if len(each) < 60 and clean(each, one_line=True).text.strip()]
"""Those that a row of a screen can show whole."""


@cache
def literal(text: str, *, one_line: bool = True) -> str:
    """The text as a field keeps it."""
    return clean(text, one_line=one_line).text


def first(text: str) -> str:
    """The first letters of a text, which are shown where there is room for no more."""
    return literal(text).split()[0][:8]


def paste(story: Story, text: str) -> None:
    """Paste what a terminal would, waiting for nothing."""
    event = events.Paste(text)
    event.set_sender(story.app)
    driver = story.app._driver
    assert driver is not None
    driver.send_message(event)


async def focus(story: Story, entry: FactField) -> None:
    """Give a field the focus, and wait until it has put its cursor."""
    story.app.screen.set_focus(entry)
    placed = asyncio.Event()
    entry.call_later(placed.set)
    await placed.wait()


def paste_over(story: Story, entry: FactField, text: str) -> None:
    """Paste in place of all that stands in a field."""
    entry.action_move("start")
    entry.action_move("end", select=True)
    paste(story, text)


async def until(found: Callable[[], bool], what: object, *, every: float = 0) -> None:
    """Wait until something holds, looking `every` so many seconds."""
    end = time.monotonic() + PATIENCE
    while not found():
        assert time.monotonic() < end, what
        await asyncio.sleep(every)


async def shown(story: Story, text: str, where: Widget | None = None, *, marked: bool = False) -> None:
    """Wait until a text is painted as it is, on the screen or in one part of it, wrapped or not."""
    wanted = _unspaced(literal(text))[:40]
    await until(lambda: wanted in _unspaced(looks(story, where, marked=marked)), (text, where), every=0.01)


def is_kept(story: Story, entry: FactField, text: str) -> bool:
    """Whether the state keeps what is pasted into a field: as the fact that it means, else as typed."""
    wanted = literal(text, one_line=entry.field.shape not in ("text", "list"))
    state = story.state
    if entry.text != wanted:
        return False
    if state.typed_at(entry.path) is not None:
        return state.typed_at(entry.path) == wanted
    read = read_fact(entry.path, wanted, state, story.app.book)
    return bool(read.ok and read.value == state.incident.fact(entry.path))


def looks(story: Story, where: Widget | None = None, *, marked: bool = False) -> str:
    """All that is painted, or what is painted of one widget, as one text.

    No word of it is a link or an action, and nothing had to be stopped by the last gate unless `marked`.
    """
    strips = story.app.screen._compositor.render_strips()
    if where is not None:
        area = where.scrollable_content_region
        strips = [strip.crop(area.x, area.right) for strip in strips[area.y : area.bottom]]
    for strip in strips:
        for segment in strip:
            style = segment.style
            assert style is None or not (style.link or "@click" in style.meta), segment
    painted = "\n".join(strip.text for strip in strips)
    assert marked or MARK not in painted
    return painted


def _unspaced(text: str) -> str:
    return "".join(text.replace("│", " ").split())


def calm(story: Story) -> None:
    """The app is up, on its desk, and was told nothing but text."""
    assert story.app.is_running
    assert story.app.screen is story.desk
    assert story.app.return_value is None


def store(folder: Path) -> None:
    """Put an incident for each of them into a folder: it is its title and everything told in it."""
    for index, text in enumerate(STRINGS):
        record = make_record(id=f"{index:08x}{index:024}", incident=every_fact(text), title=literal(text))
        save(folder, record)


def every_fact(text: str) -> Incident:
    """An incident that says one and the same thing wherever a text can stand."""
    incident = Incident(kind="missed", extras=(literal(text),))
    for path in facts():
        shape = field(path).shape
        if shape in ("line", "text"):
            incident = incident.with_fact(path, literal(text, one_line=shape == "line").strip())
    return incident
