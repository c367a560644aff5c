"""To the clipboard: by a program, through tmux or by the terminal itself - and the truth about it."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from base64 import b64encode
from collections.abc import Mapping

from msgspec import Struct

from tui.model.clean import clean

LIMIT = 2.0
"""Seconds that all programs together may take (architecture.md, Formats)."""

LONGEST_SEQUENCE = 74_994
"""Bytes of base64 that the terminals take at the least (hterm and xterm take more)."""

SURE = "the file (ctrl+s) is the sure way"


class Copied(Struct, frozen=True):
    """What was done with the text.

    `words` says it, and what could not be confirmed. `sequence`, unless "", is for the App to write to the
    terminal. `confirmed` only if the clipboard was read again and held the text.
    """

    words: str
    sequence: str = ""
    confirmed: bool = False


class _Tool(Struct, frozen=True):
    """A program that fills the clipboard; `needs` is the variable without which it cannot work."""

    put: tuple[str, ...]
    get: tuple[str, ...] = ()
    needs: str = ""
    encoding: str = "utf-8"


TOOLS = (
    _Tool(("wl-copy",), ("wl-paste", "--no-newline"), "WAYLAND_DISPLAY"),
    _Tool(("xclip", "-selection", "clipboard"), ("xclip", "-selection", "clipboard", "-o"), "DISPLAY"),
    _Tool(("xsel", "--clipboard", "--input"), ("xsel", "--clipboard", "--output"), "DISPLAY"),
    _Tool(("pbcopy",), ("pbpaste",)),
    _Tool(("clip.exe",), encoding="utf-16le"),
)


def copy(text: str, environment: Mapping[str, str] = os.environ) -> Copied:
    """Bring the text to the clipboard as well as this place allows, within two seconds.

    A program of the system does it where there is one; over SSH the clipboard of this machine is of no use,
    so the text goes to the user's terminal, through tmux where that runs.
    """
    clean_text = clean(text).text
    far = environment.get("SSH_CONNECTION") or environment.get("SSH_TTY")
    run = _Runner(environment)
    if not far and (done := _by_tool(clean_text, run)):
        return done
    if environment.get("TMUX") and run(("tmux", "load-buffer", "-w", "-"), clean_text.encode()) is not None:
        return Copied(
            "Put in tmux's buffer (prefix ] pastes it) and sent on to your terminal's clipboard, which does "
            f"not confirm it; {SURE}."
        )
    return _by_terminal(clean_text, bool(environment.get("TMUX")))


class _Runner:
    """Runs programs, all of them together for two seconds at most."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self._end = time.monotonic() + LIMIT

    def __call__(self, command: tuple[str, ...], given: bytes = b"", *, read: bool = False) -> bytes | None:
        """Return what it wrote (b"" unless `read`), None where it is missing, failed or was too slow."""
        program = shutil.which(command[0], path=self.environment.get("PATH", ""))
        if not program:
            return None
        try:
            done = subprocess.run(  # noqa: S603 - one of the fixed commands of this file
                [program, *command[1:]],
                input=given,
                stdout=subprocess.PIPE if read else subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=dict(self.environment),
                timeout=max(0.0, self._end - time.monotonic()),
                check=True,
            )
        except (OSError, subprocess.SubprocessError):
            return None
        return done.stdout or b""


def _by_tool(text: str, run: _Runner) -> Copied | None:
    for tool in TOOLS:
        if tool.needs and not run.environment.get(tool.needs):
            continue
        if run(tool.put, text.encode(tool.encoding)) is None:
            continue
        name = tool.put[0]
        if tool.get and run(tool.get, read=True) == text.encode():
            return Copied(f"Copied to the clipboard with {name}.", confirmed=True)
        return Copied(f"{name} took the text; whether it is in the clipboard could not be checked; {SURE}.")
    return None


def _by_terminal(text: str, in_tmux: bool) -> Copied:
    code = b64encode(text.encode()).decode()
    if len(code) > LONGEST_SEQUENCE:
        return Copied(f"Nothing was copied: the text is too long for a terminal's clipboard; {SURE}.")
    sequence = f"\x1b]52;c;{code}\x07"
    if in_tmux:
        sequence = f"\x1bPtmux;{sequence.replace(chr(27), chr(27) * 2)}\x1b\\"
        return Copied(
            "Sent through tmux to your terminal's clipboard; tmux drops it unless allow-passthrough is on, "
            f"and nothing confirms it; {SURE}.",
            sequence,
        )
    return Copied(f"Sent to your terminal's clipboard (OSC 52); nothing confirms it; {SURE}.", sequence)
