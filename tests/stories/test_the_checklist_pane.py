"""The checklist: ticked by Space, opened by Enter, due in words, and always that of the state."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.stories.story import NARROW, SIZES, WIDE, Begin, Story
from tui.screens.call import Call
from tui.screens.desk import Desk


async def go(story: Story, step: str) -> None:
    """Go to a step by the arrow keys."""
    await story.press("f4", "home")
    for _ in story.steps:
        if story.desk.checklist.cursor == step:
            return
        await story.press("down")
    raise AssertionError(f"No step {step} in {list(story.steps)}.")


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x40"])
async def test_space_ticks_the_step_and_takes_the_tick_back(begin: Begin, size: tuple[int, int]) -> None:
    async with begin(size) as story:
        await go(story, "find-number")
        total = len(story.steps)
        await story.press("space")
        assert story.done("find-number")
        assert f"Checklist  1 of {total}" in story.painted
        assert "[x] Find their number" in story.painted
        assert story.state.timeline[-1].what == "ticked"
        await story.press("space")
        assert not story.done("find-number")
        assert f"Checklist  0 of {total}" in story.painted
        assert "[x]" not in story.painted
        story.agree()


async def test_enter_opens_the_message_of_the_step_in_the_draft(begin: Begin) -> None:
    async with begin(NARROW) as story:
        await go(story, "write")
        await story.press("enter")
        assert (story.state.message, story.state.channel) == ("first", "email")
        assert story.desk.front == "draft"
        assert "E-mail to the interviewer" in story.painted
        story.agree()


async def test_enter_on_the_step_of_a_call_opens_the_call_screen(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await go(story, "call")
        await story.press("enter")
        story.on(Call)


async def test_enter_on_a_step_without_a_message_says_what_it_is(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await go(story, "breathe")
        await story.press("enter")
        story.on(Desk)
        assert story.said[-1].startswith("Breathe")


async def test_due_times_are_words_and_go_on_with_the_clock(begin: Begin) -> None:
    async with begin(WIDE) as story:
        assert re.search(r"Find their number +in 4 min", story.painted)
        start = story.app.now
        story.app.clock = lambda: start + timedelta(minutes=6)
        story.app._tick()
        await story.rest()
        assert "overdue 2 min" in story.painted
        story.app.clock = lambda: start + timedelta(hours=3)
        story.app._tick()
        await story.rest()
        assert "overdue" in story.painted
        story.agree()


async def test_the_step_under_the_cursor_says_what_to_do(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await go(story, "find-number")
        assert "switchboard" in story.painted
        await story.press("f3")
        assert "switchboard" not in "\n".join(row[100:] for row in story.rows)


async def test_letters_move_in_it(begin: Begin) -> None:
    async with begin(WIDE) as story:
        ids = list(story.steps)
        await go(story, ids[0])
        cursor = story.desk.checklist
        await story.press("j")
        assert cursor.cursor == ids[1]
        await story.press("space", "k")
        assert cursor.cursor == ids[0]
        await story.press("n")
        assert cursor.cursor == ids[2]
        await story.press("N")
        assert cursor.cursor == ids[0]
        await story.press("end")
        assert cursor.cursor == list(story.steps)[-1]
        assert story.done(ids[1])


async def test_a_step_is_found_by_typing(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await story.press("f4", "/")
        await story.say("second nudge\n")
        assert story.desk.checklist.cursor == "nudge-2"
        story.on(Desk)


async def test_the_next_step_is_marked_and_named_above(begin: Begin) -> None:
    async with begin(WIDE) as story:
        first, second, *_ = story.steps
        assert "[>] Take one minute" in story.painted
        assert "next: take one minute" in story.rows[0]
        await go(story, first)
        await story.press("space")
        assert story.steps[second].state == "next"
        assert "next: find their number" in story.rows[0]


async def test_the_tick_of_a_message_says_that_it_was_sent_and_the_nudge_counts_from_it(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await go(story, "write")
        story.app.clock = lambda: story.app.state.now + timedelta(minutes=30)  # type: ignore[union-attr]  # there is one
        story.app._tick()
        await story.press("space")
        touch = story.state.incident.contacted[-1]
        assert (touch.message, touch.channel, touch.result) == ("first", "email", "sent")
        due = story.steps["nudge"].due
        assert due is not None
        assert due > story.state.now + timedelta(hours=12)


async def test_ticks_are_there_after_a_restart(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await go(story, "find-number")
        await story.press("space", "ctrl+q")
    async with begin(WIDE, key="") as story:
        assert story.done("find-number")
        assert "[x] Find their number" in story.painted
