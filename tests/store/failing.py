"""A disk that fails at the k-th call."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from tui.disk import Disk


class FailingDisk(Disk):
    """A disk whose k-th call (from 1) fails; `calls` counts them, `names` tells them."""

    def __init__(self, at: int = 0, number: int = errno.EIO, only: str = "") -> None:
        self.at, self.number, self.only = at, number, only
        self.names: list[str] = []

    @property
    def calls(self) -> int:
        return len(self.names)

    def _count(self, name: str) -> None:
        if self.only and name != self.only:
            return
        self.names.append(name)
        if self.calls == self.at:
            raise OSError(self.number, os.strerror(self.number))

    def create(self, path: Path) -> int:
        self._count("create")
        return super().create(path)

    def protect(self, fd: int) -> None:
        self._count("protect")
        super().protect(fd)

    def write(self, fd: int, data: memoryview) -> int:
        self._count("write")
        return super().write(fd, data[:100])

    def fsync(self, fd: int) -> None:
        self._count("fsync")
        super().fsync(fd)

    def close(self, fd: int) -> None:
        super().close(fd)
        self._count("close")

    def open(self, path: Path) -> int:
        self._count("open")
        return super().open(path)

    def open_folder(self, path: Path) -> int:
        self._count("open_folder")
        return super().open_folder(path)

    def read(self, fd: int, size: int) -> bytes:
        self._count("read")
        return super().read(fd, size)

    def link(self, source: Path, target: Path) -> None:
        self._count("link")
        super().link(source, target)

    def replace(self, source: Path, target: Path) -> None:
        self._count("replace")
        super().replace(source, target)

    def unlink(self, path: Path) -> None:
        self._count("unlink")
        super().unlink(path)
