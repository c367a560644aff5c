"""Hand edits: the writer's words kept over every fresh render, by a three-way merge of sentences.

A hand edit is laid over each render anew and is not rebased on it: rebasing would bring back what the writer
deleted. Only when the writer writes again does the text that they saw become the new base.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from msgspec import Struct

from tui.model.changes import Change, apply, changes, common_end, common_start, sentences, words

Place = tuple[int, int]
"""Row and column, both from 0."""

_MOST_REOPENED = 16


class HandEdit(Struct, frozen=True):
    """The render that was written over, and the writer's text."""

    base: str
    text: str


class Conflict(Struct, frozen=True):
    """A passage that writer and facts both changed; the writer's words stand in the text at start:end."""

    start: int
    end: int
    base: str
    mine: str
    theirs: str


class Merged(Struct, frozen=True):
    """A hand edit laid over a render: the text to show, and the conflicts in it, in order.

    `base` is what a hand edit made over `text` lies over: the render, with the old words in each open
    conflict, so that it stays open.
    """

    text: str
    base: str
    conflicts: tuple[Conflict, ...]


class _Part(NamedTuple):
    """A stretch of the merge; where base and theirs differ it is a conflict, and `text` is the writer's."""

    text: str
    base: str
    theirs: str

    @property
    def open(self) -> bool:
        return self.base != self.theirs


@lru_cache(maxsize=64)
def merge(edit: HandEdit, render: str) -> Merged:
    """Lay a hand edit over a fresh render; the writer wins where both changed the same passage."""
    conflicts: list[Conflict] = []
    at = 0
    parts = _parts(edit, render)
    for part in parts:
        end = at + len(part.text)
        if part.open:
            conflicts.append(Conflict(at, end, part.base, part.text, part.theirs))
        at = end
    return Merged(
        "".join(part.text for part in parts), "".join(part.base for part in parts), tuple(conflicts)
    )


def rewrite(edit: HandEdit | None, render: str, text: str) -> HandEdit | None:
    """Return the hand edit after the writer made the shown text into `text`; None when it is the render.

    Merging the result with the same render gives `text` exactly, and conflicts that are open stay open.
    """
    if text == render:
        return None
    if edit is None:
        return HandEdit(render, text)
    return edit if text == merge(edit, render).text else _over(_parts(edit, render), render, text)


def take(edit: HandEdit, render: str, index: int) -> HandEdit | None:
    """Take the facts' words in conflict number `index`; the others stay open.

    Returns None when nothing of the hand edit is left. Raises IndexError for a conflict that is not there.
    """
    return _settle(edit, render, index, take_theirs=True)


def keep(edit: HandEdit, render: str, index: int) -> HandEdit | None:
    """Keep the writer's words in conflict number `index` for good; the others stay open.

    Raises IndexError for a conflict that is not there.
    """
    return _settle(edit, render, index, take_theirs=False)


def line_edits(old: str, new: str) -> tuple[tuple[Place, Place, str], ...]:
    """Return the edits (start, end, replacement) that turn `old` into `new`, last one first.

    Places are rows and columns of `old`, rows ending at each line feed; applied in the order given, no edit
    moves the place of another. Only the letters that differ are touched, so that a cursor keeps its place.
    """
    line_starts = [0, *accumulate(len(line) + 1 for line in old.split("\n"))]

    def place(offset: int) -> Place:
        row = bisect_right(line_starts, offset) - 1
        return row, offset - line_starts[row]

    found = [(place(start), place(end), text) for start, end, text in _letter_edits(old, new)]
    return tuple(reversed(found))


