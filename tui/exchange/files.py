"""A message as a file: a name that says what it is, private, and never in place of anybody else's file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from msgspec import Struct

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
    write_whole,
)
from tui.model.clean import clean
from tui.model.filenames import LONGEST, cut, safe_name, slug
from tui.model.incident import Incident

MOST_NAMES = 999


class Exported(Struct, frozen=True):
    """A file that was written, and by what content it is known again."""

    path: Path
    digest: str


class NotExported(Exception):  # noqa: N818 - named as it reads in a sentence
    """The text could not be written; the sentence says why and what to do."""

    exit_code = 4

    def __init__(self, path: Path, error: OSError) -> None:
        reason = (error.strerror or type(error).__name__).lower()
        super().__init__(
            f"{path} could not be written ({reason}); the text is kept here and no other file was touched, "
            "mend that, choose another export folder or take the clipboard."
        )


def export_name(incident: Incident, message: str, channel: str, moment: datetime, ending: str = "txt") -> str:
    """Return the file name of an exported message: company, kind, message, channel and day."""
    said = [] if message == "first" else [message]
    company = slug(incident.interview.company) or "interview"
    words = [company, incident.kind, *said, channel, f"{moment:%Y-%m-%d}"]
    return safe_name("-".join(words), f".{ending}")


def export_text(
    folder: Path, name: str, text: str, mine: Exported | None = None, disk: Disk = DISK
) -> Exported:
    """Write the text to a file of its own in the folder and return it.

    Where the name is taken, `-2`, `-3` ... is added; a file with the very same text is taken as it is.
    `mine`, the last export of the same message, is replaced if nobody changed it since. Control characters
    are left out. Raises NotExported.
    """
    data = (clean(text).text.rstrip("\n") + "\n").encode("utf-8")
    return export_data(folder, name, data, mine, disk)


def export_data(
    folder: Path, name: str, data: bytes, mine: Exported | None = None, disk: Disk = DISK
) -> Exported:
    """Write bytes as they are, under the rules of `export_text`. Raises NotExported."""
    path = folder / name
    try:
        make_private(folder, disk)
        if mine and mine.path.parent == folder and _digest(mine.path, disk) == mine.digest:
            path = mine.path
            write_whole(path, data, disk)
        else:
            path = _write_new(folder, name, data, disk)
    except OSError as error:
        raise NotExported(path, error) from error
    return Exported(path, digest(data))


def _write_new(folder: Path, name: str, data: bytes, disk: Disk) -> Path:
    beside = write_beside(folder / name, data, disk)
    try:
        for number in range(1, MOST_NAMES):
            path = folder / _numbered(name, number)
            try:
                put_new(beside, path, disk)
            except FileExistsError:
                if _digest(path, disk) != digest(data):
                    continue
            sync_folder(folder, disk)
            return path
    finally:
        forget(beside, disk)
    raise FileExistsError(17, f"{MOST_NAMES} files have that name")


def _numbered(name: str, number: int) -> str:
    if number == 1:
        return name
    ending = f"-{number}{Path(name).suffix}"
    return cut(Path(name).stem, LONGEST - len(ending.encode())) + ending


def _digest(path: Path, disk: Disk) -> str:
    """Return the fingerprint of a plain file, "" for anything else and for nothing."""
    try:
        return digest(read_plain(path, disk))
    except OSError:
        return ""
