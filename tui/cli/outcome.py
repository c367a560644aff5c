"""`raincheck outcome`: record what they answered, or how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli.faults import BadInput
from tui.cli.program import Command, pass_run
from tui.cli.run import Run

if TYPE_CHECKING:
    from tui.model.incident import Outcome
    from tui.state import State


@click.command("outcome", cls=Command, short_help="Record what they answered.")
@click.argument("words", metavar="[ID] VALUE", nargs=-1, required=True)
@click.option("--at", metavar="TIME", help="When it was heard; by default now.")
@click.option("--note", metavar="TEXT", default="", help="Their words, or yours.")
@pass_run
def outcome_command(run: Run, words: tuple[str, ...], at: str | None, note: str) -> None:
    """Record what they answered, or how it ended; the plan follows from it.

    Without an ID: for the incident that needs attention.
    """
    if len(words) > 2:
        raise click.UsageError("Name an ID and one value; a note goes with --note.")
    prefix, value = words if len(words) == 2 else (None, words[0])
    outcome = _outcome(value)
    state = _recorded(run, prefix, outcome, at, note)
    _tell(run, state)


def _outcome(value: str) -> Outcome:
    from tui.model.facts_notes import shown
    from tui.model.facts_paths import nearest
    from tui.model.incident import OUTCOMES

    if value in OUTCOMES:
        return value
    near = nearest(value, OUTCOMES)
    guess = f'did you mean "{near}"? ' if near else ""
    raise BadInput(f"{shown(value)} is no outcome; {guess}There are: {', '.join(OUTCOMES)}.")


def _recorded(run: Run, prefix: str | None, outcome: Outcome, at: str | None, note: str) -> State:
    from tui.cli.stored import chosen, writing
    from tui.model.clean import clean
    from tui.state import State
    from tui.store.history import History
    from tui.store.save import open_incident, save

    with writing(run):
        listed, _ = chosen(run, prefix)
        record, stored = open_incident(listed.path, run.book.kinds)
        moment = run.instant(at, "past", "--at", record.incident.me.zone) if at is not None else run.now
        state = State.restored(record, run.book, run.now)
        state = state.record_outcome(outcome, moment, clean(note).text.strip())
        history = History(run.places.history)
        save(run.places.incidents, state.record(run.book), stored, history=history)
    return state


def _tell(run: Run, state: State) -> None:
    from tui.cli.output import emit_json, say
    from tui.cli.stored import SHORT, on_clock, title
    from tui.state.derived import current_plan

    following = current_plan(state, run.book).next
    if run.json:
        emit_json(
            {
                "id": state.id,
                "outcome": state.incident.outcome,
                "next_step": following.step.label if following else None,
                "due": following.due if following else None,
            }
        )
        return
    record = state.record(run.book)
    said = f"{title(record)} ({state.id[:SHORT]}): {state.incident.outcome}."
    if following is None:
        say(f"{said} Nothing is left to do.")
        return
    due = on_clock(following.due, state.incident.me.zone or run.zone)
    say(f"{said} Next: {following.step.label}{f', by {due}' if due else ''}.")
