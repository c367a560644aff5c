"""A paste of any length is kept whole, and the next key and the next screen do not wait for it."""

from __future__ import annotations

import pytest

from tests.stories.hostile import first, is_kept, literal, paste, shown, until
from tests.stories.story import NARROW, SIZES, Begin
from tui.screens.incidents import Incidents
from tui.widgets.incident_list import IncidentList

LONG = {
    "20,000 characters": "".join(f"{index} words, " for index in range(2000))[:20_000],
    "one word of 20,000": "x" * 20_000,
    "500 lines": "\n".join(f"line {index} of all" for index in range(500)),
    "20,000 wide ones": "日本語の" * 5_000,
}

each_length = pytest.mark.parametrize("text", LONG.values(), ids=LONG)


@each_length
async def test_the_draft_takes_it_whole_and_the_next_key(begin: Begin, text: str) -> None:
    async with begin(NARROW) as story:
        before = story.text
        await story.press("f3")
        editor = story.desk.draft.editor
        story.app.screen.set_focus(editor)
        editor.move_cursor((0, 0))
        await story.rest()
        paste(story, text)
        story.post("Z")
        await until(lambda: story.text == f"{text}Z{before}", "the draft")
        assert editor.text == story.text
        await story.press("ctrl+z")
        assert editor.text == story.text != f"{text}Z{before}"


@each_length
@pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x40"])
async def test_a_field_of_one_line_takes_it_whole_and_the_next_key(
    begin: Begin, size: tuple[int, int], text: str
) -> None:
    async with begin(size) as story:
        entry = await story.at("interview.company")
        paste(story, text)
        story.post("Z")
        await until(lambda: is_kept(story, entry, f"{text}Z"), "the field")
        assert story.state.incident.interview.company == f"{literal(text)}Z"
        await story.press("ctrl+o")
        (line,) = story.on(Incidents).query_one(IncidentList).lines
        assert line.title == f"{literal(text)}Z"
        await shown(story, first(text), story.app.screen)


@each_length
async def test_a_time_is_kept_as_typed_however_long_it_is(begin: Begin, text: str) -> None:
    async with begin(NARROW) as story:
        for path in ("interview.start", "slots"):
            entry = await story.at(path)
            paste(story, text)
            await until(lambda: is_kept(story, entry, text), path)  # noqa: B023 (awaited here)
            await story.rest()
