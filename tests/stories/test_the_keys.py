"""Keys: Esc never destroys, Enter never sends, no function key is needed, and all are to be found."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.binding import Binding

from tests.stories.story import NARROW, SIZES, WIDE, Begin
from tui.app import Raincheck
from tui.screens.answered import Answered
from tui.screens.ask import Ask
from tui.screens.desk import Desk
from tui.screens.help import Help
from tui.screens.start import Start
from tui.widgets.keybar import KeyBar

PANES = {"form": ("f2",), "draft": ("f3",), "checklist": ("f4",), "none": ("escape",)}
SCREENS = {
    "desk": (),
    "letters": ("escape",),
    "call": ("ctrl+t",),
    "incidents": ("ctrl+o",),
    "start": ("ctrl+n",),
}


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x40"])
@pytest.mark.parametrize("keys", PANES.values(), ids=PANES)
async def test_escape_neither_leaves_nor_destroys(
    begin: Begin, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async with begin(size) as story:
        await story.fill(interview__company="Acme", interview__start="tomorow-ish")
        await story.press("f3")
        await story.say("Mine. ")
        await story.press(*keys)
        before = story.state
        await story.press("escape", "escape", "escape")
        story.on(Desk)
        assert story.app.is_running
        assert story.state.content == before.content
        assert story.state.timeline == before.timeline
        story.agree()


@pytest.mark.parametrize("keys", [*PANES.values(), ("ctrl+t",), ("f9",), ("ctrl+s", "escape")], ids="+".join)
async def test_enter_sends_and_writes_nothing(begin: Begin, tmp_path: Path, keys: tuple[str, ...]) -> None:
    async with begin(NARROW) as story:
        await story.press(*keys)
        for _ in range(6):
            await story.press("enter")
        assert story.state.incident.contacted == ()
        assert not any(entry.what in ("exported", "sent") for entry in story.state.timeline)
        assert not list(tmp_path.rglob("*.txt"))


async def test_the_main_job_by_letters_and_control_keys_alone(begin: Begin, tmp_path: Path) -> None:
    """From the first key to the promise of an answer: no function key, no page key."""
    answers = {
        "me.name": "Robin Vale",
        "me.phone": "+49 170 5550123",
        "interview.company": "Acme",
        "interview.role": "Clerk",
        "interview.start": "today 14:00",
        "contact.name": "Dana Roe",
        "cause.id": "overslept",
        "slots": "tomorrow 15-18",
    }
    async with begin(NARROW) as story:
        await story.press("escape", "e", "g")
        while story.gaps:
            await story.say(answers.pop(story.focused().path) + "\n")
        await story.press("escape", "k")
        while story.desk.checklist.cursor != "call":
            await story.press("j")
        await story.press("space")
        assert story.done("call")
        await story.press("escape", "x")
        (file,) = tmp_path.rglob("*.txt")
        assert "Dear Dana Roe," in file.read_text()
        assert "Clerk" in file.read_text()
        await story.press("o")
        story.on(Answered)
        await story.press("p")
        await story.say("fri 12:00")
        await story.press("escape")
        assert story.fact("outcome") == "promised"
        assert story.fact("promised_by") is not None
        story.agree()


async def test_letters_are_keys_only_while_no_text_has_the_focus(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await story.say("gxocvtelidk?12")
        story.on(Desk)
        assert story.fact("interview.company") == "gxocvtelidk?12"
        assert story.fact("kind") == "missed"
        await story.press("f3")
        await story.say("gxoi?2")
        assert story.text.startswith("gxoi?2")
        story.on(Desk)


async def test_f2_f3_f4_and_their_letters_go_to_the_panes(begin: Begin) -> None:
    async with begin(NARROW) as story:
        for pane, keys in {"form": ("f2", "i"), "draft": ("f3", "d"), "checklist": ("f4", "k")}.items():
            await story.press(keys[0])
            assert story.desk.front == pane
            await story.press("escape", keys[1])
            assert story.desk.front == pane
            assert story.app.focused is not None
            await story.press("escape")


class TestTheFooter:
    """The last line of each screen."""

    @pytest.mark.parametrize("keys", SCREENS.values(), ids=SCREENS)
    async def test_it_has_at_most_seven_keys_at_80_columns_and_none_is_clipped(
        self, begin: Begin, keys: tuple[str, ...]
    ) -> None:
        async with begin(NARROW) as story:
            await story.press(*keys)
            bar = story.app.screen.query_one(KeyBar)
            assert 1 <= len(bar.keys) <= 7
            row = story.rows[-1]
            for key, word, _ in bar.keys:
                assert f"{key} {word}" in row

    async def test_where_there_is_less_room_keys_are_left_out_whole(self, begin: Begin) -> None:
        async with begin(NARROW) as story:
            await story.resize(40, 12)
            bar = story.app.screen.query_one(KeyBar)
            row = story.rows[-1].strip()
            said = "  ".join(f"{key} {word}" for key, word, _ in bar.keys)
            assert said.startswith(row)
            assert any(row.endswith(word) for _, word, _ in bar.keys)


class TestThePalette:
    """ctrl+p: every action by name."""

    async def test_it_lists_every_action_with_its_key(self, begin: Begin) -> None:
        async with begin(WIDE) as story:
            listed = [command.title for command in story.app.get_system_commands(story.app.screen)]
            bindings = [*Raincheck.BINDINGS, *Desk.BINDINGS]
            missing = set()
            for binding in bindings:
                assert isinstance(binding, Binding)
                key = binding.key.split(",")[0]
                if binding.description and not any(f"({key})" in title for title in listed):
                    missing.add(f"{binding.description} ({key})")
            assert missing == set()
            assert len(listed) == len(set(listed))

    async def test_an_action_is_found_by_name_and_run(self, begin: Begin) -> None:
        async with begin(WIDE) as story:
            await story.press("ctrl+p")
            await story.say("they answered")
            await story.pilot.pause(0.3)
            await story.press("down", "enter")
            await story.pilot.pause(0.2)
            story.on(Answered)


class TestHelp:
    """F1: for the focused thing, then all keys."""

    @pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x40"])
    @pytest.mark.parametrize(
        ("keys", "said"),
        [
            (("f2", "tab"), "F7 says that you do not know it"),
            (("f3",), "Write in it freely"),
            (("f4",), "Breathe"),
        ],
        ids=["field", "draft", "checklist"],
    )
    async def test_it_opens_for_what_has_the_focus(
        self, begin: Begin, size: tuple[int, int], keys: tuple[str, ...], said: str
    ) -> None:
        async with begin(size) as story:
            await story.press(*keys, "f1")
            story.on(Help)
            assert said in " ".join(story.painted.replace("│", " ").split())
            await story.press("escape")
            story.on(Desk)

    async def test_a_question_mark_opens_it_after_escape(self, begin: Begin) -> None:
        async with begin(NARROW) as story:
            await story.press("escape", "?")
            story.on(Help)

    async def test_it_names_every_key_of_the_app(self, begin: Begin) -> None:
        from tui.screens.help import KEYS

        said = " ".join(keys for _, rows in KEYS for keys, _ in rows)
        for binding in (*Raincheck.BINDINGS, *Desk.BINDINGS):
            assert isinstance(binding, Binding)
            if binding.description:
                for key in binding.key.split(","):
                    name = {"escape": "Esc", "question_mark": "?"}.get(key, key)
                    assert name in said or name.upper() in said, name

    @pytest.mark.parametrize("keys", [(), ("ctrl+t",), ("ctrl+o",)], ids=["Start", "call", "incidents"])
    async def test_it_opens_from_every_screen(self, begin: Begin, keys: tuple[str, ...]) -> None:
        async with begin(NARROW, key="1" if keys else "") as story:
            await story.press(*keys, "f1")
            story.on(Help)


async def test_ctrl_c_says_how_to_leave_and_ctrl_q_leaves(begin: Begin) -> None:
    async with begin(NARROW) as story:
        await story.press("ctrl+c")
        assert "ctrl+q leaves" in story.said[-1]
        assert story.app.is_running
        await story.press("ctrl+q")
        assert story.app._exit


async def test_nothing_on_start_is_done_by_the_keys_of_the_desk(begin: Begin) -> None:
    async with begin(NARROW, key="") as story:
        for key in (
            "ctrl+s",
            "f9",
            "ctrl+r",
            "ctrl+t",
            "f7",
            "f8",
            "ctrl+z",
            "ctrl+pagedown",
            "f5",
            "ctrl+g",
        ):
            await story.press(key)
            story.on(Start)
        assert not isinstance(story.app.screen, Ask)
