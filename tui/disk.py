"""Files written whole or not at all: the few system calls that the store and the exports stand on.

`Disk` is the one seam: a test hands over a disk whose k-th call fails.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import stat
from pathlib import Path

LARGEST = 16 * 1024 * 1024
"""No file of ours comes near this (ours); a larger one is not read."""

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
_NO_FOLDER_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP)
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)


class Disk:
    """The system calls of a save, one method each. All raise OSError."""

    def create(self, path: Path) -> int:
        """Open a new file for writing: never an existing one, never through a link."""
        return os.open(
            path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, PRIVATE_FILE
        )

    def protect(self, fd: int) -> None:
        """Make the file its owner's only, whatever the umask left."""
        os.fchmod(fd, PRIVATE_FILE)

    def write(self, fd: int, data: memoryview) -> int:
        """Write some of the data; return how much of it."""
        return os.write(fd, data)

    def fsync(self, fd: int) -> None:
        """Return when the data is on the medium."""
        os.fsync(fd)

    def close(self, fd: int) -> None:
        os.close(fd)

    def open(self, path: Path) -> int:
        """Open for reading without waiting (a pipe would block for ever) and without following a link."""
        return os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)

    def open_folder(self, path: Path) -> int:
        return os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)

    def read(self, fd: int, size: int) -> bytes:
        return os.read(fd, size)

    def link(self, source: Path, target: Path) -> None:
        os.link(source, target, follow_symlinks=False)

    def replace(self, source: Path, target: Path) -> None:
        os.replace(source, target)  # noqa: PTH105 (as below)

    def unlink(self, path: Path) -> None:
        os.unlink(path)  # noqa: PTH108 (the plain call: every call of a save is in this class)


DISK = Disk()


def digest(data: bytes) -> str:
    """Return the fingerprint by which a content is known again (SHA-256, hexadecimal)."""
    return hashlib.sha256(data).hexdigest()


def make_private(folder: Path, disk: Disk = DISK) -> None:
    """Make the folder and its missing parents, each for its owner only and safe on the medium.

    Existing ones stay as they are.

    Raises OSError (FileExistsError or NotADirectoryError where a file stands in the way).
    """
    missing = []
    at = folder
    while not at.exists():
        missing.append(at)
        at = at.parent
    for path in reversed(missing):
        path.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        path.chmod(PRIVATE_FOLDER)
        sync_folder(path.parent, disk)
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))


def read_plain(path: Path, disk: Disk = DISK) -> bytes:
    """Return the content of a plain file of at most LARGEST bytes.

    Raises OSError, also for a link (ELOOP), a folder or a pipe (EISDIR) and a larger file (EFBIG).
    """
    return read_dated(path, disk)[0]


def read_dated(path: Path, disk: Disk = DISK) -> tuple[bytes, float]:
    """Return the content of a plain file and when it was written (seconds, UTC). Raises as `read_plain`."""
    fd = disk.open(path)
    try:
        about = os.fstat(fd)
        if not stat.S_ISREG(about.st_mode):
            raise OSError(errno.EISDIR, "is not a plain file", str(path))
        parts, left = [], LARGEST + 1
        while left and (part := disk.read(fd, min(left, 1024 * 1024))):
            parts.append(part)
            left -= len(part)
    finally:
        disk.close(fd)
    if not left:
        raise OSError(errno.EFBIG, f"is larger than {LARGEST // 1024**2} MiB", str(path))
    return b"".join(parts), about.st_mtime


def write_beside(path: Path, data: bytes, disk: Disk = DISK) -> Path:
    """Write the data to a new hidden file beside `path`, safe on the medium, and return its path.

    Raises OSError; then nothing is left behind.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    fd = disk.create(beside)
    try:
        try:
            disk.protect(fd)
            _write_all(fd, data, disk)
            disk.fsync(fd)
        finally:
            disk.close(fd)
    except BaseException:
        forget(beside, disk)
        raise
    return beside


def put_new(beside: Path, path: Path, disk: Disk = DISK) -> None:
    """Give the finished file its name. Raises FileExistsError where anything bears it, else OSError."""
    try:
        disk.link(beside, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        disk.replace(beside, path)
    else:
        forget(beside, disk)


def sync_folder(folder: Path, disk: Disk = DISK) -> None:
    """Return when the names in the folder are on the medium; a file system that cannot is tolerated."""
    fd = disk.open_folder(folder)
    try:
        disk.fsync(fd)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        disk.close(fd)


def write_whole(path: Path, data: bytes, disk: Disk = DISK) -> None:
    """Put the data in place of whatever the file held: the old or the new content, never a mixture.

    Raises OSError.
    """
    beside = write_beside(path, data, disk)
    try:
        disk.replace(beside, path)
    except BaseException:
        forget(beside, disk)
        raise
    sync_folder(path.parent, disk)


def forget(path: Path, disk: Disk = DISK) -> None:
    """Remove a leftover of ours; where that fails it stays, for there is nothing better to do."""
    try:
        disk.unlink(path)
    except OSError:
        return


def _write_all(fd: int, data: bytes, disk: Disk) -> None:
    rest = memoryview(data)
    while rest:
        written = disk.write(fd, rest)
        if not written:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        rest = rest[written:]
