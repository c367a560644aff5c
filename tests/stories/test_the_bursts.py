"""Typing faster than the event loop, while clock and answers change the state: no key is lost, none loops."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest

from tests.stories.story import NARROW, WIDE, Begin, Story
from tui.model.incident import Touch
from tui.screens.desk import Desk

LETTERS = "abcdefghijklmnopqrstuvwxyzäß0123456789 .,'-"
EDITS = ("backspace", "delete", "left", "right", "home", "end", "ctrl+u", "ctrl+w", "ctrl+k")
MOVES = ("tab", "shift+tab", "enter", "up", "down", "f2", "f3", "f4", "f8", "escape")
VERBS = ("f7", "ctrl+z", "ctrl+y", "ctrl+pagedown", "ctrl+pageup", "ctrl+g", "space", "ctrl+t", "ctrl+r")
MOST = 260
"""Messages that one key or change may cause: with all widgets laid out anew it is about half of that."""


def outside(story: Story, chance: Random) -> list[Callable[[], None]]:
    """What happens to the state by itself and touches no text that is typed."""
    app = story.app

    def tick() -> None:
        later = app.clock() + timedelta(minutes=chance.randint(1, 90))
        app.clock = lambda: later
        app._tick()

    def answer() -> None:
        app.change(story.state.record_outcome(chance.choice(("promised", "declined", "waiting")), app.now))

    def call() -> None:
        app.change(story.state.touch(Touch(at=app.now, channel="call", message="first", result="voicemail")))

    def note() -> None:
        app.change(story.state.log("note", "heard nothing"))

    return [tick, answer, call, note]


async def burst(story: Story, keys: list[str], happenings: list[Callable[[], None]], chance: Random) -> None:
    """Press keys without waiting for any, with something happening now and then."""
    for key in keys:
        story.post(key)
        if chance.random() < 0.15:
            chance.choice(happenings)()
        if chance.random() < 0.1:
            await asyncio.sleep(0)
    await story.rest()


async def ends(story: Story, before: int, keys: int) -> None:
    """Everything agrees, and no message goes round."""
    await story.rest()
    story.agree()
    assert sum(story.seen.values()) - before < MOST * keys
    edits = story.seen["Edited"]
    for _ in range(3):
        await story.pilot.pause()
    assert story.seen["Edited"] == edits


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "140x40"])
@pytest.mark.parametrize("path", ["interview.company", "me.signature", "interview.start"])
async def test_every_letter_typed_in_a_field_is_there_in_its_order(
    begin: Begin, size: tuple[int, int], path: str
) -> None:
    chance = Random(path)  # noqa: S311 - chance in a test, to be repeated
    async with begin(size) as story:
        await story.at(path)
        before = sum(story.seen.values())
        text = "".join(chance.choice(LETTERS) for _ in range(60)).strip()
        await burst(story, list(text), outside(story, chance), chance)
        assert story.focused(path).text == text
        assert story.state.typed_at(path) == text or story.fact(path) == text
        await ends(story, before, len(text))


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "140x40"])
async def test_every_letter_typed_in_the_draft_is_there_while_the_facts_change(
    begin: Begin, size: tuple[int, int]
) -> None:
    chance = Random(7)  # noqa: S311 - chance in a test, to be repeated
    async with begin(size) as story:
        story.app.action_message("first", "email")
        await story.rest()
        await story.press("ctrl+end")
        story.post("enter")
        facts = iter(
            (path, text) for text in ("A", "Ac", "Acme") for path in ("interview.company", "contact.name")
        )

        def fact() -> None:
            path, text = next(facts, ("interview.role", "Clerk"))
            story.app.change(story.state.type(path, text, story.app.book))

        before = sum(story.seen.values())
        text = "".join(chance.choice(LETTERS) for _ in range(80)).strip()
        await burst(story, list(text), [*outside(story, chance), fact], chance)
        for _ in range(6):
            fact()
        await story.rest()
        assert story.text.endswith(f"\n{text}")
        assert "Dear Acme" in story.text
        await ends(story, before, len(text))


async def test_letters_go_to_the_field_that_had_the_focus_when_they_were_typed(begin: Begin) -> None:
    async with begin(WIDE, key="") as story:
        keys = [*"1Acme\tClerk\ttoday 14:00", "f8", *"Robin", "f3", *"Hi. ", "f2", *" Ltd", "f4", "space"]
        story.post(*keys)
        await story.rest()
        assert story.fact("interview.company") == "Acme"
        assert story.fact("interview.role") == "Clerk"
        assert story.fact("interview.start") is not None
        assert story.text.startswith("Hi. ")
        assert any(planned.state == "done" for planned in story.steps.values())
        story.agree()


@pytest.mark.parametrize("group", range(8))
async def test_whatever_is_pressed_screens_and_state_agree_at_the_end(begin: Begin, group: int) -> None:
    async with begin(WIDE if group % 2 else NARROW) as story:
        for seed in range(group * 5, group * 5 + 5):
            chance = Random(seed)  # noqa: S311 - chance in a test, to be repeated
            pools = (LETTERS, LETTERS, EDITS, MOVES, VERBS)
            keys = [chance.choice(chance.choice(pools)) for _ in range(20)]
            before = sum(story.seen.values())
            await burst(story, keys, outside(story, chance), chance)
            for _ in range(8):
                if isinstance(story.app.screen, Desk):
                    break
                await story.press("escape")
            story.on(Desk)
            await ends(story, before, len(keys))
