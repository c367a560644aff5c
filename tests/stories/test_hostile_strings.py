"""Whatever is typed or pasted is kept and shown as text, wherever it is typed, and nothing of it is done."""

from __future__ import annotations

import subprocess
from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.stories.hostile import (
    STRINGS,
    calm,
    first,
    focus,
    is_kept,
    literal,
    paste,
    paste_over,
    shown,
    store,
    until,
)
from tests.stories.story import NARROW, WIDE, Begin, Story
from tests.stories.test_the_form import unfold_all
from tui.app import Raincheck
from tui.screens.answered import Answered
from tui.screens.choose import Choose
from tui.screens.incidents import Incidents
from tui.widgets.field import FactField
from tui.widgets.incident_list import IncidentList

MARKUP = [text for text in STRINGS if text.startswith("[")]
"""Short enough to be typed key by key."""

ONE_OF_EACH = (
    "kind",
    "interview.company",
    "interview.start",
    "interview.format",
    "interview.minutes",
    "contact.zone",
    "contact.hours",
    "contact.address",
    "cause.id",
    "any_time",
    "slots",
    "extras",
)
"""A field of every shape."""


@pytest.fixture(autouse=True)
def nothing_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test here may start a program."""

    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError(f"started {arguments}")

    monkeypatch.setattr(subprocess, "Popen", refuse)


async def enters(story: Story, entry: FactField, text: str) -> None:
    """Paste a text over what stands in a field; it is kept."""
    paste_over(story, entry, text)
    await until(lambda: is_kept(story, entry, text), (entry.path, text))


async def types_or_pastes(story: Story, text: str, *before: str) -> None:
    """Bring a text in where the focus is, by key where it is short; keys `before` go first then."""
    if text in MARKUP:
        story.post(*before, *text)
    else:
        paste(story, text)


async def test_every_field_of_the_form_keeps_all_of_them(begin: Begin) -> None:
    async with begin(WIDE) as story:
        fields = await unfold_all(story)
        with story.app.batch_update():
            for entry in fields:
                await focus(story, entry)
                await enters(story, entry, "\n".join(STRINGS))
                entry.action_clear()
        await story.rest()
        calm(story)


@pytest.mark.parametrize("path", ONE_OF_EACH)
async def test_a_field_of_each_shape_keeps_and_shows_each_of_them(begin: Begin, path: str) -> None:
    async with begin(WIDE) as story:
        entry = await story.at(path)
        for text in STRINGS:
            await enters(story, entry, text)
            await shown(story, first(text), entry)
        calm(story)


async def test_the_draft_keeps_and_shows_each_of_them(begin: Begin) -> None:
    async with begin(WIDE) as story:
        editor = story.desk.draft.editor
        story.desk.set_focus(editor)
        await story.rest()
        for text in STRINGS:
            wanted = literal(text, one_line=False)
            editor.move_cursor((0, 0))
            paste(story, text)
            await until(lambda: story.text.startswith(wanted), text)  # noqa: B023 (awaited here)
            await shown(story, text, editor)
        assert editor.text == story.text
        calm(story)


async def test_the_gap_line_keeps_and_shows_each_of_them(begin: Begin) -> None:
    async with begin(NARROW) as story:
        entry = story.focused()
        assert entry is story.desk.gap_line.entry
        for text in STRINGS:
            await enters(story, entry, text)
            await shown(story, first(text), entry)
            await shown(story, text, story.desk.draft)
        calm(story)


async def test_the_search_finds_each_of_them_typed_or_pasted(begin: Begin) -> None:
    async with begin(NARROW, key="") as story:
        store(story.app.places.incidents)
        await story.press("ctrl+o")
        screen = story.on(Incidents)
        for text in STRINGS:
            await types_or_pastes(story, text, "slash")
            await until(lambda: screen.typed == literal(text), text)  # noqa: B023 (awaited here)
            assert literal(text) in [line.title for line in screen.query_one(IncidentList).lines]
            await shown(story, text)
            story.post("escape")
            await until(lambda: not screen.typed, "left the search")
        assert story.app.is_running


@pytest.mark.parametrize("path", ["interview.format", "contact.zone", "cause.id"])
async def test_a_chooser_takes_each_of_them_as_a_search(begin: Begin, path: str) -> None:
    async with begin(NARROW) as story:
        await story.at(path)
        await story.press("enter")
        screen = story.on(Choose)
        for text in STRINGS:
            await types_or_pastes(story, text)
            await until(lambda: screen.options.typed == literal(text), text)  # noqa: B023 (awaited here)
            await shown(story, text)
            story.post("ctrl+u")
            await until(lambda: not screen.options.typed, "emptied")
        await story.press("escape")
        calm(story)


async def test_a_cause_in_words_of_ones_own_is_kept_as_it_is(begin: Begin) -> None:
    async with begin(WIDE) as story:
        for text in MARKUP[::3]:
            await story.at("cause.id")
            await story.press("enter")
            await story.say(text)
            await story.press("pagedown", "enter")
            assert story.state.incident.cause.detail == text
            await shown(story, text, await story.at("cause.detail"))
        calm(story)


async def test_their_words_are_kept_as_they_are(begin: Begin) -> None:
    async with begin(NARROW) as story:
        await story.press("ctrl+r", "d")
        entries = {each.field.label: each for each in story.on(Answered).query(FactField)}
        entry = entries["Their words"]
        await focus(story, entry)
        for text in STRINGS:
            await enters(story, entry, text)
            await shown(story, text, entry)
        await story.press("escape")
        calm(story)


async def test_what_an_editor_leaves_is_cleaned_before_it_is_taken(
    begin: Begin, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    left = tmp_path / "left"
    left.write_text("\n".join(text for text in STRINGS if "\0" not in text), encoding="utf-8", newline="")
    monkeypatch.undo()
    monkeypatch.setenv("VISUAL", "an 'unfinished quote")
    monkeypatch.setenv("EDITOR", f"cp {left}")
    monkeypatch.setattr(Raincheck, "suspend", nullcontext)
    async with begin(WIDE) as story:
        for entry in (story.desk.draft.editor, await story.at("contact.address")):
            story.app.screen.set_focus(entry)
            await story.press("f5")
            assert entry.text == literal(left.read_text(), one_line=False)
            assert story.said[-1].endswith("control characters were left out.")
        assert story.text == story.desk.draft.editor.text
        calm(story)
