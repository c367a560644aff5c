"""The header as its user wrote it: what did not change in it stays, byte for byte, comments and all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from msgspec import Struct

from tui.store.toml import Unreadable, plain, read_toml, write_table_head, write_toml, write_values

_TABLE = re.compile(r"\s*\[\[?")
_NOTHING: tuple[Any, ...] = ("", False, 0, [], {})


class _Statement(Struct, frozen=True):
    """One name with its value: the comments above it, its own lines, and what they say."""

    above: str
    lines: str
    says: Any


class _Table(Struct):
    """A table: the comments above its title, the title's line, its names, the tables in it."""

    above: str = ""
    title: str = ""
    names: dict[str, _Statement] = {}
    tables: dict[str, list[_Table]] = {}

    @property
    def many(self) -> bool:
        return self.title.lstrip().startswith("[[")


def lay_over(source: str, tables: Mapping[str, Any]) -> str:
    """Return the tables as TOML that keeps the lines of `source` wherever they still say the same.

    Comments stay with what they stand above. Where the source cannot be kept so, the plain form is returned.
    """
    plainly = write_toml(tables)
    if not source or source == plainly:
        return plainly
    found = _taken_apart(source)
    if found is None:
        return plainly
    root, end = found
    text = "".join(_written(root, tables, "")).lstrip("\n") + end
    try:
        same = _same(plain(read_toml(text)), plain(tables))
    except Unreadable:
        return plainly
    return text if same else plainly


@lru_cache(maxsize=8)
def _taken_apart(source: str) -> tuple[_Table, str] | None:
    """Return the tables of a source and the comments after the last; None where it is too intricate."""
    root = _Table()
    table, above = root, ""
    try:
        for lines in _statements(source):
            if lines.lstrip().startswith("#") or not lines.strip():
                above += lines
            elif _TABLE.match(lines):
                opened = _opened(root, lines, above)
                if opened is None:
                    return None
                table, above = opened, ""
            else:
                said = read_toml(lines)
                (name,) = said
                if name in table.names:  # `a.b = 1` and `a.c = 2`: one name in two places
                    return None
                table.names[name] = _Statement(above, lines, plain(said[name]))
                above = ""
    except Unreadable:
        return None
    return root, above


def _statements(source: str) -> Iterator[str]:
    """Return the source in pieces: comments and blanks line by line, and whole statements."""
    lines = iter(source.splitlines(keepends=True))
    for line in lines:
        piece = line
        while not _complete(piece):
            more = next(lines, None)
            if more is None:
                raise Unreadable("it has no end", 1)
            piece += more
        yield piece


def _complete(piece: str) -> bool:
    try:
        read_toml(piece)
    except Unreadable:
        return False
    return True


def _opened(root: _Table, lines: str, above: str) -> _Table | None:
    """Return the new table that a title opens; None where it stands there already."""
    said: Any = read_toml(lines)
    at = root
    while True:
        ((name, said),) = said.items()
        many = isinstance(said, list)
        inside = said[0] if many else said
        there = at.tables.setdefault(name, [])
        if not inside:
            if there and (not many or not there[-1].title):
                return None
            there.append(_Table(above, lines))
            return there[-1]
        if not there:
            there.append(_Table())
        at, said = there[-1], inside


def _written(table: _Table, values: Mapping[str, Any], path: str) -> Iterator[str]:
    inner = {
        name: value for name, value in values.items() if _tables(value) and not _kept(table, name, value)
    }
    yield from _names(table, {name: value for name, value in values.items() if name not in inner})
    order = [*(name for name in table.tables if name in inner)]
    for name in _in_place(order, list(inner)):
        key = path + write_table_head(name)
        items = _tables(inner[name])
        homes = _homes(table.tables.get(name, []), items)
        for item, home in zip(items, homes, strict=True):
            many = isinstance(inner[name], (list, tuple))
            fresh = f"\n[[{key}]]\n" if many else f"\n[{key}]\n"
            if home and home.title and home.many == many:
                yield f"{home.above}{home.title}"
            elif many or not home or home.title or not all(map(_tables, item.values())):
                yield fresh
            yield from _written(home or _Table(), item, f"{key}.")


def _kept(table: _Table, name: str, value: Any) -> bool:
    return name in table.names and _same(table.names[name].says, plain(value))


def _names(table: _Table, values: Mapping[str, Any]) -> Iterator[str]:
    kept = [name for name, said in table.names.items() if name in values or said.says in _NOTHING]
    order = _in_place(kept, list(values))
    gone = "".join(said.above for name, said in table.names.items() if name not in order)
    if gone.strip():
        yield gone
    for name in order:
        said = table.names.get(name)
        if said is None:
            yield write_values({name: values[name]})
        elif name not in values or _same(said.says, plain(values[name])):
            yield said.above + (said.lines if said.lines.endswith("\n") else f"{said.lines}\n")
        else:
            yield said.above + _with_comment(write_values({name: values[name]}), said)


def _with_comment(fresh: str, said: _Statement) -> str:
    """Return the new line with the comment that stood behind the old value."""
    for at, letter in enumerate(said.lines):
        if letter == "#" and said.lines.count("\n") <= 1 and _complete(said.lines[:at]):
            return f"{fresh.rstrip()} {said.lines[at:].rstrip()}\n"
    return fresh


def _in_place(old: list[str], new: list[str]) -> list[str]:
    """Return the old names in their order, each new one behind the one that it follows among the new."""
    order = list(old)
    before = ""
    for name in new:
        if name not in order:
            order.insert(order.index(before) + 1 if before else 0, name)
        before = name
    return order


def _homes(tables: list[_Table], items: list[Mapping[str, Any]]) -> list[_Table | None]:
    """Return for each item the table that said it, else the one at its place that nobody took."""
    left = list(tables)
    homes: list[_Table | None] = []
    for item in items:
        home = next((table for table in left if _same(_said(table), plain(item))), None)
        homes.append(home)
        if home is not None:
            left.remove(home)
    for place, table in enumerate(tables):
        if place < len(homes) and homes[place] is None and any(table is other for other in left):
            homes[place] = table
    return homes


def _said(table: _Table) -> dict[str, Any]:
    said = {name: statement.says for name, statement in table.names.items()}
    for name, inner in table.tables.items():
        said[name] = [_said(each) for each in inner] if inner[0].many else _said(inner[0])
    return said


def _tables(value: Any) -> list[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        return [value]
    if isinstance(value, (list, tuple)) and value and all(isinstance(part, Mapping) for part in value):
        return list(value)
    return []


def _same(one: Any, other: Any) -> bool:
    """Tell whether two plain values say the same: a gap is as good as nothing, a moment is a moment."""
    if isinstance(one, dict) and isinstance(other, dict):
        return all(
            _same(one[name], other[name]) if name in one and name in other else _empty(one, other, name)
            for name in {**one, **other}
        )
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and (one == other or _moment(one) == _moment(other) is not None)


def _empty(one: dict[str, Any], other: dict[str, Any], name: str) -> bool:
    return one.get(name, other.get(name)) in _NOTHING


def _moment(value: Any) -> tuple[datetime, Any] | None:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return moment.replace(tzinfo=None), moment.utcoffset()
