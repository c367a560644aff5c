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
_TOKENS = re.compile(r"[\w']+")
_GAP = r"[ \n]{1,3}"
_FIGURES = r"[$€£]?\d[\d.,]{0,12}"
_LONGEST = 1000


class BadPhrase(ValueError):  # noqa: N818 - named as it reads in a sentence
    """A phrase that cannot be read."""


class Hit(NamedTuple):
    """A phrase in a text, and what its list says to put instead (None: nothing is said)."""

    start: int
    end: int
    instead: str | None = None


Anchors = tuple[str, ...]
"""Words (with a blank at their end) or parts of words, of which a text has to have one."""


class _Phrase:
    """One phrase; its pattern is compiled when a text first has what it cannot do without."""

    __slots__ = ("instead", "needs", "pattern", "source")

    def __init__(self, source: str, needs: tuple[Anchors, ...], instead: str | None) -> None:
        self.needs = tuple(map(_need, needs))
        self.source, self.instead = source, instead
        self.pattern: re.Pattern[str] | None = None

    def may_be_in(self, plain: str, words: frozenset[str]) -> bool:
        """Tell whether a text has all that the phrase cannot do without."""
        for whole, parts in self.needs:
            if words.isdisjoint(whole):
                for part in parts:
                    if part in plain:
                        break
                else:
                    return False
        return True

    def hits(self, plain: str) -> Iterator[Hit]:
        """Yield each place where it is."""
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
        words = _words(plain)
        for phrase in self._phrases:
            if phrase.may_be_in(plain, words):
                yield from phrase.hits(plain)


def _need(anchors: Anchors) -> tuple[frozenset[str], tuple[str, ...]]:
    whole = frozenset(anchor.rstrip() for anchor in anchors if anchor.endswith(" "))
    return whole, tuple(anchor for anchor in anchors if not anchor.endswith(" "))


@lru_cache(maxsize=16)
def _words(plain: str) -> frozenset[str]:
    return frozenset(_TOKENS.findall(plain))


@lru_cache(maxsize=1024)
def phrases(listed: tuple[str, ...]) -> Phrases:
    """Return the list, compiled once. Raises BadPhrase."""
    return Phrases(listed)


@lru_cache(maxsize=4096)
def _phrase(text: str) -> _Phrase:
    said, arrow, instead = text.partition("=>")
    if not said.strip() or len(said) > _LONGEST:
        raise BadPhrase(f'"{text[:40]}" is no phrase')
    tokens = [found[1] for found in _TOKEN.finditer(said.strip().lower().replace("’", "'")) if found[1]]
    reader = _Reader(text, tokens)
    pattern, needs = reader.alternatives()
    if reader.tokens:
        raise BadPhrase(f'"{text[:40]}" closes what it did not open')
    return _Phrase(rf"(?<![\w-])(?:{pattern})(?![\w-])", needs, instead.strip() if arrow else None)


class _Reader:
    """Turns the tokens of a phrase into a pattern, and finds letters without which it cannot match."""

    def __init__(self, text: str, tokens: list[str]) -> None:
        self.text = text
        self.tokens = tokens

    def alternatives(self) -> tuple[str, tuple[Anchors, ...]]:
        """Return the pattern of what stands up to the next bracket, and what a text needs for it."""
        found = [self.sequence()]
        while self.tokens and self.tokens[0] == "|":
            self.tokens.pop(0)
            found.append(self.sequence())
        if len(found) == 1:
            return found[0]
        each = [max(needs, key=lambda some: min(map(len, some)), default=()) for _, needs in found]
        together = (tuple(anchor for some in each for anchor in some),) if all(each) else ()
        return "|".join(pattern for pattern, _ in found), together

    def sequence(self) -> tuple[str, tuple[Anchors, ...]]:
        """Return the pattern of the words up to the next alternative, and what a text needs for it."""
        pattern, gap = "", ""
        needs: list[Anchors] = []
        while self.tokens and self.tokens[0] not in (")", "]", "|"):
            piece, some, leads = self.piece(gap)
            pattern += piece
            gap = "" if leads else _GAP
            needs.extend(some)
        if not pattern:
            raise BadPhrase(f'"{self.text[:40]}" has an empty part')
        return pattern, tuple(needs)

    def piece(self, gap: str) -> tuple[str, tuple[Anchors, ...], bool]:
        """Return a word or bracket with its gap: before it, or after it where it leads and may be missing."""
        sign = self.tokens.pop(0)
        if sign in "([":
            return self.bracket(sign, gap)
        special = {"...": rf"(?:{_GAP}{_WORD}){{0,4}}", "_": gap + _WORD, "#": gap + _FIGURES}
        if sign in special:
            return special[sign], (), False
        if sign.endswith("*"):
            return gap + re.escape(sign[:-1]) + r"[\w'-]{0,20}", ((sign[:-1],),), False
        return gap + re.escape(sign), ((_anchor(sign),),), False

    def bracket(self, sign: str, gap: str) -> tuple[str, tuple[Anchors, ...], bool]:
        """Return alternatives, or what may be left out."""
        inner, needs = self.alternatives()
        if not self.tokens or self.tokens.pop(0) != (")" if sign == "(" else "]"):
            raise BadPhrase(f'"{self.text[:40]}" opens what it does not close')
        if sign == "(":
            return f"{gap}(?:{inner})", needs, False
        if gap:
            return f"(?:{gap}(?:{inner}))?", (), False
        return f"(?:(?:{inner}){_GAP})?", (), True


def _anchor(word: str) -> str:
    """Return what a text has to have; a blank at its end says that it is a whole word."""
    return f"{word} " if _TOKENS.fullmatch(word) else word
