"""In a real terminal nothing of a desk is lost: draft, half-typed time, tick and export, however it ends."""

import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.conftest import Start
from tests.terminal.kills import PROMISE
from tests.terminal.steps import choose_missed, type_company
from tests.terminal.terminal import Terminal


def lived(raincheck: Start) -> Terminal:
    """A company, a half-typed time, a sentence of one's own in the draft, and a tick."""
    terminal = raincheck()
    choose_missed(terminal)
    type_company(terminal, "Quixwerk")
    terminal.send("\t\ttomorow-ish")
    terminal.wait_for("kept as typed")
    terminal.press("f3")
    terminal.send("Mine own words. ")
    terminal.wait_for("Mine own words.")
    terminal.press("f4")
    terminal.press("space")
    terminal.wait_for("[x] Take one minute")
    return terminal


def shows_it_all(screen: str) -> bool:
    """Whether all of it is on the screen."""
    wanted = (" Quixwerk ", " tomorow-ish ", "kept as typed", "Mine own words.", "[x] Take one minute")
    return all(words in screen for words in wanted)


def test_a_whole_life_is_there_after_kill_9(raincheck: Start, data: Path) -> None:
    terminal = lived(raincheck)
    terminal.press("ctrl+s")
    terminal.wait_for("About you")
    terminal.press("escape")
    terminal.wait_for("still has these gaps")
    terminal.settle()
    terminal.press("y")
    terminal.wait_for("Written to")
    (file,) = data.rglob("*.txt")
    assert file.read_text().startswith("Mine own words. ")
    time.sleep(PROMISE + 0.1)
    terminal.kill()
    again = raincheck()
    again.wait_for("Did you send it?")
    again.press("n")
    again.wait_for(shows_it_all)


@pytest.mark.parametrize(
    "end",
    [lambda it: it.signal(signal.SIGTERM), lambda it: it.signal(signal.SIGHUP), lambda it: it.hang_up()],
    ids=["SIGTERM", "SIGHUP", "closed terminal"],
)
def test_told_to_end_it_leaves_in_order_with_everything_kept(
    raincheck: Start, end: Callable[[Terminal], None]
) -> None:
    terminal = lived(raincheck)
    end(terminal)
    assert terminal.wait() == 0
    assert b"Traceback" not in terminal.raw
    if b"\x1b[?1049l" in terminal.raw:
        assert not terminal.modes & {"1049", "1000", "1003", "2004", "1004"}
    raincheck().wait_for(shows_it_all)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_kill_while_writing_costs_no_letter_older_than_a_second(
    raincheck: Start, data: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - chance in a test, to be repeated
    terminal = raincheck()
    choose_missed(terminal)
    terminal.press("f3")
    terminal.settle()
    typed, moments = "", []
    end = time.perf_counter() + chance.uniform(0.5, 2.5)
    while time.perf_counter() < end:
        typed += chance.choice("QXZWVKJqxzwvkj")
        moments.append(time.perf_counter())
        terminal.press(typed[-1])
        time.sleep(chance.choice((0, 0.01, 0.05, 0.2)))
    killed = time.perf_counter()
    terminal.kill()
    (file,) = (data / "incidents").glob("*.md")
    kept = file.read_text()
    old = sum(1 for moment in moments if killed - moment > PROMISE)
    assert typed[:old] in kept, (typed, old)