def _letter_edits(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """Yield the edits by offsets in `old`: by sentences, then words, then the letters that differ."""
    for at, passage, replacement in _replaced(old, new, sentences):
        for inner, word, other in _replaced(passage, replacement, words):
            skip = common_start(word, other)
            same_end = common_end(word, other, min(len(word), len(other)) - skip)
            start = at + inner
            yield start + skip, start + len(word) - same_end, other[skip : len(other) - same_end]


def _replaced(old: str, new: str, split: Callable[[str], tuple[str, ...]]) -> Iterator[tuple[int, str, str]]:
    """Yield the offset, the old and the new text of each change."""
    pieces = split(old)
    offsets = [0, *accumulate(map(len, pieces))]
    for change in changes(pieces, split(new)):
        start, end = offsets[change.start], offsets[change.end]
        yield start, old[start:end], "".join(change.new)


def _is_word(letter: str) -> bool:
    return bool(letter) and not letter.isspace()


@lru_cache(maxsize=64)
def _parts(edit: HandEdit, render: str) -> tuple[_Part, ...]:
    """Return the merge in stretches that join to the shown text and to its base."""
    base = sentences(edit.base)
    mine, theirs = changes(base, sentences(edit.text)), changes(base, sentences(render))
    parts: list[_Part] = []
    at = 0
    for start, end, my_share, their_share in _groups(mine, theirs):
        parts.append(_same("".join(base[at:start])))
        parts.append(
            _weigh(
                "".join(base[start:end]),
                apply(base, my_share, start, end) if my_share else None,
                apply(base, their_share, start, end) if their_share else None,
            )
        )
        at = end
    parts.append(_same("".join(base[at:])))
    return tuple(parts)


def _same(text: str) -> _Part:
    return _Part(text, text, text)


def _weigh(base: str, mine: str | None, theirs: str | None) -> _Part:
    """Decide one stretch: a lone change stands, like changes agree, else the writer wins, in a conflict."""
    if mine is None or mine == base:
        return _same(base if theirs is None else theirs)
    if theirs is None or theirs == base:
        return _Part(mine, base, base)
    if mine == theirs:
        return _same(theirs)
    return _Part(mine, base, theirs)


def _groups(
    mine: list[Change], theirs: list[Change]
) -> Iterator[tuple[int, int, list[Change], list[Change]]]:
    """Yield the changes in order of place, those that overlap together: start, end, mine, theirs."""
    ordered = sorted(
        [(change, True) for change in mine] + [(change, False) for change in theirs],
        key=lambda entry: (entry[0].start, entry[0].end, not entry[1]),
    )
    start = end = 0
    shares: tuple[list[Change], list[Change]] = ([], [])
    for change, is_mine in ordered:
        if any(shares) and not _overlap(start, end, change):
            yield start, end, *shares
            shares = ([], [])
        if not any(shares):
            start, end = change.start, change.end
        shares[0 if is_mine else 1].append(change)
        end = max(end, change.end)
    if any(shares):
        yield start, end, *shares


def _overlap(start: int, end: int, change: Change) -> bool:
    """Tell whether a later change overlaps start:end; two insertions at one place do."""
    return change.start < end or start == end == change.start == change.end


def _settle(edit: HandEdit, render: str, index: int, *, take_theirs: bool) -> HandEdit | None:
    parts = list(_parts(edit, render))
    place = [number for number, part in enumerate(parts) if part.open][index]
    part = parts[place]
    parts[place] = _Part(part.theirs if take_theirs else part.text, part.theirs, part.theirs)
    text = "".join(part.text for part in parts)
    return None if text == render else _over(parts, render, text)


def _over(parts: Iterable[_Part], render: str, text: str) -> HandEdit:
    """Lay a text over the render with all conflicts open that leave it as it was written.

    A conflict goes when the writer put the old words back, or rewrote all around it: what is on the screen
    is then their last word on it.
    """
    bases = [(part.base, part.theirs) for part in parts]
    edit = HandEdit("".join(base for base, _ in bases), text)
    if merge(edit, render).text == text:
        return edit
    chosen = [theirs for _, theirs in bases]
    places = [number for number, (base, theirs) in enumerate(bases) if base != theirs]
    for place in places[:_MOST_REOPENED]:
        trial = [*chosen[:place], bases[place][0], *chosen[place + 1 :]]
        if merge(HandEdit("".join(trial), text), render).text == text:
            chosen = trial
    return HandEdit("".join(chosen), text)
