"""The clipboard: which way the text went, and never more claimed than is known."""

from __future__ import annotations

import shutil
import subprocess
import sys
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.exchange.clipboard import LONGEST_SEQUENCE, copy

TEXT = "Dear Ms Roe,\n\nI missed it \u2013 my fault.\n"
PUT = "import sys; open({kept!r}, 'wb').write(sys.stdin.buffer.read())"
GET = "import sys; sys.stdout.buffer.write(open({kept!r}, 'rb').read())"


class Desktop:
    """A machine with some programs on its path; `kept` is its clipboard."""

    def __init__(self, folder: Path) -> None:
        self.bin, self.kept = folder / "bin", folder / "clipboard"
        self.bin.mkdir()
        self.environment = {"PATH": str(self.bin)}

    def has(self, name: str, code: str) -> None:
        program = self.bin / name
        program.write_text(f"#!{sys.executable}\n{code.format(kept=str(self.kept))}\n", encoding="utf-8")
        program.chmod(0o755)

    def copy(self, text: str = TEXT, **variables: str) -> tuple[str, str, bool]:
        done = copy(text, {**self.environment, **variables})
        return done.words, done.sequence, done.confirmed


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    return Desktop(tmp_path)


def test_a_program_of_the_system_comes_first_and_is_checked(desktop: Desktop) -> None:
    desktop.has("wl-copy", PUT)
    desktop.has("wl-paste", GET)
    words, sequence, confirmed = desktop.copy(WAYLAND_DISPLAY="wayland-0")
    assert (words, sequence, confirmed) == ("Copied to the clipboard with wl-copy.", "", True)
    assert desktop.kept.read_text(encoding="utf-8") == TEXT


def test_a_program_needs_its_display(desktop: Desktop) -> None:
    desktop.has("wl-copy", PUT)
    desktop.has("xsel", f"import sys\nif '--input' in sys.argv:\n    {PUT}\nelse:\n    {GET}")
    assert desktop.copy(DISPLAY=":0")[0] == "Copied to the clipboard with xsel."
    assert "OSC 52" in desktop.copy()[0]


def test_what_could_not_be_read_again_is_not_claimed(desktop: Desktop) -> None:
    desktop.has("pbcopy", PUT)
    desktop.has("pbpaste", "print('something else')")
    words, _, confirmed = desktop.copy()
    assert words.startswith("pbcopy took the text; whether it is in the clipboard could not be checked")
    assert "file (ctrl+s)" in words
    assert not confirmed


def test_windows_gets_its_own_encoding_and_is_never_confirmed(desktop: Desktop) -> None:
    desktop.has("clip.exe", PUT)
    assert not desktop.copy()[2]
    assert desktop.kept.read_bytes().decode("utf-16le") == TEXT


def test_a_program_that_fails_is_passed_over(desktop: Desktop) -> None:
    desktop.has("xclip", "raise SystemExit(1)")
    (desktop.bin / "xsel").write_text("not a program", encoding="utf-8")
    (desktop.bin / "xsel").chmod(0o755)
    assert "OSC 52" in desktop.copy(DISPLAY=":0")[0]


def test_a_program_that_hangs_is_left_after_the_limit(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.exchange.clipboard.LIMIT", 0.3)
    desktop.has("xclip", "import time; time.sleep(60)")
    desktop.has("xsel", PUT)
    assert "OSC 52" in desktop.copy(DISPLAY=":0")[0]


@pytest.mark.parametrize("variable", ["SSH_CONNECTION", "SSH_TTY"])
def test_over_ssh_the_terminal_gets_it_and_nothing_is_claimed(desktop: Desktop, variable: str) -> None:
    desktop.has("wl-copy", PUT)
    words, sequence, confirmed = desktop.copy(**{variable: "1", "WAYLAND_DISPLAY": "wayland-0"})
    assert sequence.startswith("\x1b]52;c;")
    assert sequence.endswith("\x07")
    assert b64decode(sequence[7:-1]).decode() == TEXT
    assert "nothing confirms it" in words
    assert not confirmed
    assert not desktop.kept.exists()


def test_in_tmux_its_buffer_takes_it(desktop: Desktop) -> None:
    desktop.has("tmux", f"import sys\nassert sys.argv[1:] == ['load-buffer', '-w', '-']\n{PUT}")
    words, sequence, confirmed = desktop.copy(SSH_TTY="1", TMUX="x")
    assert "tmux's buffer (prefix ] pastes it)" in words
    assert "does not confirm it" in words
    assert (sequence, confirmed) == ("", False)
    assert desktop.kept.read_text(encoding="utf-8") == TEXT


def test_where_tmux_cannot_the_sequence_is_wrapped_for_it(desktop: Desktop) -> None:
    words, sequence, _ = desktop.copy(TMUX="x")
    assert sequence.startswith("\x1bPtmux;\x1b\x1b]52;c;")
    assert sequence.endswith("\x07\x1b\\")
    assert "allow-passthrough" in words


def test_a_text_too_long_for_a_terminal_is_refused(desktop: Desktop) -> None:
    words, sequence, _ = desktop.copy("x" * LONGEST_SEQUENCE)
    assert words.startswith("Nothing was copied: the text is too long")
    assert sequence == ""


def test_no_control_character_reaches_the_clipboard(desktop: Desktop) -> None:
    desktop.has("pbcopy", PUT)
    desktop.copy("a\x1b[2Jb\u202e")
    assert desktop.kept.read_text(encoding="utf-8") == "a[2Jb"


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[str]:
    program = shutil.which("tmux")
    if not program:
        pytest.skip("tmux is not installed")
    socket = str(tmp_path / "tmux")
    subprocess.run([program, "-S", socket, "-f", "/dev/null", "new-session", "-d"], check=True)
    yield socket
    subprocess.run([program, "-S", socket, "kill-server"], check=True)


def test_the_real_tmux_has_the_text_in_its_buffer(tmux: str) -> None:
    place = shutil.which("tmux") or ""
    done = copy(TEXT, {"PATH": str(Path(place).parent), "TMUX": f"{tmux},0,0", "TERM": "xterm"})
    assert "tmux's buffer" in done.words
    shown = subprocess.run([place, "-S", tmux, "show-buffer"], capture_output=True, check=True)
    assert shown.stdout.decode() == TEXT
