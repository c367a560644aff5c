"""Earlier versions of an incident, kept whole: at an export, a day's first edit, a conflict, a restore."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal, get_args

from msgspec import Struct

from tui.disk import DISK, Disk, forget, make_private, put_new, read_plain, sync_folder, write_beside
from tui.model.record import Record
from tui.store.errors import NotErased, StoreError, brief, remedy
from tui.store.save import open_incident

Why = Literal["export", "day", "conflict", "restore"]

LAST = 20
DAYS = 30
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(rf"(\d{{8}}T\d{{6}}Z)(?:-(\d+))?-({'|'.join(get_args(Why))})\.md")


class Version(Struct, frozen=True):
    """One earlier version: its file, when it was kept, and at which occasion."""

    path: Path
    at: datetime
    why: Why


class NotKept(StoreError):  # noqa: N818 (named as it reads in a sentence)
    """A version could not be kept, and so nothing was done that would need one."""

    def __init__(self, error: OSError) -> None:
        self.brief = brief(error)
        super().__init__(
            f"The version that stands could not be kept ({self.brief}); nothing was changed, "
            f"{remedy(error)} and try again."
        )


class History:
    """The versions of all incidents, in a folder for each below one.

    `today` gives the user's date, by which the first edit of a day is known.
    """

    def __init__(self, folder: Path, disk: Disk = DISK) -> None:
        self.folder, self._disk = folder, disk
        self._days: dict[str, date] = {}

    def versions(self, record_id: str) -> tuple[Version, ...]:
        """Return the versions of an incident, the newest first."""
        return versions(self.folder, record_id)

    def keep(self, record_id: str, data: bytes, why: Why, now: datetime | None = None) -> Path:
        """Keep a file's content as a version and return its path; what is kept last already, is not twice.

        Raises NotKept.
        """
        moment = now or datetime.now().astimezone()
        try:
            path = self._keep(record_id, data, why, moment)
        except OSError as error:
            raise NotKept(error) from error
        for version in _thinned(self.versions(record_id), moment):
            forget(version.path, self._disk)
        return path

    def before_edit(self, record_id: str, data: bytes, now: datetime | None = None) -> None:
        """Keep what a file held before its first edit of the day; where that fails, the edit goes on."""
        moment = now or datetime.now().astimezone()
        today = moment.date()
        if self._days.get(record_id) == today:
            return
        with suppress(NotKept):
            if not any(
                version.why == "day" and version.at.astimezone(moment.tzinfo).date() == today
                for version in self.versions(record_id)
            ):
                self.keep(record_id, data, "day", moment)
            self._days[record_id] = today

    def _keep(self, record_id: str, data: bytes, why: Why, moment: datetime) -> Path:
        folder = self.folder / record_id
        newest = next(iter(self.versions(record_id)), None)
        if newest and read_plain(newest.path, self._disk) == data:
            return newest.path
        make_private(folder, self._disk)
        stamp = f"{moment.astimezone(UTC):{_STAMP}}"
        number = 1 + max((_number(version.path) for version in self.versions(record_id)), default=0)
        path = folder / f"{stamp}-{number}-{why}.md"
        beside = write_beside(path, data, self._disk)
        try:
            put_new(beside, path, self._disk)
        except BaseException:
            forget(beside, self._disk)
            raise
        sync_folder(folder, self._disk)
        return path


def versions(folder: Path, record_id: str) -> tuple[Version, ...]:
    """Return the versions of an incident, the newest first; none where there is no such folder."""
    try:
        names = os.listdir(folder / record_id)  # noqa: PTH208 (names alone)
    except OSError:
        return ()
    found = [
        Version(folder / record_id / name, at, parts[3])  # type: ignore[arg-type]  # the pattern admits no other
        for name in names
        if (parts := _NAME.fullmatch(name)) and (at := _moment(parts[1]))
    ]
    return tuple(sorted(found, key=lambda version: (version.at, _number(version.path)), reverse=True))


def read_version(version: Version, kinds: Collection[str], disk: Disk = DISK) -> Record:
    """Return the incident as it was. Raises Damaged, Newer."""
    return open_incident(version.path, kinds, disk)[0]


def forget_history(folder: Path, record_id: str) -> tuple[Path, ...]:
    """Remove every version of an incident, and return what went. Raises NotErased."""
    mine = folder / record_id
    if not _ID.fullmatch(record_id) or not mine.is_dir():
        return ()
    gone = tuple(sorted(mine.iterdir()))
    try:
        shutil.rmtree(mine)
        sync_folder(folder)
    except OSError as error:
        raise NotErased(mine, error) from error
    return gone


def _thinned(kept: Iterable[Version], now: datetime) -> list[Version]:
    """Return the versions that may go: not of the last 20, and not the newest of a day of the last 30."""
    gone, days = [], set()
    for number, version in enumerate(kept):
        day = version.at.astimezone(now.tzinfo).date()
        if number >= LAST and (day in days or now - version.at > timedelta(days=DAYS)):
            gone.append(version)
        days.add(day)
    return gone


def _moment(stamp: str) -> datetime | None:
    try:
        return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def _number(path: Path) -> int:
    found = _NAME.fullmatch(path.name)
    return int(found[2] or 0) if found else 0
