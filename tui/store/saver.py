"""The saver: a thread that brings the newest text to the disk, so that typing never waits for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Literal, Protocol

from msgspec import Struct
from msgspec.structs import replace

from tui.model.record import Record
from tui.store.errors import StoreError
from tui.store.history import History, Why
from tui.store.recovery import drop_recovery, write_recovery
from tui.store.save import ChangedOutside, NotSaved, Stored, save

DELAY = 0.7
"""Seconds from the first unsaved change to the start of its save: with the write itself, under one (ours)."""

RETRY = 2.0
_WORST = ("saved", "saving", "conflict", "failed")


class Status(Struct, frozen=True):
    """How things stand with the disk.

    `at` is the last successful save. When saving failed, `since` is the first change that is not saved yet,
    `why` a few words, `sentence` the whole of it, `copy` the recovery copy. After an outside change
    (`conflict`) the text is saved too, in `copy`, beside the changed file.
    """

    state: Literal["saved", "saving", "failed", "conflict"] = "saved"
    at: datetime | None = None
    since: datetime | None = None
    why: str = ""
    sentence: str = ""
    copy: Path | None = None


class Save(Protocol):
    """What the saver calls to save: `tui.store.save.save`."""

    def __call__(self, folder: Path, record: Record, stored: Stored | None) -> Stored: ...


class Saver:
    """Saves the newest of each incident's records, starting `delay` seconds after the first unsaved one.

    `changed` is called with each status that differs, in the saver's thread, and must not wait for anything.
    After a failure the saver tries again every `retry` seconds and keeps a recovery copy in the folder
    `recovery`; it never drops the newest record. Earlier versions go to `history`.
    """

    def __init__(
        self,
        folder: Path,
        recovery: Path | None = None,
        changed: Callable[[Status], None] = lambda status: None,
        *,
        delay: float = DELAY,
        retry: float = RETRY,
        write: Save = save,
        history: History | None = None,
    ) -> None:
        self._folder, self._recovery, self._changed = folder, recovery, changed
        self._delay, self._retry = delay, retry
        self._history = history
        self._write: Save = partial(save, history=history) if history and write is save else write
        self._checkpoints: dict[str, Why] = {}
        self._wake = threading.Condition()
        self._waiting: dict[str, Record] = {}
        self._writing: dict[str, Record] = {}
        self._known: dict[str, Stored] = {}
        self._copies: dict[str, tuple[Record, Path]] = {}
        self._due = 0.0
        self._put_at = datetime.now(UTC)
        self._since: datetime | None = None
        self._asked = self._done = 0  # flushes asked for, and those that a whole attempt has answered
        self._closed = False
        self._status = Status()
        self._thread: threading.Thread | None = None

    @property
    def status(self) -> Status:
        """How things stand at this moment."""
        return self._status

    def opened(self, record_id: str, stored: Stored) -> None:
        """Take note of an incident's handle, so that its next save goes over that file."""
        with self._wake:
            self._known[record_id] = stored

    def stored(self, record_id: str) -> Stored | None:
        """Return the handle under which the incident was opened or saved last."""
        with self._wake:
            return self._known.get(record_id)

    def forget(self, record_id: str) -> None:
        """Let go of an incident that was erased: nothing of it is saved any more unless it is put again."""
        with self._wake:
            self._known.pop(record_id, None)
            self._waiting.pop(record_id, None)
            self._copies.pop(record_id, None)
            self._checkpoints.pop(record_id, None)

    def unsaved(self) -> tuple[Record, ...]:
        """Return the newest records that are not on the disk."""
        with self._wake:
            return tuple({**self._writing, **self._waiting}.values())

    def put(self, record: Record) -> None:
        """Have the record saved soon, instead of an older one of the same incident; returns at once."""
        with self._wake:
            if not self._waiting:
                self._due = time.monotonic() + self._delay
                self._put_at = datetime.now(UTC)
            self._waiting[record.id] = record
            self._closed = False
            if not self._thread or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="saver", daemon=True)
                self._thread.start()
            self._wake.notify_all()

    def checkpoint(self, record: Record, why: Why) -> None:
        """Have the record saved soon, and that very content kept as a version; returns at once."""
        with self._wake:
            self._checkpoints[record.id] = why
        self.put(record)

    def flush(self, timeout: float = 5.0) -> bool:
        """Save at once what waits and wait for the attempt; tell whether all that was put is on the disk."""
        with self._wake:
            self._asked += 1
            mine = self._asked
            self._wake.notify_all()
            self._wake.wait_for(lambda: self._idle() or self._done >= mine, timeout)
            return self._idle() or (self._done >= mine and self._status.state != "failed")

    def close(self, timeout: float = 5.0) -> bool:
        """Flush, then end the thread; tell whether all that was put is on the disk."""
        done = self.flush(timeout)
        with self._wake:
            self._closed = True
            self._wake.notify_all()
        return done

    def _idle(self) -> bool:
        return not self._waiting and not self._writing

    def _run(self) -> None:
        while (number := self._take()) is not None:
            if not self._since:
                self._show(replace(self._status, state="saving"))
            since = self._since or self._put_at
            statuses = [self._attempt(record, since) for record in self._writing.values()]
            worst = max(statuses, key=lambda status: _WORST.index(status.state))
            self._since = worst.since
            self._show(worst)
            with self._wake:
                self._writing = {}
                self._done = number
                self._wake.notify_all()

    def _take(self) -> int | None:
        """Wait for something due and take it; return the last flush that it answers, None when closed."""
        with self._wake:
            while not self._closed:
                left = self._due - time.monotonic()
                if self._waiting and (left <= 0 or self._asked > self._done):
                    self._writing, self._waiting = self._waiting, {}
                    return self._asked
                self._wake.wait(left if self._waiting else None)
            return None

    def _attempt(self, record: Record, since: datetime) -> Status:
        """Save one record and say how that went; what could not be saved waits on, unless newer does."""
        try:
            stored = self._save(record)
        except StoreError as error:
            copy = self._copy(record)
            with self._wake:
                self._waiting.setdefault(record.id, record)
                self._due = time.monotonic() + self._retry
            said = f"{error} A copy of it is in {copy}." if copy else str(error)
            return Status("failed", self._status.at, since, error.brief, said, copy)
        now = datetime.now(UTC)
        if stored.theirs:
            conflict = ChangedOutside(stored.theirs, stored)
            return Status("conflict", now, None, conflict.brief, str(conflict), stored.path)
        return Status("saved", now)

    def _save(self, record: Record) -> Stored:
        handle = self.stored(record.id)
        try:
            handle = self._write(self._folder, record, handle)
        except ChangedOutside as error:
            handle = error.ours
        except NotSaved as error:
            self.opened(record.id, error.stored)
            raise
        except StoreError:
            raise
        except Exception as error:
            raise StoreError(
                f"Saving failed ({type(error).__name__}); your text is kept here, export it to a file."
            ) from error
        self.opened(record.id, handle)
        self._keep(record.id, handle)
        if record.id in self._copies:
            drop_recovery(self._copies.pop(record.id)[1])
        return handle

    def _keep(self, record_id: str, handle: Stored) -> None:
        """Keep what was just saved as a version, where that was asked for."""
        with self._wake:
            why = self._checkpoints.pop(record_id, None)
        if why and self._history:
            with suppress(StoreError):  # the text is saved; a version less is no loss of it
                self._history.keep(record_id, handle.data, why)

    def _copy(self, record: Record) -> Path | None:
        """Return the recovery copy that holds the record, written anew where it has changed."""
        saved, path = self._copies.get(record.id, (None, None))
        if record == saved or not self._recovery:
            return path
        try:
            path = write_recovery(self._recovery, record, self.stored(record.id))
        except Exception:  # whatever hinders the copy, the retries go on
            return None
        self._copies[record.id] = (record, path)
        return path

    def _show(self, status: Status) -> None:
        if status == self._status:
            return
        self._status = status
        with suppress(Exception):  # a listener that fails may not end the saving
            self._changed(status)
