"""Search over all text of all incidents: exact first, then with one wrong letter, then letters in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Protocol

from msgspec import Struct

from tui.model.clean import clean
from tui.model.record import Record

MOST = 40
"""Words that a mistyped word may stand for (ours)."""

_WORD = re.compile(r"[^\s,;:!?\"()\[\]{}<>|]+")
_LONG_ENOUGH = 4


class Searched(Protocol):
    """What can be searched: a title that counts more, and every word of the text once, in small letters."""

    @property
    def title(self) -> str: ...

    @property
    def words(self) -> str: ...


def words_of(record: Record) -> str:
    """Return every word that the record holds, once each and in small letters, one blank between them."""
    return " ".join(dict.fromkeys(_WORD.findall(" ".join(_texts(record)).casefold())))


class Search:
    """Finds among items by what is typed; the words of all are gathered when the first one is mistyped."""

    def __init__(self, items: Iterable[Searched]) -> None:
        self._all = [(item.title.casefold(), item.words) for item in items]
        self._known = ""

    def __call__(self, typed: str) -> tuple[int, ...]:
        """Return the places of the items that have every word typed, best first; all for nothing typed.

        A word is looked for anywhere in a word; where no item has it, with one letter wrong, missing, too
        many or swapped; else with its letters in order.
        """
        words = clean(typed, one_line=True).text.casefold().split()
        left: Iterable[int] = range(len(self._all))
        for word in words:
            left = [at for at in left if word in self._all[at][1]] or self._mistyped(word, left)
        return tuple(sorted(left, key=lambda at: words[0] not in self._all[at][0])) if words else tuple(left)

    def _mistyped(self, word: str, among: Iterable[int]) -> list[int]:
        if not self._known:
            known: set[str] = set()
            for _, words in self._all:
                known.update(words.split(" "))
            self._known = "\n".join(known)
        alike = _near(word, self._known) or list(islice(_in_order(word, self._known), MOST))
        meant = re.compile("|".join(map(re.escape, alike[:MOST])))
        return [at for at in among if alike and meant.search(self._all[at][1])]


def _near(word: str, known: str) -> list[str]:
    """Return the known words that begin with the word but for one letter."""
    if len(word) < _LONG_ENOUGH:
        return []
    forms = set()
    for at in range(len(word)):
        before, after = re.escape(word[:at]), re.escape(word[at + 1 :])
        forms.add(f"{before}[^\n]?{after}")
        forms.add(f"{before}[^\n]{re.escape(word[at:])}")
        if at:
            forms.add(re.escape(word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]))
    return [found[0] for found in re.finditer(rf"^(?:{'|'.join(sorted(forms))})[^\n]*$", known, re.MULTILINE)]


def _in_order(word: str, known: str) -> Iterator[str]:
    """Give the known words that have the letters of the word in their order, from the first one on."""
    letters = "[^\n]*?".join(map(re.escape, word))
    return (found[0] for found in re.finditer(rf"^{letters}[^\n]*$", known, re.MULTILINE))


def _texts(record: Record) -> Iterator[str]:
    yield record.title
    yield from _strings(record.incident)
    yield from (typed for _, typed in record.typed)
    yield from (entry.text for entry in record.timeline)
    yield from (draft.text for draft in record.drafts)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _strings(part)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from _strings(getattr(value, name))
