"""A disk that waits and fails on demand, and a listener that waits for what the saver says."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable
from pathlib import Path

from tests.store.records import KINDS
from tui.model.record import Record
from tui.store.names import file_name
from tui.store.save import NotSaved, Stored, open_incident, save
from tui.store.saver import Saver, Status

LONG = 3600.0
SOON = 20.0


class Slow:
    """A disk that can be made to fail or to wait; `written` lists what reached it."""

    def __init__(self) -> None:
        self.written: list[Record] = []
        self.error: Exception | None = None
        self.refusing = False
        self.go, self.begun = threading.Event(), threading.Event()
        self.go.set()

    def __call__(self, folder: Path, record: Record, stored: Stored | None) -> Stored:
        self.begun.set()
        assert self.go.wait(SOON)
        if self.refusing:
            handle = stored or Stored(folder / file_name(record), "")
            raise NotSaved(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), handle)
        if self.error:
            raise self.error
        self.written.append(record)
        return save(folder, record, stored)


class Watch:
    """Listens to a saver and waits for a status."""

    def __init__(self) -> None:
        self.seen: list[Status] = []
        self._changed = threading.Condition()

    def __call__(self, status: Status) -> None:
        with self._changed:
            self.seen.append(status)
            self._changed.notify_all()

    def wait(self, wanted: Callable[[Status], bool]) -> Status:
        with self._changed:
            assert self._changed.wait_for(lambda: any(map(wanted, self.seen)), SOON)
            return next(status for status in reversed(self.seen) if wanted(status))

    @property
    def states(self) -> list[str]:
        return [status.state for status in self.seen]


Make = Callable[..., Saver]


def text_of(path: Path) -> str:
    return open_incident(path, KINDS)[0].drafts[0].text


def only(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path
