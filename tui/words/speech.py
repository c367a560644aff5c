"""How times and lists are said in English: weekday, date, clock and city, the reader's clock first.

Clock and date style follow the reader's country, which follows from their zone; where no zone is known they
follow the language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta, tzinfo
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct
from msgspec.structs import replace

from tui.model.incident import Format

TWELVE_HOURS = frozenset(
    ("US", "CA", "AU", "NZ", "IN", "PK", "BD", "PH", "EG", "SA", "MY", "CO", "PR", "GU", "VI", "AS", "MP")
)
"""Countries that say "2:00 p.m." in business letters (ours)."""

MONTH_FIRST = frozenset(("US", "CA", "PH", "PR", "GU", "VI", "AS", "MP"))
"""Countries that write "December 1" in English (ours)."""

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_NAMED = {-1: "yesterday", 0: "today", 1: "tomorrow"}
_FAR = timedelta(days=300)
_FORMATS: dict[str, str] = {"on-site": "on site", "video": "by video", "phone": "by phone"}


class Clocks(Struct, frozen=True):
    """Whose clocks a message is written for: the reader's zone, the user's own, the moment, and the style."""

    reader: str
    own: str
    now: datetime
    twelve: bool
    month_first: bool


class Instant(Struct, frozen=True):
    """A time in a message: one moment, from which weekday, date, clock and city all follow."""

    at: datetime
    clocks: Clocks


class Span(Struct, frozen=True):
    """A time that can be offered, with all that was said of it."""

    start: Instant
    end: Instant | None = None
    open: bool = False
    remarks: tuple[str, ...] = ()


def clocks(reader: str, own: str, now: datetime, language: str) -> Clocks:
    """Return the clocks of a message; without a zone the style is that of the language's home country."""
    country = country_of(reader or own) or language.rpartition("-")[2]
    return Clocks(reader or own, own or reader, now, country in TWELVE_HOURS, country in MONTH_FIRST)


@lru_cache(maxsize=512)
def country_of(zone: str) -> str:
    """Return the country code of a zone (tzdata's zone.tab), empty where it lists none."""
    return _countries().get(zone, "")


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    table = files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {row[2]: row[0] for row in rows}


@lru_cache(maxsize=64)
def _zone(name: str) -> tzinfo:
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)


def city(zone: str) -> str:
    """Return the city that a zone is named after."""
    from tui.model.zones import city as named

    return named(zone)


def local(instant: Instant, own: bool = False) -> datetime:
    """Return the moment on the reader's clock (or the user's own); without a zone, on that it came with."""
    zone = instant.clocks.own if own else instant.clocks.reader
    return instant.at.astimezone(_zone(zone)) if zone else instant.at


def differs(instant: Instant) -> bool:
    """Tell whether the two clocks differ at that moment, so that a city has to be named."""
    return local(instant).utcoffset() != local(instant, own=True).utcoffset()


def clock(instant: Instant) -> str:
    """Say the time of day on the reader's clock, without a city: "8:00 a.m.", "14:00"."""
    return _clock(local(instant), instant.clocks.twelve)


def _clock(at: datetime, twelve: bool) -> str:
    if not twelve:
        return f"{at:%H:%M}"
    if (at.hour, at.minute) == (12, 0):
        return "noon"
    return f"{at.hour % 12 or 12}:{at:%M} {'a.m.' if at.hour < 12 else 'p.m.'}"


def placed_clock(instant: Instant) -> str:
    """Say the time of day with its city where the clocks differ: "8:00 a.m. in New York"."""
    return f"{clock(instant)} in {city(instant.clocks.reader)}" if differs(instant) else clock(instant)


def both_clocks(instant: Instant) -> str:
    """Say the time of day on both clocks where they differ: "8:00 a.m. in New York (2:00 p.m. in Berlin)"."""
    if not differs(instant):
        return clock(instant)
    own = local(instant, own=True)
    day = "" if own.date() == local(instant).date() else f" on {_DAYS[own.weekday()]}"
    aside = f"{_clock(own, instant.clocks.twelve)}{day} in {city(instant.clocks.own)}"
    return f"{placed_clock(instant)} ({aside})"


def date(instant: Instant) -> str:
    """Say weekday and date on the reader's clock: "Tuesday, December 1", "Tuesday 1 December"."""
    at = local(instant)
    weekday, month = _DAYS[at.weekday()], _MONTHS[at.month - 1]
    year = at.year if abs(instant.at - instant.clocks.now) > _FAR else 0
    if instant.clocks.month_first:
        return f"{weekday}, {month} {at.day}" + (f", {year}" if year else "")
    return f"{weekday} {at.day} {month}" + (f" {year}" if year else "")


def short_date(instant: Instant) -> str:
    """Say weekday and date in few characters: "Tue, Dec 1", "Tue 1 Dec"."""
    at = local(instant)
    weekday, month = _DAYS[at.weekday()][:3], _MONTHS[at.month - 1][:3]
    return f"{weekday}, {month} {at.day}" if instant.clocks.month_first else f"{weekday} {at.day} {month}"


