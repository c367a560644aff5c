"""The lines of a calendar file (RFC 5545) as components, read leniently: a bad line costs only itself."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

MOST_DEPTH = 10
MOST_COMPONENTS = 20_000


class TooDeep(Exception):  # noqa: N818 - named as it reads in a sentence
    """The components of a calendar lie too deep in each other, or are too many."""


class Line(NamedTuple):
    """One content line: its name and the names of its parameters in capitals."""

    name: str
    params: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value as text, its escapes undone."""
        return _ESCAPE.sub(lambda sign: "\n" if sign[1] in "nN" else sign[1], self.value)


_ESCAPE = re.compile(r"\\([nN,;\\])")


class Component(Struct):
    """What stands between BEGIN and END; `name` is in capitals."""

    name: str
    lines: list[Line]
    parts: list[Component]

    def first(self, name: str) -> Line | None:
        """Return the first line of that name."""
        return next((line for line in self.lines if line.name == name), None)

    def text(self, name: str) -> str:
        """Return the text of the first line of that name, "" without one."""
        line = self.first(name)
        return line.text if line else ""

    def every(self, name: str) -> list[Component]:
        """Return the parts of that name."""
        return [part for part in self.parts if part.name == name]


def calendars(text: str, most: int = MOST_COMPONENTS) -> list[Component]:
    """Return the VCALENDARs of a text, closed or not. Raises TooDeep, also for more parts than `most`."""
    root = Component("", [], [])
    open_parts = [root]
    count = 0
    for raw in unfolded(text):
        line = content_line(raw)
        if line is None:
            continue
        if line.name == "BEGIN":
            count += 1
            if len(open_parts) > MOST_DEPTH or count > most:
                raise TooDeep
            part = Component(line.value.strip().upper(), [], [])
            open_parts[-1].parts.append(part)
            open_parts.append(part)
        elif line.name == "END":
            _close(open_parts, line.value.strip().upper())
        else:
            open_parts[-1].lines.append(line)
    return root.every("VCALENDAR")


def _close(open_parts: list[Component], name: str) -> None:
    """Close the innermost part of that name and all within it; an END without a BEGIN closes nothing."""
    for place in range(len(open_parts) - 1, 0, -1):
        if open_parts[place].name == name:
            del open_parts[place:]
            return


def unfolded(text: str) -> list[str]:
    """Return the logical lines: what begins with a blank goes on the line before; empty ones are left out."""
    lines: list[list[str]] = []
    for raw in re.split(r"\r\n|\n|\r", text):
        if raw[:1] in (" ", "\t") and lines:
            lines[-1].append(raw[1:])
        elif raw.strip():
            lines.append([raw])
    return ["".join(parts) for parts in lines]


def content_line(raw: str) -> Line | None:
    """Return one logical line in its parts, None for what is none."""
    cuts = []
    colon = -1
    for sign in _SIGNS.finditer(raw):
        if sign[0] == ":":
            colon = sign.start()
            break
        if sign[0] == ";":
            cuts.append(sign.start())
    if colon < 0:
        return None
    edges = [*cuts, colon]
    name = raw[: edges[0]].strip().upper()
    if not _NAME.fullmatch(name):
        return None
    params: dict[str, str] = {}
    for start, end in pairwise(edges):
        key, _, value = raw[start + 1 : end].partition("=")
        params.setdefault(key.strip().upper(), value.strip().strip('"'))
    return Line(name, params, raw[colon + 1 :])


_SIGNS = re.compile(r'"[^"]*"|[:;]')
_NAME = re.compile(r"[A-Z0-9-]{1,60}")
