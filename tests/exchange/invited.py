"""Invitations for the tests, made of what they have in common and what each has of its own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from tui.exchange.invitation import Invitation, NotAnInvitation
from tui.exchange.invitation_read import answer

NOW = datetime.fromisoformat("2026-11-24T10:00:00+01:00")
ZONE = "Europe/Berlin"


def calendar(*lines: str, method: str = "REQUEST", around: str = "") -> str:
    """Return a calendar with one event of these lines, `around` standing before it."""
    event = "\r\n".join(["BEGIN:VEVENT", "UID:1@acme.example", *lines, "END:VEVENT"])
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:{method}\r\n{around}{event}\r\nEND:VCALENDAR\r\n"


def read(given: str | bytes) -> Invitation:
    """Read an invitation on a Tuesday morning in Berlin, as the reading process does, but in this one."""
    data = given.encode() if isinstance(given, str) else given
    found = msgspec.json.decode(answer(data, NOW.isoformat(), ZONE), type=Invitation | str)
    if isinstance(found, str):
        raise NotAnInvitation(found)
    return found


def facts(invitation: Invitation) -> dict[str, Any]:
    """Return what was taken, by path; times in RFC 3339."""
    return {
        taken.path: taken.value.isoformat() if isinstance(taken.value, datetime) else taken.value
        for taken in invitation.taken
    }


def unsure(invitation: Invitation) -> set[str]:
    """Return the paths that are marked unsure."""
    return {taken.path for taken in invitation.taken if not taken.sure}
