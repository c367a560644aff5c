"""Recovery copies: where the newest text goes while the data folder refuses it, and the way back."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tui.disk import DISK, Disk, digest, forget, make_private, read_plain, write_whole
from tui.model.record import Record
from tui.store.document import write_document
from tui.store.errors import StoreError
from tui.store.names import file_name
from tui.store.save import ChangedOutside, Stored, open_incident, save
from tui.store.unknown import NOTHING

_COPY = re.compile(r"(.+)\.was-([0-9a-f]{12}|new)\.md")


class TakenBack(Struct, frozen=True):
    """What became of a recovery copy: `path` is where its text is now, `sentence` says so."""

    copy: Path
    path: Path
    sentence: str


def write_recovery(folder: Path, record: Record, stored: Stored | None, disk: Disk = DISK) -> Path:
    """Write the record to the recovery folder and return the copy's path. Raises OSError.

    The name tells which content of the file it follows, so that it can take that file's place later.
    """
    stem = stored.path.stem if stored else file_name(record).removesuffix(".md")
    was = stored.digest[:12] if stored and stored.digest else "new"
    path = folder / f"{stem}.was-{was}.md"
    text = write_document(record, stored.unknown if stored else NOTHING)
    make_private(folder, disk)
    write_whole(path, text.encode("utf-8", "replace"), disk)
    return path


def drop_recovery(copy: Path, disk: Disk = DISK) -> None:
    """Remove a copy whose text is safe by now."""
    forget(copy, disk)


def copies(folder: Path) -> tuple[Path, ...]:
    """Return the recovery copies that wait, by name; none where there is no such folder."""
    try:
        return tuple(sorted(path for path in folder.iterdir() if _COPY.fullmatch(path.name)))
    except OSError:
        return ()


def take_back(
    folder: Path, recovery: Path, kinds: Collection[str], disk: Disk = DISK
) -> tuple[TakenBack, ...]:
    """Bring every recovery copy back to the incidents and say what was done with each.

    A copy takes the place of exactly the content that it followed; where the file holds anything else by now,
    it goes beside it. A copy that cannot be read or saved stays where it is.
    """
    return tuple(_take_back(folder, copy, kinds, disk) for copy in copies(recovery))


def _take_back(folder: Path, copy: Path, kinds: Collection[str], disk: Disk) -> TakenBack:
    name = _COPY.fullmatch(copy.name)
    stem, was = name.groups() if name else (copy.stem, "new")
    target = folder / f"{stem}.md"
    try:
        record, handle = open_incident(copy, kinds, disk)
        path = save(
            folder, record, replace(handle, path=target, digest=_followed(target, was, disk)), disk
        ).path
        sentence = f"{path.name} has the text that could not be saved last time."
    except ChangedOutside as error:
        path = error.ours.path
        sentence = str(error)
    except StoreError as error:
        return TakenBack(copy, copy, f"The recovery copy {copy} waits still: {error}")
    drop_recovery(copy, disk)
    return TakenBack(copy, path, sentence)


def _followed(target: Path, was: str, disk: Disk) -> str:
    """Return the fingerprint of the target where it is the content that the copy followed, else ""."""
    try:
        there = digest(read_plain(target, disk))
    except OSError:
        return ""
    return there if there.startswith(was) else ""
