"""Leaving the terminal: to a file at once, gaps asked once, never over what somebody else wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stories.story import NARROW, SIZES, Begin, Story
from tui.screens.ask import Ask
from tui.screens.desk import Desk
from tui.screens.export import ExportSheet
from tui.screens.profile import ProfileScreen
from tui.words.book import Book


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where exports go."""
    return tmp_path / "data" / "export"


def texts(folder: Path) -> dict[str, str]:
    """The exported files by name."""
    return {path.name: path.read_text() for path in folder.iterdir()} if folder.exists() else {}


async def ready(story: Story) -> None:
    """Leave no gap in the shown message."""
    await story.fill(me__name="Robin Vale", interview__company="Acme")
    await story.press("f3")
    while story.gaps:
        story.app.change(story.state.forget(story.gaps[0]).settle())
    await story.rest()


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x40"])
async def test_without_gaps_one_key_writes_the_shown_text_and_says_where(
    begin: Begin, folder: Path, size: tuple[int, int]
) -> None:
    async with begin(size) as story:
        await ready(story)
        await story.press("ctrl+s")
        story.on(Desk)
        ((name, text),) = texts(folder).items()
        assert text.strip() == story.text.strip()
        assert "acme" in name.lower()
        assert "missed" in name.lower()
        assert str(folder / name) in story.said[-1]
        assert (folder / name).stat().st_mode & 0o777 == 0o600
        assert folder.stat().st_mode & 0o777 == 0o700
        assert story.state.timeline[-1].what == "exported"


async def test_the_profile_is_asked_once_and_kept_for_the_next_incident(begin: Begin) -> None:
    async with begin(NARROW) as story:
        await story.press("ctrl+s")
        story.on(ProfileScreen)
        story.focused("me.name")
        await story.say("Robin Vale\n+49 30 5550100\nrobin@example.org")
        assert story.fact("me.name") == "Robin Vale"
        assert story.fact("me.phone") == "+49 30 5550100"
        await story.press("escape")
        story.on(Ask)
        await story.press("n", "ctrl+s")
        story.on(Ask)
        await story.press("escape", "ctrl+n", "2")
        assert story.fact("me.email") == "robin@example.org"
        await story.press("ctrl+q")
    async with begin(NARROW, key="") as story:
        assert story.app.profile.me.name == "Robin Vale"
        await story.press("ctrl+n", "3")
        assert story.fact("me.name") == "Robin Vale"
        assert "Robin Vale" in story.text


async def test_the_profile_may_stay_empty(begin: Begin, folder: Path) -> None:
    async with begin(NARROW) as story:
        await story.press("ctrl+s", "escape", "y")
        assert len(texts(folder)) == 1
        await story.press("ctrl+pagedown", "ctrl+s")
        story.on(Ask)


async def test_gaps_are_listed_and_asked_once_a_message(begin: Begin, folder: Path) -> None:
    async with begin(NARROW) as story:
        await story.press("ctrl+s", "escape")
        story.on(Ask)
        for label in ("your name", "when", "role"):
            assert label in story.painted
        await story.press("enter", "space", "x")
        story.on(Ask)
        assert texts(folder) == {}
        await story.press("n")
        story.on(Desk)
        assert texts(folder) == {}
        await story.press("ctrl+s", "y")
        story.on(Desk)
        assert len(texts(folder)) == 1
        await story.press("ctrl+s")
        story.on(Desk)


async def test_a_second_export_replaces_its_own_file_only_while_nobody_touched_it(
    begin: Begin, folder: Path
) -> None:
    async with begin(NARROW) as story:
        await ready(story)
        await story.press("ctrl+s")
        (first,) = texts(folder)
        await story.say("More: ")
        await story.press("ctrl+s")
        assert texts(folder) == {first: f"{story.text}\n"} or texts(folder)[first].startswith("More: ")
        (folder / first).write_text("mine now")
        await story.say("And ")
        await story.press("ctrl+s")
        found = texts(folder)
        assert found.pop(first) == "mine now"
        ((second, text),) = found.items()
        assert text.startswith("More: And ")
        assert str(folder / second) in story.said[-1]


async def test_a_file_of_somebody_else_with_its_name_is_never_replaced(begin: Begin, folder: Path) -> None:
    async with begin(NARROW) as story:
        await ready(story)
        await story.press("ctrl+s")
        (name,) = texts(folder)
    (folder / name).write_text("a stranger's")
    async with begin(NARROW, key="") as story:
        await story.press("escape", "x")
        if isinstance(story.app.screen, Ask):
            await story.press("escape", "x")
        assert texts(folder)[name] == "a stranger's"
        assert len(texts(folder)) == 2


async def test_a_folder_that_cannot_be_is_said_and_nothing_is_lost(begin: Begin, folder: Path) -> None:
    async with begin(NARROW) as story:
        await ready(story)
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.write_text("a file")
        before = story.text
        await story.press("ctrl+s")
        story.on(Desk)
        assert str(folder) in story.said[-1]
        assert story.text == before
        assert story.state.timeline[-1].what != "exported"


class TestTheSheet:
    """F9: all ways out by one letter each."""

    async def test_it_lists_gaps_first_and_escape_leaves_it(self, begin: Begin, folder: Path) -> None:
        async with begin(NARROW) as story:
            await story.press("f9")
            story.on(ExportSheet)
            assert f"{len(story.gaps)} gaps" in story.painted
            assert "your name" in story.painted
            await story.press("enter", "escape")
            story.on(Desk)
            assert texts(folder) == {}

    @pytest.mark.parametrize(("letter", "ending"), [("f", ".txt"), ("d", ".md")])
    async def test_a_letter_writes_the_file(
        self, begin: Begin, folder: Path, letter: str, ending: str
    ) -> None:
        async with begin(NARROW) as story:
            await ready(story)
            await story.press("f9", letter)
            (name,) = texts(folder)
            assert name.endswith(ending)

    async def test_o_prints_the_text_on_leaving(self, begin: Begin) -> None:
        async with begin(NARROW) as story:
            await ready(story)
            await story.press("f9", "o")
            text = story.text
            await story.press("ctrl+q")
        assert story.app.return_value is not None
        assert story.app.return_value.strip() == text.strip()

    async def test_c_copies_and_says_which_way(
        self, begin: Begin, monkeypatch: pytest.MonkeyPatch, words: Book
    ) -> None:
        monkeypatch.setenv("PATH", "")
        monkeypatch.setenv("SSH_CONNECTION", "1 2 3 4")
        async with begin(NARROW) as story:
            await ready(story)
            await story.press("f9", "c")
            while not any(what for what in story.state.timeline if what.what == "exported"):
                await story.pilot.pause()
            assert "terminal" in story.said[-1]
            assert "ctrl+s" in story.said[-1] or "file" in story.said[-1]
