"""The shapes of the parts of a typed time."""

from __future__ import annotations

from tui.model.when_words import END, MONTH, SPAN, WEEKDAY, YEAR

_AT = r"(?:at |@ ?)?"
_HOUR = r"(?P<hour>\d{1,2})"
_HALF = r"(?P<half>am|pm)"
_DAY = r"(?P<day>\d{1,2})"
_TH = r"(?:st|nd|rd|th)"
_NO_MORE = r"(?![\w/-]|[:.]\d)"

PATTERNS: tuple[tuple[str, str], ...] = (
    ("now", r"(?:right |just )?now\b"),
    (
        "stamp",
        (
            r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)t(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?"
            r"(?P<offset>z|[+-]\d{4})?(?!\w)"
        ),
    ),
    (
        "iso",
        (
            r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
            r"(?:t(?=\d)|(?![\w/-]|\.\d))"
        ),
    ),
    ("iso", r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\w)"),
    (
        "figures",
        rf"(?:on )?(?P<a>\d{{1,2}})(?P<mark>[-/.])(?P<b>\d{{1,2}})(?P=mark)(?P<c>\d{{4}}|\d\d){_NO_MORE}",
    ),
    ("figures", rf"(?:on )?(?P<a>\d{{1,2}})(?P<mark>[/-])(?P<b>\d{{1,2}}){_NO_MORE}"),
    ("figures", r"(?:on )?(?P<a>\d{1,2})(?P<mark>\.) ?(?P<b>\d{1,2})\.(?!\w)"),
    (
        "day_month",
        (
            rf"{_DAY}(?P<mark>[/-])(?P<month>{MONTH})(?P=mark)(?P<year>{YEAR}|(?:19|20)\d\d(?=:)|\d\d(?!\d))"
            r"(?::(?=\d\d:)|(?![\w/:-]))"
        ),
    ),
    (
        "day_month",
        rf"(?:on )?(?:the )?{_DAY}(?:{_TH}|\.)?(?: of)?[ -]?(?P<month>{MONTH})\b\.?(?:,? (?P<year>{YEAR}))?",
    ),
    (
        "day_month",
        (
            rf"(?:on )?(?P<month>{MONTH})\b\.? ?(?:the )?{_DAY}{_TH}?(?! ?(?:am|pm|h|o'?clock)\b){END}"
            rf"(?:,? (?P<year>{YEAR}))?"
        ),
    ),
    (
        "relative_day",
        (
            r"(?:the )?(?P<name>day after tomorrow|day before yesterday|today|tonight|tomorrow|tmrw|yesterday"
            r"|last night)\b"
        ),
    ),
    ("part", r"(?P<this>this |in the |at )?(?P<name>morning|afternoon|evening|night)\b"),
    (
        "weekday",
        (
            rf"(?:on )?(?:(?P<which>next|last|past|this|coming) )?(?P<week>week )?(?P<name>{WEEKDAY})\b\.?"
            r"(?: (?:of )?(?P<after>next|last|this) week\b)?"
        ),
    ),
    ("week", r"(?P<which>next|last|this) week\b"),
    ("ordinal", rf"(?:on )?(?:the )?{_DAY}{_TH}\b"),
    ("span", rf"in (?P<span>{SPAN})(?P<sign>)(?!\w)(?! ago)"),
    ("span", rf"(?P<span>{SPAN}) (?P<sign>ago|from now)\b"),
    ("span", rf"(?P<sign>[+-]) ?(?P<span>{SPAN})(?!\w)"),
    (
        "clock",
        (
            rf"{_AT}{_HOUR}:(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<part>\d{{1,9}}))?)?"
            rf"(?: ?{_HALF}\b)?"
            r"(?P<offset>z\b| ?[+-]\d\d:?\d\d(?![\d:])|[+-]\d\d(?![\d:]))?(?![\w:/])"
        ),
    ),
    ("clock", rf"{_AT}{_HOUR}\.(?P<minute>\d\d)(?: ?{_HALF}\b| ?(?P<h>h|hrs|uhr)\b)?{END}"),
    ("clock", rf"{_AT}{_HOUR} ?{_HALF}\b{END}"),
    ("clock", rf"{_AT}{_HOUR} ?(?P<h>h)(?P<minute>\d\d)?(?!\w)"),
    ("clock", rf"{_AT}{_HOUR} ?(?:o'?clock|uhr)(?: {_HALF})?\b"),
    (
        "four",
        r"(?P<at>at |@ ?)?(?P<hour>\d\d)(?P<minute>\d\d)(?P<h> ?(?:h|hrs|hours|uhr)\b)?(?![\w:/]|[.-]\d)",
    ),
    (
        "spoken",
        rf"(?:at )?(?:a )?(?P<how>half past|quarter past|quarter to) {_HOUR}(?: ?{_HALF})?\b",
    ),
    (
        "word",
        (
            r"(?:at |by )?(?:12 ?)?(?P<name>noon|midday|midnight)\b"
            r"|(?:at |by )?(?:the )?(?P<eod>eod|end of (?:the )?day)\b"
        ),
    ),
    ("span", rf"(?P<span>{SPAN})(?P<sign>)(?!\w)"),
    ("bare", rf"(?P<at>at |@ ?)?{_HOUR}{END}"),
    ("offset", r"(?:utc|gmt) ?(?P<offset>[+-] ?\d{1,2}(?::?\d\d)?)(?![\w:])"),
)
"""What a typed time is made of, tried in this order at each place; the name chooses what is made of it."""
