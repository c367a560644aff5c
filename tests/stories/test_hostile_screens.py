"""Whatever was told is shown as text on every screen; none of it becomes a style, a link or an action."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.screen import Screen

from tests.stories.hostile import STRINGS, calm, every_fact, first, literal, looks, shown, store
from tests.stories.story import NARROW, WIDE, Begin, Story
from tui.app.paint import MARK
from tui.screens.answered import Answered
from tui.screens.ask import Ask
from tui.screens.call import Call
from tui.screens.choose import Choose
from tui.screens.export import ExportSheet
from tui.screens.help import Help
from tui.screens.incidents import Incidents
from tui.screens.profile import ProfileScreen
from tui.screens.start import Start
from tui.store.profile import Profile, Settings
from tui.widgets.field import FactField
from tui.widgets.incident_list import IncidentList

MEDIUM = (110, 30)
MARKUP = [text for text in STRINGS if text.startswith("[")]
ALL = "\n".join(literal(text) for text in STRINGS if len(text) < 60)


def tell(story: Story, text: str) -> None:
    """Have the state say the text wherever a text can stand."""
    content = replace(story.state.content, incident=every_fact(text))
    story.app.change(replace(story.state, content=content, title=literal(text)))


@pytest.mark.parametrize("size", [NARROW, MEDIUM, WIDE], ids=["80", "110", "140"])
async def test_the_desk_shows_each_of_them(begin: Begin, size: tuple[int, int]) -> None:
    async with begin(size) as story:
        for text in STRINGS:
            tell(story, text)
            await shown(story, text, story.desk.draft)
            await shown(story, first(text))
            if size != NARROW:
                await shown(story, first(text), story.desk.form)
            story.agree()
        calm(story)


async def test_the_call_screen_shows_each_of_them(begin: Begin) -> None:
    async with begin(NARROW) as story:
        await story.press("ctrl+t")
        screen = story.on(Call)
        for text in STRINGS:
            tell(story, text)
            await shown(story, text)
        assert story.app.screen is screen


@pytest.mark.parametrize(("action", "screen"), [("answered", Answered), ("profile", ProfileScreen)])
async def test_the_fields_of_other_screens_show_markup(
    begin: Begin, action: str, screen: type[Screen[Any]]
) -> None:
    async with begin(NARROW) as story:
        for text in MARKUP:
            tell(story, text)
            await story.app.run_action(action)
            await story.press("h" if screen is Answered else "end")  # it took place: what do you remember?
            told = [each for each in story.on(screen).query(FactField) if each.text == text]
            assert told
            for entry in told:
                await shown(story, first(text), entry)
            await story.press("escape")
        calm(story)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80", "140"])
async def test_the_list_shows_each_of_them(begin: Begin, size: tuple[int, int]) -> None:
    async with begin(size, key="") as story:
        store(story.app.places.incidents)
        await story.press("ctrl+o")
        incidents = story.on(Incidents).query_one(IncidentList)
        assert {line.title for line in incidents.lines} == {literal(text) for text in STRINGS}
        for line in incidents.lines:
            await shown(story, first(line.title), incidents)
            incidents.action_move(1)


async def test_markup_is_shown_before_it_is_erased(begin: Begin) -> None:
    async with begin(NARROW, key="") as story:
        store(story.app.places.incidents)
        await story.press("ctrl+o")
        incidents = story.on(Incidents).query_one(IncidentList)
        for line in incidents.lines:
            if line.title in MARKUP:
                await story.press("E")
                story.on(Ask)
                await shown(story, line.title)
                await story.press("escape")
            incidents.action_move(1)
        assert len(incidents.lines) == len(STRINGS)


async def test_a_file_with_a_hostile_name_is_listed_by_it(begin: Begin) -> None:
    async with begin(NARROW, key="") as story:
        names = [text for text in STRINGS if not {"/", "\0", "\u0301"} & set(text) and len(text) < 60]
        for name in names:
            (story.app.places.incidents / f"{name}.md").write_text("nothing that can be read")
        await story.press("ctrl+o")
        incidents = story.on(Incidents).query_one(IncidentList)
        for line in incidents.lines:
            marked = line.title.translate(dict.fromkeys(map(ord, "\x1b\x07\x9b\u202e\u200b"), MARK))
            await shown(story, first(marked), incidents, marked=True)
            await story.press("down")
        assert {line.title for line in incidents.lines} == {f"{name}.md" for name in names}


async def test_the_export_sheet_shows_where_a_file_goes(begin: Begin, tmp_path: Path) -> None:
    async with begin(NARROW) as story:
        for text in MARKUP:
            folder = str(tmp_path / literal(text))
            story.app.profile = Profile(story.app.profile.me, Settings(export=folder))
            await story.press("f9")
            story.on(ExportSheet)
            await shown(story, literal(text)[-20:])
            await story.press("escape")
        calm(story)


async def test_sheets_notes_and_titles_show_all_of_them(begin: Begin) -> None:
    async with begin(WIDE) as story:
        book = story.app.book
        lines = ALL.split("\n")
        sheets: list[Screen[Any]] = [Help(ALL), Ask(ALL, lines, ALL, ALL), Start(book.playbooks, ALL)]
        sheets += [Choose(ALL, [(line, line) for line in lines]), ExportSheet(ALL, lines, ALL)]
        for sheet in sheets:
            await story.app.push_screen(sheet)
            await shown(story, lines[0])
            looks(story)
            await story.app.pop_screen()
        calm(story)


async def test_a_toast_and_the_word_of_saving_show_each_of_them(begin: Begin) -> None:
    async with begin(WIDE) as story:
        for text in STRINGS:
            story.app.clear_notifications()
            story.app.notify(literal(text), title=literal(text))
            await shown(story, text)
        story.app.clear_notifications()
        for text in STRINGS:
            story.app.keeping = f"NOT SAVED: {literal(text)[:20]}"
            await shown(story, story.app.keeping)
        calm(story)
