"""What is typed into a field and the fact it means: read, shown, echoed. Half-typed text is no error."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, get_args

from msgspec import Struct

from tui.model import incident as facts
from tui.model.clean import clean
from tui.model.fields import Field, field
from tui.model.when import (
    Direction,
    Reading,
    clock,
    echo,
    office_hours,
    relative,
    understand,
    write_time,
)
from tui.model.zones import city, find_zone, same_clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.state.value import State
    from tui.words.book import Book

FLAGS = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
LABELS = {
    "on-site": "on site",
    "none": "nothing",
    "en-US": "English (US)",
    "en-GB": "English (UK)",
    "front-desk": "front desk",
    "careers-office": "careers office",
    "no-answer": "no answer",
    "wrong-person": "wrong person",
}
CHOICES: dict[str, tuple[str, ...]] = {
    "format": get_args(facts.Format),
    "wanted_format": get_args(facts.Format),
    "privacy": get_args(facts.Privacy),
    "relation": get_args(facts.Relation),
    "result": get_args(facts.Result),
    "by": ("me", "them"),
    "tone": get_args(facts.Tone),
    "language": get_args(facts.Language),
    "outcome": facts.OUTCOMES,
}
"""The values of a choice, by the last name of its path."""


class Read(Struct, frozen=True):
    """What a text means: the value to set (a gap when not `ok`), why not, and the readings to choose from."""

    value: Any
    ok: bool = True
    why: str = ""
    readings: tuple[datetime, ...] = ()


def read_fact(path: str, text: str, state: State, book: Book) -> Read:
    """Read what stands in the field of a fact. Never raises for any text."""
    found = field(path)
    multi = found.shape in ("text", "list")
    text = clean(text, one_line=not multi).text
    if not text.strip():
        return Read(empty(path))
    return _READERS[found.shape](found, text, state, book)


def show_fact(path: str, state: State, book: Book) -> str:
    """Return the text that stands for a fact in its field: as typed while not understood, else canonical."""
    typed = state.typed_at(path)
    if typed is not None:
        return typed
    value = state.incident.fact(path)
    found = field(path)
    if facts.is_gap(value) or (value is False and path != "cause.mine"):
        return ""
    match found.shape:
        case "time":
            way = _direction(found, state, book)
            return write_time(value, now=state.moment, zone=my_zone(state), direction=way)
        case "slots":
            from tui.model.slots import show_slots

            return show_slots(value, zone=my_zone(state), now=state.moment)
        case "list":
            return "\n".join(value)
        case "choice" | "cause" | "kind":
            return next((label for known, label in choices(path, book) if known == value), str(value))
        case "flag":
            return "yes" if value else "no"
        case "zone":
            return city(value)
        case "number":
            return str(value) if value else ""
    return str(value)


def text_over(path: str, text: str, state: State, book: Book) -> str | None:
    """Return what a field has to show in place of its text, None when that text means just the fact."""
    if state.typed_at(path) is None and text:
        read = read_fact(path, text, state, book)
        if read.ok and read.value == state.incident.fact(path):
            return None
    return show_fact(path, state, book)


def echo_fact(path: str, text: str, state: State, book: Book) -> tuple[str, ...]:
    """Return the lines below a field that shows `text`: how it is understood, on both clocks, or why not.

    What the text itself says in full is not said again.
    """
    value = state.incident.fact(path)
    found = field(path)
    typed = state.typed_at(path)
    if typed is not None:
        read = read_fact(path, typed, state, book)
        choose = "; Enter chooses" if read.readings else ""
        return (f"kept as typed: {read.why.rstrip('.')}{choose}",)
    said = text.strip() == show_fact(path, state, book)
    if found.shape == "time" and isinstance(value, datetime):
        away = () if path == "interview.start" else (relative(value, state.moment),)
        return (*_both_clocks(value, state, said=said), *away)
    if found.shape == "slots":
        return _slots_echo(value, state, said=said)
    return ()


def _slots_echo(slots: tuple[facts.Slot, ...], state: State, *, said: bool) -> tuple[str, ...]:
    mine, theirs = my_zone(state), reader_zone(state)
    known = [(slot.start, slot.end) for slot in slots if slot.start]
    zones = [] if said else [mine]
    if any(not same_clock(mine, theirs, start) for start, _ in known):
        zones.append(theirs)
    return tuple(
        line
        for zone in zones
        for line in (f"in {city(zone)}:", *(_span(start, end, zone) for start, end in known))
    )


def choices(path: str, book: Book) -> tuple[tuple[str, str], ...]:
    """Return the values of a choice with their labels; () for a field that is no choice."""
    found = field(path)
    if found.shape == "kind":
        return tuple((kind, playbook.says) for kind, playbook in book.playbooks.items())
    if found.shape == "cause":
        return tuple((cause.id, cause.label) for cause in book.library.causes.values())
    if found.shape == "flag":
        return (("yes", "yes"), ("no", "no"))
    values = CHOICES.get(path.rpartition(".")[2], ()) if found.shape == "choice" else ()
    return tuple((value, label_of(path, value)) for value in values)


def label_of(path: str, value: str) -> str:
    """Return a value of a choice in words."""
    return "none yet" if (path, value) == ("outcome", "none") else LABELS.get(value, value)


def my_zone(state: State) -> str:
    """Return the zone of the user's clock, UTC while it is not known."""
    return state.incident.me.zone or "UTC"


