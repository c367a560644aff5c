"""What follows from the state and is never stored: the shown draft, gaps, measures, plan, moment."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tui.model.draft import HandEdit, Merged, merge
from tui.model.moment import Moment, moment
from tui.model.plan import Plan, plan
from tui.model.timeline import Entry, during, heard
from tui.state.entry import my_zone

if TYPE_CHECKING:
    from tui.model.incident import Incident
    from tui.model.record import DraftKey
    from tui.state.value import State
    from tui.words.book import Book
    from tui.words.measure import Measures
    from tui.words.render import Gap


def merged(state: State, key: DraftKey, book: Book) -> Merged:
    """Return a draft with the hand edits laid over what the facts make of it now."""
    fresh = state.rendered(key, book).text
    draft = state.opened(key)
    return merge(draft.edit or HandEdit(fresh, fresh), fresh) if draft else Merged(fresh, fresh, ())


def shown(state: State, book: Book) -> Merged:
    """Return the draft that is on the screen."""
    return merged(state, state.shown, book)


def gaps(state: State, book: Book) -> tuple[Gap, ...]:
    """Return the gaps whose marks are in the shown draft."""
    return _gaps(shown(state, book).text, state.incident)


@lru_cache(maxsize=64)
def _gaps(text: str, incident: Incident) -> tuple[Gap, ...]:
    from tui.words.render import gaps_in

    return gaps_in(text, incident)


def measures(state: State, book: Book) -> Measures:
    """Return words, spoken seconds, characters and SMS segments of the shown draft."""
    from tui.words.measure import measure

    return measure(shown(state, book).text, state.channel)


def handed_over(state: State) -> Entry | None:
    """Return the export that was made last and is not confirmed as sent, None when there is none."""
    for entry in reversed(state.timeline):
        if entry.what == "exported":
            sent = (
                touch
                for touch in state.incident.contacted
                if (touch.message, touch.channel) == (entry.message, entry.channel)
                and (touch.at is None or touch.at >= entry.at)
            )
            return None if any(sent) else entry
    return None


def current_plan(state: State, book: Book) -> Plan:
    """Return the checklist as it stands; what was sent while it was another kind does no step of this one."""
    incident = state.incident
    kept = tuple(t for t in incident.contacted if t.at is None or during(state.timeline, incident.kind, t.at))
    if len(kept) < len(incident.contacted):
        incident = replace(incident, contacted=kept)
    cause = book.library.cause(incident.cause.id)
    return plan(
        book.playbook(incident.kind),
        incident,
        state.content.ticks,
        state.moment,
        mine=cause.mine if incident.cause.mine is None and cause else incident.cause.mine,
        heard=heard(state.timeline),
    )


def current_moment(state: State, book: Book) -> Moment:
    """Return how long ago or how soon the interview is, on both clocks, and the kind that fits."""
    return moment(state.incident, book.playbook(state.incident.kind), state.moment, my_zone(state))
