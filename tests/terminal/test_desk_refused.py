"""Where there is no room, no folder or no right to write, it says so in a sentence and breaks nothing."""

import sys
from pathlib import Path

import pytest

from tests.terminal.conftest import Start
from tests.terminal.steps import choose_missed, type_company
from tests.terminal.terminal import Terminal


def said(terminal: Terminal) -> str:
    """The words on the screen, on one line."""
    return " ".join(terminal.text().split())


@pytest.mark.parametrize(
    ("env", "size", "words"),
    [
        ({"TERM": "dumb"}, (80, 24), "TERM is dumb"),
        ({}, (20, 5), "this terminal has 20x5"),
    ],
    ids=["TERM=dumb", "20x5"],
)
def test_a_terminal_that_cannot_show_it_is_told_what_works(
    tmp_path: Path, env: dict[str, str], size: tuple[int, int], words: str
) -> None:
    argv = (sys.executable, "-m", "tui", "--data", str(tmp_path / "data"))
    with Terminal(argv, home=tmp_path, size=size, env=env) as terminal:
        assert terminal.wait() == 2
        terminal.settle(quiet=0.1)
        raw = " ".join(terminal.raw.decode().split())
    assert words in raw
    assert "raincheck draft" in raw
    assert "\x1b[" not in raw
    assert "Traceback" not in raw


def test_a_data_folder_that_is_a_file_is_named_and_left_alone(raincheck: Start, data: Path) -> None:
    data.write_text("mine")
    terminal = raincheck()
    assert terminal.wait() == 4
    terminal.settle(quiet=0.1)
    assert str(data) in said(terminal).replace(" ", "") or data.name in said(terminal)
    assert b"Traceback" not in terminal.raw
    assert b"\x1b[?1049h" not in terminal.raw
    assert data.read_text() == "mine"


def test_at_40x12_it_can_be_used(raincheck: Start) -> None:
    terminal = raincheck(size=(40, 12))
    terminal.wait_for("What happened?")
    terminal.press("1")
    terminal.wait_for("Next gap  My name?")
    terminal.send("Robin Vale\r")
    terminal.wait_for("Next gap  When?")
    terminal.wait_for("this is Robin Vale")
    terminal.press("ctrl+q")
    assert terminal.wait() == 0


def test_shrunk_to_nothing_while_typing_it_keeps_every_letter(raincheck: Start) -> None:
    terminal = raincheck()
    choose_missed(terminal)
    for size, letters in (
        ((140, 40), "Qu"),
        ((80, 24), "ix"),
        ((40, 12), "we"),
        ((10, 3), "rk"),
        ((1, 1), "!"),
    ):
        terminal.resize(*size)
        terminal.settle(quiet=0.1)
        terminal.send(letters)
    terminal.resize(140, 40)
    terminal.wait_for(" Quixwerk! ")
    assert b"Traceback" not in terminal.raw


def test_of_two_windows_the_second_reads_and_then_takes_over(raincheck: Start) -> None:
    first = raincheck()
    choose_missed(first)
    type_company(first, "Quixwerk")
    first.wait_for("saved")
    second = raincheck()
    second.wait_for(f"read-only: open in process {first.pid} since")
    second.wait_for("Quixwerk")
    second.press("f2")
    second.settle()
    second.send("X")
    second.wait_for("Nothing was changed")
    first.send(" Ltd")
    first.wait_for("Quixwerk Ltd")
    first.press("ctrl+q")
    assert first.wait() == 0
    second.wait_for("Quixwerk Ltd")
    second.wait_until_gone("read-only")
    second.press("f3")
    second.send("Mine. ")
    second.wait_for("Mine. ")
    second.press("ctrl+q")
    assert second.wait() == 0
    raincheck().wait_for(lambda screen: "Quixwerk Ltd" in screen and "Mine. " in screen)