def reader_zone(state: State) -> str:
    """Return the zone of the reader's clock, the user's own while it is not known."""
    return state.incident.contact.zone or my_zone(state)


def empty(path: str) -> Any:
    """Return the value of a fact that says nothing."""
    shape = field(path).shape
    if shape in ("slots", "list"):
        return ()
    if path in ("tone", "language", "outcome"):
        return getattr(facts.Incident(kind=""), path)
    if shape == "flag" and path != "cause.mine":
        return False
    if path == "earlier":
        return 0
    if path.endswith(".by"):
        return "me"
    return "" if shape in ("line", "text", "zone", "hours", "cause", "kind") else None


def _line(_: Field, text: str, state: State, book: Book) -> Read:
    return Read(text.strip())


def _hours(of: Field, text: str, state: State, book: Book) -> Read:
    if hours := office_hours(text.replace(" ", "")):
        return Read(f"{hours[0]:%H:%M}-{hours[1]:%H:%M}")
    return Read("", ok=False, why="Hours look like 09:00-17:00.")


def _time(of: Field, text: str, state: State, book: Book) -> Read:
    reading = _reading(of.path, text, state, book)
    if reading.status == "ok" and reading.instant is not None:
        return Read(reading.instant)
    return Read(None, ok=False, why=reading.why, readings=reading.readings)


def _reading(path: str, text: str, state: State, book: Book) -> Reading:
    direction = _direction(field(path), state, book)
    return understand(text, now=state.moment, zone=state.incident.me.zone, direction=direction)


def _direction(of: Field, state: State, book: Book) -> Direction:
    way = book.playbook(state.incident.kind).direction if of.way == "kind" else of.way
    return Direction(way)


def readings_of(path: str, state: State, book: Book) -> tuple[tuple[datetime, str], ...]:
    """Return what an ambiguous time in a field may mean, each with the words for it; else ()."""
    read = read_fact(path, state.typed_at(path) or "", state, book)
    zone = my_zone(state)
    return tuple((instant, echo(instant, now=state.moment, zone=zone)) for instant in read.readings)


def _zone(of: Field, text: str, state: State, book: Book) -> Read:
    zone = find_zone(text)
    return Read(zone) if zone else Read("", ok=False, why="No such city: Enter chooses one.")


def _number(of: Field, text: str, state: State, book: Book) -> Read:
    top = 24 * 60 if of.path.endswith("minutes") else 99
    digits = text.strip()
    if digits.isascii() and digits.isdigit() and len(digits) < 6 and int(digits) <= top:
        low = 1 if of.path.endswith("minutes") else 0
        if int(digits) >= low:
            return Read(int(digits))
    return Read(empty(of.path), ok=False, why=f"A whole number up to {top}.")


def _flag(of: Field, text: str, state: State, book: Book) -> Read:
    value = FLAGS.get(text.strip().lower())
    return Read(empty(of.path), ok=False, why="yes or no.") if value is None else Read(value)


def _choice(of: Field, text: str, state: State, book: Book) -> Read:
    said = text.strip().lower()
    for value, label in choices(of.path, book):
        if said in (value.lower(), label.lower()):
            return Read(value)
    return Read(empty(of.path), ok=False, why="Enter shows what can be chosen.")


def _list(of: Field, text: str, state: State, book: Book) -> Read:
    return Read(tuple(line for line in text.split("\n") if line.strip()))


def _slots(of: Field, text: str, state: State, book: Book) -> Read:
    from tui.model.slots import read_slots

    reading = read_slots(text, now=state.moment, zone=my_zone(state))
    return Read(reading.slots, ok=not reading.why, why=reading.why)


def _both_clocks(start: datetime, state: State, *, said: bool) -> tuple[str, ...]:
    mine, theirs = my_zone(state), reader_zone(state)
    lines = [] if said else [f"{clock(start, mine)} {city(mine)}"]
    if not same_clock(mine, theirs, start):
        lines.append(f"{clock(start, theirs, weekday=said)} {city(theirs)}")
    return tuple(lines)


def _span(start: datetime, end: datetime | None, zone: str) -> str:
    from zoneinfo import ZoneInfo

    first = clock(start, zone)
    return first if end is None else f"{first}-{end.astimezone(ZoneInfo(zone)):%H:%M}"


_READERS: dict[str, Callable[[Field, str, State, Book], Read]] = {
    "line": _line,
    "text": _line,
    "time": _time,
    "zone": _zone,
    "choice": _choice,
    "cause": _choice,
    "kind": _choice,
    "number": _number,
    "flag": _flag,
    "list": _list,
    "slots": _slots,
    "hours": _hours,
}
