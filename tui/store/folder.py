"""The folder of the incidents: what is in it, found by id."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from tui.disk import DISK, Disk, forget
from tui.model.incident import Outcome
from tui.model.record import Record
from tui.store.errors import Damaged, Newer, NoSuchId, SeveralIds, Unusable
from tui.store.index import FEW, Index, Row, pack, unpack
from tui.store.names import ORPHAN, id_in, is_copy, stem_of
from tui.store.save import open_incident
from tui.store.search import words_of


class Listed(Struct, frozen=True, kw_only=True):
    """One file of the folder: `damaged` is the reason if it is, `newer` the schema if it is newer.

    `copy` says that another file is the incident's own and this one is the version beside it. What a file
    that cannot be read leaves unknown is empty.
    """

    id: str
    name: str
    folder: Path
    title: str = ""
    company: str = ""
    kind: str = ""
    outcome: Outcome = "none"
    start: datetime | None = None
    saved: datetime | None = None
    archived: bool = False
    copy: bool = False
    damaged: str = ""
    newer: int = 0
    packed: bytes | memoryview = b""
    row: Row | None = None

    @property
    def path(self) -> Path:
        """The file."""
        return self.folder / self.name

    @property
    def words(self) -> str:
        """Every word in it, for a search."""
        if self.row and self.row.words:
            return self.row.words
        record = self.record
        return words_of(record) if record else ""

    @property
    def record(self) -> Record | None:
        """All of it, None for a file that cannot be read."""
        if not self.readable:
            return None
        try:
            return unpack(self.packed)
        except msgspec.DecodeError:  # the index is disposable, and may hold anything
            return open_incident(self.path, (self.kind,))[0]

    @property
    def readable(self) -> bool:
        """Whether there is a record; costs nothing."""
        return bool(self.packed)


def listing(
    folder: Path, kinds: Collection[str], disk: Disk = DISK, index: Path | None = None
) -> tuple[Listed, ...]:
    """Return every incident's file: open ones first, the latest interview first; damaged ones last.

    One bad file never hinders the others. A folder that is not there yet is empty. With an `index` files that
    did not change are not read again. Raises Unusable.
    """
    try:
        with os.scandir(folder) as entries:
            wanted = [entry for entry in entries if entry.name.endswith(".md") and entry.name[0] != "."]
    except FileNotFoundError:
        wanted = []
    except OSError as error:
        raise Unusable(folder, error) from error
    wanted.sort(key=lambda entry: (is_copy(entry.name), len(entry.name), entry.name))
    known = Index(index, folder, kinds) if index else None
    files = [
        _known(entry, folder, known) or _read(entry, folder, kinds, disk, bool(known)) for entry in wanted
    ]
    if known:
        _keep(known, files)
    return tuple(sorted(_marked(files), key=_order))


def find(
    folder: Path, prefix: str, kinds: Collection[str], disk: Disk = DISK, index: Path | None = None
) -> Listed:
    """Return the one incident whose id begins so; of several versions, the first.

    Raises NoSuchId for none, SeveralIds for more than one, Unusable.
    """
    found = {
        listed.id: listed
        for listed in reversed(listing(folder, kinds, disk, index))
        if listed.id.startswith(prefix) and not listed.copy
    }
    if prefix in found:
        return found[prefix]
    if not found:
        raise NoSuchId(prefix)
    if len(found) > 1:
        raise SeveralIds(prefix, sorted(found))
    return next(iter(found.values()))


def versions_beside(
    folder: Path, record_id: str, kinds: Collection[str], disk: Disk = DISK
) -> tuple[Listed, ...]:
    """Return every file of the incident, its own first: more than one, and there is something to merge."""
    mine = [listed for listed in listing(folder, kinds, disk) if listed.id == record_id]
    return tuple(sorted(mine, key=lambda listed: listed.copy))


def sweep(folder: Path, disk: Disk = DISK) -> tuple[Path, ...]:
    """Remove the unfinished files of killed saves and return them; only for who holds the lock."""
    gone = orphans(folder)
    for path in gone:
        forget(path, disk)
    return gone


def orphans(folder: Path) -> tuple[Path, ...]:
    """Return the unfinished files of killed saves."""
    return tuple(path for path in entries(folder) if ORPHAN.fullmatch(path.name))


def entries(folder: Path) -> list[Path]:
    """Return what is in a folder, by name; nothing where it cannot be read."""
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _known(entry: os.DirEntry[str], folder: Path, index: Index | None) -> Listed | None:
    row = index.row(entry) if index else None
    if index is None or row is None:
        return None
    return _of_row(row, folder, index.packed(row))


def _of_row(row: Row, folder: Path, packed: bytes | memoryview) -> Listed:
    return Listed(
        id=row.id,
        name=row.name,
        folder=folder,
        title=row.title,
        company=row.company,
        kind=row.kind,
        outcome=row.outcome,
        start=row.start,
        saved=row.saved,
        archived=row.archived,
        damaged=row.damaged,
        newer=row.newer,
        packed=packed,
        row=row,
    )


def _read(
    entry: os.DirEntry[str], folder: Path, kinds: Collection[str], disk: Disk, with_words: bool
) -> Listed:
    try:
        about = entry.stat(follow_symlinks=False)
        where = (entry.name, about.st_mtime_ns, about.st_size, about.st_ino)
    except OSError:
        where = (entry.name, 0, 0, 0)
    try:
        record, stored = open_incident(folder / entry.name, kinds, disk)
    except Newer as error:
        return _of_row(Row(*where, id_in(entry.name), newer=error.schema), folder, b"")
    except Damaged as error:
        said = f"line {error.line}: {error.reason}" if error.line else error.reason
        return _of_row(Row(*where, id_in(entry.name), damaged=said), folder, b"")
    incident = record.incident
    row = Row(
        *where,
        id=record.id,
        title=record.title,
        company=incident.interview.company,
        kind=incident.kind,
        outcome=incident.outcome,
        start=incident.interview.start,
        saved=record.saved,
        archived=record.archived,
        newer=stored.newer,
        words=words_of(record) if with_words else "",
    )
    return _of_row(row, folder, pack(record))


def _keep(index: Index, files: list[Listed]) -> None:
    """Write the index anew where many files changed, or where it tells of a file that is gone."""
    rows = [(listed.row, listed.packed) for listed in files if listed.row and listed.row.time]
    names = {row.name for row, _ in rows}
    fresh = sum(index.rows.get(row.name) is not row for row, _ in rows)
    if fresh > FEW or index.rows.keys() - names or (fresh and not index.rows):
        index.write(rows)


def _marked(files: list[Listed]) -> Iterator[Listed]:
    """Mark the versions beside an incident's own file; a damaged one is known by the name it bears."""
    owners: dict[str, str] = {}
    damaged = []
    for listed in files:
        if not listed.readable:
            damaged.append(listed)
            continue
        yield replace(listed, copy=True) if listed.id in owners else listed
        owners.setdefault(listed.id, stem_of(listed.name))
    by_stem = {stem: record_id for record_id, stem in owners.items()}
    for listed in damaged:
        owner = by_stem.get(stem_of(listed.name)) if is_copy(listed.name) else None
        yield replace(listed, id=owner, copy=True) if owner else listed


def _order(listed: Listed) -> tuple[bool, bool, float, str]:
    moment = listed.start or listed.saved
    return not listed.readable, listed.archived, -moment.timestamp() if moment else 0.0, listed.name
