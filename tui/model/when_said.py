"""A typed time taken apart, from left to right, with nothing left over."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from tui.model import when_clocks, when_dates
from tui.model.when_parts import Said
from tui.model.when_patterns import PATTERNS
from tui.model.when_wall import RefusedError
from tui.model.when_words import plain_text
from tui.model.zone_names import TWO_PLACES
from tui.model.zones import plain

LONGEST = 120
"""Characters of a typed time; anything longer is no time (ours)."""


def said(text: str) -> Said:
    """Take a typed time apart. Raises RefusedError with the first thing that is not understood."""
    rest = plain_text(text)
    if not rest.strip(_BETWEEN):
        raise RefusedError("Nothing is typed yet.")
    if len(rest) > LONGEST:
        raise RefusedError("That is too long for a time; try something like tomorrow 14:00.")
    found, at = Said(), 0
    while at < len(rest):
        if rest[at] in _BETWEEN:
            at += 1
        else:
            at = _take(rest, at, found)
    return found


_BETWEEN = " ,()[]"


def _take(text: str, at: int, found: Said) -> int:
    for take, pattern in _patterns():
        match = pattern.match(text, at)
        if match:
            take(match, found)
            return match.end()
    end = _take_zone(text, at, found)
    if end:
        return end
    raise RefusedError(_not_understood(text[at:]))


@cache
def _patterns() -> tuple[tuple[Callable[[re.Match[str], Said], None], re.Pattern[str]], ...]:
    """Compiled when the first time is typed, since the other commands never need them."""
    return tuple((_TAKERS[name], re.compile(pattern, re.ASCII)) for name, pattern in PATTERNS)


_TAKERS: dict[str, Callable[[re.Match[str], Said], None]] = {
    "now": when_dates.take_now,
    "stamp": when_clocks.take_stamp,
    "iso": when_dates.take_iso,
    "figures": when_dates.take_figures,
    "day_month": when_dates.take_day_month,
    "relative_day": when_dates.take_relative_day,
    "part": when_dates.take_part,
    "weekday": when_dates.take_weekday,
    "week": when_dates.take_week,
    "ordinal": when_dates.take_ordinal,
    "span": when_dates.take_span,
    "clock": when_clocks.take_clock,
    "four": when_clocks.take_four,
    "bare": when_clocks.take_bare,
    "spoken": when_clocks.take_spoken,
    "word": when_clocks.take_word,
    "offset": when_clocks.take_offset,
}


def _take_zone(text: str, at: int, found: Said) -> int:
    """Take the longest name of a zone, of up to four words; return where it ends, or 0."""
    match = _NAME.match(text, at)
    if not match:
        return 0
    words = match["name"].split(" ")
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        if any(when_clocks.take_zone(each, found) for each in (name, name.removesuffix(" time")) if each):
            return match.start("name") + len(name)
    return 0


_NAME = re.compile(r"(?:in )?(?P<name>[^\W\d_][^\s,()\[\]]*(?: [^\W\d_][^\s,()\[\]]*){0,3})")


_UNFINISHED = {
    "at",
    "on",
    "in",
    "by",
    "the",
    "@",
    "next",
    "last",
    "this",
    "on the",
    "half past",
    "quarter to",
}
_SIGNED = re.compile(r"[+-]\d{1,2}(?!\d)")


def _not_understood(rest: str) -> str:
    word = rest.split(" ")[0][:30]
    if rest in _UNFINISHED:
        return f"There is more to come after {rest}; try something like tomorrow 14:00, fri 9am or in 20 min."
    if plain(rest) in TWO_PLACES:
        return f'"{rest}" is more than one place; name a larger city with the same clock.'
    if _SIGNED.match(word):
        return f'"{word}" is not understood; write {word[0]}2h for a span, UTC{word[:3]} for an offset.'
    if rest.startswith(("-", "to ", "until ", "till ")):
        return "Only one time is needed here, not a span; write its start."
    if any(c.isnumeric() and not c.isascii() for c in word):
        return f'"{word}" is not understood; write figures as 0 to 9.'
    return f'"{word}" is not understood; try something like tomorrow 14:00, fri 9am or in 20 min.'
