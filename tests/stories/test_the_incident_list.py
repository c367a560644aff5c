"""Incidents: all of them listed by what is due, found by typing, opened, archived, erased."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stories.story import NARROW, SIZES, Begin, Story
from tui.screens.ask import Ask
from tui.screens.desk import Desk
from tui.screens.incidents import Incidents
from tui.screens.start import Start
from tui.widgets.incident_list import IncidentList


async def three(story: Story) -> list[str]:
    """Three incidents: missed at Acme (ticked), late at Bolt, upcoming at Cobalt; their ids."""
    ids = [story.state.id]
    await story.fill(interview__company="Acme", interview__role="Zymologist")
    for key, company in (("2", "Bolt"), ("8", "Cobalt")):
        await story.press("ctrl+n", key)
        await story.fill(interview__company=company)
        ids.append(story.state.id)
    return ids


def listed(story: Story) -> list[str]:
    """The titles in the list, from the top."""
    return [line.title for line in story.on(Incidents).query_one(IncidentList).lines]


async def to(story: Story, company: str) -> None:
    """Put the cursor on an incident."""
    await story.press("home")
    for title in listed(story):
        if title.startswith(company):
            return
        await story.press("down")
    raise AssertionError(f"{company} is not listed.")


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x40"])
async def test_all_are_listed_with_kind_next_step_and_due_time(begin: Begin, size: tuple[int, int]) -> None:
    async with begin(size) as story:
        await three(story)
        await story.press("ctrl+o")
        assert sorted(listed(story)) == ["Acme · Zymologist", "Bolt", "Cobalt"]
        for word in ("Acme", "Bolt", "Cobalt", "in 2 min", "3 of 3"):
            assert word in story.painted


async def test_enter_opens_the_one_under_the_cursor_as_it_was_left(begin: Begin) -> None:
    async with begin(NARROW) as story:
        ids = await three(story)
        await story.press("ctrl+o")
        await to(story, "Acme")
        await story.press("enter")
        story.on(Desk)
        assert story.state.id == ids[0]
        assert story.fact("interview.role") == "Zymologist"
        story.agree()
        await story.press("ctrl+z")
        assert story.fact("interview.role") == "Zymologist"


async def test_search_finds_by_any_text_of_an_incident(begin: Begin) -> None:
    async with begin(NARROW) as story:
        await three(story)
        await story.press("escape", "e", "f3")
        await story.say("the heron sonata ")
        await story.press("ctrl+o", "/")
        await story.say("heron sonata")
        assert listed(story) == ["Cobalt"]
        for _ in "heron sonata":
            await story.press("backspace")
        await story.say("zymo")
        assert listed(story) == ["Acme · Zymologist"]
        await story.press("enter")
        assert story.fact("interview.company") == "Acme"


async def test_search_forgives_a_slip(begin: Begin) -> None:
    async with begin(NARROW) as story:
        await three(story)
        await story.press("ctrl+o", "/")
        await story.say("cblt")
        assert listed(story)[:1] == ["Cobalt"]
        await story.press("escape")
        assert len(listed(story)) == 3
        story.on(Incidents)
        await story.press("escape")
        story.on(Desk)


async def test_archiving_takes_it_from_the_list_and_again_brings_it_back(begin: Begin) -> None:
    async with begin(NARROW) as story:
        await three(story)
        await story.press("ctrl+o")
        await to(story, "Bolt")
        await story.press("a")
        assert sorted(listed(story)) == ["Acme · Zymologist", "Cobalt"]
        await story.press("h")
        assert "Bolt" in listed(story)
        await to(story, "Bolt")
        await story.press("a", "h")
        assert "Bolt" in listed(story)


async def test_the_open_one_can_be_archived_and_is_not_opened_at_the_next_start(begin: Begin) -> None:
    async with begin(NARROW) as story:
        await story.fill(interview__company="Acme")
        await story.press("ctrl+o", "a")
        assert listed(story) == []
        await story.press("ctrl+q")
    async with begin(NARROW, key="") as story:
        story.on(Start)


def files(folder: Path) -> list[str]:
    """The files of a folder and below whose text names Bolt."""
    return [path.name for path in folder.rglob("*") if path.is_file() and b"Bolt" in path.read_bytes()]


async def test_erasing_asks_and_only_y_erases_every_copy(begin: Begin, tmp_path: Path) -> None:
    async with begin(NARROW) as story:
        await three(story)
        story.app.save_now()
        assert files(tmp_path)
        await story.press("ctrl+o")
        await to(story, "Bolt")
        for no in ("enter", "n", "escape", "space"):
            await story.press("E")
            if isinstance(story.app.screen, Ask):
                assert "Erase this incident?" in story.painted
                await story.press(no)
        if isinstance(story.app.screen, Ask):
            await story.press("escape")
        assert "Bolt" in listed(story)
        assert files(tmp_path)
        await to(story, "Bolt")
        await story.press("E", "y")
        assert sorted(listed(story)) == ["Acme · Zymologist", "Cobalt"]
        story.app.save_now()
        assert files(tmp_path) == []


async def test_erasing_the_open_one_leads_to_start_and_it_does_not_come_back(
    begin: Begin, tmp_path: Path
) -> None:
    async with begin(NARROW) as story:
        await story.fill(interview__company="Bolt")
        await story.press("ctrl+o", "E", "y")
        story.on(Start)
        assert story.app.state is None
        await story.press("escape", "ctrl+s", "ctrl+r", "ctrl+z")
        story.on(Start)
        await story.press("3")
        assert story.state.incident.kind == "postpone"
        story.agree()
        story.app.save_now()
        assert files(tmp_path) == []
        assert len(story.app.incidents()) == 1


async def test_new_leads_from_the_list_to_start_and_back(begin: Begin) -> None:
    async with begin(NARROW) as story:
        await story.press("ctrl+o", "ctrl+n")
        story.on(Start)
        await story.press("escape", "escape")
        story.on(Desk)


async def test_with_nothing_stored_the_list_says_so(begin: Begin) -> None:
    async with begin(NARROW, key="") as story:
        await story.press("ctrl+o")
        assert "Nothing here." in story.painted
        await story.press("escape")
        story.on(Start)
