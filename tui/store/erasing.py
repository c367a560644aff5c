"""Erasing for good: an incident, its versions, its history, and every trace of it in the other folders."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import Path

from tui.disk import DISK, Disk, forget, sync_folder
from tui.store.errors import NoSuchId, NotErased
from tui.store.exports import forget_exports
from tui.store.folder import entries, listing, sweep
from tui.store.history import forget_history
from tui.store.names import stem_of
from tui.store.places import Places
from tui.store.recall import recall, remember


def erase_all(places: Places, record_id: str, kinds: Collection[str], disk: Disk = DISK) -> tuple[Path, ...]:
    """Remove every trace of the incident in data, state and cache; return the files that went.

    Files that were exported stay: they are the user's. Raises NoSuchId where no file bears the id, NotErased
    where one could not be removed.
    """
    if not any(listed.id == record_id for listed in listing(places.incidents, kinds, disk)):
        raise NoSuchId(record_id)
    gone = forget_history(places.history, record_id)  # the file goes last: with it, erasing can be repeated
    gone += _forget_invitation(places.invitations / f"{record_id}.json", disk)
    forget_exports(places.state, record_id)
    if recall(places.state) == record_id:
        remember(places.state, "")
    forget(places.index, disk)
    for folder in (places.incidents, places.cache, places.state, places.recovery):
        sweep(folder, disk)
    return gone + erase(places.incidents, record_id, kinds, (places.recovery,), disk)


def _forget_invitation(path: Path, disk: Disk) -> tuple[Path, ...]:
    """Remove what was kept of an invitation. Raises NotErased."""
    try:
        disk.unlink(path)
        sync_folder(path.parent, disk)
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise NotErased(path, error) from error
    return (path,)


def erase(
    folder: Path, record_id: str, kinds: Collection[str], others: Iterable[Path] = (), disk: Disk = DISK
) -> tuple[Path, ...]:
    """Remove every file of the incident, its versions and leftovers here and in `others`; return what went.

    Raises NoSuchId where no file bears the id, NotErased where one could not be removed.
    """
    mine = [listed.path for listed in listing(folder, kinds, disk) if listed.id == record_id]
    if not mine:
        raise NoSuchId(record_id)
    left_over = _left_over({stem_of(path.name) for path in mine})
    for place in others:
        mine += [listed.path for listed in listing(place, kinds, disk) if listed.id == record_id]
    for place in (folder, *others):
        mine += [path for path in entries(place) if path not in mine and left_over.fullmatch(path.name)]
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


def _left_over(stems: Collection[str]) -> re.Pattern[str]:
    """Match what else is named after the files: half-written ones, and recovery copies."""
    names = "|".join(re.escape(stem) for stem in sorted(stems))
    return re.compile(rf"\.({names})(\..*)?\.md\.[0-9a-f]{{8}}\.tmp|({names})\.was-([0-9a-f]{{12}}|new)\.md")
