"""From the plain values of JSON or TOML to facts: all checked, every problem noted, nothing guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from msgspec import UNSET, inspect

from tui.model.clean import clean
from tui.model.facts_notes import Notes, listed, short, shown
from tui.model.facts_paths import as_fact, homes, known_paths

HOURS = r"([01]?\d|2[0-3]):[0-5]\d ?- ?(([01]?\d|2[0-3]):[0-5]\d|24:00)"
"""Office hours, as in 09:00-17:00."""

SEVERAL_LINES = frozenset({"address", "signature", "answer"})
"""The last names of the fields whose text may have line breaks."""

_LIKE = "2026-12-01T14:00:00+01:00"
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ](?!24)\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_NAIVE = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?", re.ASCII)


class Twice(dict[str, object]):
    """An object of a file in which the names in `twice` were given more than once."""

    twice: tuple[str, ...] = ()


def read_group(of: inspect.StructType, raw: object, path: str, notes: Notes) -> Any:
    """Return the group of facts in an object; a gap, and what is wrong, is left at its default."""
    if not isinstance(raw, Mapping):
        notes.add(f"{path or 'A facts file'} must be an object, not {shown(raw)}.")
        return UNSET
    for name in getattr(raw, "twice", ()):
        notes.add(f"{_join(path, name)} is there twice: only one of them can be meant.")
    known = {field.encode_name: field for field in of.fields}
    facts: dict[str, object] = {field.name: "" for field in of.fields if field.required}
    for name, value in raw.items():
        if name not in known:
            notes.add(_no_field(path, str(name), value, known, notes))
        elif (fact := read_value(known[name].type, value, _join(path, name), notes)) is not UNSET:
            facts[known[name].name] = fact
    return of.cls(**facts)


def read_value(of: inspect.Type, raw: object, path: str, notes: Notes) -> object:
    """Return the fact in a plain value; UNSET for a gap, and for what is wrong."""
    if is_nothing(raw):
        return UNSET
    if isinstance(of, inspect.UnionType):
        of = next(part for part in of.types if not isinstance(part, inspect.NoneType))
    read = _BY_NAME.get(path.rpartition(".")[2]) or _BY_TYPE[type(of)]
    return read(of, raw, path, notes)


def is_nothing(raw: object) -> bool:
    """Tell whether a plain value is a gap: null, a text of blanks, an empty list."""
    return raw is None or raw == [] or (isinstance(raw, str) and not raw.strip())


def _join(path: str, name: str) -> str:
    return f"{path}.{short(name)}" if path else short(name)


def _no_field(path: str, name: str, value: object, known: Mapping[str, object], notes: Notes) -> str:
    said = f"{_join(path, name)} ({shown(value)}) is no field of a facts file"
    near = notes.near(name, known)
    if near:
        return f"{said}; did you mean {_join(path, near)}?"
    if elsewhere := homes(name):
        return f"{said}; did you mean {listed(elsewhere)}?"
    return f"{said}; {path} has {listed(known)}." if path else f"{said}; `raincheck schema` shows them all."


def _text(of: Any, raw: object, path: str, notes: Notes) -> object:
    if not isinstance(raw, str):
        notes.add(f"{path} is {shown(raw)}: a text in quotes is expected.")
        return UNSET
    several = path.rpartition(".")[2] in SEVERAL_LINES
    return clean(raw, one_line=not several).text or UNSET


def _choice(of: inspect.LiteralType, raw: object, path: str, notes: Notes) -> object:
    return _one_of([str(value) for value in of.values], raw, path, notes)


def _one_of(values: Any, raw: object, path: str, notes: Notes) -> object:
    if isinstance(raw, str) and raw in values:
        return raw
    near = notes.near(raw, values) if isinstance(raw, str) else None
    guess = f'; did you mean "{near}"?' if near else "."
    notes.add(f"{path} is {shown(raw)}: {listed(values)} is expected{guess}")
    return UNSET


def _whole(of: inspect.IntType, raw: object, path: str, notes: Notes) -> object:
    """A whole number; 60.0 is one, as in JSON Schema, and true is not."""
    number = int(raw) if isinstance(raw, float) and raw.is_integer() else raw
    if isinstance(number, int) and not isinstance(number, bool):
        if (of.ge is None or number >= of.ge) and (of.le is None or number <= of.le):
            return number
        bounds = f"from {of.ge} to {of.le}" if of.le is not None else f"of {of.ge} or more"
        notes.add(f"{path} is {shown(raw)}: a whole number {bounds} is expected.")
        return UNSET
    quoted = isinstance(raw, str) and raw.strip().lstrip("+-").isdecimal()
    notes.add(f"{path} is {shown(raw)}: a whole number is expected{', without quotes' if quoted else ''}.")
    return UNSET


def _flag(of: Any, raw: object, path: str, notes: Notes) -> object:
    if isinstance(raw, bool):
        return raw
    notes.add(f"{path} is {shown(raw)}: true or false is expected{_unquoted(raw)}.")
    return UNSET


def _unquoted(raw: object) -> str:
    return ", without quotes" if isinstance(raw, str) else ""


def _time(of: Any, raw: object, path: str, notes: Notes) -> object:
    """An instant; TOML brings datetimes, JSON texts."""
    when = raw
    if isinstance(raw, str):
        try:
            when = datetime.fromisoformat(raw.upper()) if _RFC3339.fullmatch(raw) else None
        except ValueError:
            notes.add(f"{path} is {shown(raw)}: no calendar or clock has that time.")
            return UNSET
    if (isinstance(raw, str) and _NAIVE.fullmatch(raw)) or (isinstance(when, datetime) and not when.tzinfo):
        notes.add(f"{path} is {shown(raw)}: add the offset of its clock from UTC, as in {_LIKE} (Z is UTC).")
    elif not isinstance(when, datetime):
        notes.add(f"{path} is {shown(raw)}: a time like {_LIKE} is expected.")
    elif not 1 < when.year < 9999:
        notes.add(f"{path} is {shown(raw)}: a year from 2 to 9998 is expected.")
    else:
        return when
    return UNSET


def _list(of: inspect.VarTupleType, raw: object, path: str, notes: Notes) -> object:
    if not isinstance(raw, list | tuple):
        notes.add(f"{path} must be a list, not {shown(raw)}.")
        return UNSET
    items = (read_value(of.item_type, item, f"{path}.{index}", notes) for index, item in enumerate(raw))
    return tuple(item for item in items if item is not UNSET)


def _version(of: Any, raw: object, path: str, notes: Notes) -> object:
    if isinstance(raw, int | float) and raw == 1 and not isinstance(raw, bool):
        return 1
    notes.add(f"{path} is {shown(raw)}: this Raincheck reads version 1 only{_unquoted(raw)}.")
    return UNSET


def _kind(of: Any, raw: object, path: str, notes: Notes) -> object:
    return _one_of(notes.kinds, raw, path, notes)


def _hours(of: Any, raw: object, path: str, notes: Notes) -> object:
    if isinstance(raw, str) and re.fullmatch(HOURS, raw.strip(), re.ASCII):
        return raw.replace(" ", "")
    notes.add(f"{path} is {shown(raw)}: hours like 09:00-17:00 are expected.")
    return UNSET


def _zone(of: Any, raw: object, path: str, notes: Notes) -> object:
    if not isinstance(raw, str):
        return _text(of, raw, path, notes)
    from tui.model.zones import find_zone, load_zone

    if raw in _zone_names() if notes.full else load_zone(raw):
        return raw
    near = None if notes.full else find_zone(raw) or notes.near(raw, _zone_names())
    guess = f'; did you mean "{near}"?' if near else ", as in Europe/Berlin."
    notes.add(f"{path} is {shown(raw)}: the IANA name of a zone is expected{guess}")
    return UNSET


@cache
def _zone_names() -> set[str]:
    """All names at once: slower than to try one, much faster than to try the thousands of a broken file."""
    from zoneinfo import available_timezones

    return available_timezones()


def _unknown(of: inspect.VarTupleType, raw: object, path: str, notes: Notes) -> object:
    """The paths that the user says they do not know, each once."""
    said = _list(of, raw, path, notes)
    paths: dict[str, None] = {}
    for name in said if isinstance(said, tuple) else ():
        fact = as_fact(name)
        if fact:
            paths[fact] = None
            continue
        near = notes.near(name, known_paths())
        guess = f'; did you mean "{near}"?' if near else ", as in contact.name."
        notes.add(f"{path} has {shown(name)}: the path of a field is expected{guess}")
    return tuple(paths)


_Read = Callable[[Any, object, str, Notes], object]
_BY_TYPE: dict[type, _Read] = {
    inspect.StrType: _text,
    inspect.LiteralType: _choice,
    inspect.IntType: _whole,
    inspect.BoolType: _flag,
    inspect.DateTimeType: _time,
    inspect.VarTupleType: _list,
    inspect.StructType: read_group,
}
_BY_NAME: dict[str, _Read] = {
    "version": _version,
    "kind": _kind,
    "hours": _hours,
    "zone": _zone,
    "unknown": _unknown,
}
