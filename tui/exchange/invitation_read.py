"""What runs in the reading process: bytes in, an invitation or a sentence out, as JSON."""

from __future__ import annotations

import re
from datetime import datetime

import msgspec

from tui.exchange.calendar_lines import TooDeep, calendars
from tui.exchange.invitation import MOST_EVENTS, Event, Invitation, Mail, Method, NotAnInvitation
from tui.exchange.invitation_event import read_event
from tui.exchange.invitation_mail import MAIL, MOST_CALENDAR, MOST_TEXT, TooBig, decoded, open_mail
from tui.exchange.invitation_words import from_words

_METHODS: dict[str, Method] = {
    "request": "request",
    "add": "request",
    "cancel": "cancel",
    "reply": "reply",
    "counter": "counter",
    "declinecounter": "request",
    "refresh": "reply",
    "publish": "publish",
}
_BEGIN = re.compile(rb"(?i)BEGIN:VCALENDAR")


def answer(data: bytes, now: str, zone: str) -> bytes:
    """Read the data and return the invitation, or the sentence that says why there is none."""
    try:
        return msgspec.json.encode(read(data, datetime.fromisoformat(now), zone))
    except (NotAnInvitation, TooBig) as error:
        return msgspec.json.encode(str(error))
    except TooDeep:
        return msgspec.json.encode(
            "Its calendar has more parts, or deeper ones, than an invitation has; nothing was taken."
        )


def read(data: bytes, now: datetime, zone: str) -> Invitation:
    """Read a calendar, a mail or pasted text. Raises NotAnInvitation, TooBig, TooDeep."""
    start = data[:4].removeprefix(b"\xef\xbb\xbf") + data[4:200]
    begins = _BEGIN.search(data)
    if MAIL.match(start) and not (begins and begins.start() < 4):
        return _mail(data, now, zone)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = decoded(data).encode("utf-8")
        begins = _BEGIN.search(data)
    if begins:
        if len(data) - begins.start() > MOST_CALENDAR:
            raise TooBig(
                f"Its calendar is larger than {MOST_CALENDAR >> 10} KiB, and no invitation is; nothing was "
                "taken."
            )
        text = decoded(data[begins.start() :])
        return _calendar("", text, "", Mail())
    return from_words(decoded(data[: 4 * MOST_TEXT])[:MOST_TEXT], Mail(), now, zone)


def _mail(data: bytes, now: datetime, zone: str) -> Invitation:
    opened = open_mail(data)
    found = [
        read_one
        for method, text in opened.calendars
        if (read_one := _tried(method, text, opened.text, opened.mail))
    ]
    if found:
        return min(found, key=lambda each: not each.events)
    return from_words(opened.text, opened.mail, now, zone)


def _tried(method: str, text: str, words: str, mail: Mail) -> Invitation | None:
    try:
        return _calendar(method, text, words, mail)
    except NotAnInvitation:
        return None


def _calendar(method: str, text: str, words: str, mail: Mail) -> Invitation:
    found = calendars(text)
    components = [(calendar, event) for calendar in found for event in calendar.every("VEVENT")]
    if not components:
        raise NotAnInvitation("There is no event in this calendar; nothing was taken.")
    named = found[0].text("METHOD").strip().lower() or method
    events = tuple(_newest([read_event(event, calendar, words, mail) for calendar, event in components]))
    notes = []
    if len(events) > MOST_EVENTS:
        notes.append(f"{len(events) - MOST_EVENTS} events beyond the first {MOST_EVENTS} were left out.")
    lone = events[0] if len(events) == 1 else None
    if lone is not None and lone.occurrence:
        notes.append("It changes one day of a series.")
    return Invitation(_METHODS.get(named, "publish"), events[:MOST_EVENTS], mail, tuple(notes))


def _newest(events: list[Event]) -> list[Event]:
    """Of several versions of one event keep the last; keep their order."""
    best: dict[tuple[str, str], Event] = {}
    loose: list[Event] = []
    for event in events:
        key = (event.uid, event.occurrence)
        if not event.uid:
            loose.append(event)
        elif key not in best or event.sequence >= best[key].sequence:
            best[key] = event
    kept = {id(event) for event in (*best.values(), *loose)}
    return [event for event in events if id(event) in kept]
