"""A disposable index for listing: what the files said, known again by name, time, size and inode."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import datetime
from mmap import ACCESS_READ, mmap
from pathlib import Path

import msgspec
from msgspec import Struct

from tui import __version__
from tui.disk import make_private, write_whole
from tui.model.incident import Outcome
from tui.model.record import Record

FEW = 16
"""So many changed files are read again at each listing before the index is written anew (ours)."""

_HEAD = 8


class Row(Struct, frozen=True, array_like=True):
    """What is known of one file; `start_at` and `length` tell where its record lies, behind all rows."""

    name: str
    time: int
    size: int
    inode: int
    id: str
    title: str = ""
    company: str = ""
    kind: str = ""
    outcome: Outcome = "none"
    start: datetime | None = None
    saved: datetime | None = None
    archived: bool = False
    damaged: str = ""
    newer: int = 0
    words: str = ""
    start_at: int = 0
    length: int = 0


class _Table(Struct, frozen=True, array_like=True):
    made: tuple[str, str, tuple[str, ...]]
    rows: list[Row]


_rows = msgspec.json.Decoder(_Table)
_record = msgspec.json.Decoder(Record)
_encoder = msgspec.json.Encoder()


class Index:
    """The rows of one index file by name, and the records behind them; empty where there is no good one."""

    def __init__(self, path: Path, folder: Path, kinds: Collection[str]) -> None:
        self.path, self._folder, self._kinds = path, folder, tuple(sorted(kinds))
        self._data = memoryview(b"")
        self._start = 0
        self.rows: dict[str, Row] = {}
        with suppress(OSError, ValueError, msgspec.DecodeError):
            with path.open("rb") as file:
                self._data = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
            self._start = _HEAD + int.from_bytes(self._data[:_HEAD], "big")
            table = _rows.decode(self._data[_HEAD : self._start])
            if table.made == self._made():
                self.rows = {row.name: row for row in table.rows}

    def row(self, entry: os.DirEntry[str]) -> Row | None:
        """Return what is known of a file that has not changed, None for any other."""
        row = self.rows.get(entry.name)
        if row is None:
            return None
        try:
            about = entry.stat(follow_symlinks=False)
        except OSError:
            return None
        same = (row.time, row.size, row.inode) == (about.st_mtime_ns, about.st_size, about.st_ino)
        return row if same else None

    def packed(self, row: Row) -> memoryview:
        """Return the packed record of a row, empty where it has none."""
        begin = self._start + row.start_at
        return self._data[begin : begin + row.length]

    def write(self, rows: Iterable[tuple[Row, bytes | memoryview]]) -> None:
        """Write the index anew; where that fails the next listing takes longer, and nothing is lost."""
        placed, parts, at = [], [], 0
        for row, packed in rows:
            placed.append(msgspec.structs.replace(row, start_at=at, length=len(packed)))
            parts.append(packed)
            at += len(packed)
        head = _encoder.encode(_Table(self._made(), placed))
        with suppress(OSError):
            make_private(self.path.parent)
            write_whole(self.path, b"".join((len(head).to_bytes(_HEAD, "big"), head, *parts)))

    def _made(self) -> tuple[str, str, tuple[str, ...]]:
        return __version__, str(self._folder), self._kinds


def pack(record: Record) -> bytes:
    """Return a record packed for the index."""
    return _encoder.encode(record)


def unpack(packed: bytes | memoryview) -> Record:
    """Return a record from the index. Raises msgspec.DecodeError."""
    return _record.decode(packed)
