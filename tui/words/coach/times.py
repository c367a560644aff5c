"""Dates and clock times as they are written in a message, each with its place."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import islice

from msgspec import Struct

from tui.model.when_words import MONTH, MONTH_NUMBERS, WEEKDAY, WEEKDAY_NUMBERS

_TH = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:,?[ ](?P<y{}>20\d\d))?"
_FULL = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_BEFORE = rf"(?:(?P<wd>{WEEKDAY})\b\.?,?[ \n]{{1,2}}(?:the[ ])?)?"
_AFTER = rf"(?:[ ]?\(?(?:a[ ])?(?P<wd2>{WEEKDAY})\)|,[ ](?P<wd3>{_FULL})\b)?"
_DAY = re.compile(
    rf"(?<![\w/:.-]){_BEFORE}(?:(?P<d>\d{{1,2}}){_TH}(?:[ ]of)?[ \n](?P<m>{MONTH})\b\.?{_YEAR.format(1)}"
    rf"|(?P<m2>{MONTH})\b\.?[ \n](?:the[ ])?(?P<d2>\d{{1,2}}){_TH}(?![\d:]|[ ]?[ap]\.?m\b)"
    rf"{_YEAR.format(2)}){_AFTER}"
    rf"|(?<![\w-])(?P<wo>{_FULL})[ ]the[ ](?P<do>\d{{1,2}})(?:st|nd|rd|th)\b"
    r"|(?<![\w/:.-])(?P<iy>20\d\d)-(?P<im>\d\d)-(?P<id>\d\d)(?![\w-])"
    r"|(?<![\w/:.+-])(?P<na>\d{1,2})(?P<mark>[/.])(?P<nb>\d{1,2})(?:(?P=mark)(?P<ny>20\d\d|\d\d)?)?"
    r"(?![\w/:%]|\.\d|[ ]of\b)"
    r"|(?<![\w-])(?:the[ ])?(?P<rel>day after tomorrow|day before yesterday|today|tomorrow|yesterday|tonight"
    r"|this (?:morning|afternoon|evening)|next week)(?![\w-])"
    rf"|(?<![\w-])(?:(?P<which>next|last|this|coming)[ ])?(?P<w>{_FULL})s?(?![\w-])"
)
_HALF = r"[ ]?(?P<half{}>[ap])\.?m\b\.?"
_CLOCK = re.compile(
    rf"(?<![\w:.,/+-])(?:(?P<h>\d{{1,2}}):(?P<mi>\d\d)(?!\d|:\d)(?:{_HALF.format(1)})?"
    rf"|(?P<h2>\d{{1,2}})(?:\.(?P<mi2>\d\d))?{_HALF.format(2)}"
    rf"|(?P<h3>\d{{1,2}})(?=[ ]?(?:-|–|to|and|until)[ ]?(?P<up>\d{{1,2}})(?::\d\d)?{_HALF.format(3)})"
    r"|(?P<h4>\d{1,2})[ ]?(?:o'clock|uhr|h)\b"
    r"|(?P<past>half past|quarter past|quarter to)[ ](?P<h5>\d{1,2}|one|two|three|four|five|six|seven|eight"
    r"|nine|ten|eleven|twelve)\b"
    r"|(?<=\bat[ ])(?P<h6>\d{1,2})(?![\w:/%]|[.,]\d|[ ](?:minutes|o'clock|times|least|euros|dollars|different"
    r"|of|"
    rf"{MONTH}))"
    r"|(?P<h7>noon|midday|midnight)\b)"
)
MOST = 60
"""How many days and clock times of one text are looked at (ours); a message has a dozen."""

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s]{1,400}|[\w.+-]{1,64}@[\w.-]{1,200}")
_RELATIVE = {
    "day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "tomorrow": 1,
    "day after tomorrow": 2,
}
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


class Said(Struct, frozen=True):
    """A day or a clock time in a text; what is not said of it is None."""

    start: int
    end: int
    day: date | None = None
    weekday: int | None = None
    """The weekday that is written, Monday 0."""
    weekday_span: tuple[int, int] = (-1, -1)
    relative: str = ""
    """"tomorrow" and the like, "next", "last"."""
    problem: str = ""
    """`impossible` or `ambiguous`."""
    readings: tuple[date, ...] = ()
    minute: int | None = None
    """Minutes after midnight, for a clock time."""
    loose: bool = False
    """A clock of twelve hours without a.m. or p.m."""

    @property
    def is_clock(self) -> bool:
        """Whether it is a time of day."""
        return self.minute is not None


@lru_cache(maxsize=128)
def times_in(plain: str, now: datetime) -> tuple[Said, ...]:
    """Return the days and clock times of a text in small letters, in order; a year left out: the nearest."""
    text = _ADDRESS.sub(lambda found: " " * len(found[0]), plain)
    days = [said for found in islice(_DAY.finditer(text), 2 * MOST) if (said := _day(found, now))][:MOST]
    taken = [(said.start, said.end) for said in days]
    clocks = [
        said
        for found in islice(_CLOCK.finditer(text), 2 * MOST)
        if (said := _clock(found)) and not any(s <= said.start < e for s, e in taken)
    ]
    return tuple(sorted((*days, *clocks), key=lambda said: said.start)[:MOST])


def _day(found: re.Match[str], now: datetime) -> Said | None:
    start, end = found.span()
    if found["rel"]:
        offset = _RELATIVE.get(found["rel"])
        day = now.date() + timedelta(days=offset) if offset is not None else None
        return Said(start, end, day, relative=found["rel"])
    if found["w"]:
        number = WEEKDAY_NUMBERS[found["w"][:3]]
        return Said(start, end, None, number, found.span("w"), relative=found["which"] or "")
    if found["wo"]:
        return _of_month(found, now)
    if found["na"]:
        return _figures(found, now)
    if found["iy"]:
        return _made(start, end, int(found["iy"]), int(found["im"]), int(found["id"]))
    named = next((name for name in ("wd", "wd2", "wd3") if found[name]), "")
    weekday = WEEKDAY_NUMBERS[found[named][:3]] if named else None
    month = MONTH_NUMBERS[(found["m"] or found["m2"])[:3]]
    number = int(found["d"] or found["d2"])
    year = found["y1"] or found["y2"]
    span = found.span(named) if named else (-1, -1)
    if year:
        return _made(start, end, int(year), month, number, weekday, span)
    return _made(start, end, _nearest(now, month, number), month, number, weekday, span)


def _of_month(found: re.Match[str], now: datetime) -> Said | None:
    """A weekday with the day of a month that is not named: the nearest month that has them both."""
    number, weekday = int(found["do"]), WEEKDAY_NUMBERS[found["wo"][:3]]
    near: list[date] = []
    for months in (0, 1, -1):
        year, month = divmod(now.year * 12 + now.month - 1 + months, 12)
        try:
            near.append(date(year, month + 1, number))
        except ValueError:
            continue
    fitting = [day for day in near if day.weekday() == weekday]
    day = next(iter((*fitting, *near)), None)
    if day is None:
        return Said(*found.span(), problem="impossible")
    return Said(*found.span(), day, weekday, found.span("wo"))


def _figures(found: re.Match[str], now: datetime) -> Said | None:
    start, end = found.span()
    a, b = int(found["na"]), int(found["nb"])
    dotted, year = found["mark"] == ".", found["ny"]
    if dotted and not year and not found[0].endswith("."):
        return None
    if dotted:
        return _made(start, end, _year(year, now, b, a), b, a) if 1 <= b <= 12 else None
    if not 1 <= a <= 31 or not 1 <= b <= 31 or (a > 12 and b > 12) or (a < 1 or b < 1):
        return None
    readings = tuple(
        day for day in (_date(_year(year, now, m, d), m, d) for d, m in ((a, b), (b, a))) if day is not None
    )
    different = dict.fromkeys(readings)
    if len(different) > 1:
        return Said(start, end, problem="ambiguous", readings=tuple(different))
    return Said(start, end, readings[0]) if readings else None


def _year(written: str | None, now: datetime, month: int, number: int) -> int:
    if written:
        return int(written) if len(written) == 4 else 2000 + int(written)
    return _nearest(now, month, number)


def _nearest(now: datetime, month: int, number: int) -> int:
    """Return the year in which a date is nearest to the moment."""
    today = now.date()
    near = [(abs((day - today).days), year) for year in (today.year - 1, today.year, today.year + 1)
            if (day := _date(year, month, min(number, 28)))]  # fmt: skip
    return min(near)[1] if near else today.year


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _made(
    start: int,
    end: int,
    year: int,
    month: int,
    number: int,
    weekday: int | None = None,
    span: tuple[int, int] = (-1, -1),
) -> Said:
    day = _date(year, month, number)
    return Said(start, end, day, weekday, span, problem="" if day else "impossible")


def _clock(found: re.Match[str]) -> Said | None:
    hour, minute, half = _figures_of(found)
    if hour > 24 or minute > 59 or (half and hour > 12) or (half and hour == 0):
        return None
    loose = not half and hour <= 12 and not found["h7"] and not (found["h"] or "").startswith("0")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    total = hour * 60 + minute
    if found["past"]:
        total += {"half past": 30, "quarter past": 15, "quarter to": -15}[found["past"]]
    return Said(*found.span(), minute=total % (24 * 60), loose=loose)


def _figures_of(found: re.Match[str]) -> tuple[int, int, str]:
    if found["h7"]:
        return (0 if found["h7"] == "midnight" else 12), 0, ""
    if found["h3"]:
        hour, up = int(found["h3"]), int(found["up"])
        half = found["half3"]
        earlier = hour % 12 > up % 12
        return hour, 0, {"p": "a", "a": "p"}[half] if earlier else half
    if found["h5"]:
        said = found["h5"]
        return (int(said) if said.isdecimal() else _NUMBERS.index(said) + 1), 0, ""
    hour = next(int(found[name]) for name in ("h", "h2", "h4", "h6") if found[name])
    return hour, int(found["mi"] or found["mi2"] or 0), found["half1"] or found["half2"] or ""
