"""A small playbook and an incident for it; the built-in playbooks are tested with the words."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from tui.model.incident import Incident, Interview, Me, NewTime, Touch
from tui.model.plan import Plan, Planned
from tui.model.playbook import Condition, Due, Playbook, Step

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 12, 1, 14, 42, tzinfo=BERLIN)
OPEN = (Condition("outcome", ("none", "waiting")),)


def step(name: str, phase: str = "now", **more: object) -> Step:
    return Step(id=name, phase=phase, label=name, detail=f"Do {name}.", **more)  # type: ignore[arg-type]  # short test steps


def after(anchor: str, amount: int = 0, unit: str = "minutes", of: str = "") -> tuple[Due, ...]:
    return (Due(anchor, amount, unit, of),)  # type: ignore[arg-type]  # anchors of the test


STEPS = (
    step("breathe", due=after("noticed", 2), moot=((Condition("wrote", ("yes",)),),)),
    step("call", due=after("noticed", 5), when=OPEN, message="first", channel="call"),
    step("write", due=after("noticed", 1, "hours"), when=OPEN, message="first", channel="email"),
    step("text", due=after("noticed", 1, "hours"), when=OPEN, message="first", channel="text"),
    step(
        "nudge",
        "next-days",
        due=after("sent", 2, "business-days", "first"),
        when=OPEN,
        message="nudge",
        channel="email",
    ),
    step(
        "nudge-2",
        "next-days",
        due=after("sent", 3, "business-days", "nudge"),
        when=OPEN,
        message="nudge-2",
        channel="email",
    ),
    step(
        "confirm",
        due=after("outcome", 1, "hours"),
        when=(Condition("outcome", ("rescheduled",)),),
        message="confirm",
        channel="email",
    ),
    step(
        "alarms", "next-days", due=after("new_time", -24, "hours"), when=(Condition("new_time", ("ahead",)),)
    ),
    step("why", "after"),
)
BOOK = Playbook("missed", "1", "I missed it", "Missed", "missed", "past", "mi", STEPS)
MISSED = Incident(
    kind="missed",
    me=Me(zone="Europe/Berlin"),
    noticed=NOW,
    interview=Interview(start=NOW - timedelta(minutes=42)),
)


def sent(message: str, at: datetime, channel: str = "email") -> Touch:
    return Touch(at=at, by="me", channel=channel, message=message, result="sent")


def touched(*touches: Touch, incident: Incident = MISSED) -> Incident:
    return replace(incident, contacted=touches)


def ids(found: Plan) -> list[str]:
    return [one.step.id for one in found.steps]


def of(found: Plan, name: str) -> Planned:
    return next(one for one in found.steps if one.step.id == name)


def rescheduled(heard: datetime, *touches: Touch) -> Incident:
    return replace(
        touched(*touches, Touch(at=heard, by="them")),
        outcome="rescheduled",
        new_time=NewTime(start=heard + timedelta(days=4)),
    )
