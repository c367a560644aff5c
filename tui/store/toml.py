"""TOML as the store writes it, and the line that an error is about."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

import tomli_w

from tui.store.quick import read_quickly

_LINE = re.compile(r"at line (\d+)")
_ONE_LINE_STRING = re.compile(r'^([\w-]+|"(?:[^"\\]|\\.)*") = "(.*)"$', re.ASCII | re.MULTILINE)
_QUOTE = re.compile(r'"(?="")|"\Z')
_ESCAPE = re.compile(r"\\(.)")
_SPECIAL_START = re.compile(r"^([+\[])", re.MULTILINE)
_TABLE = re.compile(r"^\s*(\[\[?)\s*([^\]#]+?)\s*\]")
_KEY = re.compile(r"""^\s*("[^"]*"|'[^']*'|[\w-]+)\s*=""")


class Unreadable(Exception):  # noqa: N818 (named as it reads in a sentence)
    """Text that is no TOML, with the line (from 1) and the reason."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.reason, self.line = reason, line


def read_toml(text: str) -> dict[str, Any]:
    """Return the tables of a TOML text. Raises Unreadable."""
    quickly = read_quickly(text)
    if quickly is not None:
        return quickly
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise Unreadable(re.sub(r"\s*\(at .*\)$", "", str(error)).lower(), line) from None
    except RecursionError:
        raise Unreadable("brackets are nested too deeply", 1) from None


def plain(value: Any) -> Any:
    """Return the value as JSON has it: lists, and every date and time as its ISO text."""
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    return value


def write_toml(tables: Mapping[str, Any]) -> str:
    """Return the tables as TOML: each on lines of its own, and so each line of a string of several lines.

    No line of such a string begins with `+` or `[`, so that both always are what they look like.
    """
    return "".join(_sections(tables, ""))


def write_values(values: Mapping[str, Any]) -> str:
    """Return the lines of plain values, none of them a table."""
    return _ONE_LINE_STRING.sub(_unfold, tomli_w.dumps(values))


def write_table_head(name: str) -> str:
    """Return a name as it stands between the brackets of a table's title."""
    return tomli_w.dumps({name: 0}).removesuffix(" = 0\n")


def line_of(text: str, path: tuple[str | int, ...]) -> int:
    """Return the line (from 1) on which the value at the path stands, or that of the table around it."""
    best, depth, names = 1, 0, tuple(part for part in path if isinstance(part, str))
    wanted = [part for part in path if isinstance(part, int)]
    table: tuple[str, ...] = ()
    seen: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if header := _TABLE.match(line):
            table = tuple(part.strip("\"' ") for part in header[2].split("."))
            seen[table] = seen.get(table, -1) + 1
            here = table
        elif key := _KEY.match(line):
            here = (*table, key[1].strip("\"'"))
        else:
            continue
        right_one = not wanted or seen.get(table, 0) == wanted[0]
        if right_one and here == names[: len(here)] and len(here) > depth:
            best, depth = number, len(here)
    return best


def _sections(table: Mapping[str, Any], title: str) -> Iterator[str]:
    inner = {name: part for name, part in table.items() if _is_table(part) or _is_tables(part)}
    yield write_values({name: part for name, part in table.items() if name not in inner})
    for name, part in inner.items():
        key = title + write_table_head(name)
        for each in part if _is_tables(part) else (part,):
            yield f"\n[[{key}]]\n" if _is_tables(part) else f"\n[{key}]\n"
            yield from _sections(each, f"{key}.")


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping)


def _is_tables(value: object) -> bool:
    return isinstance(value, (list, tuple)) and bool(value) and all(_is_table(part) for part in value)


def _unfold(found: re.Match[str]) -> str:
    key, body = found.groups()
    if "\\n" not in body:
        return found[0]
    text = _ESCAPE.sub(lambda escape: {"n": "\n", '"': '"'}.get(escape[1], escape[0]), body)
    text = _SPECIAL_START.sub(lambda start: f"\\u{ord(start[1]):04X}", _QUOTE.sub(r'\\"', text))
    return f'{key} = """\n{text}"""'
