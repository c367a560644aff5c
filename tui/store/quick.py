"""A quick reader for TOML as the store writes it; whatever else a header holds is left to the full parser."""

from __future__ import annotations

import re
from typing import Any

_STATEMENT = re.compile(
    r"""(?:
      \[\[ (?P<item>[\w.-]+) \]\]
    | \[ (?P<table>[\w.-]+) \]
    | (?: (?P<key>[\w-]+) | "(?P<quoted>[^"\\\n]+)" ) [ ]=[ ] (?:
        "(?P<text>[^"\\\n]*)"
      | "\"\"\n(?P<lines>(?:[^"\\]|"(?!""))*)"\"\"
      | (?P<flag>true|false)
      | (?P<whole>0|[1-9]\d{0,14})
      | \[(?P<texts>(?:\n[ ]{4}"[^"\\\n]*",)+)\n\]
      | (?P<none>\[\])
      )
    )? (?:\n|\Z)""",
    re.VERBOSE | re.ASCII,
)
_TEXTS = re.compile(r'"([^"\n]*)"')
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def read_quickly(text: str) -> dict[str, Any] | None:
    """Return the tables of a TOML text of the plainest kind; None for any that needs the full parser.

    It has no escapes, no dates and no comments, and what it returns is what the full parser returns.
    """
    if _FORBIDDEN.search(text):
        return None
    whole: dict[str, Any] = {}
    table, at, end = whole, 0, len(text)
    while at < end:
        found = _STATEMENT.match(text, at)
        if found is None:
            return None
        at = found.end()
        kind = found.lastgroup
        if kind is None:
            continue
        if kind in ("item", "table"):
            opened = _open(whole, found[kind].split("."), kind == "item")
            if opened is None:
                return None
            table = opened
            continue
        key = found["key"] or found["quoted"]
        if key in table:
            return None
        table[key] = _value(kind, found[kind])
    return whole


def _value(kind: str, said: str) -> Any:
    match kind:
        case "flag":
            return said == "true"
        case "whole":
            return int(said)
        case "texts":
            return _TEXTS.findall(said)
        case "none":
            return []
        case _:
            return said


def _open(whole: dict[str, Any], names: list[str], item: bool) -> dict[str, Any] | None:
    """Return the new table at the path; None where it is not plainly new, or the path leads elsewhere."""
    at = whole
    for name in names[:-1]:
        inner = at.setdefault(name, {})
        if isinstance(inner, list) and inner and isinstance(inner[-1], dict):
            inner = inner[-1]
        if not isinstance(inner, dict):
            return None
        at = inner
    last, made = names[-1], dict[str, Any]()
    if not all(names):
        return None
    if item and isinstance(at.get(last), list):
        if not at[last] or not isinstance(at[last][0], dict):
            return None
        at[last].append(made)
    elif last in at:
        return None
    else:
        at[last] = [made] if item else made
    return made
