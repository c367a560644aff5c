"""What a template can say of a fact and ask about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from tui.words import speech
from tui.words.clauses import (
    as_because,
    as_clause,
    as_sentence,
    can_follow_because,
    fragments,
    is_clause,
    listed,
)
from tui.words.values import Missing


def _said(say: Callable[[Any], object], of: type) -> Callable[[object], object]:
    """Let a filter pass what is missing or unknown through, so that its mark is printed."""
    return lambda value: say(value) if isinstance(value, of) else value


def plainly(value: object) -> str:
    """Say a fact for which no filter says how."""
    if isinstance(value, speech.Instant):
        return speech.when(value)
    if isinstance(value, speech.Span):
        return speech.span(value)
    return ", ".join(map(plainly, value)) if isinstance(value, tuple) else str(value)


def _lines(value: object) -> tuple[str, ...]:
    return tuple(filter(str.strip, value.splitlines())) if isinstance(value, str) else ()


def _wanted(value: object) -> bool:
    return bool(value) or isinstance(value, Missing)


def _either(value: object) -> object:
    offers = cast("tuple[speech.Span, ...]", value)
    return speech.either_span(offers) if offers else value


def _either_short(value: object) -> object:
    offers = cast("tuple[speech.Span, ...]", value)
    return speech.either(map(speech.short_span, offers)) if offers else value


FILTERS: Mapping[str, Callable[..., Any]] = {
    "when": _said(speech.when, speech.Instant),
    "reader_when": _said(speech.reader_when, speech.Instant),
    "said_when": _said(speech.said_when, speech.Instant),
    "short_when": _said(speech.short_when, speech.Instant),
    "day": _said(speech.day, speech.Instant),
    "on": _said(speech.on, speech.Instant),
    "date": _said(speech.date, speech.Instant),
    "short_date": _said(speech.short_date, speech.Instant),
    "plain_date": _said(speech.plain_date, speech.Instant),
    "long_date": _said(speech.long_date, speech.Instant),
    "clock": _said(speech.placed_clock, speech.Instant),
    "bare_clock": _said(speech.clock, speech.Instant),
    "both_clocks": _said(speech.both_clocks, speech.Instant),
    "deadline": _said(speech.deadline, speech.Instant),
    "span": _said(speech.span, speech.Span),
    "short_span": _said(speech.short_span, speech.Span),
    "either": _either,
    "either_short": _either_short,
    "held": _said(speech.format_words, str),
    "sentence": as_sentence,
    "clause": as_clause,
    "because": as_because,
    "lines": _lines,
    "length": lambda value: len(value) if isinstance(value, str | tuple) else 0,
    "words": lambda value: len(value.split()) if isinstance(value, str) else 1,
    "fragments": fragments,
    "listed": listed,
    "first": lambda value: value[0] if isinstance(value, tuple) and value else value,
    "most": lambda value, count: value[:count] if isinstance(value, tuple) else value,
}
"""What a template can say of a fact; what is missing stays its mark."""

TESTS: Mapping[str, Callable[..., bool]] = {
    "wanted": _wanted,
    "clause": is_clause,
    "joining": can_follow_because,
    "today": lambda value: isinstance(value, speech.Instant) and speech.named_day(value) == "today",
}
"""What a template can ask of a fact; `wanted` is false only for what the user does not know."""
