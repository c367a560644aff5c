"""One incident to and from its file: opened with the fingerprint of what was read, saved only over that."""

# ruff: noqa: N818 (errors are named as they read in a sentence)

from __future__ import annotations

import errno
import os
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tui.disk import (
    DISK,
    Disk,
    digest,
    forget,
    make_private,
    put_new,
    read_plain,
    sync_folder,
    write_beside,
)
from tui.model.filenames import slug
from tui.model.record import Record
from tui.store.document import read_document, write_document
from tui.store.errors import Damaged, Newer, StoreError, brief, remedy
from tui.store.unknown import NOTHING, Unknown

_NO_FILE = (errno.ELOOP, errno.EISDIR, errno.ENXIO, errno.EFBIG)


class Stored(Struct, frozen=True):
    """The handle of a loaded or saved file: where it is, and by what content it is known again.

    `digest` is "" for a file that was never there; `tried` is the content of a save that failed half-way, and
    may stand there instead. With `newer`, its schema, a newer version wrote the file: it is shown and never
    written. With `theirs` this is our version beside a file that somebody else changed.
    """

    path: Path
    digest: str
    tried: str = ""
    unknown: Unknown = NOTHING
    newer: int = 0
    theirs: Path | None = None


class NotSaved(StoreError):
    """The system refused a save. `stored` is the handle to try again with."""

    def __init__(self, error: OSError, stored: Stored) -> None:
        self.stored, self.brief = stored, brief(error)
        super().__init__(
            f"{stored.path.name} could not be saved ({self.brief}); what was saved before is untouched and "
            f"the text here is kept, {remedy(error)} and it is saved again."
        )


class ChangedOutside(StoreError):
    """Somebody else changed the file: `theirs` was kept, `ours` is the handle of our version beside it."""

    brief = "changed outside"

    def __init__(self, theirs: Path, ours: Stored) -> None:
        self.theirs, self.ours = theirs, ours
        super().__init__(
            f"{theirs.name} was changed outside Raincheck; it was kept as it is and this version went beside "
            f"it, to {ours.path.name}: compare the two and remove the one that you do not want."
        )


def open_incident(path: Path, kinds: Collection[str], disk: Disk = DISK) -> tuple[Record, Stored]:
    """Return the incident in a file and the handle to save it with.

    Raises Damaged for what cannot be read as an incident, Newer for what only a newer version can read.
    """
    try:
        data = read_plain(path, disk)
        document = read_document(data.decode("utf-8"), kinds)
    except OSError as error:
        raise Damaged(f"it cannot be read ({brief(error)})", path=path) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Damaged(f"byte {error.start} is no UTF-8", line, path) from None
    except Damaged as error:
        raise error.at(path) from None
    except Newer as error:
        raise Newer(error.schema, path) from None
    return document.record, Stored(path, digest(data), "", document.unknown, document.newer)


def file_name(record: Record) -> str:
    """Return the name that the incident's file gets when it is created: date, company, short id."""
    company = slug(record.incident.interview.company) or "unnamed"
    return f"{record.created:%Y-%m-%d}-{company}-{record.id[:8]}.md"


def save(folder: Path, record: Record, stored: Stored | None = None, disk: Disk = DISK) -> Stored:
    """Put the record safely on the medium and return the handle for the next save.

    Without a handle a new file is made. Raises ChangedOutside when the file holds what is neither in the
    handle nor the record, NotSaved when the system refuses, Newer for the file of a newer version. In each
    case the file holds what it held, or the record, and nothing else.
    """
    stored = stored or Stored(folder / file_name(record), "")
    if stored.newer:
        raise Newer(stored.newer, stored.path)
    data = write_document(record, stored.unknown).encode("utf-8", "replace")
    ours = replace(stored, digest=digest(data), tried="")
    placed = replace(stored, tried=ours.digest)
    try:
        make_private(folder, disk)
        if stored.digest == ours.digest == _content(stored.path, disk):
            return ours
        ours = _place(data, stored, ours, disk)
        placed = replace(ours, digest=stored.digest, tried=ours.digest)
        sync_folder(ours.path.parent, disk)
    except OSError as error:
        raise NotSaved(error, placed) from error
    if ours.theirs != stored.theirs:
        raise ChangedOutside(stored.path, ours)
    return ours


def _place(data: bytes, stored: Stored, ours: Stored, disk: Disk) -> Stored:
    """Write the file and give it its name, or one beside it where the file is not the one we know."""
    beside = write_beside(stored.path, data, disk)
    try:
        there = _content(stored.path, disk)
        if there == "":
            put_new(beside, stored.path, disk)
        elif there in (stored.digest, stored.tried, ours.digest):
            disk.replace(beside, stored.path)
        else:
            return replace(ours, path=_aside(beside, stored.path, disk), theirs=stored.path)
    except BaseException:
        forget(beside, disk)
        raise
    return ours


def _aside(beside: Path, path: Path, disk: Disk) -> Path:
    """Give the finished file a name of its own beside `path`, and return it."""
    moment = datetime.now(UTC)
    for again in range(1, 100):
        time = f"{moment:%Y%m%dT%H%M%SZ}" + (f"-{again}" if again > 1 else "")
        target = path.with_name(f"{path.stem}.conflict-{time}.md")
        try:
            put_new(beside, target, disk)
        except FileExistsError:
            continue
        return target
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def _content(path: Path, disk: Disk) -> str:
    """Return the fingerprint of what stands there: "" for nothing, "?" for what is no file of ours."""
    try:
        return digest(read_plain(path, disk))
    except FileNotFoundError:
        return ""
    except OSError as error:
        if error.errno in _NO_FILE:
            return "?"
        raise
