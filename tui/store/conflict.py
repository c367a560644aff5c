"""Two versions of one incident: compared fact by fact and text by text, and merged as somebody chooses."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, cast

from msgspec import Struct
from msgspec.structs import replace

from tui.disk import DISK, Disk, digest, forget, read_plain, sync_folder
from tui.model.draft import HandEdit, merge
from tui.model.fields import field
from tui.model.incident import Incident
from tui.model.record import DraftKey, DraftText, Record
from tui.store.history import History
from tui.store.save import Stored, open_incident, save

Choice = Literal["mine", "theirs", "both"]

_LOGS = ("ticks", "timeline", "facts.contacted")
_LABELS = {
    "title": "Title",
    "archived": "Archived",
    "ticks": "Ticked steps",
    "timeline": "What happened",
    "facts.others": "Others",
    "facts.slots": "Offered times",
    "facts.contacted": "Contacts",
    "facts.kind": "What happened",
}


class Difference(Struct, frozen=True):
    """One place where two versions differ.

    `path` is `title`, `facts.interview.company`, `typed.interview.start`, `drafts.missed/first/email`,
    `ticks`, `timeline` or `facts.slots`; `label` names it to the user. The values are those of the record:
    None for what a side does not have. `best` is what a careful reader would choose: the side that changed
    since `base`, or both where their changes go together.
    """

    path: str
    label: str
    mine: Any
    theirs: Any
    base: Any
    best: Choice
    choices: tuple[Choice, ...]


def compare(mine: Record, theirs: Record, base: Record | None = None) -> tuple[Difference, ...]:
    """Return where two versions of an incident differ; `base` is the version that both began with."""
    one, other, start = _parts(mine), _parts(theirs), _parts(base) if base else {}
    paths = [path for path in {**one, **other} if one.get(path) != other.get(path)]
    return tuple(_difference(path, one.get(path), other.get(path), start.get(path), base) for path in paths)


def merged(mine: Record, theirs: Record, choices: Mapping[str, Choice], base: Record | None = None) -> Record:
    """Return one record of two; `choices` say by path whose value holds, what is left open takes the best.

    What no difference tells of is the same in both, or follows mine: the draft that is shown, the templates.
    """
    parts = _parts(mine)
    for one in compare(mine, theirs, base):
        parts[one.path] = _chosen(one, choices.get(one.path, one.best))
    created, saved = min(mine.created, theirs.created), max(mine.saved, theirs.saved)
    return _whole(parts, replace(mine, created=created, saved=saved))


def settle(
    record: Record,
    keep: Stored,
    others: Collection[Stored],
    history: History,
    disk: Disk = DISK,
) -> Stored:
    """Save the merged record over the incident's own file and remove the versions beside it.

    Every version is kept in the history first. A version that changed since it was compared stays where it
    is. Raises NotKept, NotSaved or ChangedOutside; then no version is gone.
    """
    for version in (keep, *others):
        history.keep(record.id, version.data, "conflict")
    stored = save(keep.path.parent, record, replace(keep, theirs=None), disk, history)
    for version in others:
        if _is_still(version, disk):
            forget(version.path, disk)
    sync_folder(keep.path.parent, disk)
    return stored


def opened_versions(
    paths: Collection[Path], kinds: Collection[str], disk: Disk = DISK
) -> tuple[tuple[Record, Stored], ...]:
    """Return each file's record and handle, ready to compare. Raises Damaged, Newer."""
    return tuple(open_incident(path, kinds, disk) for path in paths)


def _is_still(version: Stored, disk: Disk) -> bool:
    try:
        return digest(read_plain(version.path, disk)) == version.digest
    except OSError:
        return False


def _parts(record: Record) -> dict[str, Any]:
    """Return the record in pieces that can be chosen one by one."""
    parts: dict[str, Any] = {"title": record.title, "archived": record.archived}
    for name in Incident.__struct_fields__:
        value = getattr(record.incident, name)
        if isinstance(value, Struct):
            parts |= {f"facts.{name}.{leaf}": getattr(value, leaf) for leaf in value.__struct_fields__}
        else:
            parts[f"facts.{name}"] = value
    parts |= {f"typed.{path}": typed for path, typed in record.typed}
    parts |= {f"drafts.{'/'.join(_names(draft.key))}": draft for draft in record.drafts}
    return parts | {"ticks": record.ticks, "timeline": record.timeline}


def _whole(parts: Mapping[str, Any], like: Record) -> Record:
    groups: dict[str, dict[str, Any]] = {}
    plain: dict[str, Any] = {}
    for path, value in parts.items():
        first, _, rest = path.partition(".")
        if first != "facts":
            continue
        name, _, leaf = rest.partition(".")
        if leaf:
            groups.setdefault(name, {})[leaf] = value
        else:
            plain[name] = value
    incident = replace(like.incident, **plain)
    for name, leaves in groups.items():
        incident = replace(incident, **{name: replace(getattr(incident, name), **leaves)})
    return replace(
        like,
        incident=incident,
        title=parts["title"],
        archived=parts["archived"],
        ticks=parts["ticks"],
        timeline=parts["timeline"],
        typed=tuple(
            (path[6:], value)
            for path, value in parts.items()
            if path.startswith("typed.") and value is not None
        ),
        drafts=tuple(value for path, value in parts.items() if path.startswith("drafts.") and value),
    )


def _difference(path: str, mine: Any, theirs: Any, base: Any, known: Record | None) -> Difference:
    together = _together(path, mine, theirs, base)
    choices: tuple[Choice, ...] = ("mine", "theirs", "both") if together is not None else ("mine", "theirs")
    best: Choice = "both" if together is not None else "mine"
    if known is not None and mine == base:
        best = "theirs"
    elif (known is not None and theirs == base) or (known is None and theirs in (None, "", ())):
        best = "mine"
    elif mine in (None, "", ()):
        best = "theirs"
    return Difference(path, _label(path), mine, theirs, base, best, choices)


def _chosen(one: Difference, choice: Choice) -> Any:
    if choice == "both":
        together = _together(one.path, one.mine, one.theirs, one.base)
        return one.mine if together is None else together
    return one.mine if choice == "mine" else one.theirs


def _together(path: str, mine: Any, theirs: Any, base: Any) -> Any:
    """Return both sides in one, None where only one can hold."""
    if isinstance(mine, DraftText) and isinstance(theirs, DraftText):
        if not isinstance(base, DraftText) and mine.base != theirs.base:
            return None
        start = base.text if isinstance(base, DraftText) else mine.base
        return DraftText(theirs.key, theirs.base, merge(HandEdit(start, mine.text), theirs.text).text)
    if not isinstance(mine, tuple) or not isinstance(theirs, tuple):
        return None
    dropped = [item for item in base or () if item not in mine or item not in theirs]
    united = [item for item in mine if item not in dropped]
    united += [item for item in theirs if item not in united and item not in dropped]
    return tuple(sorted(united, key=_when)) if path in _LOGS else tuple(united)


def _when(item: Any) -> float:
    moment = cast("datetime | None", getattr(item, "at", None))
    return moment.timestamp() if moment else 0.0


def _names(key: DraftKey) -> tuple[str, str, str]:
    return key.kind, key.message, key.channel


def _label(path: str) -> str:
    if path in _LABELS:
        return _LABELS[path]
    first, _, rest = path.partition(".")
    if first == "drafts":
        kind, message, channel = rest.split("/", 2)
        return f"{message}, {channel} ({kind})"
    try:
        return field(rest).label
    except KeyError:
        return rest.replace("_", " ").replace(".", ": ")
