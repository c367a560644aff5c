"""The main job in a real terminal, and that nothing of it is lost however the program ends."""

import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.conftest import Start
from tests.terminal.kills import PROMISE, die_typing
from tests.terminal.steps import choose_missed, go_on_to_role, type_company
from tests.terminal.terminal import Terminal

COMPANY, ROLE = "Quixwerk", "Zymologist"


def on_the_desk(raincheck: Start, size: tuple[int, int] = (140, 40)) -> Terminal:
    """The desk of a new incident, company and role typed."""
    terminal = raincheck(size=size)
    choose_missed(terminal)
    type_company(terminal, COMPANY)
    go_on_to_role(terminal)
    terminal.send(ROLE)
    terminal.wait_for(shows_it_all)
    return terminal


def shows_it_all(screen: str) -> bool:
    """Whether the company is in its field, and the role in its field and in the message."""
    fields = [f" Company {COMPANY} ", f" Role {ROLE} "]
    words = " ".join(screen.split())
    return all(field in words for field in fields) and f"the {ROLE} role" in words


def test_from_one_key_to_the_message_in_a_file(raincheck: Start, data: Path) -> None:
    terminal = on_the_desk(raincheck)
    terminal.press("f4")
    terminal.settle()
    ticked = terminal.text().count("[x]")
    terminal.press("space")
    terminal.wait_for(lambda screen: screen.count("[x]") == ticked + 1)
    terminal.press("ctrl+s")
    terminal.wait_for("About you")  # asked for once, and may stay empty
    terminal.press("escape")
    terminal.wait_for("still has these gaps")
    terminal.settle()
    terminal.press("y")
    terminal.wait_for(".txt")
    (file,) = data.rglob("*.txt")
    assert ROLE in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600
    terminal.press("ctrl+q")
    assert terminal.wait() == 0


def test_after_a_kill_all_that_is_older_than_a_second_is_there(raincheck: Start) -> None:
    terminal = on_the_desk(raincheck)
    terminal.press("f4")
    terminal.settle()
    terminal.press("space")
    terminal.wait_for("[x]")
    time.sleep(PROMISE + 0.1)
    terminal.kill()
    again = raincheck()
    screen = again.wait_for(shows_it_all)
    assert "[x]" in screen


@pytest.mark.parametrize("seed", [1, 2])
def test_a_kill_at_any_moment_costs_no_letter_older_than_a_second(raincheck: Start, seed: int) -> None:
    death = die_typing(raincheck, random.Random(seed))  # noqa: S311 - chance in a test, to be repeated
    assert not death.broken, death


@pytest.mark.parametrize(
    "end",
    [
        lambda terminal: terminal.signal(signal.SIGTERM),
        lambda terminal: terminal.signal(signal.SIGHUP),
        lambda terminal: terminal.hang_up(),
    ],
    ids=["SIGTERM", "SIGHUP", "closed terminal"],
)
def test_told_to_end_it_saves_the_last_letter_first(
    raincheck: Start, end: Callable[[Terminal], None]
) -> None:
    terminal = on_the_desk(raincheck)
    end(terminal)
    terminal.wait()
    raincheck().wait_for(shows_it_all)


def test_every_size_is_drawn_and_the_way_back_restores_the_desk(raincheck: Start) -> None:
    terminal = on_the_desk(raincheck)
    before = terminal.settle()
    for size in ((80, 24), (40, 12), (20, 5), (140, 40)):
        terminal.resize(*size)
        assert terminal.settle().strip()
    terminal.wait_for(lambda screen: _below_header(screen) == _below_header(before))


def _below_header(screen: str) -> list[str]:
    return screen.splitlines()[1:]


def test_what_is_typed_ahead_arrives_in_the_order_of_the_keys(raincheck: Start) -> None:
    terminal = raincheck()
    choose_missed(terminal)
    terminal.send(f"{COMPANY}\t{ROLE}")
    terminal.wait_for(shows_it_all)


def test_what_is_typed_while_the_desk_still_opens_is_not_lost(raincheck: Start) -> None:
    terminal = raincheck()
    terminal.wait_for("What happened?")
    terminal.settle()
    terminal.send(f"1{COMPANY}")
    terminal.wait_for(lambda screen: f" Company {COMPANY} " in " ".join(screen.split()))


def test_the_terminal_is_left_as_it_was_found(raincheck: Start) -> None:
    terminal = on_the_desk(raincheck)
    terminal.press("ctrl+q")
    assert terminal.wait() == 0
    assert not terminal.modes & {"1049", "1000", "1003", "2004", "1004"}
    assert "25" in terminal.modes
