"""The hours of a span as people write them: "9-12", "15:00 to 18:00", "9-5", "11-1pm"."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from tui.model.when_hours import EARLY
from tui.model.when_wall import RefusedError


class HourSpan(Struct, frozen=True):
    """The two clocks of a span, the text around it, and how many midnights lie between them."""

    before: str
    start: str
    end: str
    after: str
    days: int


def span_of(text: str) -> HourSpan | None:
    """Return the one span of clock times in a plain text, or None. Raises RefusedError for two."""
    found = list(_span().finditer(text))
    if not found:
        return None
    if len(found) > 1:
        raise RefusedError("two spans are named; separate them with a comma.")
    match = found[0]
    start, end = (_Written.of(text) for text in match.groups() if text)
    first, last = _pair(start, end)
    midnights = int(last <= first or last == _DAY)
    if last <= first and last + _DAY - first > 12 * _HOUR:
        raise RefusedError("it ends before it starts; write both on a 24-hour clock.")
    before, after = text[: match.start()].strip(), text[match.end() :].strip()
    return HourSpan(before, _clock(first), _clock(last % _DAY), after, midnights)


class _Written(Struct, frozen=True):
    """One clock as it was written, in microseconds of the day; `loose` where it may be twelve hours later."""

    at: int
    half: str
    loose: bool

    @staticmethod
    def of(text: str) -> _Written:
        """Read one clock. Raises RefusedError."""
        if text in _WORDS:
            return _Written(_WORDS[text] * _HOUR, "", False)
        match = re.fullmatch(_PARTS, text)
        if not match:
            raise RefusedError(f'"{text}" is no clock time.')
        hour, minute, second = (int(match[name] or 0) for name in ("hour", "minute", "second"))
        half = match["half"] or ""
        micro = int((match["part"] or "").ljust(6, "0"))
        if minute > 59 or second > 59 or hour > 24 or (hour == 24 and minute + second + micro):
            raise RefusedError(f'"{text}" is no clock time.')
        if half and not 1 <= hour <= 12:
            raise RefusedError(f'"{text}" is either before or after noon; write it on a 24-hour clock.')
        if half:
            hour = hour % 12 + (12 if half == "pm" else 0)
        loose = not half and len(match["hour"].lstrip("0")) == len(match["hour"]) and 1 <= hour <= 12
        return _Written(hour * _HOUR + minute * _MINUTE + second * _SECOND + micro, half, loose)

    def choices(self) -> tuple[int, ...]:
        """Return the times it can be, likelier first."""
        if not self.loose:
            return (self.at,)
        other = (self.at + _DAY // 2) % _DAY
        return (other, self.at) if self.at // _HOUR in EARLY else (self.at, other)


def _pair(start: _Written, end: _Written) -> tuple[int, int]:
    """The start takes the end's half of the day if it can; the end is the next time that it can be."""
    if start.loose and not end.loose:
        choices = start.choices()
        if end.half:
            choices = tuple(sorted(choices, key=lambda at: at // (_DAY // 2) != end.at // (_DAY // 2)))
        fitting = [at for at in choices if at < end.at]
        return (fitting or [*choices])[0], end.at
    first = start.choices()[0]
    later = sorted(at for at in end.choices() if at > first)
    return first, (later or sorted(end.choices()))[0]


def _clock(at: int) -> str:
    seconds, micro = divmod(at, _MICRO)
    minutes, second = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{second:02}.{micro:06}"


_MICRO = 1_000_000
_SECOND = _MICRO
_MINUTE = 60 * _SECOND
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_WORDS = {"noon": 12, "midday": 12, "midnight": 24}
_PARTS = (
    r"(?P<hour>\d\d?)(?:[:.]?(?P<minute>\d\d))?(?::(?P<second>\d\d)(?:\.(?P<part>\d{1,6}))?)?"
    r"(?: ?(?P<half>am|pm)| ?h)?"
)


@cache
def _span() -> re.Pattern[str]:
    clock = r"(?:\d{1,2}(?:[:.]\d\d)?(?::\d\d(?:\.\d{1,6})?)?(?: ?(?:am|pm|h)\b)?|noon|midday|midnight)"
    four = r"\d{4}"
    return re.compile(
        r"(?<![\w:./+-])(?:(?:from|at) )?"
        rf"(?:({clock}) ?(?:-|to|until|till) ?({clock})"
        rf"|between ({clock}) and ({clock})"
        rf"|({four}) ?(?:-|to|until|till) ?({four}))"
        r"(?![\w:/-]|\.\d)",
        re.ASCII,
    )
