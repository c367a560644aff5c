"""The plan: which steps of a playbook make sense now, by when, and which of them are done."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from tui.model.incident import Incident, Touch
from tui.model.plan_due import Times
from tui.model.playbook import PHASES, Condition, Playbook, Step
from tui.model.situation import SPOKEN, Situation
from tui.model.when_wall import day_name, fixed
from tui.model.zones import load_zone

NEAR_MINUTES = 15
"""A due time nearer than this is counted in minutes, a later one of the day shown as a clock (ours)."""

NOTES = {
    "reached": "reached",
    "voicemail": "voicemail left",
    "no-answer": "nobody answered",
    "wrong-person": "wrong person",
}


class Tick(Struct, frozen=True):
    """A step that the user ticked; ticks are kept per kind of incident."""

    kind: str
    step: str
    at: datetime


class Planned(Struct, frozen=True):
    """A step in the plan; `done` is when, where that is known, `note` how ("voicemail left")."""

    step: Step
    due: datetime | None
    done: datetime | None
    state: Literal["done", "open", "next"]
    note: str = ""


class Plan(Struct, frozen=True):
    """The steps that make sense now, by phase and due time; `next` is the first that is open."""

    steps: tuple[Planned, ...]
    next: Planned | None
    done: int
    total: int


class _Done(Struct, frozen=True):
    at: datetime | None
    note: str = ""


@lru_cache(maxsize=64)
def plan(
    playbook: Playbook,
    incident: Incident,
    ticks: tuple[Tick, ...],
    now: datetime,
    *,
    mine: bool | None = None,
    heard: datetime | None = None,
    since: datetime | None = None,
) -> Plan:
    """Return the plan of an incident at a moment.

    `mine`: whose doing it is (None: `cause.mine`); `heard`: when the outcome was recorded as heard (None: the
    last contact by them); `since`: contacts before it belong to another kind and do no step of this one.
    """
    at = Situation(incident, fixed(now), mine, heard, since)
    values = at.values()
    times = Times(at)
    planned: list[Planned] = []
    for step in playbook.steps:
        if not holds(step.when, values):
            continue
        done = _done(step, playbook, at, times, ticks)
        if done is None and any(holds(group, values) for group in step.moot):
            continue
        due = times.due(step)
        times.expect(step, done.at if done else None, due)
        planned.append(_planned(step, due, done))
    return _plan(planned)


def holds(conditions: tuple[Condition, ...], values: dict[str, str]) -> bool:
    """Tell whether every condition has one of its values in the situation."""
    return all(values[condition.field] in condition.values for condition in conditions)


def due_words(due: datetime | None, now: datetime, zone: str) -> str:
    """Return a due time in few words on the zone's clock: "in 6 min", "15:00", "Thu 3 Dec", "overdue 2 h".

    Empty for no due time.
    """
    if due is None:
        return ""
    there, here = (fixed(moment, load_zone(zone)) for moment in (due, now))
    minutes = (there.replace(second=0, microsecond=0) - here.replace(second=0, microsecond=0)) // _MINUTE
    if minutes < 0:
        return f"overdue {_amount(-minutes)}"
    if minutes < NEAR_MINUTES:
        return f"in {minutes} min" if minutes else "now"
    return f"{there:%H:%M}" if there.date() == here.date() else day_name(there, weekday=True, year=False)


_MINUTE = timedelta(minutes=1)


def _amount(minutes: int) -> str:
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 24 * 60 else f"{minutes // (24 * 60)} d"


def _plan(planned: list[Planned]) -> Plan:
    ordered = sorted(planned, key=_order)
    first = next((i for i, one in enumerate(ordered) if one.state == "open"), None)
    if first is not None:
        one = ordered[first]
        ordered[first] = Planned(one.step, one.due, one.done, "next", one.note)
    return Plan(
        steps=tuple(ordered),
        next=None if first is None else ordered[first],
        done=sum(one.state == "done" for one in ordered),
        total=len(ordered),
    )


def _order(one: Planned) -> tuple[int, bool, float]:
    """By phase and due time; what has none comes last in its phase, equals stay in the file's order."""
    return PHASES.index(one.step.phase), one.due is None, one.due.timestamp() if one.due else 0.0


def _planned(step: Step, due: datetime | None, done: _Done | None) -> Planned:
    if done is None:
        return Planned(step, due, None, "open")
    return Planned(step, due, done.at, "done", done.note)


def _done(
    step: Step, playbook: Playbook, at: Situation, times: Times, ticks: tuple[Tick, ...]
) -> _Done | None:
    """Return how a step was done: by a contact that was its message, or a tick; None while it is open."""
    start = times.counts_from(step)
    for touch in reversed(at.touches):
        if _does(touch, step, playbook) and (start is None or touch.at is None or touch.at >= start):
            return _Done(touch.at, _note(touch, step))
    ticked = [tick.at for tick in ticks if (tick.kind, tick.step) == (playbook.id, step.id)]
    counted = [moment for moment in ticked if start is None or moment >= start]
    return _Done(max(counted)) if counted else None


def _does(touch: Touch, step: Step, playbook: Playbook) -> bool:
    """Whether a contact was what the step asks for.

    Any call does a call step, also one that nobody answered: the next step is another way. A message counts
    by its channel; where the playbook sends it by one channel only, any other will do.
    """
    if touch.by != "me" or not step.message:
        return False
    if step.channel in SPOKEN:
        return touch.channel in SPOKEN and touch.message in ("", step.message)
    if touch.message != step.message or touch.result not in ("sent", "reached", "voicemail"):
        return False
    written = {s.channel for s in playbook.steps if s.message == step.message and s.channel not in SPOKEN}
    return touch.channel == step.channel or (len(written) == 1 and not _spoken_first(touch, step, playbook))


def _spoken_first(touch: Touch, step: Step, playbook: Playbook) -> bool:
    """Whether the contact was a call that has a step of its own."""
    own = any(s.message == step.message and s.channel in SPOKEN for s in playbook.steps)
    return own and touch.channel in SPOKEN


def _note(touch: Touch, step: Step) -> str:
    if touch.channel in SPOKEN:
        return NOTES.get(touch.result or "", "called")
    return "" if touch.channel == step.channel else f"by {touch.channel}"
