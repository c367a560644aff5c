"""Start: one key, and the words are there."""

from __future__ import annotations

import pytest

from tests.stories.story import NARROW, SIZES, WIDE, Begin
from tui.screens.desk import Desk
from tui.screens.start import Start
from tui.screens.weigh import Weigh
from tui.words.book import Book

KINDS = {
    "1": "missed",
    "2": "late",
    "3": "postpone",
    "4": "withdraw",
    "5": "switch",
    "6": "cut-off",
    "7": "stood-up",
    "8": "upcoming",
}


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x40"])
async def test_every_kind_is_named_beside_its_key(begin: Begin, words: Book, size: tuple[int, int]) -> None:
    async with begin(size, key="") as story:
        for key, kind in KINDS.items():
            row = next(row for row in story.rows if f" {key}  {words.playbook(kind).says} " in row)
            assert row.rstrip().endswith(words.playbook(kind).move)


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x40"])
@pytest.mark.parametrize(("key", "kind"), KINDS.items())
async def test_each_key_begins_its_kind_with_words_to_read(
    begin: Begin, size: tuple[int, int], key: str, kind: str
) -> None:
    async with begin(size, key) as story:
        if kind == "withdraw":
            story.on(Weigh)
            await story.press("escape")
        story.on(Desk)
        assert story.state.incident.kind == kind
        assert story.state.incident.noticed == story.app.now
        assert len(story.text.split()) > 20
        opening = " ".join(story.text.split()[:3])
        assert opening in " ".join(story.painted.split())
        story.agree()


async def test_the_kind_under_the_cursor_is_chosen_with_enter(begin: Begin) -> None:
    async with begin(NARROW, key="") as story:
        await story.press("down", "j", "k", "enter")
        assert story.state.incident.kind == "late"


async def test_other_keys_choose_nothing(begin: Begin) -> None:
    async with begin(NARROW, key="") as story:
        await story.press("9", "0", "a", "space", "escape")
        story.on(Start)
        assert story.app.state is None


async def test_a_new_incident_leaves_the_last_one_on_the_disk_as_it_was(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await story.say("Acme")
        first = story.state.id
        await story.press("ctrl+n")
        story.on(Start)
        await story.press("2")
        await story.rest()
        assert story.state.incident.kind == "late"
        assert story.state.incident.interview.company == ""
        story.focused("interview.company")
        assert not story.app.desk or story.desk.form.fields[1].text == ""
        listed = {each.id: each for each in story.app.incidents()}
        kept = listed[first].record
        assert kept is not None
        assert kept.incident.interview.company == "Acme"


async def test_a_new_one_begins_with_its_draft_and_its_first_gap_whatever_was_in_front(begin: Begin) -> None:
    async with begin(NARROW) as story:
        await story.at("interview.company")
        await story.press("ctrl+n", "2")
        await story.say("Robin")
        assert story.desk.front == "draft"
        assert story.fact("me.name") == "Robin"
        story.agree()


async def test_changing_ones_mind_at_start_goes_back_to_the_desk(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await story.say("Acme")
        await story.press("ctrl+n", "escape")
        story.on(Desk)
        assert story.state.incident.interview.company == "Acme"
        story.focused("interview.company")


async def test_the_next_start_opens_the_desk_as_it_was_left(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await story.say("Acme")
        await story.press("f3")
        story.app.action_message("first", "email")
        await story.rest()
        before = story.state
        await story.press("ctrl+q")
    async with begin(WIDE, key="") as story:
        story.on(Desk)
        assert story.state.incident == before.incident
        assert story.state.shown == before.shown
        assert "Acme" in story.painted
        story.agree()
