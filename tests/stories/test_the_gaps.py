"""Gaps: listed, walked by F8, asked for one by one on a narrow screen."""

from __future__ import annotations

import pytest

from tests.stories.story import NARROW, SIZES, WIDE, Begin
from tui.widgets.gap_line import GapField


async def test_f8_walks_all_gaps_of_the_message_and_unfolds_what_hides_them(begin: Begin) -> None:
    async with begin(WIDE) as story:
        story.app.action_message("first", "email")
        await story.rest()
        assert {"interview.company", "me.name", "cause.id"} <= set(story.gaps)
        await story.press("tab")
        walked = []
        for _ in story.gaps:
            await story.press("f8")
            walked.append(story.focused().path)
            assert story.focused().region.size
        assert sorted(walked) == sorted(story.gaps)
        await story.press("f8")
        assert story.focused().path == walked[0]


async def test_the_gaps_are_counted_and_named_under_the_draft(begin: Begin) -> None:
    async with begin(WIDE) as story:
        count = len(story.gaps)
        assert f"{count} gaps" in story.painted
        await story.fill(interview__role="Clerk")
        assert f"{count - 1} gaps" in story.painted


async def test_when_nothing_is_missing_it_says_that_the_message_is_ready(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await story.fill(slots="thu 10:00, fri 15:00", interview__role="Clerk")
        while story.gaps:
            await story.press("f8", "f7")
        await story.pilot.pause(0.1)
        assert "no gaps: ready to send" in story.painted
        await story.press("f8")
        assert story.said[-1] == "No gaps: this message is ready."
        assert "‹" not in story.text


async def test_a_gap_is_marked_in_the_draft_as_it_is_named_in_the_list(begin: Begin) -> None:
    async with begin(WIDE) as story:
        from tui.model.fields import gap_label

        for path in story.gaps:
            assert f"‹{gap_label(path)}›" in story.text


class TestTheGapLine:
    """On a narrow screen the next gap is a field under the draft."""

    async def test_it_asks_for_the_first_gap_and_takes_what_is_typed(self, begin: Begin) -> None:
        async with begin(NARROW) as story:
            field = story.focused(story.gaps[0])
            assert isinstance(field, GapField)
            assert "Next gap" in story.rows[-2]
            await story.say("Robin Vale")
            assert story.state.incident.me.name == "Robin Vale"
            assert "Robin Vale" in story.text
            story.agree()

    async def test_enter_goes_to_the_next_gap_and_round(self, begin: Begin) -> None:
        async with begin(NARROW) as story:
            story.app.action_message("first", "voicemail")
            await story.press("f8")
            gaps = story.gaps
            walked = []
            for _ in gaps:
                walked.append(story.focused().path)
                await story.press("f8")
            assert sorted(walked) == sorted(gaps)
            assert story.focused().path == walked[0]

    async def test_typing_ahead_through_the_gaps_fills_each_with_its_own(self, begin: Begin) -> None:
        async with begin(NARROW) as story:
            assert story.gaps[:4] == ["me.name", "interview.start", "interview.role", "contact.name"]
            await story.say("Robin\n14:00\nClerk\nDana\n")
            facts = story.state.incident
            assert facts.me.name == "Robin"
            assert facts.interview.start is not None
            assert facts.interview.role == "Clerk"
            assert facts.contact.name == "Dana"
            assert isinstance(story.app.focused, GapField)
            story.agree()

    async def test_a_time_is_echoed_beside_it(self, begin: Begin) -> None:
        async with begin(NARROW) as story:
            await story.say("Robin\n14:00")
            assert "14:00 Berlin" in story.rows[-2]

    async def test_a_gap_that_was_skipped_comes_again_after_the_others(self, begin: Begin) -> None:
        async with begin(NARROW) as story:
            first, second, third, *_ = story.gaps
            await story.press("enter")
            story.focused(second)
            await story.say("14:00\n")
            story.focused(third)
            for _ in range(len(story.gaps) - 1):
                await story.press("f8")
            story.focused(first)

    async def test_undo_and_f7_take_the_text_out_of_it(self, begin: Begin) -> None:
        async with begin(NARROW) as story:
            await story.say("Robin")
            await story.press("ctrl+z")
            assert story.focused("me.name").text == ""
            await story.press("ctrl+y")
            assert story.focused("me.name").text == "Robin"
            await story.press("f7")
            assert story.focused("me.name").text == ""
            assert "My name? I don't know" in story.rows[-2]
            story.agree()

    async def test_f7_says_i_do_not_know_and_asks_for_the_next(self, begin: Begin) -> None:
        async with begin(NARROW) as story:
            first = story.gaps[0]
            await story.press("f7")
            assert first in story.state.incident.unknown
            assert first not in story.gaps
            await story.press("enter")
            assert story.focused().path == story.gaps[0]

    async def test_all_gaps_done_it_gives_its_room_to_the_draft(self, begin: Begin) -> None:
        async with begin(NARROW) as story:
            for _ in range(20):
                if story.gaps:
                    await story.press("f7", "enter")
            assert story.gaps == []
            assert "Next gap" not in story.painted
            await story.press("f3")
            await story.say("X")
            assert "X" in story.text
            story.agree()

    async def test_it_follows_what_is_typed_in_the_form_in_front_of_it(self, begin: Begin) -> None:
        async with begin(NARROW) as story:
            await story.press("enter")
            story.focused("interview.start")
            await story.say("half")
            await story.at("interview.start")
            await story.say(" past")
            await story.press("f3", "f8")
            while story.focused().path != "interview.start":
                await story.press("f8")
            assert story.focused().text == "half past"
            await story.say("!")
            assert story.state.typed_at("interview.start") == "half past!"
            story.agree()

    async def test_a_choice_is_offered(self, begin: Begin) -> None:
        async with begin(NARROW) as story:
            while story.focused().path != "cause.id":
                await story.press("f8")
            await story.press("enter")
            await story.say("overslept\n")
            assert story.state.incident.cause.id == "overslept"


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x40"])
async def test_with_the_form_in_front_the_changed_sentence_is_shown(
    begin: Begin, size: tuple[int, int]
) -> None:
    async with begin(size) as story:
        await story.fill(contact__name="Dana")
        assert "Hello Dana" in story.painted
