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
    from tui.words.coach import Finding, Review
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


def own_doing(state: State, book: Book) -> bool | None:
    """Return whose doing it was: as the user says, else by the nature of the cause; None while it is open."""
    cause = state.incident.cause
    known = book.library.cause(cause.id)
    return known.mine if cause.mine is None and known else cause.mine


def reviewed(state: State, book: Book) -> Review:
    """Return what the coach says of the shown draft."""
    from tui.words.coach import review

    key = state.shown
    return review(
        book.rules,
        shown(state, book).text,
        channel=key.channel,
        kind=key.kind,
        message=key.message,
        incident=state.incident,
        now=state.moment,
        mine=own_doing(state, book),
    )


def findings(state: State, book: Book) -> tuple[Finding, ...]:
    """Return the coach's findings for the desk, worst first, five at most (words.md 5).

    Gaps are listed by themselves; while there is one, only what stands in the text is found fault with, not
    what is missing from it.
    """
    open_gaps = bool(gaps(state, book))
    said: list[Finding] = []
    for finding in reviewed(state, book).findings:
        about_gaps = open_gaps and (finding.id == "placeholder" or finding.start < 0)
        said_already = any(one.id == finding.id and one.start <= finding.start < one.end for one in said)
        if not about_gaps and not said_already:
            said.append(finding)
    return tuple(said[:5])


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
    return plan(
        book.playbook(incident.kind),
        incident,
        state.content.ticks,
        state.moment,
        mine=own_doing(state, book),
        heard=heard(state.timeline),
    )


def current_moment(state: State, book: Book) -> Moment:
    """Return how long ago or how soon the interview is, on both clocks, and the kind that fits."""
    return moment(state.incident, book.playbook(state.incident.kind), state.moment, my_zone(state))
