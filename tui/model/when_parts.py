"""The parts that a typed time is taken into, before it is laid on a calendar."""

from __future__ import annotations

from datetime import tzinfo
from zoneinfo import ZoneInfo

from msgspec import Struct

from tui.model.when_wall import RefusedError

YEARS = range(1970, 2101)
"""Years that a typed time may lie in (ours)."""


class Clock(Struct, frozen=True):
    """A clock time as it was written; `loose`: without "am", "pm" or a leading zero."""

    hour: int
    minute: int = 0
    second: int = 0
    micro: int = 0
    half: str = ""
    loose: bool = False
    bare: bool = False
    """A figure alone ("9"), that nothing marks as a clock time."""
    four: bool = False
    """Four figures ("2026"), that nothing marks as a clock time."""
    hours: bool = False
    """Written with an "h", as a span of hours is too ("2h")."""
    midnight: bool = False


class Span(Struct, frozen=True):
    """So much from now; `sign` is 0 where neither "in" nor "ago" was said. Weeks are days."""

    sign: int
    days: int
    seconds: float


class Day(Struct, frozen=True):
    """A date as it was written; `year` None where it is missing."""

    year: int | None
    month: int
    day: int


class Meaning(Struct, frozen=True):
    """One meaning of a zone's name: an offset with a zone that uses it, or a zone alone."""

    zone: tzinfo
    home: ZoneInfo | None = None


class Said(Struct):
    """All that one typed time says."""

    now: bool = False
    span: Span | None = None
    days: tuple[Day, ...] = ()
    days_text: str = ""
    iso: bool = False
    year: int | None = None
    ordinal: int | None = None
    offset: int | None = None
    weekday: int | None = None
    which: str = ""
    week: str = ""
    part: str = ""
    clock: Clock | None = None
    clock_text: str = ""
    zones: tuple[tuple[str, tuple[Meaning, ...]], ...] = ()

    @property
    def has_day(self) -> bool:
        """Whether a day was named."""
        return bool(self.days) or any(each is not None for each in (self.weekday, self.ordinal, self.offset))

    def put(self, what: str, **values: object) -> None:
        """Set parts that may be said once only. Raises RefusedError when one is said again."""
        for name, value in values.items():
            before = getattr(self, name)
            if before is not None and before is not False and before not in ("", ()):
                raise RefusedError(f"{what} is named twice; write one of them.")
            setattr(self, name, value)
