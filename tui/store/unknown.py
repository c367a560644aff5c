"""What a file says that this version does not know: set aside on reading, put back on writing."""

from __future__ import annotations

from functools import cache
from typing import Any, get_args

from msgspec import Struct
from msgspec.structs import fields

from tui.model.record import DraftKey


class Unknown(Struct, frozen=True):
    """The unknown part of a file.

    `header` has the shape of the header; in place of a list of tables stand pairs of a known and an unknown
    part. `body` is the lines outside the drafts, with the draft that they follow (None: before the first).
    `source` is the header as it was read, so that its comments and what did not change stay as they are.
    """

    header: dict[str, Any] = {}
    body: tuple[tuple[DraftKey | None, str], ...] = ()
    source: str = ""


NOTHING = Unknown()


class _Item(Struct, frozen=True):
    known: dict[str, Any]
    unknown: dict[str, Any]


def split(table: dict[str, Any], of: type[Struct]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what of the table the type has a field for, and what it has none for, at every depth."""
    known: dict[str, Any] = {}
    unknown: dict[str, Any] = {}
    groups = _groups(of)
    for name, value in table.items():
        if name not in groups:
            unknown[name] = value
            continue
        known[name], rest = _split_value(value, groups[name])
        if rest:
            unknown[name] = rest
    return known, unknown


def join(known: dict[str, Any], unknown: dict[str, Any]) -> dict[str, Any]:
    """Return the known part with the unknown part put back where it was.

    In a list the unknown part goes to the item that is still the same, else to the one at the same place.
    """
    whole = dict(known)
    for name, rest in unknown.items():
        if _is_items(rest):
            whole.update({name: _join_items(whole[name], rest)} if name in whole else {})
        elif isinstance(rest, dict):
            whole[name] = join(whole.get(name, {}), rest)
        else:
            whole[name] = rest
    return whole


def _split_value(value: Any, of: type[Struct] | None) -> tuple[Any, Any]:
    if of is None:
        return value, None
    if isinstance(value, dict):
        return split(value, of)
    if isinstance(value, list):
        items = [_Item(*split(item, of)) if isinstance(item, dict) else _Item({}, {}) for item in value]
        known = [
            part.known if isinstance(item, dict) else item for item, part in zip(value, items, strict=True)
        ]
        return known, items if any(item.unknown for item in items) else None
    return value, None


@cache
def _groups(of: type[Struct]) -> dict[str, type[Struct] | None]:
    """Return for each name in a file the group of facts that stands there, None for a plain value."""
    return {field.encode_name: _group(field.type) for field in fields(of)}


def _group(of: Any) -> type[Struct] | None:
    if isinstance(of, type) and issubclass(of, Struct):
        return of
    return next((group for part in get_args(of) if (group := _group(part))), None)


def _is_items(rest: Any) -> bool:
    return isinstance(rest, list) and bool(rest) and all(isinstance(item, _Item) for item in rest)


def _join_items(known: list[Any], items: list[_Item]) -> list[Any]:
    rests: dict[int, dict[str, Any]] = {}
    places = list(range(len(known)))
    homeless = []
    for index, item in enumerate(items):
        home = next((place for place in places if known[place] == item.known), None)
        if home is None:
            homeless.append((index, item))
        else:
            places.remove(home)
            rests[home] = item.unknown
    for index, item in homeless:
        if index in places:
            rests[index] = item.unknown
    return [join(part, rests[place]) if rests.get(place) else part for place, part in enumerate(known)]
