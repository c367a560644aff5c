"""The session lock: one window writes, the others read."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tui.store.errors import Unusable
from tui.store.lock import Held, Holder, Lock

WINDOW = """
import sys
from pathlib import Path
from tui.store.lock import Lock
Lock(Path(sys.argv[1])).take()
print("taken", flush=True)
sys.stdin.read()
"""


@contextmanager
def other_window(folder: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", WINDOW, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as window:
        assert window.stdout
        assert window.stdout.readline() == "taken\n"
        try:
            yield window
        finally:
            window.kill()


def test_the_second_window_learns_who_holds_the_folder_and_takes_over_later(tmp_path: Path) -> None:
    lock = Lock(tmp_path)
    with other_window(tmp_path) as window:
        assert not lock.try_take()
        assert lock.holder().pid == window.pid
        with pytest.raises(Held, match=f"in use by process {window.pid} since ") as caught:
            lock.take()
        assert caught.value.holder.since
        assert caught.value.exit_code == 4
        window.send_signal(signal.SIGKILL)
        window.wait()
        assert lock.try_take()
    assert lock.holder().pid == os.getpid()
    assert not Lock(tmp_path).try_take()
    lock.release()


def test_two_locks_of_one_process_exclude_each_other(tmp_path: Path) -> None:
    with Lock(tmp_path) as lock:
        assert lock.try_take()
        assert not Lock(tmp_path).try_take()
    other = Lock(tmp_path)
    assert other.try_take()
    other.release()
    other.release()
    assert not other.held


def test_the_lock_file_is_private_and_stays(tmp_path: Path) -> None:
    with Lock(tmp_path / "data") as lock:
        pass
    assert stat.S_IMODE(lock.path.stat().st_mode) == 0o600


def test_a_lock_that_nobody_could_sign_is_told_without_a_name(tmp_path: Path) -> None:
    with Lock(tmp_path) as lock:
        lock.path.write_text("not json", encoding="utf-8")
        other = Lock(tmp_path)
        assert other.holder() == Holder()
        with pytest.raises(Held, match="in use by another window;"):
            other.take()


def test_a_signature_that_finds_no_room_does_not_hinder_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(fd: int, data: bytes, at: int) -> int:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr(os, "pwrite", full)
    with Lock(tmp_path) as lock:
        assert lock.held


def test_without_locks_in_the_file_system_the_window_writes_unguarded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(monkeypatch, errno.ENOLCK)
    with Lock(tmp_path) as lock:
        assert lock.held
        assert not lock.guarded


def test_a_folder_that_cannot_be_locked_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(monkeypatch, errno.EIO)
    with pytest.raises(Unusable, match="disk error"):
        Lock(tmp_path).take()


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(Unusable, match="a file is in the way"):
        Lock(tmp_path / "file").take()


def test_a_lock_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "raincheck.lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Unusable):
        Lock(tmp_path).take()
    assert not (tmp_path / "elsewhere").exists()


def refuse(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def refused(fd: int, operation: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", refused)