def long_date(instant: Instant) -> str:
    """Say the date with its year, as a letter is dated: "December 1, 2026", "1 December 2026"."""
    return f"{plain_date(instant)}{',' if instant.clocks.month_first else ''} {local(instant).year}"


def plain_date(instant: Instant) -> str:
    """Say the date without its weekday, for a subject line: "December 1", "1 December"."""
    at = local(instant)
    month = _MONTHS[at.month - 1]
    return f"{month} {at.day}" if instant.clocks.month_first else f"{at.day} {month}"


def named_day(instant: Instant) -> str:
    """Return "yesterday", "today" or "tomorrow" on the reader's clock, else nothing."""
    now = instant.clocks.now.astimezone(local(instant).tzinfo)
    return _NAMED.get((local(instant).date() - now.date()).days, "")


def day(instant: Instant) -> str:
    """Say the day as part of a sentence: "today, Tuesday, December 1", "on Friday, December 4"."""
    name = named_day(instant)
    return f"{name}, {date(instant)}" if name else f"on {date(instant)}"


def on(instant: Instant) -> str:
    """Say the date alone inside a sentence: "on Tuesday, December 1,", "on Tuesday 1 December"."""
    return f"on {date(instant)}" + ("," if instant.clocks.month_first else "")


def _comma(instant: Instant) -> str:
    return "," if named_day(instant) or instant.clocks.month_first else ""


def when(instant: Instant) -> str:
    """Say day and both clocks as part of a sentence: "today, Tuesday 1 December, at 14:00"."""
    return f"{day(instant)}{_comma(instant)} at {both_clocks(instant)}"


def reader_when(instant: Instant) -> str:
    """Say the day and the reader's clock alone, as one says it aloud."""
    return f"{day(instant)}{_comma(instant)} at {placed_clock(instant)}"


def said_when(instant: Instant) -> str:
    """Say day and clock as one says them aloud: "today, Tuesday, at 8:00 a.m. in New York"."""
    name = named_day(instant)
    if not name:
        return reader_when(instant)
    return f"{name}, {_DAYS[local(instant).weekday()]}, at {placed_clock(instant)}"


def deadline(instant: Instant) -> str:
    """Say a moment that something is promised for: "Thursday 3 December at 12:00"."""
    return f"{date(instant)}{',' if instant.clocks.month_first else ''} at {placed_clock(instant)}"


def short_when(instant: Instant) -> str:
    """Say a moment in few characters: "today 14:00", "Tue 1 Dec 14:00"."""
    name = named_day(instant)
    day_part = f"{name} at" if name else f"on {short_date(instant)} at"
    return f"{day_part} {placed_clock(instant)}"


def span(offer: Span) -> str:
    """Say an offered time on the reader's clock; its city is named once for the whole list."""
    return _span(offer, date(offer.start) + ",", date)


def said_span(offer: Span) -> str:
    """Say an offered time inside a sentence: "Wednesday 2 December from 15:00 to 18:00, by video"."""
    comma = "," if offer.start.clocks.month_first else ""
    preposition = "at" if offer.end is None else "from"
    said = _span(replace(offer, remarks=()), f"{date(offer.start)}{comma} {preposition}", date)
    return ", ".join((said, *offer.remarks))


def short_span(offer: Span) -> str:
    """Say an offered time in few characters: "Wed 2 Dec 15:00 to 18:00"."""
    comma = "," if offer.start.clocks.month_first else ""
    return _span(offer, short_date(offer.start) + comma, short_date)


def _span(offer: Span, first: str, dated: Callable[[Instant], str]) -> str:
    said = f"{first} {clock(offer.start)}"
    if offer.end is not None:
        other = local(offer.end).date() != local(offer.start).date()
        last = f"{dated(offer.end)}, " if other else ""
        said += f" to {last}{clock(offer.end)}"
    elif offer.open:
        said += " or later"
    return f"{said} ({', '.join(offer.remarks)})" if offer.remarks else said


def spans_city(offers: Iterable[Span]) -> str:
    """Return the reader's city if any of the offered times reads otherwise on the user's own clock."""
    return next((city(offer.start.clocks.reader) for offer in offers if differs(offer.start)), "")


def either_span(offers: Iterable[Span]) -> str:
    """Join offered times as one says them: "on Monday 7 December at 9:00, or on Tuesday ... from ..."."""
    return ", or ".join(f"on {said_span(offer)}" for offer in offers)


def either(said: Iterable[str]) -> str:
    """Join alternatives: "A", "A or B", "A, B or C"."""
    *most, last = said
    return f"{', '.join(most)} or {last}" if most else last


def format_words(form: Format | str) -> str:
    """Say how an interview is held: "on site", "by video", "by phone"."""
    return _FORMATS.get(form, form)


def length(minutes: int | None) -> str:
    """Say how long somebody kept free: "hour", "half hour", "45 minutes"; "time" where it is not known."""
    named = {None: "time", 30: "half hour", 60: "hour", 90: "hour and a half", 120: "two hours"}
    return named.get(minutes) or f"{minutes} minutes"
