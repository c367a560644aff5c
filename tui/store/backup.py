"""Everything of one's own in one plain tar file, and back: restoring overwrites nothing."""

# ruff: noqa: N818 (errors are named as they read in a sentence)

from __future__ import annotations

import io
import os
import re
import tarfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from msgspec import Struct

from tui.disk import (
    DISK,
    LARGEST,
    PRIVATE_FILE,
    Disk,
    digest,
    forget,
    make_private,
    put_new,
    read_dated,
    read_plain,
    sync_folder,
    write_beside,
)
from tui.store.errors import StoreError, brief, remedy
from tui.store.places import Places

ROOT = "raincheck"
MOST_NAMES = 100
MOST_FILES = 200_000
MOST_BYTES = 4 * 1024**3
_LATEST = 2.0**33
_PART = re.compile(r"[^/\\\0\x01-\x1f\x7f.][^/\\\0\x01-\x1f\x7f]*")
_SKIPPED = re.compile(r"\..*|.*\.tmp|.*\.lock")


class Put(Struct, frozen=True):
    """What became of one file of a backup: `path` is where its content is now."""

    path: Path
    how: Literal["new", "same", "beside"]


class NoBackup(StoreError):
    """The backup could not be written."""

    def __init__(self, file: Path, error: OSError) -> None:
        self.brief = "a file is there already" if isinstance(error, FileExistsError) else brief(error)
        what = "name another file" if isinstance(error, FileExistsError) else remedy(error)
        super().__init__(
            f"{file} could not be written ({self.brief}); no backup was made, {what} and try again."
        )


class BadBackup(StoreError):
    """A file that is no backup of this program, or one that cannot be trusted."""

    exit_code = 3
    brief = "bad backup"

    def __init__(self, file: Path, reason: str) -> None:
        super().__init__(
            f"{file}: {reason}; nothing was restored, name a file that `raincheck backup` wrote."
        )


class NotRestored(StoreError):
    """The system refused a file of a backup."""

    def __init__(self, path: Path, error: OSError) -> None:
        self.brief = brief(error)
        super().__init__(
            f"{path} could not be restored ({self.brief}); what came before it is there and nothing was "
            f"overwritten, {remedy(error)} and restore again."
        )


def backup(places: Places, file: Path, disk: Disk = DISK) -> tuple[Path, ...]:
    """Write all incidents, their history, recovery copies, settings and templates; return what is in it.

    The file is its owner's only and never takes the place of another. Raises NoBackup.
    """
    put: list[Path] = []
    packed = io.BytesIO()
    try:
        with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar:
            for name, path in _to_keep(places):
                data, written = read_dated(path, disk)
                member = tarfile.TarInfo(name)
                member.size, member.mode, member.mtime = len(data), PRIVATE_FILE, written
                tar.addfile(member, io.BytesIO(data))
                put.append(path)
        beside = write_beside(file, packed.getvalue(), disk)
        try:
            put_new(beside, file, disk)
        except BaseException:
            forget(beside, disk)
            raise
        sync_folder(file.absolute().parent, disk)
    except OSError as error:
        raise NoBackup(file, error) from error
    return tuple(put)


def restore(places: Places, file: Path, disk: Disk = DISK) -> tuple[Put, ...]:
    """Bring back every file of a backup and say what became of each.

    What is there already stays: the same content is not written twice, other content goes beside it. All is
    checked before anything is written. Raises BadBackup for what is none, NotRestored.
    """
    try:
        with tarfile.open(file, "r:") as tar:
            members = [(_target(places, file, member), member) for member in _checked(file, tar)]
            return tuple(_put(path, tar, member, disk) for path, member in members)
    except OSError as error:
        raise BadBackup(file, f"it cannot be read ({brief(error)})") from None
    except (tarfile.TarError, ValueError, EOFError) as error:
        raise BadBackup(file, f"it is no whole tar file ({error})") from None


def _roots(places: Places) -> dict[str, Path]:
    return {
        "incidents": places.incidents,
        "history": places.history,
        "recovery": places.recovery,
        "invitations": places.invitations,
        "templates": places.templates,
        "settings": places.config,
    }


def _to_keep(places: Places) -> Iterator[tuple[str, Path]]:
    for name, root in _roots(places).items():
        pattern = "*.toml" if name == "settings" else "**/*"
        for path in sorted(root.glob(pattern)):
            inside = path.relative_to(root)
            plain = not path.is_symlink() and path.is_file()
            if plain and not any(_SKIPPED.fullmatch(part) for part in inside.parts):
                yield f"{ROOT}/{name}/{inside.as_posix()}", path


def _checked(file: Path, tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """Give the members that are files; whatever could write elsewhere or fill the disk makes it no backup."""
    files = size = 0
    whole = file.stat().st_size
    for member in tar:
        if member.isdir():
            continue
        if not member.isreg():
            raise BadBackup(file, f"{member.name!r} in it is no plain file")
        files, size = files + 1, size + member.size
        if member.size > LARGEST or files > MOST_FILES or size > MOST_BYTES:
            raise BadBackup(file, f"{member.name!r} in it is too much")
        if member.offset_data + member.size > whole:
            raise BadBackup(file, "it was cut off")
        yield member


def _target(places: Places, file: Path, member: tarfile.TarInfo) -> Path:
    root, *parts = member.name.split("/")
    roots = _roots(places)
    depth = {"history": 2, "templates": len(parts) - 1}
    good = root == ROOT and len(parts) > 1 and parts[0] in roots
    good = good and len(parts) - 1 == depth.get(parts[0], 1)
    if not good or not all(_PART.fullmatch(part) for part in parts):
        raise BadBackup(file, f"{member.name!r} in it has no place here")
    return roots[parts[0]].joinpath(*parts[1:])


def _put(path: Path, tar: tarfile.TarFile, member: tarfile.TarInfo, disk: Disk) -> Put:
    content = tar.extractfile(member)
    data = content.read() if content else b""
    try:
        _no_links(path)
        make_private(path.parent, disk)
        for target in _names(path):
            if not os.path.lexists(target):
                _write(target, data, member.mtime, disk)
                return Put(target, "new" if target == path else "beside")
            with suppress(OSError):
                if digest(read_plain(target, disk)) == digest(data):
                    return Put(target, "same")
        raise FileExistsError(17, "File exists")
    except OSError as error:
        raise NotRestored(path, error) from error


def _names(path: Path) -> Iterator[Path]:
    """Give the file's own name, then names beside it by which it is known as another version."""
    yield path
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    for number in range(1, MOST_NAMES):
        yield path.with_name(f"{path.stem}.conflict-{stamp}-{number}{path.suffix}")


def _no_links(path: Path) -> None:
    """Refuse to write through a link that somebody put in the place of a folder below ours."""
    if path.parent.is_symlink():
        raise NotADirectoryError(20, "Not a directory")


def _write(path: Path, data: bytes, written: float, disk: Disk) -> None:
    beside = write_beside(path, data, disk)
    try:
        moment = min(max(0.0, written), _LATEST)
        os.utime(beside, (moment, moment))
        put_new(beside, path, disk)
    except BaseException:
        forget(beside, disk)
        raise
    sync_folder(path.parent, disk)
