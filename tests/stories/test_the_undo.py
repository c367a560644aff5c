"""Undo in words: one step per visit of a field or pause; clock, selection and timeline are no part of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.stories.story import NARROW, SIZES, WIDE, Begin


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x40"])
async def test_it_goes_back_field_by_field_and_says_which(begin: Begin, size: tuple[int, int]) -> None:
    async with begin(size) as story:
        await story.fill(interview__company="Acme", interview__role="Clerk")
        await story.press("ctrl+z")
        assert story.said[-1] == "undid: role"
        assert story.state.incident.interview.role == ""
        assert story.state.incident.interview.company == "Acme"
        await story.press("ctrl+z")
        assert story.said[-1] == "undid: company"
        assert story.state.incident.interview.company == ""
        story.agree()
        await story.press("ctrl+y", "ctrl+y")
        assert story.said[-1] == "did again: role"
        assert story.state.incident.interview.role == "Clerk"
        story.agree()


async def test_at_its_ends_it_says_so(begin: Begin) -> None:
    async with begin(NARROW) as story:
        await story.press("ctrl+y")
        assert story.said[-1] == "Nothing to do again."
        await story.press("ctrl+z")
        assert story.said[-1] == "Nothing to undo."


async def test_it_takes_back_what_was_written_in_the_draft(begin: Begin) -> None:
    async with begin(WIDE) as story:
        before = story.text
        await story.press("f3")
        await story.say("Well, ")
        await story.press("ctrl+z")
        assert story.text == before
        story.agree()
        await story.press("ctrl+y")
        assert story.text == "Well, " + before
        story.agree()


async def test_a_pause_is_a_step_of_its_own(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    from tui.app import shared

    monkeypatch.setattr(shared, "PAUSE", 0.05)
    async with begin(WIDE) as story:
        await story.say("Ac")
        await story.pilot.pause(0.1)
        await story.say("me")
        await story.press("ctrl+z")
        assert story.state.incident.interview.company == "Ac"
        story.agree()


async def test_a_tick_and_an_outcome_can_be_taken_back(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await story.press("f4", "space")
        ticked = [step for step, planned in story.steps.items() if planned.state == "done"]
        assert ticked
        await story.press("ctrl+z")
        assert story.said[-1].startswith("undid: tick of")
        assert not [step for step, planned in story.steps.items() if planned.state == "done"]
        await story.press("ctrl+r", "d", "escape", "ctrl+z")
        story.agree()


async def test_clock_shown_message_and_timeline_stay(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await story.say("Acme")
        await story.press("escape", "t", "ctrl+r", "w", "escape")
        later = story.app.now + timedelta(minutes=7)
        story.app.clock = lambda: later
        story.app._tick()
        timeline = story.state.timeline
        while story.state.done:
            await story.press("ctrl+z")
        assert story.state.incident.interview.company == ""
        assert story.state.incident.outcome == "none"
        assert story.state.timeline == timeline
        assert story.state.channel == "text"
        assert story.state.now == later
        story.agree()


async def test_another_incident_has_a_trail_of_its_own(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await story.say("Acme")
        await story.press("ctrl+n", "2", "ctrl+z")
        assert story.said[-1] == "Nothing to undo."
        assert story.state.incident.kind == "late"
