"""The driver of the terminal tests does what a terminal does, shown on a bare Textual app."""

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal

BARE = (sys.executable, "-m", "tests.bench.bare")


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Terminal]:
    with Terminal(BARE, home=tmp_path) as terminal:
        terminal.wait_for("an editor")
        yield terminal


def test_keys_typed_are_shown_in_the_field(bare: Terminal) -> None:
    bare.send("Zürich ‹1›")
    assert any("Zürich ‹1›" in line for line in bare.wait_for("Zürich ‹1›").splitlines()[:5])


@pytest.mark.parametrize(
    ("keys", "field"),
    [
        (["home"], "xabc"),
        (["left", "left"], "axbc"),
        (["home", "delete"], "xbc"),
        (["home", "end", "backspace"], "abx"),
        (["ctrl+u"], "x"),
    ],
)
def test_named_keys_arrive_as_the_keys_they_name(bare: Terminal, keys: list[str], field: str) -> None:
    bare.send("abc")
    for name in keys:  # one at a time: a bare app lets letters overtake keys that are bound
        bare.settle(quiet=0.15)
        bare.press(name)
    bare.settle(quiet=0.15)
    bare.press("x")
    assert f" {field} " in bare.wait_for("x")


def test_a_paste_of_two_lines_is_one_paste(bare: Terminal) -> None:
    bare.press("tab")
    bare.settle(quiet=0.15)
    bare.paste("one\ntwo\n")
    screen = bare.wait_for("two").splitlines()
    first = next(row for row, line in enumerate(screen) if "one" in line)
    assert "two" in screen[first + 1]
    assert "an editor" in screen[first + 2]


def test_a_new_size_reaches_the_program(bare: Terminal) -> None:
    bare.resize(120, 30)
    screen = bare.wait_for(lambda text: "palette" in text.splitlines()[-1])
    assert len(screen.splitlines()) == 30
    assert max(map(len, screen.splitlines())) == 120


def test_the_program_leaves_with_its_own_exit_code(bare: Terminal) -> None:
    bare.press("ctrl+q")
    assert bare.wait() == 0
    assert not bare.running


def test_a_signal_ends_the_program(bare: Terminal) -> None:
    bare.signal(signal.SIGTERM)
    assert bare.wait() == -signal.SIGTERM


def test_a_closed_terminal_hangs_up(bare: Terminal) -> None:
    bare.hang_up()
    assert bare.wait() == -signal.SIGHUP


def test_a_kill_cannot_be_survived(bare: Terminal) -> None:
    bare.kill()
    assert bare.wait() == -signal.SIGKILL


def test_a_wait_in_vain_shows_the_screen(bare: Terminal) -> None:
    with pytest.raises(AssertionError, match=r"(?s)'not there'.*an editor"):
        bare.wait_for("not there", timeout=0.1)


def test_what_the_program_writes_is_kept_byte_by_byte(bare: Terminal) -> None:
    assert b"\x1b[?1049h" in bare.raw
    assert b"an editor" in bare.raw


def test_nothing_of_this_home_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setenv("COLORTERM", "truecolor")
    show = "import os; print(sorted(os.environ), os.environ['HOME'], sep='\\n')"
    with Terminal((sys.executable, "-c", show), home=tmp_path, size=(200, 10)) as terminal:
        assert terminal.wait() == 0
        screen = terminal.wait_for(str(tmp_path))
    assert "COLORTERM" not in screen
    assert "TEXTUAL" not in screen


def test_the_terminal_is_the_programs_own(tmp_path: Path) -> None:
    ask = "import os; print('own', os.ttyname(0) and os.tcgetpgrp(0) == os.getpid())"
    with Terminal((sys.executable, "-c", ask), home=tmp_path) as terminal:
        terminal.wait_for("own True")
