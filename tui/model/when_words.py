"""The words and shapes of a typed time: its text made plain, and the patterns of its parts."""

from __future__ import annotations

import re

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
WEEKDAY = r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
UNIT = r"(?:weeks?|wks?|w|days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)"
COUNT = (
    r"(?:\d{1,6}(?:\.\d{1,2})?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half an?)"
)
SPAN = rf"(?:{COUNT} ?{UNIT}(?![a-z])|\d{{1,3}} ?h ?\d{{1,2}}(?: ?m(?:in)?)?)(?:(?:,| and)? ?\d{{1,6}} ?{UNIT}(?![a-z]))*"
AMOUNT = r"(\d+(?:\.\d+)?|(?:half an?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b) ?([wdhms]?)[a-z]*"
"""A count and the first letter of its unit; "1h30" has its minutes without a unit."""
YEAR = r"(?:19|20)\d\d(?! ?(?:am|pm|h)\b|:|\d)"
END = r"(?![\w/]|[:.-]\d)"
"""Where a figure ends: not in the middle of a longer one."""

NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "half a": 0.5,
    "half an": 0.5,
}
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

_DASHES = str.maketrans(
    {"‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "’": "'", "‘": "'"}
)
_DOTTED = re.compile(r"\b([ap])\. ?m\b\.?")


def plain_text(text: str) -> str:
    """Return typed text in small letters, with single spaces, plain dashes and "am" for "a.m."."""
    return _DOTTED.sub(r"\1m", " ".join(text.translate(_DASHES).lower().split()))


PATTERNS: tuple[tuple[str, str], ...] = (
    ("now", r"(?:right |just )?now\b"),
    ("stamp", r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)t(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<offset>z|[+-]\d{4})?(?!\w)"),
    ("iso", r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?:(?P<t>t)(?=\d)|(?![\w/-]|\.\d))"),
    ("iso", r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\w)"),
    ("figures", r"(?:on )?(?P<a>\d{1,2})(?P<mark>[-/.])(?P<b>\d{1,2})(?P=mark)(?P<c>\d{4}|\d\d)(?![\w/-]|[:.]\d)"),
    ("figures", r"(?:on )?(?P<a>\d{1,2})(?P<mark>[/-])(?P<b>\d{1,2})(?![\w/-]|[:.]\d)"),
    ("figures", r"(?:on )?(?P<a>\d{1,2})(?P<mark>\.) ?(?P<b>\d{1,2})\.(?!\w)"),
    ("day_month", rf"(?P<day>\d{{1,2}})(?P<mark>[/-])(?P<month>{MONTH})(?P=mark)(?P<year>{YEAR}|\d\d(?!\d))(?::(?=\d\d:)|(?![\w/-]))"),
    ("day_month", rf"(?:on )?(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?(?: of)?[ -]?(?P<month>{MONTH})\b\.?(?:,? (?P<year>{YEAR}))?"),
    ("day_month", rf"(?:on )?(?P<month>{MONTH})\b\.? ?(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?! ?(?:am|pm|h|o'clock)\b){END}(?:,? (?P<year>{YEAR}))?"),
    ("relative_day", r"(?:the )?(?P<name>day after tomorrow|day before yesterday|today|tonight|tomorrow|tmrw|yesterday|last night)\b"),
    ("part", r"(?P<this>this |in the |at )?(?P<name>morning|afternoon|evening|night)\b"),
    ("weekday", rf"(?:on )?(?P<which>next|last|past|this|coming)? ?(?P<week>week )?(?P<name>{WEEKDAY})\b\.?(?: (?:of )?(?P<after>next|last|this) week\b)?"),
    ("week", r"(?P<which>next|last|this) week\b"),
    ("ordinal", r"(?:on )?(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)\b"),
    ("span", rf"in (?P<span>{SPAN})(?P<sign>)(?!\w)(?! ago)"),
    ("span", rf"(?P<span>{SPAN}) (?P<sign>ago|from now)\b"),
    ("span", rf"(?P<sign>[+-]) ?(?P<span>{SPAN})(?!\w)"),
    ("clock", r"(?:at |@ ?)?(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<part>\d{1,9}))?)?(?: ?(?P<half>am|pm)\b)?(?P<offset>z\b| ?[+-]\d\d:?\d\d(?![\d:])|[+-]\d\d(?![\d:]))?(?![\w:/])"),
    ("clock", rf"(?:at |@ ?)?(?P<hour>\d{{1,2}})\.(?P<minute>\d\d)(?: ?(?P<half>am|pm)\b| ?(?P<h>h|hrs|uhr)\b)?{END}"),
    ("clock", rf"(?:at |@ ?)?(?P<hour>\d{{1,2}}) ?(?P<half>am|pm)\b{END}"),
    ("clock", r"(?:at |@ ?)?(?P<hour>\d{1,2}) ?(?P<h>h)(?P<minute>\d\d)?(?!\w)"),
    ("clock", r"(?:at |@ ?)?(?P<hour>\d{1,2}) ?(?:o'?clock|uhr)(?: (?P<half>am|pm))?\b"),
    ("four", r"(?P<at>at |@ ?)?(?P<hour>\d\d)(?P<minute>\d\d)(?P<h> ?(?:h|hrs|hours|uhr)\b)?(?![\w:/]|[.-]\d)"),
    ("spoken", r"(?:at )?(?P<how>half past|quarter past|quarter to|a quarter past|a quarter to) (?P<hour>\d{1,2})(?: ?(?P<half>am|pm))?\b"),
    ("word", r"(?:at |by )?(?:12 ?)?(?P<name>noon|midday|midnight)\b|(?:at |by )?(?:the )?(?P<eod>eod|end of (?:the )?day)\b"),
    ("span", rf"(?P<span>{SPAN})(?P<sign>)(?!\w)"),
    ("bare", rf"(?P<at>at |@ ?)?(?P<hour>\d{{1,2}}){END}"),
    ("offset", r"(?:utc|gmt) ?(?P<offset>[+-] ?\d{1,2}(?::?\d\d)?)(?![\w:])"),
)  # fmt: skip
"""What a typed time is made of, tried in this order at each place; the name chooses what is made of it."""
