"""The body of an incident's file: the text of each opened draft, fenced and readable, below its heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tui.model.record import DraftKey
from tui.store.errors import Damaged

CHANNELS = {
    "call": "Call",
    "voicemail": "Voicemail",
    "text": "Text",
    "email": "E-mail",
    "linkedin": "LinkedIn",
    "letter": "Letter",
}
BLANK = "\n"
_FENCE = re.compile(r"(`{3,})\s*\w*\s*")
_TICKS = re.compile(r"`+")


def headings(keys: Iterable[DraftKey]) -> list[str]:
    """Return the heading of each draft, `## E-mail: first (missed)`; no two are the same."""
    made: list[str] = []
    for key in keys:
        channel = CHANNELS.get(key.channel, key.channel)
        plain = " ".join(f"## {channel}: {key.message} ({key.kind})".split())
        heading, times = plain, 1
        while heading in made:
            times += 1
            heading = f"{plain} [{times}]"
        made.append(heading)
    return made


def write_body(drafts: Sequence[tuple[DraftKey, str]], extra: Mapping[DraftKey | None, str]) -> str:
    """Return the sections of the drafts, with the lines of the user's own where they stood around them.

    Lines that followed a draft which is no more come last.
    """
    between = extra.get(None, "")
    parts = []
    for heading, (key, text) in zip(headings(key for key, _ in drafts), drafts, strict=True):
        fence = "`" * max(3, 1 + max((len(run) for run in _TICKS.findall(text)), default=0))
        parts.append(f"{between or BLANK}{heading}\n\n{fence}text\n{text}\n{fence}\n")
        between = extra.get(key, "")
    there = {None, *(key for key, _ in drafts)}
    homeless = [lines for key, lines in extra.items() if key not in there and lines.strip()]
    return "".join((*parts, between, *homeless))


def read_body(
    body: str, keys: Sequence[DraftKey], first_line: int
) -> tuple[dict[DraftKey, str], dict[DraftKey | None, str]]:
    """Return the text of each draft, and the lines after it (None: before the first) that are not blank only.

    Raises Damaged where a draft's section is missing or not closed.
    """
    wanted = dict(zip(headings(keys), keys, strict=True))
    texts: dict[DraftKey, str] = {}
    extra: dict[DraftKey | None, list[str]] = {None: []}
    end = first_line + body.count("\n")
    lines = enumerate(body.removesuffix("\n").split("\n"), first_line)
    last: DraftKey | None = None
    for _, line in lines:
        heading = line.rstrip()
        if heading in wanted:
            last = wanted.pop(heading)
            texts[last] = _fenced(lines, heading, end)
            extra[last] = []
        else:
            extra[last].append(f"{line}\n")
    if wanted:
        raise Damaged(f'the section "{next(iter(wanted))}" is missing', end)
    said = {key: "".join(part) for key, part in extra.items()}
    return texts, {key: part for key, part in said.items() if part not in ("", BLANK)}


def _fenced(lines: Iterator[tuple[int, str]], heading: str, end: int) -> str:
    start, line = next(((number, line) for number, line in lines if line.strip()), (end, ""))
    opening = _FENCE.fullmatch(line)
    if not opening:
        raise Damaged(f'the text below "{heading}" does not begin with a fence (```)', start)
    text: list[str] = []
    for _, line in lines:
        if set(line.rstrip()) == {"`"} and len(line.rstrip()) >= len(opening[1]):
            return "\n".join(text)
        text.append(line)
    raise Damaged(f'the fence below "{heading}" is not closed', start)
