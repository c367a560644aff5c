"""The dotted paths of the public contract, and the nearest known name to one that is not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from msgspec import Struct

from tui.model.incident import LISTS, Incident, field_types

OTHERS = ("others.recruiter", "others.careers_office")
"""Not fields, but people whom a message may need: "I have no recruiter" is an answer, too."""

_NEVER_UNKNOWN = {"version", "kind", "unknown", "now"}
_ENTRY = re.compile(rf"({'|'.join(LISTS)})\.(\d{{1,4}})\.(\w+)", re.ASCII)
_LONGEST = 60


@cache
def known_paths() -> frozenset[str]:
    """Return every dotted path that `unknown` may name; entries of lists (`slots.0.note`) come on top."""
    incident = Incident(kind="")
    leaves: set[str] = set(OTHERS)
    for name in field_types(Incident):
        value = getattr(incident, name)
        leaves |= (
            {f"{name}.{leaf}" for leaf in value.__struct_fields__} if isinstance(value, Struct) else {name}
        )
    return frozenset(leaves - _NEVER_UNKNOWN)


def as_fact(path: str) -> str | None:
    """Return the incident's path for a file's (`slots.0.from`: `slots.0.start`); None when there is none."""
    if path in known_paths():
        return path
    entry = _ENTRY.fullmatch(path)
    if not entry:
        return None
    of = LISTS[entry[1]]
    names = dict(zip(of.__struct_encode_fields__, of.__struct_fields__, strict=True))
    leaf = names.get(entry[3], entry[3] if entry[3] in of.__struct_fields__ else None)
    return f"{entry[1]}.{entry[2]}.{leaf}" if leaf else None


def in_file(path: str) -> str:
    """Return the path as a file names it; the way back from `as_fact`."""
    entry = _ENTRY.fullmatch(path)
    if not entry:
        return path
    of = LISTS[entry[1]]
    names = dict(zip(of.__struct_fields__, of.__struct_encode_fields__, strict=True))
    return f"{entry[1]}.{entry[2]}.{names.get(entry[3], entry[3])}"


def homes(name: str) -> list[str]:
    """Return the paths whose last part is the name, in order: where a misplaced field may belong."""
    return sorted(path for path in known_paths() if path.rpartition(".")[2] == name and path not in OTHERS)


def nearest(word: str, names: Iterable[str]) -> str | None:
    """Return the name most like the word, whatever its capitals; None when none is like it."""
    from difflib import get_close_matches  # only an error needs it

    small = {name.lower(): name for name in names}
    found = get_close_matches(word[:_LONGEST].lower().replace(" ", "_"), small, n=1)
    return small[found[0]] if found else None
