"""They answered: each outcome by its key changes the plan at once; what it asks for lands in the facts."""

from __future__ import annotations

import pytest

from tests.stories.story import NARROW, Begin
from tui.model.outcomes import OUTCOME_CHOICES, WHO, Choice
from tui.screens.answered import Answered
from tui.screens.desk import Desk
from tui.widgets.field import FactField

ASKED = {
    "new_time.start": "thu 16:00",
    "answer_by": "fri 17:00",
    "promised_by": "fri 12:00",
    "remembered": "the tour",
}


@pytest.mark.parametrize("choice", OUTCOME_CHOICES, ids=lambda choice: choice.outcome)
async def test_its_key_records_it_at_once_and_the_plan_follows(begin: Begin, choice: Choice) -> None:
    async with begin(NARROW) as story:
        before = set(story.steps)
        await story.press("ctrl+r")
        story.on(Answered)
        assert choice.label in story.painted
        await story.press(choice.key)
        assert story.fact("outcome") == choice.outcome
        assert story.state.timeline[-1].what == "outcome"
        if choice.outcome != "waiting":
            assert set(story.steps) != before
        await story.press("escape")
        story.on(Desk)
        story.agree()


@pytest.mark.parametrize("choice", [each for each in OUTCOME_CHOICES if each.asks], ids=lambda c: c.outcome)
async def test_what_it_asks_for_lands_in_the_facts(begin: Begin, choice: Choice) -> None:
    async with begin(NARROW) as story:
        await story.press("ctrl+r", choice.key)
        for path in choice.asks:
            if path in ASKED:
                story.focused(path)
                await story.say(ASKED[path])
                assert story.state.incident.fact(path) is not None
                assert story.state.typed_at(path) is None
            await story.press("tab")
        contacted = story.state.incident.contacted
        assert all(touch.by == "them" for touch in contacted)
        if WHO in choice.asks:
            field = next(each for each in story.app.screen.query(FactField) if each.path.endswith(".who"))
            assert "Write to" in story.painted
            field.focus()
            await story.rest()
            await story.say("Pat in HR")
            assert story.state.incident.contacted[-1].who == "Pat in HR"
        await story.press("escape")
        story.agree()


async def test_when_and_their_words_are_asked_for_and_kept(begin: Begin) -> None:
    async with begin(NARROW) as story:
        await story.press("ctrl+r", "d")
        fields = {each.path.rpartition(".")[2]: each for each in story.app.screen.query(FactField)}
        fields["at"].focus()
        await story.rest()
        await story.press("ctrl+u")
        await story.say("14:30")
        fields["answer"].focus()
        await story.rest()
        await story.say("Sorry, no.")
        touch = story.state.incident.contacted[-1]
        assert touch.answer == "Sorry, no."
        assert touch.at is not None
        assert f"{touch.at:%H:%M}" == "14:30"
        await story.press("escape")
        story.agree()


async def test_a_new_outcome_takes_the_old_one_s_place_and_can_be_undone(begin: Begin) -> None:
    async with begin(NARROW) as story:
        steps = set(story.steps)
        await story.press("ctrl+r", "d", "escape", "ctrl+r", "p", "escape")
        assert story.fact("outcome") == "promised"
        while story.fact("outcome") != "none":
            before = story.state
            await story.press("ctrl+z")
            assert story.state != before
        assert set(story.steps) == steps
        story.agree()


async def test_escape_records_nothing(begin: Begin) -> None:
    async with begin(NARROW) as story:
        before = story.state
        await story.press("ctrl+r", "down", "down", "escape")
        assert story.state == before
        story.focused(story.gaps[0])


async def test_the_arrow_keys_and_enter_do_too(begin: Begin) -> None:
    async with begin(NARROW) as story:
        await story.press("ctrl+r", "down", "enter")
        assert story.fact("outcome") == OUTCOME_CHOICES[1].outcome
