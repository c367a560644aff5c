"""What is wrong with the files, said in words; mended only where that is asked for and can lose nothing."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Literal

from msgspec import Struct

from tui.disk import PRIVATE_FILE, PRIVATE_FOLDER, forget
from tui.store.errors import StoreError, Unusable, brief
from tui.store.folder import Listed, entries, listing, orphans
from tui.store.history import versions
from tui.store.lock import Lock
from tui.store.places import Places
from tui.store.profile import read_profile
from tui.store.recovery import copies, take_back

Weight = Literal["fine", "note", "trouble"]


class Finding(Struct, frozen=True):
    """One thing that was looked at: what it is, how grave, in one sentence.

    `mend` says what --mend does about it, "" where only the user can; `act` does it and says what was done.
    """

    subject: str
    weight: Weight
    says: str
    mend: str = ""
    act: Callable[[], str] | None = None


def examine(places: Places, kinds: Collection[str]) -> tuple[Finding, ...]:
    """Look at every file, folder, lock, leftover and the settings; nothing is changed, and no file hinders.

    What needs the lock is mended only while nobody else holds it.
    """
    return tuple(
        finding
        for check in (_folders, _incidents, _lock, _leftovers, _recovery, _histories, _index, _settings)
        for finding in check(places, kinds)
    )


def mend(places: Places, findings: Iterable[Finding]) -> tuple[str, ...]:
    """Do what can be done about the findings and return what was done, a sentence each.

    Raises Held while another window holds the data folder, Unusable.
    """
    with Lock(places.data):
        return tuple(finding.act() for finding in findings if finding.act)


def _folders(places: Places, kinds: Collection[str]) -> Iterator[Finding]:
    open_ones = [path for path in _private(places) if _is_open(path)]
    for path in open_ones:
        yield Finding(
            "privacy",
            "trouble",
            f"{path} can be read or entered by others.",
            "make it its owner's only",
            partial(_close, path),
        )
    if not open_ones:
        yield Finding("privacy", "fine", "All files and folders are their owner's only.")


def _private(places: Places) -> Iterator[Path]:
    """Give every file and folder that only its owner should see; most of the cache is not the user's text."""
    yield from (places.data, places.index)
    for root in (places.incidents, places.invitations, places.state, places.config):
        yield from (root, *sorted(root.rglob("*")))


def _is_open(path: Path) -> bool:
    try:
        mode = path.lstat().st_mode
    except OSError:
        return False
    return not stat.S_ISLNK(mode) and bool(stat.S_IMODE(mode) & 0o077)


def _close(path: Path) -> str:
    try:
        path.chmod(PRIVATE_FOLDER if path.is_dir() else PRIVATE_FILE)
    except OSError as error:
        return f"{path} could not be closed to others ({brief(error)})."
    return f"{path} is its owner's only now."


def _incidents(places: Places, kinds: Collection[str]) -> Iterator[Finding]:
    try:
        files = listing(places.incidents, kinds)
    except Unusable as error:
        yield Finding("incidents", "trouble", str(error))
        return
    good = sum(listed.readable and not listed.copy and not listed.newer for listed in files)
    yield Finding("incidents", "fine", f"{good} incident{'s' if good != 1 else ''} can be read.")
    for listed in files:
        if listed.damaged:
            yield Finding("incidents", "trouble", _damaged(places, listed))
        elif listed.newer:
            said = f"{listed.path} was made by a newer Raincheck (schema {listed.newer}) and is only shown."
            yield Finding("incidents", "note", said)
        elif listed.copy:
            said = f"{listed.path} is another version of incident {listed.id[:8]}: compare and merge them."
            yield Finding("incidents", "note", said)


def _damaged(places: Places, listed: Listed) -> str:
    said = f"{listed.path} cannot be read ({listed.damaged}); mend it in an editor"
    for folder in entries(places.history):
        if folder.name.startswith(listed.id) and (kept := versions(places.history, folder.name)):
            return f"{said}, or take its last good version, {kept[0].path}."
    return f"{said} or restore it from a backup."


def _lock(places: Places, kinds: Collection[str]) -> Iterator[Finding]:
    lock = Lock(places.data)
    if not lock.path.exists():
        yield Finding("lock", "fine", "No window has the data open.")
        return
    holder = lock.holder()
    try:
        free = lock.try_take()
    except StoreError as error:
        yield Finding("lock", "trouble", str(error))
        return
    lock.release()
    if free and lock.guarded:
        yield Finding("lock", "fine", "No window has the data open.")
    elif free:
        said = f"{places.data} is on a file system without locks: open it in one window at a time."
        yield Finding("lock", "note", said)
    else:
        since = f" since {holder.since.astimezone():%H:%M on %d %b %Y}" if holder.since else ""
        yield Finding("lock", "note", f"Process {holder.pid or '?'} has the data open{since}.")


def _leftovers(places: Places, kinds: Collection[str]) -> Iterator[Finding]:
    folders = [places.incidents, places.recovery, places.state, places.config, places.cache]
    folders += [path for path in entries(places.history) if path.is_dir()]
    found = [path for folder in folders for path in orphans(folder)]
    for path in found:
        yield Finding(
            "leftovers",
            "trouble",
            f"{path} is what a save that was cut short left behind.",
            "remove it",
            partial(_remove, path),
        )
    if not found:
        yield Finding("leftovers", "fine", "No save was cut short.")


def _remove(path: Path) -> str:
    forget(path)
    return f"{path} could not be removed." if os.path.lexists(path) else f"{path} is gone."


def _recovery(places: Places, kinds: Collection[str]) -> Iterator[Finding]:
    for path in copies(places.recovery):
        yield Finding(
            "recovery",
            "trouble",
            f"{path} holds text that could not be saved where it belongs.",
            "bring it back to the incidents",
            partial(_bring_back, places, kinds),
        )


def _bring_back(places: Places, kinds: Collection[str]) -> str:
    back = take_back(places.incidents, places.recovery, kinds)
    return " ".join(one.sentence for one in back) or "Every recovery copy is back."


def _histories(places: Places, kinds: Collection[str]) -> Iterator[Finding]:
    try:
        known = {listed.id for listed in listing(places.incidents, kinds)}
    except Unusable:
        return
    for folder in entries(places.history):
        if folder.is_dir() and not any(folder.name.startswith(record_id) for record_id in known):
            said = f"{folder} holds earlier versions of an incident that is gone: restore one, or remove it."
            yield Finding("history", "note", said)


def _index(places: Places, kinds: Collection[str]) -> Iterator[Finding]:
    if places.index.exists():
        yield Finding("index", "fine", f"{places.index} may go at any time; it only makes lists faster.")


def _settings(places: Places, kinds: Collection[str]) -> Iterator[Finding]:
    problem = read_profile(places.settings)[1]
    if problem:
        yield Finding("settings", "trouble", problem)
    else:
        yield Finding("settings", "fine", "The settings can be read.")
