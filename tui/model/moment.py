"""The one line of the header: how long ago or how soon, on both clocks, and the kind that fits better."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from tui.model.incident import Incident
from tui.model.plan import holds
from tui.model.playbook import Playbook
from tui.model.situation import Situation, ends
from tui.model.when_show import clock, relative
from tui.model.when_wall import fixed
from tui.model.zones import city, load_zone, same_clock

Stand = Literal["unknown", "ahead", "running", "past"]


class Moment(Struct, frozen=True):
    """Where the interview stands, its clocks (the user's first), and a kind that fits better, or ""."""

    phrase: str
    clocks: str = ""
    short_clocks: str = ""
    state: Stand = "unknown"
    offer: str = ""
    offer_says: str = ""


@lru_cache(maxsize=64)
def moment(incident: Incident, playbook: Playbook, now: datetime, zone: str = "") -> Moment:
    """Return the moment; an agreed new time replaces the old one. `zone` is used where `me.zone` is a gap."""
    renewed = incident.outcome == "rescheduled" and incident.new_time.start is not None
    start = incident.new_time.start if renewed else incident.interview.start
    if start is None:
        return Moment("when was it?" if playbook.direction == "past" else "when is it?")
    mine = incident.me.zone or zone
    here = fixed(start, load_zone(mine))
    minutes = (incident.new_time.minutes if renewed else None) or incident.interview.minutes
    state = _state(here, ends(here, minutes), now)
    fits = _offer(incident, playbook, now)
    clocks, short = _clocks(here, mine, incident.contact.zone)
    phrase = _new_phrase(here, state, now) if renewed else _phrase(incident, playbook, here, state, now)
    return Moment(phrase, clocks, short, state, *fits)


def _state(start: datetime, end: datetime | None, now: datetime) -> Stand:
    if now < start:
        return "ahead"
    return "past" if end is None or now >= end else "running"


def _phrase(incident: Incident, playbook: Playbook, start: datetime, state: Stand, now: datetime) -> str:
    if state == "ahead":
        return f"starts {relative(start, now)}"
    if playbook.phrase_after == "broke_off":
        broke = incident.broke_off
        return f"{playbook.phrase} {_ago(fixed(broke, start.tzinfo), now)}" if broke else _started(start, now)
    if state == "running" and playbook.direction != "past":
        return _started(start, now)
    return f"{playbook.phrase} {_ago(start, now)}"


def _started(start: datetime, now: datetime) -> str:
    return f"started {_ago(start, now)}"


def _new_phrase(start: datetime, state: Stand, now: datetime) -> str:
    if state == "ahead":
        return f"new time {relative(start, now)}"
    return f"new time {'began' if state == 'running' else 'was'} {_ago(start, now)}"


def _ago(then: datetime, now: datetime) -> str:
    said = relative(then, now)
    return "just now" if said == "now" else said


def _offer(incident: Incident, playbook: Playbook, now: datetime) -> tuple[str, str]:
    values = Situation(incident, fixed(now)).values()
    for offer in playbook.offers:
        if holds(offer.when, values):
            return offer.kind, offer.says
    return "", ""


def _clocks(start: datetime, mine: str, theirs: str) -> tuple[str, str]:
    """Return the clocks with and without the day; the reader's is left out where it shows the same."""
    own = f" {city(mine)}" if load_zone(mine) else ""
    long, short = f"{clock(start, mine)}{own}", f"{start:%H:%M}{own}"
    if not load_zone(theirs) or same_clock(mine, theirs, start):
        return long, short
    there = fixed(start, load_zone(theirs))
    other = f"{there:%H:%M} {city(theirs)}"
    dated = other if there.date() == start.date() else f"{clock(start, theirs)} {city(theirs)}"
    return f"{long} · {dated}", f"{short} · {other}"
