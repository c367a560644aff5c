"""A program on a real pseudo-terminal, driven by keys and read as a person reads it. For Linux."""

import fcntl
import os
import select
import signal
import struct
import termios
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from tests.terminal.canvas import Canvas
from tests.terminal.keys import key, paste

PATIENCE = 20.0
"""Seconds a wait lasts at most: long, since it costs nothing where the program does what it should."""


class Written(NamedTuple):
    """One read of what the program wrote."""

    at: float
    """When it was read, on `time.perf_counter`."""
    data: bytes


class Frame(NamedTuple):
    """One whole picture that differs in its text from the one before."""

    at: float
    """When its last byte was read, on `time.perf_counter`."""
    lines: tuple[str, ...]


class Terminal:
    """A program started on a terminal of its own, with nothing of this process's environment but the PATH.

    HOME and the XDG folders lie under `home`. Leaving the `with` block kills what still runs.
    """

    def __init__(
        self,
        argv: Sequence[str],
        *,
        home: Path,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
    ) -> None:
        self._canvas = Canvas(*size)
        self._changed = threading.Condition()
        self._stopping = threading.Event()
        self._over = False
        self._code: int | None = None
        self.written: list[Written] = []
        """All that was read, in order."""
        self.frames: list[Frame] = []
        """Every text that the screen has shown, in order."""
        self._master, slave = os.openpty()
        self._set_size(*size)
        self.started = time.perf_counter()
        """The moment before the program was started, on `time.perf_counter`."""
        self.pid = _spawn(argv, os.ttyname(slave), _environment(home) | dict(env or {}))
        os.close(slave)
        self._reader = threading.Thread(target=self._read, name="terminal", daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def raw(self) -> bytes:
        """Every byte that the program has written so far."""
        with self._changed:
            return b"".join(data for _, data in self.written)

    @property
    def strings(self) -> list[str]:
        """The titles, clipboard writes and other string sequences that the program has written."""
        with self._changed:
            return list(self._canvas.strings)

    @property
    def modes(self) -> set[str]:
        """The private modes that are on, by number: 1049 is the alternate screen, 25 the cursor."""
        with self._changed:
            return set(self._canvas.modes)

    @property
    def running(self) -> bool:
        """Whether the program has not ended yet."""
        return self._poll() is None

    def lines(self) -> list[str]:
        """The rows of the last whole frame, without the blanks at their ends."""
        with self._changed:
            return [line.rstrip() for line in self._canvas.lines]

    def text(self) -> str:
        """The last whole frame as one string, a row a line."""
        return "\n".join(self.lines())

    def send(self, text: str | bytes) -> None:
        """Type bytes as they are."""
        data = text.encode() if isinstance(text, str) else text
        while data:
            data = data[os.write(self._master, data) :]

    def press(self, *names: str) -> None:
        """Press keys one after the other, named as in `keys.key`."""
        for name in names:
            self.send(key(name))

    def paste(self, text: str) -> None:
        """Paste, bracketed."""
        self.send(paste(text))

    def resize(self, width: int, height: int) -> None:
        """Give the window another size; the kernel sends SIGWINCH."""
        with self._changed:
            self._canvas.resize(width, height)
        self._set_size(width, height)

    def wait_for(self, wanted: str | Callable[[str], bool], timeout: float = PATIENCE) -> str:
        """Wait until a text, or a screen that satisfies a test, is shown; return that screen.

        AssertionError, with the screen, when it does not come in `timeout` seconds or the program ends.
        """
        found = wanted if callable(wanted) else (lambda screen: wanted in screen)
        end = time.monotonic() + timeout
        with self._changed:
            while not found(self.text()):
                left = end - time.monotonic()
                if left <= 0 or self._over:
                    raise AssertionError(self._complaint(wanted))
                self._changed.wait(left)
            return self.text()

    def wait_until_gone(self, unwanted: str, timeout: float = PATIENCE) -> str:
        """Wait until a text is no longer shown; return the screen without it."""
        return self.wait_for(lambda screen: unwanted not in screen, timeout)

    def settle(self, quiet: float = 0.3, timeout: float = PATIENCE) -> str:
        """Wait until the screen has, from now on, shown the same text for `quiet` seconds; return it."""
        begun = time.perf_counter()
        with self._changed:
            while (left := self._last_change(begun) + quiet - time.perf_counter()) > 0 and not self._over:
                if time.perf_counter() > begun + timeout:
                    raise AssertionError(f"It was still changing after {timeout} s.\n{self.text()}")
                self._changed.wait(left)
            return self.text()

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def kill(self) -> None:
        """End the program with SIGKILL, and wait until it is gone."""
        if self.running:
            self.signal(signal.SIGKILL)
        self.wait()

    def hang_up(self) -> None:
        """Close the terminal under the program, as when its window is closed or the line drops."""
        self._stop_reading()

    def wait(self, timeout: float = PATIENCE) -> int:
        """Wait for the program's end; its exit code, or minus the signal that ended it."""
        end = time.monotonic() + timeout
        while (code := self._poll()) is None:
            if time.monotonic() > end:
                raise AssertionError(f"It was still running after {timeout} s.\n{self.text()}")
            time.sleep(0.005)
        return code

    def close(self) -> None:
        """Kill what still runs and let go of the terminal."""
        self.kill()
        self._stop_reading()

    def _set_size(self, width: int, height: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def _poll(self) -> int | None:
        if self._code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._code = os.waitstatus_to_exitcode(status)
        return self._code

    def _last_change(self, since: float) -> float:
        return max(since, self.frames[-1].at) if self.frames else since

    def _read(self) -> None:
        poll = select.poll()
        poll.register(self._master, select.POLLIN)
        while not self._stopping.is_set():
            if poll.poll(50) and not self._take():
                break
        with self._changed:
            self._over = True
            self._changed.notify_all()

    def _take(self) -> bool:
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:  # EIO: the last program has left the terminal
            return False
        at = time.perf_counter()
        with self._changed:
            self.written.append(Written(at, data))
            before = self._canvas.lines
            answer = self._canvas.feed(data)
            if self._canvas.lines != before:
                self.frames.append(Frame(at, self._canvas.lines))
            self._changed.notify_all()
        if answer:
            self.send(answer)
        return True

    def _stop_reading(self) -> None:
        self._stopping.set()
        self._reader.join()
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    def _complaint(self, wanted: object) -> str:
        end = "the program has left the terminal" if self._over else "it did not come"
        return f"Waited for {wanted!r}, and {end}. The screen:\n{self.text()}"


def _spawn(argv: Sequence[str], tty: str, environment: Mapping[str, str]) -> int:
    """Start a program as the leader of a session of its own: the first terminal it opens becomes its own."""
    return os.posix_spawn(
        argv[0],
        list(argv),
        environment,
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, tty, os.O_RDWR, 0),
            (os.POSIX_SPAWN_DUP2, 0, 1),
            (os.POSIX_SPAWN_DUP2, 0, 2),
        ],
        setsid=True,
        setsigdef=[signal.SIGPIPE, signal.SIGXFSZ],
    )


def _environment(home: Path) -> dict[str, str]:
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("DATA", "CONFIG", "STATE", "CACHE")}
    return folders | {
        "HOME": str(home),
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
    }
