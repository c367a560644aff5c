"""What can go wrong with stored incidents: each error is one sentence for the user."""

# ruff: noqa: N818 (errors are named as they read in a sentence)

from __future__ import annotations

import errno
from collections.abc import Iterable
from pathlib import Path

_BRIEF = {
    errno.ENOSPC: "disk full",
    errno.EDQUOT: "disk quota used up",
    errno.EFBIG: "file size limit reached",
    errno.EROFS: "disk is read-only",
    errno.EACCES: "folder is not writable",
    errno.EPERM: "folder is not writable",
    errno.ENOENT: "folder is gone",
    errno.ENOTDIR: "a file is in the way of the folder",
    errno.EEXIST: "a file is in the way",
    errno.ELOOP: "it is a link",
    errno.EISDIR: "it is no plain file",
    errno.EIO: "disk error",
    errno.EMFILE: "too many open files",
    errno.ENFILE: "too many open files",
}
_DO = {
    errno.ENOSPC: "free some space",
    errno.EDQUOT: "free some space",
    errno.EFBIG: "raise the file size limit of this shell (ulimit -f)",
    errno.EROFS: "make the disk writable",
    errno.EACCES: "make the folder writable",
    errno.EPERM: "make the folder writable",
    errno.ENOENT: "bring the folder back",
    errno.ENOTDIR: "move the file that stands in its place",
    errno.EEXIST: "move the file that stands in its place",
    errno.EIO: "check the disk",
    errno.EMFILE: "close other programs",
    errno.ENFILE: "close other programs",
}


def brief(error: OSError) -> str:
    """Return in a few words what the system refused ("disk full"), for a status line."""
    return _BRIEF.get(error.errno or 0) or (error.strerror or str(error) or type(error).__name__).lower()


def remedy(error: OSError) -> str:
    """Return what the user can do about it."""
    return _DO.get(error.errno or 0, "check the disk and the folder")


def broke_at(fault: BaseException | None) -> str:
    """Return the sentence for a fault of our own: where it is, and no text of the user's."""
    import traceback

    frames = traceback.extract_tb(fault.__traceback__) if fault else []
    where = f", in {frames[-1].filename}, line {frames[-1].lineno}" if frames else ""
    return (
        f"Raincheck has a fault of its own ({type(fault).__name__}{where}); what was saved is untouched, "
        "please report this line."
    )


class StoreError(Exception):
    """Storage trouble. The text is one sentence: what happened, what was kept, what to do."""

    exit_code = 4
    brief = "storage trouble"


class Damaged(StoreError):
    """A file that cannot be read as an incident; it is left as it is."""

    exit_code = 3
    brief = "damaged file"

    def __init__(self, reason: str, line: int = 0, path: Path | None = None) -> None:
        self.reason, self.line, self.path = reason, line, path
        where = f"{path or 'The file'}, line {line}" if line else str(path or "The file")
        super().__init__(
            f"{where}: {reason}; the file was left as it is, mend it in an editor or restore it."
        )

    def at(self, path: Path) -> Damaged:
        """Return the same with the path named."""
        return Damaged(self.reason, self.line, path)


class Newer(StoreError):
    """A file that a newer Raincheck wrote: shown at most, never written."""

    brief = "written by a newer version"

    def __init__(self, schema: int, path: Path | None = None) -> None:
        self.schema, self.path = schema, path
        super().__init__(
            f"{path or 'The file'} was written by a newer Raincheck (schema {schema}); "
            "it was left as it is, install that version to work on it."
        )


class NoSuchId(StoreError):
    """No stored incident bears the id."""

    exit_code = 3
    brief = "unknown id"

    def __init__(self, prefix: str) -> None:
        super().__init__(f"No incident has an id that begins with {prefix!r}; `raincheck list` shows all.")


class SeveralIds(StoreError):
    """More than one incident bears an id with the prefix; `ids` lists them."""

    exit_code = 3
    brief = "ambiguous id"

    def __init__(self, prefix: str, ids: Iterable[str]) -> None:
        self.ids = tuple(ids)
        super().__init__(
            f"{len(self.ids)} incidents have an id that begins with {prefix!r}: {', '.join(self.ids)}; "
            "give one more letter."
        )


class Unusable(StoreError):
    """A folder that cannot serve as the place for data."""

    brief = "folder cannot be used"

    def __init__(self, folder: Path, error: OSError) -> None:
        self.brief = brief(error)
        super().__init__(
            f"{folder} cannot be used as a folder ({self.brief}); nothing was changed, "
            f"{remedy(error)} or name another one with --data."
        )


class NotErased(StoreError):
    """A file that was to be erased is still there."""

    def __init__(self, path: Path, error: OSError) -> None:
        self.brief = brief(error)
        super().__init__(
            f"{path} could not be erased ({self.brief}); what came before it is gone, "
            f"{remedy(error)} and erase again."
        )
