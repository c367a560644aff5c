"""The call: the number, what to say, the seconds, and what comes back by one key each."""

from __future__ import annotations

import pytest

from tests.stories.story import NARROW, SIZES, WIDE, Begin, Story
from tui.screens.answered import Answered
from tui.screens.call import KEYS, Call
from tui.screens.desk import Desk
from tui.words.layout import BRANCHES

RESULTS = {
    "receptionist": "reached",
    "voicemail": "voicemail",
    "nobody": "no-answer",
    "wrong-person": "wrong-person",
}


async def with_all_facts(story: Story) -> None:
    """Fill what a call needs."""
    await story.fill(
        interview__company="Acme",
        interview__role="Clerk",
        interview__start="today 14:00",
        contact__name="Dana Roe",
        contact__phone="+49 30 5550100",
        me__name="Robin Vale",
        me__phone="+49 170 5550123",
        slots="tomorrow 15-18",
    )
    await story.at("cause.id")
    await story.say("overslept\n")


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x40"])
async def test_with_no_facts_it_says_where_to_look_and_what_to_say(
    begin: Begin, size: tuple[int, int]
) -> None:
    async with begin(size) as story:
        await story.press("ctrl+t")
        story.on(Call)
        painted = " ".join(story.painted.split())
        assert "look in the invitation" in painted
        assert "switchboard" in painted
        assert "the interviewer" in story.rows[0] + story.rows[1]
        assert "I missed our interview" in painted
        assert "0:0" in story.painted
        for name, key in KEYS.items():
            assert f"{key} {BRANCHES[name]}" in painted


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x40"])
async def test_with_all_facts_it_shows_number_and_script_without_gaps(
    begin: Begin, size: tuple[int, int]
) -> None:
    async with begin(size) as story:
        await with_all_facts(story)
        await story.press("ctrl+t")
        assert "‹" not in story.painted
        assert "Dana Roe · Acme" in story.painted
        assert "look in the invitation" not in story.painted
        assert story.app.screen.query_one("Digits").region.height >= 3
        assert "Hello Dana Roe, this is Robin Vale." in story.painted


@pytest.mark.parametrize("branch", list(BRANCHES))
async def test_each_branch_comes_up_by_its_key_and_is_logged(begin: Begin, branch: str) -> None:
    async with begin(NARROW) as story:
        await story.press("ctrl+t", KEYS[branch])
        assert BRANCHES[branch] in story.painted
        (touch,) = story.state.incident.contacted
        assert (touch.channel, touch.by) == ("call", "me")
        assert touch.result == RESULTS.get(branch, "reached")
        assert BRANCHES[branch].lower() in story.state.timeline[-1].text


async def test_one_call_is_one_contact_however_it_goes_on(begin: Begin) -> None:
    async with begin(NARROW) as story:
        await story.press("ctrl+t", KEYS["receptionist"], KEYS["answered"], KEYS["yes-later"])
        (touch,) = story.state.incident.contacted
        assert touch.result == "reached"
        assert len([entry for entry in story.state.timeline if entry.text.startswith("Call")]) == 3


async def test_the_call_ticks_its_step(begin: Begin) -> None:
    async with begin(NARROW) as story:
        assert not story.done("call")
        await story.press("ctrl+t", KEYS["answered"], "escape")
        story.on(Desk)
        assert story.done("call")
        story.agree()


@pytest.mark.parametrize(
    ("branch", "outcome"), [("no", "declined"), ("yes-now", "talking"), ("yes-later", "rescheduled")]
)
async def test_an_answer_heard_in_the_call_is_asked_for_on_hanging_up(
    begin: Begin, branch: str, outcome: str
) -> None:
    async with begin(NARROW) as story:
        await story.press("ctrl+t", KEYS[branch], "escape")
        story.on(Answered)
        assert story.fact("outcome") == "none"
        await story.press("enter")
        assert story.fact("outcome") == outcome


async def test_hanging_up_brings_back_to_where_one_was(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await story.say("Ac")
        await story.press("ctrl+t", "escape")
        story.focused("interview.company")
        await story.say("me")
        assert story.state.incident.interview.company == "Acme"
        story.agree()


@pytest.mark.parametrize("keys", [("ctrl+r",), ("ctrl+o",), ("f9",), ("f1",)], ids="+".join)
async def test_they_may_ring_while_something_else_is_open(begin: Begin, keys: tuple[str, ...]) -> None:
    async with begin(NARROW) as story:
        await story.press(*keys)
        await story.press("ctrl+t")
        story.on(Call)
        await story.press("ctrl+t")
        assert not isinstance(story.app.screen, Call)


async def test_a_hand_edited_script_is_what_is_read_aloud(begin: Begin) -> None:
    async with begin(NARROW) as story:
        await story.press("escape", "c", "f3")
        await story.say("Good day to you. ")
        await story.press("ctrl+t")
        assert "Good day to you." in story.painted
