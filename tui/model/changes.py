"""What turns one text into another: pieces, and the changed ranges between two lists of them.

Pieces always join back to their text. Blanks and line breaks never hold two texts together by themselves:
only words do, so that an unlike passage stays one change instead of many that share a blank.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain
from typing import NamedTuple

_SENTENCE_END = re.compile(r"""(\n|(?:(?<=[.!?…])|(?<=[.!?…]["'”’)\]]))[^\S\n]+)""")
_WORD_END = re.compile(r"(\n|[^\S\n]+)")

_MOST_COMPARISONS = 100_000
_MOST_PIECES = 4_000
_OFTEN = 8
_MOST_LIKENESSES = 900
_ALIKE = 0.5


class Change(NamedTuple):
    """`old[start:end]` becomes `new`."""

    start: int
    end: int
    new: tuple[str, ...]


def sentences(text: str) -> tuple[str, ...]:
    """Split a text into sentences, the blanks between them, and line breaks, each a piece of its own."""
    return tuple(filter(None, _SENTENCE_END.split(text)))


def words(text: str) -> tuple[str, ...]:
    """Split a text into words, the blanks between them, and line breaks, each a piece of its own."""
    return tuple(filter(None, _WORD_END.split(text)))


def changes(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """Return what turns `old` into `new`, in order, never overlapping.

    Where a run could stand in two places it is put in the later one. Far-apart lists are compared more
    coarsely, so that the time stays bounded: fewer and longer changes, never wrong ones.
    """
    found: list[Change] = []
    i = j = 0
    for next_i, next_j in chain(_anchors(old, new), [(len(old), len(new))]):
        found += _between(old, new, (i, next_i), (j, next_j))
        i, j = next_i + 1, next_j + 1
    return found


def apply(pieces: Sequence[str], found: Sequence[Change], start: int, end: int) -> str:
    """Return the text of `pieces[start:end]` with the changes, which must lie within it."""
    text: list[str] = []
    for change in found:
        text += (*pieces[start : change.start], *change.new)
        start = change.end
    return "".join((*text, *pieces[start:end]))


def common_start(old: str, new: str) -> int:
    """Return how many characters two texts share at their start, by halving, so that long texts are quick."""
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def common_end(old: str, new: str, limit: int) -> int:
    """Return how many characters, `limit` at most, two texts share at their end."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if old[len(old) - middle : len(old) - low] == new[len(new) - middle : len(new) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def _between(
    old: Sequence[str], new: Sequence[str], of_old: tuple[int, int], of_new: tuple[int, int]
) -> Iterator[Change]:
    """Yield the changes between two anchors, without what both sides share at their start and end."""
    (i, i_end), (j, j_end) = of_old, of_new
    while i < i_end and j < j_end and old[i] == new[j]:
        i, j = i + 1, j + 1
    while i < i_end and j < j_end and old[i_end - 1] == new[j_end - 1]:
        i_end, j_end = i_end - 1, j_end - 1
    if i < i_end and j < j_end:
        yield from _paired(old, new, (i, i_end), (j, j_end))
    elif i < i_end or j < j_end:
        yield Change(i, i_end, tuple(new[j:j_end]))


def _paired(
    old: Sequence[str], new: Sequence[str], of_old: tuple[int, int], of_new: tuple[int, int]
) -> Iterator[Change]:
    """Yield the changes of two unlike passages: sentences by likeness, the rest by number."""
    alike = _alike(old[slice(*of_old)], new[slice(*of_new)])
    if not alike:
        yield from _numbered(old, new, of_old, of_new)
        return
    (i, i_end), (j, j_end) = of_old, of_new
    for step_i, step_j in alike:
        at_i, at_j = of_old[0] + step_i, of_new[0] + step_j
        yield from _between(old, new, (i, at_i), (j, at_j))
        if old[at_i] != new[at_j]:
            yield Change(at_i, at_i + 1, (new[at_j],))
        i, j = at_i + 1, at_j + 1
    yield from _between(old, new, (i, i_end), (j, j_end))


def _alike(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the rising pairs of positions whose pieces share the most words, half of them at least."""
    of_old = [(index, frozenset(piece.split())) for index, piece in enumerate(old) if not piece.isspace()]
    of_new = [(index, frozenset(piece.split())) for index, piece in enumerate(new) if not piece.isspace()]
    single = all(len(bag) == 1 for _, bag in chain(of_old, of_new))
    if single or len(of_old) * len(of_new) > _MOST_LIKENESSES:
        return []
    best = [[0.0] * (len(of_new) + 1) for _ in range(len(of_old) + 1)]
    joined: dict[tuple[int, int], bool] = {}
    for i in reversed(range(len(of_old))):
        for j in reversed(range(len(of_new))):
            apart = max(best[i + 1][j], best[i][j + 1])
            together = _likeness(of_old[i][1], of_new[j][1])
            joined[i, j] = together >= _ALIKE and together + best[i + 1][j + 1] > apart
            best[i][j] = together + best[i + 1][j + 1] if joined[i, j] else apart
    found: list[tuple[int, int]] = []
    i = j = 0
    while i < len(of_old) and j < len(of_new):
        if joined[i, j]:
            found.append((of_old[i][0], of_new[j][0]))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def _numbered(
    old: Sequence[str], new: Sequence[str], of_old: tuple[int, int], of_new: tuple[int, int]
) -> Iterator[Change]:
    """Yield the changes of two passages: as many paragraphs, lines or pieces are paired one by one."""
    for breaks in (_paragraph_ends, _line_ends):
        cuts_old, cuts_new = breaks(old, *of_old), breaks(new, *of_new)
        if cuts_old and len(cuts_old) == len(cuts_new):
            for part_old, part_new in zip(_split(of_old, cuts_old), _split(of_new, cuts_new), strict=True):
                yield from _between(old, new, part_old, part_new)
            return
    (i, i_end), (j, j_end) = of_old, of_new
    if i_end - i == j_end - j:
        for step in range(i_end - i):
            if old[i + step] != new[j + step]:
                yield Change(i + step, i + step + 1, (new[j + step],))
    else:
        yield Change(i, i_end, tuple(new[j:j_end]))


def _line_ends(pieces: Sequence[str], start: int, end: int) -> list[int]:
    return [index for index in range(start, end) if pieces[index] == "\n"]


def _paragraph_ends(pieces: Sequence[str], start: int, end: int) -> list[int]:
    return [index for index in range(start, end - 1) if pieces[index] == "\n" == pieces[index + 1]]


def _split(span: tuple[int, int], cuts: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the spans around the cuts, which belong to none."""
    start = span[0]
    for cut in cuts:
        yield start, cut
        start = cut + 1
    yield start, span[1]


def _anchors(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of positions, rising, of the worded pieces that the two lists share."""
    of_old = [index for index, piece in enumerate(old) if not piece.isspace()]
    of_new = [index for index, piece in enumerate(new) if not piece.isspace()]
    start, end = 0, 0
    most = min(len(of_old), len(of_new))
    while start < most and old[of_old[start]] == new[of_new[start]]:
        start += 1
    while end < most - start and old[of_old[-1 - end]] == new[of_new[-1 - end]]:
        end += 1
    yield from zip(of_old[:start], of_new[:start], strict=True)
    middle_old, middle_new = of_old[start : len(of_old) - end], of_new[start : len(of_new) - end]
    for i, j in _shared([old[index] for index in middle_old], [new[index] for index in middle_new]):
        yield middle_old[i], middle_new[j]
    yield from zip(of_old[len(of_old) - end :], of_new[len(of_new) - end :], strict=True)


def _shared(old: list[str], new: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that difflib finds; pieces that come often hold nothing when there are too many."""
    if not old or not new or len(old) + len(new) > _MOST_PIECES:
        return
    count = Counter(new)
    often: set[str] = set()
    if sum(count[piece] for piece in old) > _MOST_COMPARISONS:
        often = {piece for piece, times in count.items() if times > _OFTEN}
    for block in SequenceMatcher(often.__contains__, old, new, autojunk=False).get_matching_blocks():
        yield from ((block.a + step, block.b + step) for step in range(block.size))


def changed_spans(old: str, new: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of `new` whose words are not in `old`, neighbours joined; none where words went."""
    before, after = words(old), words(new)
    spans: list[tuple[int, int]] = []
    place = at = 0
    for change in changes(before, after):
        at += sum(map(len, before[place : change.start]))
        text = "".join(change.new)
        start, end = at + len(text) - len(text.lstrip()), at + len(text.rstrip())
        if start < end:
            if spans and not new[spans[-1][1] : start].strip():
                start = spans.pop()[0]
            spans.append((start, end))
        at += len(text)
        place = change.end
    return tuple(spans)
