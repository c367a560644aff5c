"""What runs in the reading process for the user's own calendar: files in, taken times out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec

from tui.exchange.calendar import Busy
from tui.exchange.calendar_lines import Component, Line, calendars
from tui.exchange.calendar_stamps import Stamp, read_duration, read_stamp, settle
from tui.exchange.invitation_mail import decoded
from tui.model.clean import clean
from tui.model.free import Span
from tui.model.when_wall import fixed, moved_on
from tui.model.zones import load_zone

KEPT = frozenset("UID SUMMARY DTSTART DTEND DURATION RRULE RDATE EXDATE RECURRENCE-ID SEQUENCE".split())  # noqa: SIM905 - reads better as words
DAY = timedelta(days=1)


def answer(given: bytes, since: str, until: str, zone: str, size: str) -> bytes:
    """Read the files and return `Busy` as JSON."""
    window = _Window(datetime.fromisoformat(since), datetime.fromisoformat(until), zone)
    spans: set[Span] = set()
    problems: list[str] = []
    for name in msgspec.json.decode(given, type=list[str]):
        try:
            spans.update(_of_file(Path(name), window, int(size)))
        except OSError as error:
            problems.append(f"{name} cannot be read ({(error.strerror or 'unknown').lower()}).")
        except Exception:  # one file that the library trips over must not cost the others
            problems.append(f"{name} is no calendar that can be read; clashes with it are not known.")
    found = tuple(sorted(spans, key=lambda span: (span.start, span.end, span.title)))
    return msgspec.json.encode(Busy(found, tuple(problems[:10])))


class _Window(msgspec.Struct, frozen=True):
    since: datetime
    until: datetime
    zone: str

    def span(self, start: datetime, end: datetime, title: str, *, all_day: bool) -> Iterator[Span]:
        """Give a time that lies in the window, with plain offsets."""
        start, end = fixed(start), fixed(end)
        if start < self.until and self.since < end:
            yield Span(start, end, title, all_day)

    def days(self, first: date, after: date, title: str) -> Iterator[Span]:
        """Give whole days on the user's clock."""
        where = load_zone(self.zone)
        if where is not None:
            midnight = datetime.min.time()
            yield from self.span(
                moved_on(first, midnight, where), moved_on(after, midnight, where), title, all_day=True
            )


def _of_file(path: Path, window: _Window, size: int) -> Iterator[Span]:
    if path.stat().st_size > size:
        raise ValueError(path)
    found = calendars(decoded(path.read_bytes()), most=500_000)
    if not found:
        raise ValueError(path)
    for calendar in found:
        zones = {zone.text("TZID"): zone for zone in calendar.every("VTIMEZONE")}
        groups: dict[str, list[Component]] = {}
        for number, event in enumerate(calendar.every("VEVENT")):
            groups.setdefault(event.text("UID") or f"{number}", []).append(event)
        for group in groups.values():
            if any(event.first("RRULE") or event.first("RDATE") for event in group):
                if any(map(_takes_time, group)):
                    yield from _repeated(group, calendar.every("VTIMEZONE"), window)
            else:
                for event in filter(_takes_time, group):
                    yield from _once(event, zones, window)


def _takes_time(event: Component) -> bool:
    return not (
        event.text("TRANSP").strip().upper() == "TRANSPARENT"
        or event.text("STATUS").strip().upper() == "CANCELLED"
        or event.text("X-MICROSOFT-CDO-BUSYSTATUS").strip().upper() == "FREE"
    )


def _once(event: Component, zones: dict[str, Component], window: _Window) -> Iterator[Span]:
    start = read_stamp(event.first("DTSTART"), zones)
    if start is None or abs(datetime.fromisoformat(start.wall).date() - window.since.date()) > 400 * DAY:
        return
    end = read_stamp(event.first("DTEND"), zones)
    length = read_duration(event.text("DURATION"))
    title = _title(event.text("SUMMARY"))
    if start.all_day:
        first = date.fromisoformat(start.wall)
        after = date.fromisoformat(end.wall[:10]) if end else first + (length or DAY)
        yield from window.days(first, max(after, first + DAY), title)
        return
    begins, over = _instant(start, window), _instant(end, window)
    if begins:
        yield from window.span(begins, over or begins + (length or timedelta()), title, all_day=False)


def _instant(stamp: Stamp | None, window: _Window) -> datetime | None:
    if stamp is None:
        return None
    return stamp.instant or settle(stamp, window.zone).instant


def _repeated(group: list[Component], zones: list[Component], window: _Window) -> Iterator[Span]:
    """Work a repeat out for the days of the window, with its exceptions."""
    import recurring_ical_events
    from icalendar import Calendar

    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x"]
    for part in (*zones, *group):
        lines += _written(part, KEPT if part.name == "VEVENT" else None)
    lines.append("END:VCALENDAR")
    calendar = Calendar.from_ical("\r\n".join(lines))
    free = {event.text("RECURRENCE-ID") for event in group if not _takes_time(event)}
    for event in recurring_ical_events.of(calendar).between(window.since - DAY, window.until + DAY):
        start, end = event.start, event.end
        changed = event.get("RECURRENCE-ID")
        if changed is not None and changed.to_ical().decode() in free:
            continue
        title = _title(str(event.get("SUMMARY", "")))
        if not isinstance(start, datetime):
            yield from window.days(start, max(end, start + DAY), title)
        else:
            yield from window.span(_aware(start, window), _aware(end, window), title, all_day=False)


def _written(part: Component, kept: frozenset[str] | None) -> Iterator[str]:
    yield f"BEGIN:{part.name}"
    for line in part.lines:
        if kept is None or line.name in kept:
            yield _line(line)
    for inner in part.parts:
        if kept is None:
            yield from _written(inner, None)
    yield f"END:{part.name}"


def _line(line: Line) -> str:
    params = "".join(f';{name}="{value}"' for name, value in line.params.items())
    return f"{line.name}{params}:{line.value}"


def _aware(at: datetime, window: _Window) -> datetime:
    where = load_zone(window.zone)
    if at.tzinfo is None and where is not None:
        return moved_on(at.date(), at.time(), where)
    return fixed(at)


def _title(text: str) -> str:
    return clean(text[:400], one_line=True).text.strip()[:100]
