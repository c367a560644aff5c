"""The session lock: one window per data folder writes, every other one reads."""

from __future__ import annotations

import errno
import fcntl
import os
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from tui.disk import PRIVATE_FILE, make_private
from tui.store.errors import StoreError, Unusable

NAME = "raincheck.lock"
_TAKEN = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES)
_UNSUPPORTED = (errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL)


class Holder(Struct, frozen=True):
    """The process that holds a lock, and since when."""

    pid: int = 0
    since: datetime | None = None


class Held(StoreError):  # noqa: N818 (named as it reads in a sentence)
    """Another window holds the data folder."""

    brief = "open in another window"

    def __init__(self, folder: Path, holder: Holder) -> None:
        self.holder = holder
        since = f" since {holder.since.astimezone():%H:%M on %d %b %Y}" if holder.since else ""
        who = f"process {holder.pid}" if holder.pid else "another window"
        super().__init__(
            f"{folder} is in use by {who}{since}; nothing was changed, close that window or read only."
        )


class Lock:
    """The lock of one data folder. It ends with the process at the latest, so it never is stale.

    Where the file system has no locks, it counts as taken and `guarded` is False.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._fd = folder, -1
        self.guarded = True

    @property
    def held(self) -> bool:
        """Whether this window holds the lock."""
        return self._fd >= 0

    @property
    def path(self) -> Path:
        """The file that is locked; it stays when the lock is gone."""
        return self._folder / NAME

    def try_take(self) -> bool:
        """Take the lock if it is free; tell whether this window holds it. Raises Unusable."""
        if self.held:
            return True
        try:
            make_private(self._folder)
            fd = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, PRIVATE_FILE)
        except OSError as error:
            raise Unusable(self._folder, error) from error
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in _UNSUPPORTED:
                os.close(fd)
                if error.errno in _TAKEN:
                    return False
                raise Unusable(self._folder, error) from error
            self.guarded = False
        self._fd = fd
        self._sign()
        return True

    def take(self) -> None:
        """Take the lock. Raises Held where another window has it, Unusable where there can be none."""
        if not self.try_take():
            raise Held(self._folder, self.holder())

    def holder(self) -> Holder:
        """Return who signed the lock last; an empty holder where that cannot be read."""
        try:
            with self.path.open("rb") as file:
                return msgspec.json.decode(file.read(1000), type=Holder)
        except (OSError, msgspec.DecodeError):
            return Holder()

    def release(self) -> None:
        """Give the lock back; the next window may take it."""
        if self.held:
            os.close(self._fd)
            self._fd = -1

    def __enter__(self) -> Lock:
        self.take()
        return self

    def __exit__(self, *reason: object) -> None:
        self.release()

    def _sign(self) -> None:
        signature = msgspec.json.encode(Holder(os.getpid(), datetime.now(UTC)))
        try:
            os.fchmod(self._fd, PRIVATE_FILE)
            os.ftruncate(self._fd, 0)
            os.pwrite(self._fd, signature, 0)
        except OSError:
            return  # a full disk takes no signature, and the lock holds without one
