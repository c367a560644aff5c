"""A message as Markdown: it reads as it was written, and what was typed never turns into markup."""

from __future__ import annotations

import re

from tui.words.layout import BRANCHES, split_script, split_subject

_ANYWHERE = re.compile(r"[\\`*<\[\]]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
_AT_START = re.compile(r"^(\s*)([#>+=~-]|\d{1,9}(?=[.)]))")


def as_markdown(text: str, channel: str) -> str:
    """Return a message as its editor shows it in Markdown: the subject and the branches as headings."""
    subject, body = split_subject(text) if channel == "email" else ("", text)
    parts = [f"# {_heading(subject)}"] if subject else []
    if channel == "call":
        body, branches = split_script(body)
        parts.append(_lines(body))
        for name, said in branches:
            parts += [f"## {_heading(BRANCHES.get(name, name))}", _lines(said)]
    else:
        parts.append(_lines(body))
    return "\n\n".join(filter(None, parts))


def _lines(text: str) -> str:
    """Keep every line break: a backslash at the end of a line that another one of its paragraph follows."""
    lines = [_line(line) for line in text.split("\n")]
    for place, following in enumerate(lines[1:]):
        if lines[place] and following:
            lines[place] += "\\"
    return "\n".join(lines)


def _line(line: str) -> str:
    said = _escaped(line.strip())
    return _AT_START.sub(lambda at: f"{at[1]}{_start(at[2])}", said)


def _start(sign: str) -> str:
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"


def _heading(text: str) -> str:
    return _escaped(text).replace("#", "\\#")


def _escaped(text: str) -> str:
    return _ANYWHERE.sub(lambda sign: f"\\{sign[0]}", text)
