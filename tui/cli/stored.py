"""Stored incidents: found by the start of their id or by what is due first, and changed under the lock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tui.cli.faults import BadInput
from tui.model.record import Record
from tui.state import Content, State
from tui.state.derived import current_plan
from tui.store.errors import Damaged, Newer, NoSuchId
from tui.store.folder import Listed, find, listing

if TYPE_CHECKING:
    from tui.cli.run import Run
    from tui.model.incident import Me
    from tui.model.plan import Plan

SHORT = 8
"""Letters of an id that are shown (ours)."""


def chosen(run: Run, prefix: str | None) -> tuple[Listed, Record]:
    """Return the incident whose id begins so; without a prefix, the one that needs attention.

    Raises BadInput where none is open, StoreError for an id that names none or several, and for a bad file.
    """
    listed = attention(run) if prefix is None else named(run, prefix)
    if listed is None:
        raise BadInput("No incident is open; `raincheck list` shows all, `raincheck new` begins one.")
    if listed.record is None:
        if listed.newer:
            raise Newer(listed.newer, listed.path)
        raise Damaged(listed.damaged, path=listed.path)
    return listed, listed.record


def named(run: Run, prefix: str) -> Listed:
    """Return the incident whose id begins so, be it damaged. Raises StoreError for none or several."""
    if not prefix.strip():
        raise NoSuchId(prefix)
    return find(run.places.incidents, prefix.strip(), run.book.kinds, index=run.places.index)


def attention(run: Run) -> Listed | None:
    """Return the open incident whose next step is due first, None where none is open."""
    from tui.store.recall import recall

    last = recall(run.places.state)
    best: tuple[tuple[bool, float, bool, float], Listed] | None = None
    for listed in listing(run.places.incidents, run.book.kinds, index=run.places.index):
        if listed.record is None or listed.archived or listed.copy:
            continue
        following = plan_of(run, listed.record).next
        if following is None:
            continue
        due = following.due
        rank = (
            due is None,
            due.timestamp() if due else 0.0,
            listed.id != last,
            -listed.record.saved.timestamp(),
        )
        if best is None or rank < best[0]:
            best = (rank, listed)
    return best[1] if best else None


def plan_of(run: Run, record: Record) -> Plan:
    """Return the checklist of a stored incident as it stands at the moment of the run."""
    state = State(
        id=record.id,
        content=Content(run.at_moment(record.incident), record.typed, (), record.ticks),
        now=run.now,
        created=record.created,
        timeline=record.timeline,
    )
    return current_plan(state, run.book)


def restored(run: Run, record: Record) -> State:
    """Return the state of a stored incident at the moment of the run, to look at."""
    seen = replace(record, incident=run.at_moment(record.incident))
    return State.restored(seen, run.book, run.now)


@contextmanager
def writing(run: Run) -> Iterator[None]:
    """Hold the lock of the data folder; texts that wait in recovery come back first.

    Raises Held while another window has it, Unusable.
    """
    from tui.cli.output import say
    from tui.store.lock import Lock
    from tui.store.recovery import take_back

    places = run.places.ready()
    with Lock(places.data):
        for back in take_back(places.incidents, places.recovery, run.book.kinds):
            say(back.sentence)
        yield


def title(record: Record) -> str:
    """Return what to call an incident: its title, else company and role, else "unnamed"."""
    interview = record.incident.interview
    return record.title or ", ".join(filter(None, (interview.company, interview.role))) or "unnamed"


def me_of(run: Run) -> Me:
    """Return who the user is, with the zone of their clock."""
    me = run.profile.me
    return me if me.zone else replace(me, zone=run.zone)


def my_zone(run: Run, record: Record) -> str:
    """Return the zone of the user's clock in an incident."""
    return record.incident.me.zone or run.zone


def on_clock(instant: datetime | None, zone: str) -> str:
    """Return an instant on a zone's clock, "" for none."""
    from tui.model.when import clock

    return clock(instant, zone, year=True) if instant else ""
