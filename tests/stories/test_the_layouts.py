"""Three layouts of one model: focus and text stay whatever the size becomes."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from tests.stories.story import NARROW, WIDE, Begin, Story
from tui.widgets.editor import Editor

WAY = ((110, 36), (80, 24), (60, 16), (40, 12), (80, 24), (110, 36), (140, 40))


def whole(story: Story) -> None:
    """The screen is as large as the window, and not empty."""
    width, height = story.app.size
    rows = story.rows
    assert len(rows) == height
    assert {cell_len(row) for row in rows} == {width}
    assert any(row.strip() for row in rows)


@pytest.mark.parametrize("path", ["interview.company", "extras"])
async def test_a_field_keeps_focus_and_text_through_every_size(begin: Begin, path: str) -> None:
    async with begin(WIDE) as story:
        await story.at(path)
        text = ""
        for size in WAY:
            await story.resize(*size)
            whole(story)
            field = story.focused(path)
            assert field.region.size, size
            story.post("x")
            await story.rest()
            text += "x"
            assert field.text == text
            assert text in story.painted
            story.agree()


async def test_the_draft_keeps_focus_cursor_and_text_through_every_size(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await story.press("f3")
        text = story.text
        for size in WAY:
            await story.resize(*size)
            whole(story)
            assert isinstance(story.app.focused, Editor)
            assert story.app.focused.region.size
            story.post("x")
            await story.rest()
            text = "x" + text if size == WAY[0] else text.replace("x", "xx", 1)
            story.agree()
        assert story.text == text


async def test_the_checklist_keeps_focus_and_cursor_through_every_size(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await story.press("f4", "down", "down")
        cursor = story.desk.checklist.cursor
        for size in WAY:
            await story.resize(*size)
            whole(story)
            assert story.app.focused is story.desk.checklist
            assert story.desk.checklist.cursor == cursor
            assert story.desk.checklist.region.size
            label = story.steps[cursor].step.label
            assert any(label[:12] in row for row in story.rows), size


async def test_the_gap_line_keeps_its_text_where_the_form_comes_into_view(begin: Begin) -> None:
    async with begin(NARROW) as story:
        await story.say("Robin Va")
        await story.resize(*WIDE)
        assert story.state.incident.me.name == "Robin Va"
        await story.resize(*NARROW)
        assert "Robin Va" in story.text
        story.agree()


async def test_wide_shows_three_panes_medium_two_narrow_one(begin: Begin) -> None:
    async with begin(WIDE) as story:
        panes = {"form": story.desk.form, "draft": story.desk.draft, "checklist": story.desk.checklist}

        def seen() -> set[str]:
            return {name for name, pane in panes.items() if pane.region.size}

        assert seen() == {"form", "draft", "checklist"}
        await story.resize(139, 40)
        assert seen() == {"form", "draft"}
        await story.press("f4")
        assert seen() == {"draft", "checklist"}
        await story.resize(99, 40)
        assert seen() == {"checklist"}
        await story.press("f3")
        assert seen() == {"draft"}
        await story.press("f2")
        assert seen() == {"form"}


@pytest.mark.parametrize(
    "keys", [("ctrl+t",), ("ctrl+r",), ("ctrl+o",), ("f9",), ("f1",), ("ctrl+n",), ("ctrl+p",)]
)
async def test_every_screen_stands_every_size(begin: Begin, keys: tuple[str, ...]) -> None:
    async with begin(NARROW) as story:
        await story.press(*keys)
        for size in ((40, 12), (20, 5), (140, 40)):
            await story.resize(*size)
            whole(story)
        await story.press("escape", "escape")
        story.agree()


async def test_at_40_columns_what_is_typed_into_the_gap_line_is_seen(begin: Begin) -> None:
    async with begin((40, 12)) as story:
        await story.say("Robin")
        assert story.focused("me.name").text == "Robin"
        assert "My name? Robin" in story.rows[-2]
