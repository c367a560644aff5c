"""The main job, from the first key to the message in a file, at both sizes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from tui.app import Raincheck
from tui.screens.call import Call
from tui.screens.desk import Desk
from tui.screens.start import Start
from tui.state.derived import current_plan, shown
from tui.widgets.field import FactField

Make = Callable[..., Raincheck]
SIZES = ((80, 24), (140, 40))

pytestmark = pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x40"])


async def say(pilot: Pilot[str], text: str) -> None:
    """Type a text, key by key."""
    await pilot.press(*("space" if char == " " else char for char in text))


def draft(app: Raincheck) -> str:
    """Return the text in the draft pane, which must be that of the state."""
    assert app.state is not None
    desk = app.desk
    assert desk is not None
    text = desk.draft.editor.text
    assert text == shown(app.state, app.book).text
    return text


async def test_the_first_start_asks_what_happened(make_app: Make, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size):
        assert isinstance(app.screen, Start)


async def test_one_key_and_the_script_is_there_to_read(make_app: Make, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("1")
        await pilot.pause()
        assert isinstance(app.screen, Desk)
        assert "I missed our interview" in draft(app)


async def test_a_typed_company_is_in_the_draft_at_each_key(make_app: Make, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("1")
        await pilot.pause()
        app.action_message("first", "email")
        assert app.desk is not None
        await app.desk.form.focus_path("interview.company")
        await pilot.pause()
        for end in range(1, 5):
            await say(pilot, "Acme"[end - 1])
            await pilot.pause()
            assert app.state is not None
            assert app.state.incident.interview.company == "Acme"[:end]
            draft(app)


async def test_typing_starts_on_company_where_there_is_room_and_on_the_next_gap_where_not(
    make_app: Make, size: tuple[int, int]
) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("1")
        await pilot.pause()
        assert isinstance(app.focused, FactField)
        wide = size[0] >= 100
        assert app.focused.path == ("interview.company" if wide else "me.name")


async def test_ctrl_t_shows_the_call_screen_and_a_branch_is_logged(
    make_app: Make, size: tuple[int, int]
) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("1", "ctrl+t")
        await pilot.pause()
        assert isinstance(app.screen, Call)
        await pilot.press("3")
        await pilot.pause()
        assert app.state is not None
        assert [(t.channel, t.result) for t in app.state.incident.contacted] == [("call", "voicemail")]
        await pilot.press("escape")
        await pilot.pause()
        done = {step.step.id for step in current_plan(app.state, app.book).steps if step.state == "done"}
        assert "call" in done
