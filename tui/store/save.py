"""One incident to and from its file: opened with the fingerprint of what was read, saved only over that."""

# ruff: noqa: N818 (errors are named as they read in a sentence)

from __future__ import annotations

import errno
import os
import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from tui.disk import (
    DISK,
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
from tui.model.record import Record
from tui.store.document import read_document, write_document
from tui.store.errors import Damaged, Newer, StoreError, brief, remedy
from tui.store.names import file_name, is_copy
from tui.store.unknown import NOTHING, Unknown

if TYPE_CHECKING:
    from tui.store.history import History

_NO_FILE = (errno.ELOOP, errno.EISDIR, errno.ENXIO, errno.EFBIG)


class Stored(Struct, frozen=True):
    """The handle of a loaded or saved file: where it is, and by what content it is known again.

    `digest` is "" for a file that was never there; `tried` is the content of a save that failed half-way, and
    may stand there instead. `data` is the content that both this and the other side began with, should they
    part. With `newer`, its schema, a newer version wrote the file: it is shown and never written. With
    `theirs` this is our version beside a file that somebody else changed.
    """

    path: Path
    digest: str
    tried: str = ""
    data: bytes = b""
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
        data, written = read_dated(path, disk)
        document = read_document(data.decode("utf-8"), kinds, datetime.fromtimestamp(written, UTC))
    except OSError as error:
        raise Damaged(f"it cannot be read ({brief(error)})", path=path) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Damaged(f"byte {error.start} is no UTF-8", line, path) from None
    except Damaged as error:
        raise error.at(path) from None
    except Newer as error:
        raise Newer(error.schema, path) from None
    return document.record, Stored(path, digest(data), "", data, document.unknown, document.newer)


def save(
    folder: Path,
    record: Record,
    stored: Stored | None = None,
    disk: Disk = DISK,
    history: History | None = None,
) -> Stored:
    """Put the record safely on the medium and return the handle for the next save.

    Without a handle a new file is made. A file that was renamed is followed. With a `history`, what the file
    held before the first edit of a day, or before somebody else changed it, is kept there. Raises
    ChangedOutside when the file holds what is neither in the handle nor the record, NotSaved when the system
    refuses, Newer for the file of a newer version. In each case the file holds what it held, or the record,
    and nothing else.
    """
    stored = stored or Stored(folder / file_name(record), "")
    if stored.newer:
        raise Newer(stored.newer, stored.path)
    data = write_document(record, stored.unknown).encode("utf-8", "replace")
    ours = replace(stored, digest=digest(data), tried="", data=data)
    placed = replace(stored, tried=ours.digest)
    try:
        make_private(folder, disk)
        there = _content(stored.path, disk)
        if not there and stored.digest and (moved := _moved(record.id, stored, disk)):
            stored, ours = replace(stored, path=moved), replace(ours, path=moved)
            placed, there = replace(placed, path=moved), _content(moved, disk)
        if stored.digest == ours.digest == there:
            return ours
        if history and there and there == stored.digest:
            history.before_edit(record.id, stored.data)
        ours = _place(data, stored, ours, disk)
        placed = replace(ours, digest=stored.digest, tried=ours.digest)
        sync_folder(ours.path.parent, disk)
    except OSError as error:
        raise NotSaved(error, placed) from error
    if ours.theirs != stored.theirs:
        _keep_base(history, record.id, stored.data)
        raise ChangedOutside(stored.path, ours)
    return ours


def _keep_base(history: History | None, record_id: str, data: bytes) -> None:
    """Keep what both sides of a conflict began with; both go on without it where that fails."""
    if history and data:
        with suppress(StoreError):
            history.keep(record_id, data, "conflict")


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


def _moved(record_id: str, stored: Stored, disk: Disk) -> Path | None:
    """Return where the file of the incident is now that it is not where it was; None where it is nowhere."""
    changed = None
    for path, data in _bearing(record_id, stored.path.parent, disk):
        if digest(data) in (stored.digest, stored.tried):
            return path
        if not is_copy(path.name):
            changed = path
    return changed


def _bearing(record_id: str, folder: Path, disk: Disk) -> Iterator[tuple[Path, bytes]]:
    said = re.compile(rb"^id\s*=\s*[\"']%s[\"']" % re.escape(record_id.encode()), re.MULTILINE)
    for path in sorted(folder.glob("[!.]*.md")):
        with suppress(OSError):
            if said.search(data := read_plain(path, disk)):
                yield path, data


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
