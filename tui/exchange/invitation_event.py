"""One event of a calendar as facts of the interview, each with where it was found."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from tui.exchange.calendar_lines import Component, Line
from tui.exchange.calendar_stamps import Stamp, minutes_of, read_duration, read_stamp
from tui.exchange.invitation import Event, Mail, Text
from tui.exchange.invitation_mail import plain_address
from tui.exchange.invitation_text import (
    company_of,
    from_html,
    is_meeting,
    links,
    looks_like_html,
    meeting_link,
    one_line,
    stated,
)
from tui.model.zones import load_zone

MOST_WORDS = 64 * 1024
MACHINES = re.compile(
    r"(?i)^(?:no-?reply|do-?not-?reply|calendar-notification|notifications?|unknownorganizer|mailer-daemon)"
    r"|@(?:group|resource)\.calendar\.google\.com$"
)
_CONFERENCE = (
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
    "CONFERENCE",
    "URL",
)
_NO_PLACE = re.compile(
    r"(?i)^(?:microsoft teams.*|teams[- ]meeting|zoom(?: meeting| call| video)?|google (?:meet|hangouts?)|"
    r"webex.*|skype(?: meeting| call)?|online|virtual(?:ly)?|remote|"
    r"video(?:[- ]?call| conference)?|tba|tbd|n/?a|-)$"
)
_BY_PHONE = re.compile(
    r"(?i)\b(?:phone|telephone|by telefon|telefonisch|mobile)\b|^tel:|^\+?\d[\d ()./-]{6,22}$"
)


def read_event(event: Component, calendar: Component, words: str, mail: Mail) -> Event:
    """Return a VEVENT with what its calendar, and the words of its mail, say beside it."""
    zones = {zone.text("TZID"): zone for zone in calendar.every("VTIMEZONE")}
    start = read_stamp(event.first("DTSTART"), zones)
    end = read_stamp(event.first("DTEND"), zones)
    organiser = event.first("ORGANIZER")
    title = one_line(event.text("SUMMARY"))
    answers = [line for line in event.lines if line.name == "ATTENDEE"]
    declined = [line for line in answers if line.params.get("PARTSTAT", "").upper() == "DECLINED"]
    return Event(
        uid=one_line(event.text("UID"), 255),
        sequence=_number(event.text("SEQUENCE")),
        title=title,
        start=start,
        minutes=minutes_of(start, end, read_duration(event.text("DURATION"))),
        repeats=_repeats(event),
        occurrence=_occurrence(read_stamp(event.first("RECURRENCE-ID"), zones)),
        cancelled=event.text("STATUS").strip().upper() == "CANCELLED",
        organiser=_address(organiser),
        attendees=tuple(found for line in answers[:100] if (found := _address(line))),
        declined_by=next((found for line in declined if (found := _address(line))), ""),
        facts=tuple(_facts(event, calendar, title, words, mail)),
    )


def _occurrence(stamp: Stamp | None) -> str:
    """Return which day of a series is changed, as a calendar writes it: in UTC where its zone is known."""
    if stamp is None:
        return ""
    when = stamp.instant.astimezone(UTC) if stamp.instant else datetime.fromisoformat(stamp.wall)
    return f"{when:%Y%m%d}" if stamp.all_day else f"{when:%Y%m%dT%H%M%S}{'Z' if stamp.instant else ''}"


def _facts(event: Component, calendar: Component, title: str, words: str, mail: Mail) -> list[Text]:
    description = event.text("DESCRIPTION")[:MOST_WORDS]
    rich = event.text("X-ALT-DESC")[:MOST_WORDS]
    if looks_like_html(description):
        description = from_html(description)
    people = _people(event.first("ORGANIZER"), mail)
    facts = [*people]
    names = tuple(str(fact.value).lower() for fact in people)
    facts += stated(title or mail.subject, description or words, names)
    address = next((fact.value for fact in people if fact.path == "contact.email"), "")
    if company := company_of(address):
        facts.append(Text("interview.company", company, f"the domain of {address}", sure=False))
    facts += _where(event, description, from_html(rich) if rich else "", words)
    zone = one_line(calendar.text("X-WR-TIMEZONE"), 64)
    if load_zone(zone) and zone != "UTC":
        facts.append(Text("contact.zone", zone, "the zone of their calendar", sure=False))
    return facts


def _people(organiser: Line | None, mail: Mail) -> list[Text]:
    """The organiser if that is a person, else who wrote the mail."""
    address = _address(organiser)
    name = one_line(organiser.params.get("CN", ""), 120) if organiser else ""
    if address and not MACHINES.search(address):
        if not name and mail.sender == address:
            name = mail.sender_name
        return [Text("contact.email", address, "the organiser"), *_named(name, "the organiser", sure=True)]
    if mail.sender and not MACHINES.search(mail.sender):
        email = Text("contact.email", mail.sender, "who wrote the mail", sure=False)
        return [email, *_named(mail.sender_name, "who wrote the mail", sure=False)]
    return []


_OF_COMPANY = re.compile(r"(?P<name>[^|@]{2,80}?)(?:\s*\|\s*|\s+(?:from|at|@)\s+)(?P<company>[^|()]{2,80})")
_TURNED = re.compile(r"(?P<last>[^\s,]+(?: [^\s,]+)?), (?P<first>[^\s,]+(?: [^\s,]+)?)")


def _named(text: str, source: str, *, sure: bool) -> list[Text]:
    """Return the name in a calendar's or mail's display name, and the company where it says that too.

    "Lee, Sam" is taken for Sam Lee, and what stands in brackets is left out; both are unsure.
    """
    name = re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", text.strip("'\" ")).strip()
    found = []
    if match := _OF_COMPANY.fullmatch(name):
        name = match["name"].strip()
        found.append(Text("interview.company", match["company"].strip(), f"the name of {source}", sure=False))
    if turned := _TURNED.fullmatch(name):
        name, sure = f"{turned['first']} {turned['last']}", False
    if "@" in name or not any(letter.isalpha() for letter in name):
        return []
    return [Text("contact.name", name, source, sure), *found]


def _where(event: Component, description: str, rich: str, words: str) -> list[Text]:
    location = one_line(event.text("LOCATION"))
    link, source = _link(event, location, description, rich, words)
    place = location if location and not _LINK_ONLY.fullmatch(location) else ""
    place = "" if _NO_PLACE.match(place) else place
    found = [Text("interview.link", link, source)] if link else []
    if place and _BY_PHONE.search(place):
        number = re.search(r"\+?\(?\d[\d ()./-]{5,22}\d", place)
        found.append(Text("interview.format", "phone", "the location", sure=not link))
        if number:
            found.append(Text("contact.phone", number[0].strip(), "the location", sure=False))
        return found
    if link:
        found.append(Text("interview.format", "video", "the meeting link", sure=not place))
    elif location and _NO_PLACE.match(location) and not re.match(r"(?i)tb[ad]|n/?a|-", location):
        found.append(Text("interview.format", "video", "the location", sure=False))
    elif place:
        found.append(Text("interview.format", "on-site", "the location", sure=False))
    if place:
        found.append(Text("interview.place", place, "the location"))
    return found


_LINK_ONLY = re.compile(r"(?:https?://\S+[\s,;]*)+")


def _link(event: Component, location: str, description: str, rich: str, words: str) -> tuple[str, str]:
    for name in _CONFERENCE:
        value = one_line(event.text(name), 2000)
        if is_meeting(value):
            return value, "the calendar's meeting link"
    for text, source in (
        (location, "the location"),
        (description, "the description"),
        (rich, "the description"),
    ):
        if found := meeting_link(text):
            return found, source
    given = links(location)
    if given and given[0].isascii() and "@" not in given[0].split("/")[2]:
        return given[0][:2000], "the location"
    return meeting_link(words), "the mail's text"


def _address(line: Line | None) -> str:
    """Return the address of an organiser or attendee, also of a malformed line that has it as a parameter."""
    if line is None:
        return ""
    return plain_address(line.value.rpartition("mailto:")[2]) or plain_address(line.params.get("EMAIL", ""))


def _number(text: str) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


_EVERY = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year", "HOURLY": "hour"}


def _repeats(event: Component) -> str:
    """Return in words how an event repeats, without working out its days; "" where it does not."""
    line = event.first("RRULE")
    if line is None:
        return "on several days" if event.first("RDATE") else ""
    rule = dict(each.upper().partition("=")[::2] for each in line.value.split(";"))
    every, interval = _EVERY.get(rule.get("FREQ", ""), "so often"), _number(rule.get("INTERVAL", ""))
    said = f"every {interval} {every}s" if interval > 1 else f"every {every}"
    if count := _number(rule.get("COUNT", "")):
        return f"{said}, {count} times"
    try:
        return f"{said} until {date.fromisoformat(rule.get('UNTIL', '')[:8]).isoformat()}"
    except ValueError:
        return said
