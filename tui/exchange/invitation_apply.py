"""Lays an invitation over the facts of an incident; what the user typed stays unless they say so."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from msgspec import Struct

from tui.exchange.invitation import Invitation, Taken
from tui.model.incident import Incident, is_gap

_OF_THE_PERSON = ("contact.name", "contact.email", "contact.phone", "interview.company")


class Conflict(Struct, frozen=True):
    """A fact that the user has and the invitation gives otherwise; `source` says where it has it from."""

    path: str
    mine: Any
    theirs: Any
    source: str
    sure: bool


def apply_invitation(
    incident: Incident, invitation: Invitation, *, take: Collection[str] = ()
) -> tuple[Incident, tuple[Conflict, ...]]:
    """Return the incident with its gaps filled, and every fact on which the two disagree.

    Nothing that is there is replaced, but the paths in `take`. An invitation that the user sent out
    themselves says nothing of the other side.
    """
    conflicts = []
    for taken in invitation.taken:
        if _of_the_user(taken, incident, invitation):
            continue
        mine = incident.fact(taken.path)
        if is_gap(mine) or taken.path in take:
            incident = incident.with_fact(taken.path, taken.value)
        elif not _same(mine, taken.value):
            conflicts.append(Conflict(taken.path, mine, taken.value, taken.source, taken.sure))
    return incident, tuple(conflicts)


def _of_the_user(taken: Taken, incident: Incident, invitation: Invitation) -> bool:
    """Whether a fact is about the user: their own calendar names them as the organiser."""
    own = incident.me.email.strip().lower()
    event = invitation.chosen
    writer = (event.organiser if event else "") or invitation.mail.sender
    return bool(own) and writer.lower() == own and taken.path in _OF_THE_PERSON


def _same(mine: Any, theirs: Any) -> bool:
    if isinstance(mine, datetime) and isinstance(theirs, datetime):
        return mine == theirs
    if isinstance(mine, str) and isinstance(theirs, str):
        return mine.strip().casefold() == theirs.strip().casefold()
    return bool(mine == theirs)
