"""The words of a typed time, and its text made plain."""

from __future__ import annotations

import re

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?)"
)
NUMBERS = {
    name: number
    for number, name in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        start=1,
    )
} | {"a": 1, "an": 1, "half a": 0.5, "half an": 0.5}
_COUNTS = "|".join(sorted(NUMBERS, key=len, reverse=True))
_UNIT = r"(?:weeks?|wks?|w|days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)(?![a-z])"  # m is a minute
SPAN = (
    rf"(?:(?:\d{{1,6}}(?:\.\d{{1,2}})?|{_COUNTS}) ?{_UNIT}|\d{{1,3}} ?h ?\d{{1,2}}(?: ?m(?:in)?)?)"
    rf"(?:(?:,| and)? ?\d{{1,6}} ?{_UNIT})*"
)
"""A span of time in words or figures: "20 min", "an hour", "1h30", "1 day and 2 hours"."""
AMOUNT = rf"(\d+(?:\.\d+)?|(?:{_COUNTS})\b) ?([wdhms]?)[a-z]*"
"""A count and the first letter of its unit; the minutes of "1h30" have none."""
YEAR = r"(?:19|20)\d\d(?! ?(?:am|pm|h)\b|:|\d)"
END = r"(?![\w/]|[:.-]\d)"
"""Where a figure ends: not in the middle of a longer one."""

SECONDS = {"w": 604_800, "d": 86_400, "h": 3600, "m": 60, "s": 1}
MONTH_NUMBERS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
WEEKDAY_NUMBERS = {
    name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
}

_DASHES = str.maketrans({"‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "’": "'", "‘": "'"})
_DOTTED = re.compile(r"\b([ap])\. ?m\b\.?")


def plain_text(text: str) -> str:
    """Return typed text in small letters, with single spaces, plain dashes and "am" for "a.m."."""
    return _DOTTED.sub(r"\1m", " ".join(text.translate(_DASHES).lower().split()))
