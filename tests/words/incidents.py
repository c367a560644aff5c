"""Incidents of the eight built-in kinds, and what their plans say."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from tui.model.incident import (
    Contact,
    Incident,
    Interview,
    Me,
    Touch,
)
from tui.model.plan import Plan, Tick, plan
from tui.model.playbook import Playbook
from tui.words.library import template_root
from tui.words.playbooks import load_playbooks

KINDS = ("missed", "late", "postpone", "withdraw", "switch", "cut-off", "stood-up", "upcoming")
REQUESTS = ("missed", "late", "postpone", "switch", "cut-off")
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 12, 1, 14, 42, tzinfo=BERLIN)


@cache
def books() -> dict[str, Playbook]:
    return load_playbooks([template_root() / "playbooks"])


def incident(kind: str, **facts: Any) -> Incident:
    """An interview on Tuesday: 42 minutes ago for what looks back, else in 30 hours."""
    ahead = books()[kind].direction == "future"
    start = NOW + timedelta(hours=30) if ahead else NOW - timedelta(minutes=42)
    known = Incident(
        kind=kind,
        me=Me(zone="Europe/Berlin"),
        contact=Contact(phone="+49 30 5550100"),
        noticed=NOW,
        interview=Interview(start=start, minutes=60, format="video"),
    )
    return replace(known, **facts)


def look(
    of: Incident, now: datetime = NOW, ticks: tuple[Tick, ...] = (), **more: datetime | bool | None
) -> Plan:
    return plan(books()[of.kind], of, ticks, now, **more)


def ids(found: Plan) -> list[str]:
    return [one.step.id for one in found.steps]


def next_id(found: Plan) -> str:
    return found.next.step.id if found.next else ""


def due(found: Plan, name: str) -> datetime | None:
    return next(one.due for one in found.steps if one.step.id == name)


def sent(message: str, at: datetime, channel: str = "email") -> Touch:
    return Touch(at=at, channel=channel, message=message, result="sent")


def heard(at: datetime) -> Touch:
    return Touch(at=at, by="them")


def all_ticked(kind: str, at: datetime, *phases: str) -> tuple[Tick, ...]:
    """Ticks of every step of these phases that has no message."""
    steps = books()[kind].steps
    return tuple(Tick(kind, s.id, at) for s in steps if not s.message and (s.phase in phases or not phases))
