"""The folder of the incidents: what is in it, found by id, erased for good."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tui.disk import DISK, Disk, forget, sync_folder
from tui.model.incident import Outcome
from tui.model.record import Record
from tui.store.errors import Damaged, Newer, NoSuchId, NotErased, SeveralIds, Unusable
from tui.store.save import open_incident

_ORPHAN = re.compile(r"\..+\.md\.[0-9a-f]{8}\.tmp")
_COPY = re.compile(r"\.conflict-\d|\.sync-conflict-|\(.*conflicted copy.*\)", re.IGNORECASE)


class Listed(Struct, frozen=True, kw_only=True):
    """One file of the folder: `damaged` is the reason if it is, `newer` the schema if it is newer.

    `copy` says that another file has the same id and this one is the version beside it. `record` is all of
    it, None for a file that cannot be read; what that leaves unknown is empty.
    """

    id: str
    path: Path
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
    record: Record | None = None


def listing(folder: Path, kinds: Collection[str], disk: Disk = DISK) -> tuple[Listed, ...]:
    """Return every incident's file: open ones first, the latest interview first; damaged ones last.

    One bad file never hinders the others. A folder that is not there yet is empty. Raises Unusable.
    """
    try:
        names = os.listdir(folder)  # noqa: PTH208 (names alone, no Path for each of ten thousand)
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise Unusable(folder, error) from error
    wanted = [name for name in names if name.endswith(".md") and not name.startswith(".")]
    wanted.sort(key=lambda name: (bool(_COPY.search(name)), name))
    return tuple(sorted(_marked(_listed(folder / name, kinds, disk) for name in wanted), key=_order))


def find(folder: Path, prefix: str, kinds: Collection[str], disk: Disk = DISK) -> Listed:
    """Return the one incident whose id begins so; of several versions, the first.

    Raises NoSuchId for none, SeveralIds for more than one, Unusable.
    """
    found = {
        listed.id: listed
        for listed in reversed(listing(folder, kinds, disk))
        if listed.id.startswith(prefix) and not listed.copy
    }
    if prefix in found:
        return found[prefix]
    if not found:
        raise NoSuchId(prefix)
    if len(found) > 1:
        raise SeveralIds(prefix, sorted(found))
    return next(iter(found.values()))


def erase(
    folder: Path, record_id: str, kinds: Collection[str], others: Iterable[Path] = (), disk: Disk = DISK
) -> tuple[Path, ...]:
    """Remove every file of the incident, its versions and leftovers here and in `others`; return what went.

    Raises NoSuchId where no file bears the id, NotErased where one could not be removed.
    """
    mine = [listed.path for listed in listing(folder, kinds, disk) if listed.id == record_id]
    if not mine:
        raise NoSuchId(record_id)
    left_over = _left_over({_COPY.split(path.name.removesuffix(".md"))[0] for path in mine})
    for place in (folder, *others):
        mine += [path for path in _entries(place) if path not in mine and left_over.match(path.name)]
    for path in mine:
        try:
            disk.unlink(path)
        except OSError as error:
            raise NotErased(path, error) from error
    for parent in {path.parent for path in mine}:
        try:
            sync_folder(parent, disk)
        except OSError as error:
            raise NotErased(parent, error) from error
    return tuple(mine)


def sweep(folder: Path, disk: Disk = DISK) -> tuple[Path, ...]:
    """Remove the unfinished files of killed saves and return them; only for who holds the lock."""
    orphans = tuple(path for path in _entries(folder) if _ORPHAN.fullmatch(path.name))
    for path in orphans:
        forget(path, disk)
    return orphans


def _listed(path: Path, kinds: Collection[str], disk: Disk) -> Listed:
    try:
        record, stored = open_incident(path, kinds, disk)
    except Newer as error:
        return Listed(id=_id_of(path), path=path, newer=error.schema)
    except Damaged as error:
        where = f"line {error.line}: " if error.line else ""
        return Listed(id=_id_of(path), path=path, damaged=f"{where}{error.reason}")
    incident = record.incident
    return Listed(
        id=record.id,
        path=path,
        title=record.title,
        company=incident.interview.company,
        kind=incident.kind,
        outcome=incident.outcome,
        start=incident.interview.start,
        saved=record.saved,
        archived=record.archived,
        newer=stored.newer,
        record=record,
    )


def _marked(files: Iterable[Listed]) -> Iterable[Listed]:
    seen: set[str] = set()
    for listed in files:
        yield replace(listed, copy=True) if listed.id in seen else listed
        seen.add(listed.id)


def _order(listed: Listed) -> tuple[bool, bool, float, str]:
    moment = listed.start or listed.saved
    return listed.record is None, listed.archived, -moment.timestamp() if moment else 0.0, listed.path.name


def _id_of(path: Path) -> str:
    """Return the short id that the name ends with, for a file that cannot tell its own."""
    return path.name.partition(".")[0].rpartition("-")[2]


def _left_over(stems: Collection[str]) -> re.Pattern[str]:
    names = "|".join(re.escape(stem) for stem in sorted(stems))
    return re.compile(rf"\.?({names})(\.conflict-|\.sync-conflict-| \(|\.was-|.*\.md\.[0-9a-f]{{8}}\.tmp$)")


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []
