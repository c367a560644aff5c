"""The times that the user can offer, as one line of text: "tomorrow 15-18, thu 20:00, fri after 3"."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from tui.model.incident import Format, Slot
from tui.model.when_direction import Direction
from tui.model.when_read import Moment, read
from tui.model.when_said import said
from tui.model.when_spans import span_of
from tui.model.when_wall import RefusedError, day_name, fixed, gap, instants, place
from tui.model.when_words import plain_text
from tui.model.zones import load_zone


class SlotReading(Struct, frozen=True):
    """The slots that were understood; `why` names the first part that was not, or is empty."""

    slots: tuple[Slot, ...] = ()
    why: str = ""


def read_slots(text: str, *, now: datetime, zone: str) -> SlotReading:
    """Read slots that are separated by commas, semicolons or line ends; never raises for any text.

    An item without a day is on the day of the one before it. A loose 1 to 6 is after noon ("fri after 3");
    a span ends as soon after its start as its figures allow ("9-5"). A note stands in double quotes.
    """
    reader = _Reader(now, zone)
    for item in _items(text):
        reader.take(item)
    reader.finish()
    return SlotReading(tuple(reader.slots), reader.why)


def show_slots(slots: tuple[Slot, ...], *, zone: str, now: datetime) -> str:
    """Return the text that `read_slots` reads back to the same slots; a slot without a start is left out."""
    return ", ".join(_shown(slot, zone, now) for slot in slots if slot.start is not None)


class _Reader:
    """Reads item by item, with the day of the last one."""

    def __init__(self, now: datetime, zone: str) -> None:
        self.now = now
        self.zone = zone
        self.slots: list[Slot] = []
        self.why = ""
        self.day = ""
        self.held = ""

    def take(self, item: str) -> None:
        """Read one item; a day alone ("Tue, 1 Dec 14:00") belongs to what follows it."""
        item = f"{self.held} {item}".strip()
        self.held = ""
        try:
            if _is_day(item):
                self.held = item
                return
            slot, start = _slot(item, self.day, self.now, self.zone)
        except RefusedError as refusal:
            self.refuse(item, str(refusal))
            return
        self.slots.append(slot)
        self.day = day_name(start.instant.astimezone(start.zone))

    def finish(self) -> None:
        """Name a day that was left without a time."""
        if self.held:
            self.refuse(self.held, "the clock time is missing; write it too, such as thu 14:00 or thu 9-12.")

    def refuse(self, item: str, sentence: str) -> None:
        """Keep the first refusal."""
        self.why = self.why or f'"{item[:40]}": {sentence}'


def _items(text: str) -> list[str]:
    parts = [_BULLET.sub("", match["item"] or "").strip() for match in _ITEM.finditer(text)]
    return [part for part in parts if part]


_ITEM = re.compile(
    r'(?P<item>(?:"(?:\\.|[^"\\])*"?|\bbetween\s[^,;"\n]{1,12}?\sand\s|(?!\sand\s)[^,;\n"])+)|\sand\s|[,;\n]',
    re.IGNORECASE,
)
"""An item goes up to the next separator that is not in a note and not the "and" of "between 9 and 12"."""
_BULLET = re.compile(r"^\s*[-*•]\s+")


def _is_day(item: str) -> bool:
    try:
        if span_of(plain_text(item)):
            return False
        what = said(item)
    except RefusedError:
        return False
    return what.has_day and what.clock is None and what.span is None


def _slot(item: str, day: str, now: datetime, zone: str) -> tuple[Slot, Moment]:
    """Return a slot and its start with the zone in which it was written. Raises RefusedError."""
    rest, note = _without_note(item)
    rest = plain_text(rest)
    rest, form = _without_format(rest)
    rest, opened = _without_open(rest)
    halves = re.split(r" (?:to|-) ", rest, maxsplit=1)
    span = span_of(rest)
    if span:
        start = _one(f"{span.before} {span.start} {span.after}", day, now, zone)
        end: datetime | None = _end(start, span.end, span.days)
    elif len(halves) == 2:
        start = _one(halves[0], day, now, zone)
        end = _one(halves[1], "", now, zone).instant
        if end <= start.instant:
            raise RefusedError("it ends before it starts; write both with their days.")
    else:
        start, end = _one(rest, day, now, zone), None
    return Slot(start.instant, end, form, opened, note), start


def _one(text: str, day: str, now: datetime, zone: str) -> Moment:
    what = said(text)
    if day and not what.has_day and not what.now and not what.span:
        text = f"{day} {text}"
    found = read(text, now=now, zone=zone, direction=Direction.FUTURE, afternoon=True)
    if len(found.moments) > 1:
        raise RefusedError(found.why or "it can be read in several ways; write the whole date.")
    return found.moments[0]


def _end(start: Moment, clock: str, days: int) -> datetime:
    there = start.instant.astimezone(start.zone)
    day = there.date() + timedelta(days=days)
    at = time.fromisoformat(clock)
    found = instants(day, at, start.zone)
    if not found:
        raise gap(day, at, start.zone)
    if len(found) > 1:
        raise RefusedError(
            f"{at:%H:%M} comes twice in {place(start.zone)} then; write it with its offset, such as UTC+1."
        )
    return found[0]


def _without_note(item: str) -> tuple[str, str]:
    match = _NOTE.search(item)
    if not match:
        return item, ""
    note = re.sub(r"\\(.)", lambda each: "\n" if each[1] == "n" else each[1], match[1], flags=re.DOTALL)
    return item[: match.start()] + " " + item[match.end() :], note


_NOTE = re.compile(r'"((?:\\.|[^"\\])*)"', re.DOTALL)

_FORMATS: dict[str, Format] = {
    "video": "video",
    "video call": "video",
    "phone": "phone",
    "by phone": "phone",
    "phone call": "phone",
    "call": "phone",
    "on site": "on-site",
    "on-site": "on-site",
    "onsite": "on-site",
    "in person": "on-site",
}


def _without_format(text: str) -> tuple[str, Format | None]:
    match = _format_words().search(text)
    if not match:
        return text, None
    return f"{text[: match.start()]} {text[match.end() :]}".strip(), _FORMATS[match[1]]


@cache
def _format_words() -> re.Pattern[str]:
    names = "|".join(sorted(_FORMATS, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:\b(?:by|via|on) )?({names})(?![\w-])")


def _without_open(text: str) -> tuple[str, bool]:
    later = re.sub(r"(?:,? or later| onwards?)$", "", text)
    after = re.sub(
        r"\b(?:any ?time )?(?:after|from)(?= )(?!.*\b(?:to|until|till)\b)(?!.*\d ?- ?\d)", "", later, count=1
    )
    return after.strip(), after != text


def _shown(slot: Slot, zone: str, now: datetime) -> str:
    """The shortest of a few ways of writing a slot that is read back as it is."""
    texts = [f"{text}{_rest(slot)}" for text in _ways(slot, zone)]
    plain = replace(slot, note=slot.note.strip())
    for text in texts:
        found = read_slots(text, now=now, zone=zone)
        if found.slots == (plain,) and not found.why:
            return text
    return texts[-1]


def _rest(slot: Slot) -> str:
    later = " or later" if slot.open and slot.end else ""
    note = slot.note.strip().replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
    return later + (f" {slot.format}" if slot.format else "") + (f' "{note}"' if note else "")


def _ways(slot: Slot, zone: str) -> list[str]:
    """Without the year, with it, with the offset, with a day on both sides, and to the last digit."""
    if slot.start is None:
        return [""]
    where = load_zone(zone) or UTC
    start = fixed(slot.start, where)
    end = fixed(slot.end, where) if slot.end else None
    after = "after " if slot.open and not end else ""
    hours = f"{after}{start:%H:%M}" + (f"-{end:%H:%M}" if end else "")
    until = f" to {_day(end)} {end:%H:%M}" if end else ""
    until_exact = f" to {_exact(end)}" if end else ""
    return [
        f"{_day(start, year=False)} {hours}",
        f"{_day(start)} {hours}",
        f"{_day(start)} {hours} {start.tzinfo}",
        f"{_day(start)} {after}{start:%H:%M}{until}",
        f"{after}{_exact(start)}{until_exact}",
    ]


def _day(at: datetime, *, year: bool = True) -> str:
    return day_name(at, weekday=True, year=year)


def _exact(at: datetime) -> str:
    return f"{_day(at)} {at:%H:%M:%S.%f} {at.tzinfo}"
