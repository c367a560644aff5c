"""What was read and compiled before, kept in the cache folder so that the next start is quick.

Deleting it costs nothing but time; what does not fit the sources any more is made anew.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from tui.disk import make_private

if TYPE_CHECKING:
    from jinja2 import BytecodeCache

Stamp = tuple[int, int, int]
"""When a file was changed, in nanoseconds, its size in bytes and its inode."""


Look = tuple[str, int, int, int]
"""The path of a file and its stamp."""


class Kept:
    """A folder of the cache; None keeps nothing. A folder that cannot be written is no error."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def toml(self, file: Path) -> dict[str, Any]:
        """Return what a TOML file says. Raises OSError, UnicodeDecodeError, TOMLDecodeError."""
        if self.folder is None:
            return tomllib.loads(file.read_text(encoding="utf-8"))
        stamp = _stamp(file)
        place = self.folder / f"{blake2b(str(file).encode(), digest_size=12).hexdigest()}.toml.msgpack"
        known = _known(place)
        if known is not None and known[0] == stamp:
            return known[1]
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        self._write(place, msgspec.msgpack.encode((stamp, data)))
        return data

    def digest(self, files: Sequence[tuple[str, Path]]) -> str:
        """Return a fingerprint of the contents of named files, which are read only if one looks changed."""
        if self.folder is None:
            return _digest(files)
        looks = [(str(file), *_stamp(file)) for _, file in files]
        place = self.folder / "fingerprint.msgpack"
        try:
            known, digest = msgspec.msgpack.decode(place.read_bytes(), type=tuple[list[Look], str])
            if known == looks:
                return digest
        except (OSError, msgspec.DecodeError):
            pass  # not kept yet, or spoilt: it is made anew below
        digest = _digest(files)
        self._write(place, msgspec.msgpack.encode((looks, digest)))
        return digest

    def code(self) -> BytecodeCache | None:
        """Return where jinja2 keeps its compiled templates, None where nothing is kept."""
        if self.folder is None or not self._ready():
            return None
        from jinja2 import FileSystemBytecodeCache

        return FileSystemBytecodeCache(str(self.folder), f"%s-{_sandbox_version()}.code")

    def _ready(self) -> bool:
        if self.folder is None:
            return False
        try:
            make_private(self.folder)
            status = self.folder.stat()
        except OSError:
            return False
        # Code is read from here: nobody else may have written it.
        return status.st_uid == os.getuid() and not status.st_mode & 0o022

    def _write(self, place: Path, data: bytes) -> None:
        if not self._ready():
            return
        beside = place.with_suffix(f".{os.getpid()}")
        try:
            beside.write_bytes(data)
            beside.replace(place)
        except OSError:
            return


def _stamp(file: Path) -> Stamp:
    status = file.stat()
    return status.st_mtime_ns, status.st_size, status.st_ino


def _digest(files: Sequence[tuple[str, Path]]) -> str:
    digest = blake2b(digest_size=16)
    for name, file in files:
        digest.update(f"{name}\0".encode() + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _known(place: Path) -> tuple[Stamp, dict[str, Any]] | None:
    try:
        return msgspec.msgpack.decode(place.read_bytes(), type=tuple[Stamp, dict[str, Any]])
    except (OSError, msgspec.DecodeError):
        return None


@cache
def _sandbox_version() -> str:
    """Return a name for the way templates are checked and compiled; it changes with our own code."""
    here = Path(__file__).parent
    digest = blake2b(digest_size=6)
    for name in ("sandbox.py", "limits.py", "layout.py"):
        try:
            digest.update((here / name).read_bytes())
        except OSError:
            digest.update(name.encode())
    return digest.hexdigest()
