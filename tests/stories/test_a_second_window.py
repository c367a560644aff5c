"""A second window reads: it says who writes and since when, changes nothing, and takes over when it may."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stories.story import NARROW, SIZES, Begin, Story
from tui.app import keeping
from tui.screens.desk import Desk
from tui.screens.start import Start
from tui.store.lock import Lock
from tui.store.places import places


@pytest.fixture
def other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lock]:
    """The lock of another window, not taken yet."""
    monkeypatch.setattr(keeping, "TRY_LOCK", 0.05)
    lock = Lock(places(tmp_path / "data").data)
    yield lock
    lock.release()


async def stored(begin: Begin) -> None:
    """Leave an incident at Acme behind."""
    async with begin(NARROW) as story:
        await story.fill(interview__company="Acme")
        await story.press("f3")
        await story.say("Mine. ")
        await story.press("ctrl+q")


def files(tmp_path: Path) -> dict[str, bytes]:
    """What is stored."""
    return {path.name: path.read_bytes() for path in (tmp_path / "data" / "incidents").iterdir()}


async def until_it_can_write(story: Story) -> None:
    """Wait until it is said that this window can write."""
    for _ in range(300):
        if any("can write now" in said for said in story.said):
            return
        await story.pilot.pause(0.02)
    raise AssertionError(f"It never was: {story.rows[0]!r}")


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x40"])
async def test_it_says_who_writes_and_since_when(begin: Begin, other: Lock, size: tuple[int, int]) -> None:
    await stored(begin)
    other.take()
    async with begin(size, key="") as story:
        story.on(Desk)
        holder = other.holder()
        assert holder.since is not None
        said = f"read-only: open in process {holder.pid} since {holder.since.astimezone():%H:%M}"
        assert said in story.rows[0]


async def test_nothing_that_is_tried_in_it_changes_anything(
    begin: Begin, other: Lock, tmp_path: Path
) -> None:
    await stored(begin)
    other.take()
    before = files(tmp_path)
    async with begin(NARROW, key="") as story:
        state = story.state
        await story.at("interview.company")
        await story.say("xyz")
        assert story.focused().text == "Acme"
        assert "read-only" in story.said[-1]
        await story.press("f7", "ctrl+u", "f3")
        await story.say("xyz\n")
        await story.press("f4", "space", "ctrl+r", "d", "escape", "escape", "2", "ctrl+o", "a", "escape")
        await story.press("ctrl+t", "3", "escape")
        assert story.state.content == state.content
        assert story.state.timeline == state.timeline
        story.agree()
        await story.press("ctrl+q")
    assert files(tmp_path) == before


async def test_it_can_read_everything(begin: Begin, other: Lock) -> None:
    await stored(begin)
    other.take()
    async with begin(NARROW, key="") as story:
        assert "Mine. " in story.text
        await story.press("ctrl+pagedown", "ctrl+pagedown")
        story.agree()
        await story.press("ctrl+o")
        assert "Acme" in story.painted


async def test_it_takes_over_with_the_newest_text_when_the_other_is_gone(
    begin: Begin, other: Lock, tmp_path: Path
) -> None:
    await stored(begin)
    other.take()
    async with begin(NARROW, key="") as story:
        (path,) = (tmp_path / "data" / "incidents").iterdir()
        path.write_bytes(path.read_bytes().replace(b"Mine. ", b"Theirs. "))
        other.release()
        await until_it_can_write(story)
        assert story.text.startswith("Theirs. ")
        story.agree()
        await story.at("interview.company")
        await story.say(" Ltd")
        assert story.fact("interview.company") == "Acme Ltd"
        story.agree()
        await story.press("ctrl+q")
    assert b"Acme Ltd" in path.read_bytes()
    assert b"Theirs. " in path.read_bytes()


async def test_on_an_empty_folder_it_shows_start_and_says_that_nothing_is_kept(
    begin: Begin, other: Lock, tmp_path: Path
) -> None:
    other.take()
    async with begin(NARROW, key="") as story:
        story.on(Start)
        await story.press("1")
        assert "read-only" in story.rows[0]
        await story.say("Robin")
        assert "read-only" in story.said[-1]
        await story.press("ctrl+q")
    assert files(tmp_path) == {}


async def test_a_file_of_a_newer_version_is_shown_and_never_written(begin: Begin, tmp_path: Path) -> None:
    await stored(begin)
    (path,) = (tmp_path / "data" / "incidents").iterdir()
    newer = path.read_bytes().replace(b"schema = 1\n", b"schema = 99\n")
    assert newer != path.read_bytes()
    path.write_bytes(newer)
    async with begin(NARROW, key="") as story:
        story.on(Desk)
        assert any("newer" in said for said in story.said)
        assert "read-only: a newer Raincheck made it" in story.rows[0]
        await story.at("interview.company")
        await story.say("xyz")
        assert story.focused().text == "Acme"
        await story.press("ctrl+n", "2")
        assert story.fact("kind") == "late"
        assert "read-only" not in story.rows[0]
        await story.say("Robin")
        assert story.fact("me.name") == "Robin"
        await story.press("ctrl+q")
    assert path.read_bytes() == newer
    assert len(files(tmp_path)) == 2
