"""What is drawn bit by bit is what would be drawn at once."""

from __future__ import annotations

from tests.terminal.conftest import Start
from tests.terminal.steps import choose_missed, type_company


def test_after_many_small_changes_the_screen_is_the_one_that_is_drawn_anew(raincheck: Start) -> None:
    terminal = raincheck("--now", "2026-12-01T14:42:00+01:00")
    choose_missed(terminal)
    type_company(terminal, "Acme & Sons of the North")
    for part in ("tab", "Data Engineer", "tab", "today 14:00", "f4", " ", "down", "f2", "tab", "Lee"):
        if len(part) > 1 and part[0].islower() and " " not in part:
            terminal.press(part)
        else:
            terminal.send(part)
        terminal.settle()
    terminal.settle(quiet=3.0)
    bit_by_bit = terminal.lines()
    assert "Acme & Sons of the North" in terminal.text()
    terminal.press("ctrl+l")
    terminal.settle()
    assert terminal.lines() == bit_by_bit
