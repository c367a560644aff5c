"""What is wrong with a facts file, in sentences that quote the user's values harmlessly."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time
from math import isinf, isnan

from tui.model.clean import clean
from tui.model.facts_paths import nearest

_LONGEST_SHOWN = 60
_MOST_PROBLEMS = 40


class Notes:
    """The problems so far, and the names that templates bring: kinds, and causes if those are checked."""

    def __init__(self, kinds: Collection[str], causes: Collection[str] | None = None) -> None:
        self.kinds, self.causes = tuple(kinds), causes
        self._told: list[str] = []
        self._untold = 0

    def add(self, sentence: str) -> None:
        """Note a problem; past the first forty they are only counted."""
        if self.full:
            self._untold += 1
        else:
            self._told.append(sentence)

    def near(self, word: str, names: Iterable[str]) -> str | None:
        """Return the nearest name, while anybody is going to read it: the search takes its time."""
        return None if self.full else nearest(word, names)

    def problems(self) -> tuple[str, ...]:
        """Return one sentence for each problem."""
        rest = "one more problem" if self._untold == 1 else f"{self._untold} more problems"
        return (*self._told, f"The file has {rest}.") if self._untold else tuple(self._told)

    @property
    def full(self) -> bool:
        """Whether further problems are only counted."""
        return len(self._told) >= _MOST_PROBLEMS


def shown(value: object) -> str:
    """Return a value as an error quotes it: one line, no control codes, at most 60 characters of a text."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case str():
            text = short(value)
            return f'"{text}"'
        case int() if abs(value) >= 10**18:
            return "a huge number"
        case float() if isinf(value):
            return "a huge number"
        case int() | float():
            return "NaN" if isnan(value) else str(value)
        case datetime() | date() | time():
            return value.isoformat()
        case Mapping():
            return "an object"
        case list() | tuple():
            return "a list"
    return f"a {type(value).__name__}"


def short(text: str) -> str:
    """Return a text on one line, without control codes, cut to 60 characters."""
    one_line = clean(text[: 4 * _LONGEST_SHOWN], one_line=True).text
    cut = len(one_line) > _LONGEST_SHOWN or len(text) > 4 * _LONGEST_SHOWN
    return one_line[: _LONGEST_SHOWN - 3] + "..." if cut else one_line


def listed(names: Iterable[str]) -> str:
    """Return names as a sentence lists them: "a, b or c"."""
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last
