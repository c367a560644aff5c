"""The small language of the word lists: phrases that become patterns whose work is bounded.

A phrase is words; `word*` has any ending, `(a|b c)` is one of several, `[a]` may be left out, `_` is any one
word, `#` a number, `...` up to four words. `phrase => words` names a replacement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(r"\s*(\.\.\.|[()\[\]|_#]|[^\s()\[\]|_#]+)|\s+")
_WORD = r"[\w'’-]{1,30}(?::\d\d)?"
_GAP = r"[ \n]{1,3}"
_LONGEST = 1000


class BadPhrase(ValueError):  # noqa: N818 - named as it reads in a sentence
    """A phrase that cannot be read."""


class Hit(NamedTuple):
    """A phrase in a text, and what its list says to put instead (None: nothing is said)."""

    start: int
    end: int
    instead: str | None = None


class _Phrase:
    """One phrase; its pattern is compiled when a text first has what it cannot do without."""

    __slots__ = ("anchors", "instead", "pattern", "source")

    def __init__(self, source: str, anchors: tuple[str, ...], instead: str | None) -> None:
        self.source, self.anchors, self.instead = source, anchors, instead
        self.pattern: re.Pattern[str] | None = None

    def hits(self, plain: str) -> Iterator[Hit]:
        if self.anchors and not any(anchor in plain for anchor in self.anchors):
            return
        if self.pattern is None:
            self.pattern = re.compile(self.source)
        for found in self.pattern.finditer(plain):
            yield Hit(found.start(), found.end(), self.instead)


class Phrases:
    """A list of phrases to look for in a text in small letters."""

    def __init__(self, phrases: tuple[str, ...]) -> None:
        self._phrases = tuple(map(_phrase, phrases))

    def hits(self, plain: str) -> Iterator[Hit]:
        """Yield each place where one of the phrases is."""
        for phrase in self._phrases:
            yield from phrase.hits(plain)


@lru_cache(maxsize=1024)
def phrases(listed: tuple[str, ...]) -> Phrases:
    """Return the list, compiled once. Raises BadPhrase."""
    return Phrases(listed)


def _phrase(text: str) -> _Phrase:
    said, arrow, instead = text.partition("=>")
    if not said.strip() or len(said) > _LONGEST:
        raise BadPhrase(f'"{text[:40]}" is no phrase')
    tokens = [found[1] for found in _TOKEN.finditer(said.strip().lower().replace("’", "'")) if found[1]]
    reader = _Reader(text, tokens)
    pattern, anchors = reader.alternatives()
    if reader.tokens:
        raise BadPhrase(f'"{text[:40]}" closes what it did not open')
    return _Phrase(rf"(?<![\w-])(?:{pattern})(?![\w-])", anchors, instead.strip() if arrow else None)


class _Reader:
    """Turns the tokens of a phrase into a pattern, and finds letters without which it cannot match."""

    def __init__(self, text: str, tokens: list[str]) -> None:
        self.text = text
        self.tokens = tokens

    def alternatives(self) -> tuple[str, tuple[str, ...]]:
        found = [self.sequence()]
        while self.tokens and self.tokens[0] == "|":
            self.tokens.pop(0)
            found.append(self.sequence())
        known = all(anchors for _, anchors in found)
        return "|".join(p for p, _ in found), tuple(a for _, some in found for a in some) if known else ()

    def sequence(self) -> tuple[str, tuple[str, ...]]:
        pattern, best, gap = "", (), ""
        anchors: tuple[str, ...] = best
        while self.tokens and self.tokens[0] not in (")", "]", "|"):
            piece, some, loose = self.piece(gap)
            pattern += piece
            gap = "" if loose == "lead" else _GAP
            if some and (not anchors or min(map(len, some)) > min(map(len, anchors))):
                anchors = some
        if not pattern:
            raise BadPhrase(f'"{self.text[:40]}" has an empty part')
        return pattern, anchors

    def piece(self, gap: str) -> tuple[str, tuple[str, ...], str]:
        token = self.tokens.pop(0)
        if token == "...":
            return rf"(?:{_GAP}{_WORD}){{0,4}}", (), ""
        if token == "_":
            return gap + _WORD, (), ""
        if token == "#":
            return gap + r"[$€£]?\d[\d.,]{0,12}", (), ""
        if token in "([":
            inner, anchors = self.alternatives()
            if not self.tokens or self.tokens.pop(0) != (")" if token == "(" else "]"):
                raise BadPhrase(f'"{self.text[:40]}" opens what it does not close')
            if token == "(":
                return f"{gap}(?:{inner})", anchors, ""
            return (f"(?:{gap}(?:{inner}))?", (), "") if gap else (f"(?:(?:{inner}){_GAP})?", (), "lead")
        if token.endswith("*"):
            return gap + re.escape(token[:-1]) + r"[\w'-]{0,20}", (token[:-1],), ""
        return gap + re.escape(token), (token,), ""
