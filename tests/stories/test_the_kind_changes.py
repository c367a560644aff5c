"""Another kind of incident: by the form, by a digit, by the offer; facts, edits and timeline stay."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.stories.story import NARROW, SIZES, WIDE, Begin, Story


async def filled(story: Story) -> None:
    """A company, a half-typed time, a tick and an edited draft."""
    await story.fill(interview__company="Acme", interview__start="tomorow-ish")
    await story.press("f4", "space", "escape", "e", "f3", "ctrl+end")
    await story.say("\nPS: mine")


def kept(story: Story) -> None:
    """All of it is still there."""
    assert story.state.incident.interview.company == "Acme"
    assert story.state.typed_at("interview.start") == "tomorow-ish"
    assert any(entry.what == "ticked" for entry in story.state.timeline)
    story.agree()


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x40"])
async def test_the_form_changes_it(begin: Begin, size: tuple[int, int]) -> None:
    async with begin(size) as story:
        await filled(story)
        before = set(story.steps)
        await story.at("kind")
        await story.press("enter")
        await story.say("running late")
        await story.press("ctrl+u")
        await story.say("late\n")
        assert story.state.incident.kind == "late"
        assert set(story.steps) != before
        kept(story)


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x40"])
async def test_a_digit_changes_it_after_escape(begin: Begin, size: tuple[int, int]) -> None:
    async with begin(size) as story:
        await filled(story)
        await story.press("escape", "3")
        assert story.state.incident.kind == "postpone"
        assert "PS: mine" not in story.text
        kept(story)
        await story.press("1")
        assert story.state.incident.kind == "missed"
        assert story.text.endswith("PS: mine")
        kept(story)


async def test_a_digit_in_a_text_is_a_digit(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await story.say("3M")
        assert story.state.incident.kind == "missed"
        assert story.state.incident.interview.company == "3M"


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x40"])
async def test_the_headline_offers_the_kind_that_fits_and_ctrl_g_takes_it(
    begin: Begin, size: tuple[int, int]
) -> None:
    async with begin(size, key="8") as story:
        await story.fill(interview__company="Acme", interview__start="today 16:00")
        assert "missed it?" not in story.rows[0]
        later = story.app.now + timedelta(hours=2)
        story.app.clock = lambda: later
        story.app._tick()
        await story.rest()
        assert "Missed it?" in story.rows[0] or "missed it?" in story.rows[0]
        await story.press("ctrl+g")
        assert story.state.incident.kind == "missed"
        assert story.state.incident.interview.start is not None
        story.agree()


async def test_where_nothing_is_offered_ctrl_g_says_so(begin: Begin) -> None:
    async with begin(NARROW) as story:
        await story.press("ctrl+g")
        assert story.state.incident.kind == "missed"
        assert story.said[-1].startswith("The kind fits")


async def test_the_change_of_a_kind_is_undone_in_one_step(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await story.say("Acme")
        await story.press("escape", "2", "ctrl+z")
        assert story.state.incident.kind == "missed"
        assert story.state.incident.interview.company == "Acme"
        story.agree()


async def test_typing_goes_on_in_its_field_while_the_form_is_laid_out_anew(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await story.say("Ac")
        story.app.action_turn("late")
        await story.say("me")
        story.focused("interview.company")
        assert story.state.incident.interview.company == "Acme"
        story.agree()
