"""Calendar files: the new time, the follow-ups as reminders, and the reply that declines an invitation."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from tui.exchange.calendar_write import alarm, quoted, text_line, utc, whole
from tui.exchange.invitation import Invitation
from tui.exchange.invitation_mail import plain_address
from tui.model.incident import Format, Incident
from tui.model.plan import Plan, Planned
from tui.model.situation import ends
from tui.model.when_show import clock
from tui.model.when_wall import fixed, moved_on
from tui.model.zones import city, load_zone, same_clock

EVENING = time(19)
"""When the alarm of the evening before goes (ours)."""
LAST_CALLS: dict[Format | None, tuple[timedelta, str]] = {
    "on-site": (timedelta(minutes=60), "Leave now"),
    "video": (timedelta(minutes=30), "Test the link"),
    "phone": (timedelta(minutes=15), "Be where the line is good"),
    None: (timedelta(minutes=30), "Get ready"),
}
"""The alarm before the start, by format (ours: the way is not known, a link takes some minutes)."""
REMINDER = timedelta(minutes=15)


class NothingToExport(Exception):  # noqa: N818 - named as it reads in a sentence
    """There is nothing to put into a calendar; the sentence says what is missing."""

    exit_code = 3


def sequence_of(created: datetime, now: datetime) -> int:
    """Return a SEQUENCE that grows with every export, on any machine: seconds since the beginning.

    A calendar takes a second file for a change of the first only if its number is not smaller.
    """
    return max(0, (now - created) // timedelta(seconds=1))


def new_time_ics(incident: Incident, *, incident_id: str, sequence: int, now: datetime) -> bytes:
    """Return the agreed new time as one event in UTC, with two alarms; its UID is the same for each export.

    Raises NothingToExport without a new time.
    """
    new, old = incident.new_time, incident.interview
    end = ends(new.start, new.minutes or old.minutes)
    if new.start is None or end is None:
        raise NothingToExport("No new time is agreed yet; nothing was written, record it first.")
    about = ", ".join(filter(None, (old.role, old.company)))
    form = new.format or old.format
    return whole(
        [
            "BEGIN:VEVENT",
            f"UID:{_uid(incident_id, 'new-time')}",
            f"SEQUENCE:{sequence}",
            f"DTSTAMP:{utc(now)}",
            f"DTSTART:{utc(new.start)}",
            f"DTEND:{utc(end)}",
            *text_line("SUMMARY", f"Interview: {about}" if about else "Interview"),
            *text_line("LOCATION", new.place or new.link or _old_way(incident, form)),
            *text_line("DESCRIPTION", _described(incident, new.start, form)),
            "STATUS:CONFIRMED",
            "TRANSP:OPAQUE",
            *_alarms(new.start, incident.me.zone, form, about, now),
            "END:VEVENT",
        ]
    )


def follow_ups_ics(
    incident: Incident, plan: Plan, *, incident_id: str, sequence: int, now: datetime
) -> bytes:
    """Return the open steps of a plan as reminders, each an event with an alarm when it is due.

    What is overdue is due now. Raises NothingToExport where no open step has a time.
    """
    steps = [one for one in plan.steps if one.state != "done" and one.due is not None]
    if not steps:
        raise NothingToExport("No open step has a time; nothing was written.")
    lines: list[str] = []
    for one in steps:
        lines += _reminder(one, incident, incident_id, sequence, now)
    return whole(lines)


def many_follow_ups_ics(
    every: list[tuple[str, Incident, int, tuple[Planned, ...]]], *, now: datetime
) -> bytes:
    """Return steps of several incidents (id, facts, sequence, steps) as reminders in one calendar.

    Raises NothingToExport where none has a time.
    """
    lines: list[str] = []
    for incident_id, incident, sequence, steps in every:
        for one in steps:
            lines += _reminder(one, incident, incident_id, sequence, now) if one.due else []
    if not lines:
        raise NothingToExport("No open step has a time; nothing was written.")
    return whole(lines)


def decline_ics(
    invitation: Invitation, *, address: str, name: str, now: datetime, comment: str = ""
) -> bytes:
    """Return the reply that declines the chosen event of an invitation, for the organiser's calendar.

    Of the addresses that were invited the user's own is taken. Raises NothingToExport where the invitation
    names no event, organiser or attendee to answer with.
    """
    event = invitation.chosen
    who = _attendee(invitation, address)
    if event is None or not event.uid or not event.organiser or not who:
        raise NothingToExport(
            "This invitation asks for no answer by calendar; nothing was written, write a mail."
        )
    start = invitation.start
    known = start.instant if start else None
    occurrence = event.occurrence or (utc(known) if known and event.repeats else "")
    named = f";CN={quoted(name)}" if name.strip() else ""
    return whole(
        [
            "BEGIN:VEVENT",
            *text_line("UID", event.uid),
            f"SEQUENCE:{event.sequence}",
            f"DTSTAMP:{utc(now)}",
            *([_recurrence(occurrence)] if occurrence else []),
            *([f"DTSTART:{utc(known)}"] if known else []),
            f"ORGANIZER:mailto:{event.organiser}",
            f"ATTENDEE;PARTSTAT=DECLINED{named}:mailto:{who}",
            *text_line("SUMMARY", event.title),
            *text_line("COMMENT", comment),
            "END:VEVENT",
        ],
        method="REPLY",
    )


def _attendee(invitation: Invitation, address: str) -> str:
    event = invitation.chosen
    invited = [each for each in event.attendees if each != event.organiser] if event else []
    own = plain_address(address)
    same = next((each for each in invited if each.lower() == own.lower()), "")
    return same or (invited[0] if len(invited) == 1 else own)


def _recurrence(occurrence: str) -> str:
    return f"RECURRENCE-ID{';VALUE=DATE' if len(occurrence) == 8 else ''}:{occurrence}"


def _uid(incident_id: str, what: str) -> str:
    return f"{incident_id}-{what}@raincheck.invalid"


def _old_way(incident: Incident, form: Format | None) -> str:
    """The place or link of the old time, where the new one is held in the same way."""
    old = incident.interview
    return (old.place or old.link) if form == old.format else ""


def _described(incident: Incident, start: datetime, form: Format | None) -> str:
    new, contact = incident.new_time, incident.contact
    link = new.link or (incident.interview.link if form == incident.interview.format else "")
    told = [
        _clocks(start, incident.me.zone, contact.zone),
        {"on-site": "On site", "video": "By video", "phone": "By phone"}.get(form or "", ""),
        f"Link: {link}" if link else "",
        f"With {contact.name}" if contact.name else "",
        f"Their number: {contact.phone}" if contact.phone else "",
    ]
    return "\n".join(filter(None, told))


def _clocks(start: datetime, mine: str, theirs: str) -> str:
    """The time in words on the user's clock, and on the reader's where that shows another."""
    zones = [mine] if not theirs or same_clock(mine, theirs, start) else [mine, theirs]
    known = [zone for zone in zones if load_zone(zone)]
    return " = ".join(f"{clock(start, zone, year=True)} {city(zone)}" for zone in known)


def _alarms(start: datetime, zone: str, form: Format | None, about: str, now: datetime) -> list[str]:
    """Both alarms, but none whose time has passed: some calendars would ring at once."""
    where = load_zone(zone)
    there = fixed(start, where)
    day: date = there.date() - timedelta(days=1)
    evening = start - moved_on(day, EVENING, where or there.tzinfo or UTC)
    last, said = LAST_CALLS[form]
    shown = f": {about}" if about else ""
    at = f"{there:%H:%M}"
    both = [(evening, f"Tomorrow {at}{shown}"), (last, f"{said}. It starts at {at}{shown}")]
    return [line for before, text in both if start - before > now for line in alarm(before, text)]


def _reminder(one: Planned, incident: Incident, incident_id: str, sequence: int, now: datetime) -> list[str]:
    due = max(one.due or now, now)
    who = incident.interview.company or incident.contact.name
    zone = incident.me.zone
    words = f"{clock(due, zone, year=True)} {city(zone)}" if load_zone(zone) else ""
    return [
        "BEGIN:VEVENT",
        f"UID:{_uid(incident_id, f'{incident.kind}-{one.step.id}')}",
        f"SEQUENCE:{sequence}",
        f"DTSTAMP:{utc(now)}",
        f"DTSTART:{utc(due)}",
        f"DTEND:{utc(due + REMINDER)}",
        *text_line("SUMMARY", f"{one.step.label}: {who}" if who else one.step.label),
        *text_line("DESCRIPTION", "\n".join(filter(None, (words, one.step.detail)))),
        "TRANSP:TRANSPARENT",
        *alarm(timedelta(), one.step.label),
        "END:VEVENT",
    ]
