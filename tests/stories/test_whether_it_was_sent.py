"""Did you send it? Asked on coming back and at the next start; only a yes logs it and starts the clocks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual import events

from tests.stories.story import NARROW, SIZES, WIDE, Begin, Story
from tui.screens.ask import Ask
from tui.screens.desk import Desk


async def export(story: Story) -> None:
    """Export the e-mail, gaps or not."""
    await story.press("escape", "e", "x")
    while not isinstance(story.app.screen, Desk):
        await story.press("y" if isinstance(story.app.screen, Ask) else "escape")
    assert story.state.timeline[-1].what == "exported"


async def away_and_back(story: Story) -> None:
    """Go to another window and come back."""
    for event in (events.AppBlur(), events.AppFocus()):
        story.app.post_message(event)
        await story.rest()


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x40"])
async def test_on_coming_back_it_is_asked_and_yes_logs_it(begin: Begin, size: tuple[int, int]) -> None:
    async with begin(size) as story:
        await export(story)
        await away_and_back(story)
        story.on(Ask)
        assert "Did you send it?" in story.painted
        await story.press("y")
        story.on(Desk)
        (touch,) = story.state.incident.contacted
        assert (touch.message, touch.channel, touch.result) == ("first", "email", "sent")
        assert story.done("write")
        await away_and_back(story)
        story.on(Desk)
        story.agree()


async def test_the_nudge_counts_from_the_confirmed_sending(begin: Begin) -> None:
    async with begin(NARROW) as story:
        await export(story)
        later = story.app.now + timedelta(days=2)
        story.app.clock = lambda: later
        story.app._tick()
        await away_and_back(story)
        await story.press("y")
        nudge = story.steps["nudge"].due
        assert nudge is not None
        assert nudge > later + timedelta(hours=20)


@pytest.mark.parametrize("no", ["n", "escape"])
async def test_not_yet_logs_nothing_and_is_not_asked_again_today(begin: Begin, no: str) -> None:
    async with begin(NARROW) as story:
        await export(story)
        await away_and_back(story)
        await story.press("enter", "space")
        story.on(Ask)
        await story.press(no)
        assert story.state.incident.contacted == ()
        assert not story.done("write")
        await away_and_back(story)
        story.on(Desk)


async def test_the_next_start_asks(begin: Begin) -> None:
    async with begin(NARROW) as story:
        await export(story)
        await story.press("ctrl+q")
    async with begin(NARROW, key="") as story:
        story.on(Ask)
        assert "Did you send it?" in story.painted
        await story.press("y")
        assert story.done("write")
        await story.press("ctrl+q")
    async with begin(NARROW, key="") as story:
        story.on(Desk)


async def test_nothing_is_asked_where_nothing_was_exported(begin: Begin) -> None:
    async with begin(NARROW) as story:
        await away_and_back(story)
        story.on(Desk)


async def test_a_second_export_is_a_second_question(begin: Begin) -> None:
    async with begin(NARROW) as story:
        await export(story)
        await away_and_back(story)
        await story.press("y")
        later = story.app.now + timedelta(hours=1)
        story.app.clock = lambda: later
        story.app._tick()
        await export(story)
        await away_and_back(story)
        story.on(Ask)


@pytest.mark.parametrize("answer", ["y", "n"])
async def test_the_focus_comes_back_to_where_one_typed(begin: Begin, answer: str) -> None:
    async with begin(WIDE) as story:
        await export(story)
        await story.at("interview.company")
        await story.say("Ac")
        await away_and_back(story)
        await story.press(answer)
        await story.say("me")
        assert story.focused("interview.company").text == "Acme"
        assert story.fact("interview.company") == "Acme"
        story.agree()


async def test_away_and_back_leaves_the_focus_where_it_was(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await story.say("Ac")
        await away_and_back(story)
        await story.say("me")
        assert story.focused("interview.company").text == "Acme"
