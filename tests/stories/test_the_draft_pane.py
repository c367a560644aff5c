"""The draft: live at each key, an editor all the same, and nothing that was written in it is lost."""

from __future__ import annotations

import pytest

from tests.stories.story import NARROW, SIZES, WIDE, Begin, Story
from tui.widgets import editor as editor_module
from tui.widgets.draft_pane import Channels

LETTERS = {"v": "voicemail", "t": "text", "e": "email", "l": "linkedin", "c": "call"}


def marked(story: Story) -> set[str]:
    """The passages of the draft that are marked as changed."""
    editor = story.desk.draft.editor
    lines = editor.text.split("\n")
    return {lines[row][start:stop] for row, spans in editor._changed.items() for start, stop in spans}


async def with_email(story: Story) -> None:
    """Show the e-mail, role and company known."""
    await story.fill(interview__company="Acme", interview__role="Clerk")
    story.app.action_message("first", "email")
    await story.rest()


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x40"])
async def test_each_key_changes_the_draft_and_marks_what_changed(begin: Begin, size: tuple[int, int]) -> None:
    async with begin(size) as story:
        await story.at("interview.role")
        for end in range(1, 6):
            story.post("Clerk"[end - 1])
            await story.rest()
            role = "Clerk"[:end]
            assert f"the {role} role" in " ".join(story.text.split())
            assert any(role in passage for passage in marked(story))
            story.agree()


async def test_the_mark_fades(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editor_module, "CHANGED_FOR", 0.05)
    async with begin(WIDE) as story:
        await story.fill(interview__role="Clerk")
        await story.pilot.pause(0.1)
        assert marked(story) == set()


async def test_what_is_written_in_the_draft_is_the_state(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await story.press("f3")
        await story.say("Quick note: ")
        assert story.text.startswith("Quick note: ")
        story.agree()


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x40"])
async def test_a_hand_edit_survives_changes_in_the_form(begin: Begin, size: tuple[int, int]) -> None:
    async with begin(size) as story:
        await with_email(story)
        await story.press("f3", "ctrl+end")
        await story.say("\nPS: I have your book.")
        await story.fill(contact__name="Dana")
        await story.fill(interview__role="s")
        assert "PS: I have your book." in story.text
        assert "Clerks" in story.text
        assert "Dana" in story.text
        story.agree()


async def test_where_both_changed_the_writer_wins_it_is_counted_and_f7_takes_the_new_text(
    begin: Begin,
) -> None:
    async with begin(WIDE) as story:
        await with_email(story)
        editor = story.desk.draft.editor
        await story.press("f3")
        row = next(row for row, line in enumerate(story.text.split("\n")) if "Clerk role" in line)
        editor.move_cursor((row, editor.document.get_line(row).index("Clerk")))
        await story.say("wonderful ")
        assert "wonderful Clerk" in story.text
        await story.at("interview.role")
        await story.press("ctrl+u")
        await story.say("Baker")
        assert "wonderful Clerk" in story.text
        assert "1 of your edits and the facts disagree" in story.painted
        story.agree()
        await story.press("f3", "f7")
        assert "wonderful" not in story.text
        assert "Baker" in story.text
        assert "disagree" not in story.painted
        story.agree()
        await story.press("ctrl+z")
        assert "wonderful Clerk" in story.text
        story.agree()


async def test_hand_edits_and_open_conflicts_come_back_after_a_restart(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await with_email(story)
        await story.press("f3", "ctrl+end")
        await story.say("\nPS: mine")
        before = story.text
        await story.press("ctrl+q")
    async with begin(WIDE, key="") as story:
        assert story.text == before
        story.agree()
        await story.fill(interview__role="s")
        assert "PS: mine" in story.text
        assert "Clerks" in story.text


async def test_the_cursor_stays_with_its_word_when_text_comes_in_above(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await with_email(story)
        await story.press("f3", "ctrl+end")
        await story.say(" tail")
        await story.fill(contact__name="Dana Roe of the second floor")
        await story.press("f3")
        await story.say("!")
        assert story.text.rstrip().endswith(" tail!")
        story.agree()


class TestChannels:
    """The channels of the shown message."""

    async def test_left_and_right_choose_on_the_tabs(self, begin: Begin) -> None:
        async with begin(WIDE) as story:
            story.desk.set_focus(story.desk.query_one(Channels))
            seen = [story.state.channel]
            for _ in range(4):
                await story.press("right")
                seen.append(story.state.channel)
                story.agree()
            assert seen == ["call", "voicemail", "text", "email", "linkedin"]
            await story.press("right", "left")
            assert story.state.channel == "email"

    @pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x40"])
    async def test_control_and_page_keys_go_through_all_messages_and_round(
        self, begin: Begin, size: tuple[int, int]
    ) -> None:
        async with begin(size) as story:
            pairs = story.app.book.library.pairs("missed")
            seen = []
            for _ in pairs:
                seen.append((story.state.message, story.state.channel))
                await story.press("ctrl+pagedown")
                story.agree()
            assert tuple(seen) == tuple(pairs)
            assert (story.state.message, story.state.channel) == seen[0]
            await story.press("ctrl+pageup")
            assert (story.state.message, story.state.channel) == seen[-1]

    @pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x40"])
    async def test_letters_choose_after_escape(self, begin: Begin, size: tuple[int, int]) -> None:
        async with begin(size) as story:
            await story.press("escape")
            for letter, channel in LETTERS.items():
                await story.press(letter)
                assert story.state.channel == channel
                story.agree()

    async def test_a_channel_that_the_kind_has_not_is_said_so(self, begin: Begin) -> None:
        async with begin(WIDE, key="8") as story:
            await story.press("escape", "v")
            assert story.state.channel == "email"
            assert "no such channel" in story.said[-1]

    async def test_a_message_that_was_written_in_is_as_it_was_on_coming_back(self, begin: Begin) -> None:
        async with begin(NARROW) as story:
            await story.press("escape", "e", "f3")
            await story.say("Mine. ")
            before = story.text
            await story.press("ctrl+pageup", "ctrl+pagedown")
            assert story.text == before
            story.agree()


async def test_the_measures_fit_the_channel(begin: Begin) -> None:
    async with begin(WIDE) as story:
        assert " s spoken" in story.painted
        await story.press("escape", "t")
        assert " SMS" in story.painted
        await story.press("e")
        assert "words of 100-200" in story.painted or " words of " in story.painted
        assert "spoken" not in story.painted


async def test_a_paste_of_several_lines_is_kept_whole(begin: Begin) -> None:
    from textual.events import Paste

    async with begin(WIDE) as story:
        await story.press("f3")
        driver = story.app._driver
        assert driver is not None
        driver.send_message(Paste("one\ntwo\x1b[2J\nthree\n"))
        await story.rest()
        assert story.text.startswith("one\ntwo[2J\nthree\n")
        story.agree()
