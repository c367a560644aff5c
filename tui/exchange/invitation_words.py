"""An invitation without a calendar: what the words of a mail, or of pasted text, say outright."""

from __future__ import annotations

import re
from datetime import datetime

from tui.exchange.calendar_stamps import Stamp
from tui.exchange.invitation import Event, Invitation, Mail, NotAnInvitation, Text
from tui.exchange.invitation_event import MACHINES
from tui.exchange.invitation_text import company_of, meeting_link, one_line, stated
from tui.model.clean import clean
from tui.model.slots import read_slots
from tui.model.when import Direction, understand
from tui.model.zones import find_zone

_WHEN = re.compile(
    r"(?im)^\W{0,4}(?:when|date(?: and time)?|date/time|time|wann|termin)\s*:[ \t]*\n?[ \t]*(\S.{3,150})$"
)
_WHERE = re.compile(r"(?im)^\W{0,4}(?:where|location|place|address|wo|ort)\s*:[ \t]*\n?[ \t]*(\S.{2,200})$")
_WHO = re.compile(
    r"(?im)^\W{0,4}(?:organi[sz]er|with|interviewer|contact|hiring manager)\s*:[ \t]*(\S.{2,100})$"
)
_TITLE = re.compile(r"(?im)^\W{0,4}(?:subject|title|what)\s*:[ \t]*(\S.{2,200})$")
"""What stands before each in a text that a calendar program wrote."""


def from_words(text: str, mail: Mail, now: datetime, zone: str) -> Invitation:
    """Read labelled lines ("When: Tue 1 Dec 2026 14:00-15:00"); all unsure. Raises NotAnInvitation."""
    text = clean(text).text
    when = _WHEN.search(text)
    title = _TITLE.search(text)
    start = _start(when[1], now, zone) if when else None
    link = meeting_link(text)
    facts = [Text(fact.path, fact.value, fact.source, sure=False) for fact in _facts(text, mail, title)]
    if link:
        facts += [
            Text("interview.link", link, "the text", sure=False),
            Text("interview.format", "video", "the meeting link", sure=False),
        ]
    if start is None and not link and not any(fact.path.startswith("interview.") for fact in facts):
        raise NotAnInvitation(
            "This is no invitation: it has no calendar, and no line that says when; nothing was taken."
        )
    named = one_line(title[1]) if title else mail.subject
    stamp, minutes = start or (None, None)
    event = Event(title=named, start=stamp, minutes=minutes, facts=tuple(facts))
    return Invitation("mail", (event,), mail)


def _facts(text: str, mail: Mail, title: re.Match[str] | None) -> list[Text]:
    who, where = _WHO.search(text), _WHERE.search(text)
    facts = stated(one_line(title[1]) if title else mail.subject, text, ())
    if who and "@" not in who[1]:
        facts.append(Text("contact.name", one_line(who[1], 120), "the text"))
    if mail.sender and not MACHINES.search(mail.sender):
        facts.append(Text("contact.email", mail.sender, "who wrote the mail"))
        if mail.sender_name and not who:
            facts.append(Text("contact.name", mail.sender_name, "who wrote the mail"))
    place = one_line(where[1]) if where else ""
    if place and "://" not in place:
        facts.append(Text("interview.place", place, "the text"))
    stated_company = any(fact.path == "interview.company" for fact in facts)
    if (stated_company or title or where) and (company := company_of(mail.sender)):
        facts.append(Text("interview.company", company, f"the domain of {mail.sender}"))
    return facts


def _start(text: str, now: datetime, zone: str) -> tuple[Stamp, int | None] | None:
    """Return start and minutes of a line as calendar programs write it; None where it is not understood."""
    caption = re.search(r"\(([^()]{2,80})\)\s*([^()]{0,80})$", text)
    there = _zone(caption) if caption else ""
    plain = re.sub(r"\([^()]{0,80}\).*$", "", text)
    plain = re.sub(r"\s*[⋅·]\s*|,(?=\s*\d{4}\b)", " ", plain).replace("–", "-").replace("—", "-")
    plain = re.sub(
        r"(?<=\d),\s+(?=\d{1,2}[:.]?\d{0,2}\s*(?:am|pm)?\b)", " ", plain, flags=re.IGNORECASE
    ).strip()
    clock = there or zone
    slots = read_slots(plain, now=now, zone=clock)
    end: datetime | None = None
    if len(slots.slots) == 1 and not slots.why and not slots.slots[0].open:
        start, end = slots.slots[0].start, slots.slots[0].end
    else:
        start = understand(plain, now=now, zone=clock, direction=Direction.NEAREST).instant
    if start is None:
        return None
    minutes = int((end - start).total_seconds() // 60) if end else None
    stamp = Stamp(
        start.replace(tzinfo=None).isoformat(),
        start,
        there,
        sure=False,
        why="It was read from words; compare it with the text.",
    )
    return stamp, minutes if minutes and 1 <= minutes <= 24 * 60 else None


def _zone(caption: re.Match[str]) -> str:
    """Return the zone of "(Central European Time - Berlin)", "(CET)" or "(UTC+01:00) Amsterdam, Berlin"."""
    inner, after = caption[1], caption[2]
    names = (
        [*re.split(r"[,-]", inner)[::-1], inner] if not inner.startswith(("UTC", "GMT")) else after.split(",")
    )
    return next((found for name in names if (found := find_zone(name.strip()))), "")
