"""Before cancelling: a short weighing, that may end in moving it or in another format."""

from __future__ import annotations

import pytest

from tests.stories.story import Make
from tui.screens.weigh import Weigh
from tui.state.derived import current_plan


async def test_who_wants_to_cancel_is_asked_to_weigh_it_first(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        assert isinstance(app.screen, Weigh)


@pytest.mark.parametrize(("key", "kind"), [("p", "postpone"), ("f", "switch"), ("w", "withdraw")])
async def test_it_can_end_in_another_kind(make_app: Make, key: str, kind: str) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        assert app.screen is app.desk
        assert app.state is not None
        assert app.state.incident.kind == kind


async def test_going_on_ticks_the_step_once(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        await pilot.press("w")
        await pilot.pause()
        for _ in range(2):
            assert app.state is not None
            done = [s.step.id for s in current_plan(app.state, app.book).steps if s.state == "done"]
            assert done == ["weigh"]
            app.action_weigh()
            await pilot.pause()
            await pilot.press("w")
            await pilot.pause()


async def test_leaving_it_changes_nothing(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        before = app.state
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is app.desk
        assert app.state == before
