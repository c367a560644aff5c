"""`raincheck new`: begin an incident, in the app or on the disk at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli.faults import BadInput, WrongUse
from tui.cli.program import Command, pass_run
from tui.cli.run import Run

if TYPE_CHECKING:
    from tui.model.incident import Incident
    from tui.state import State


@click.command("new", cls=Command, short_help="Begin an incident.")
@click.argument("kind", metavar="[KIND]", required=False)
@click.option("--from", "source", metavar="FILE", help="A facts file; - is standard input.")
@click.option("--no-open", is_flag=True, help="Store it and print its id instead of opening it.")
@pass_run
@click.pass_context
def new_command(
    context: click.Context, run: Run, kind: str | None, source: str | None, no_open: bool
) -> None:
    """Begin an incident of a kind, or from a facts file; a KIND wins over that of the file."""
    from tui.cli.screen import need_terminal, open_app

    if not no_open:
        need_terminal()
    if kind is not None:
        _check_kind(run, kind)
    incident = _from_file(run, source, kind) if source is not None else None
    if no_open:
        _store(run, kind, incident)
        return
    if incident is not None or kind is not None:
        _need_the_data(run)
    context.exit(open_app(run, kind=kind or "", incident=incident))


def _need_the_data(run: Run) -> None:
    """Raise Held while another window has the data: an incident begun then could not be saved."""
    from tui.store.lock import Lock

    with Lock(run.places.data):
        return


def _check_kind(run: Run, kind: str) -> None:
    if kind not in run.book.kinds:
        from tui.model.facts_notes import shown
        from tui.model.facts_paths import nearest

        near = nearest(kind, run.book.kinds)
        guess = f'did you mean "{near}"? ' if near else ""
        raise BadInput(
            f"{shown(kind)} is no kind of incident; {guess}There are: {', '.join(run.book.kinds)}."
        )


def _from_file(run: Run, source: str, kind: str | None) -> Incident:
    from msgspec.structs import replace

    from tui.cli.reading import read_incident

    incident = read_incident(source, run.book.kinds, run.library.causes)
    return replace(incident, kind=kind) if kind else incident


def _store(run: Run, kind: str | None, incident: Incident | None) -> None:
    from tui.cli.output import emit, emit_json
    from tui.cli.stored import writing
    from tui.store.save import save

    if incident is None and kind is None:
        raise WrongUse(f"Name the kind of incident: {', '.join(run.book.kinds)}.")
    state = _begun(run, kind or "", incident)
    with writing(run):
        stored = save(run.places.incidents, state.record(run.book))
    if run.json:
        emit_json({"id": state.id, "kind": state.incident.kind, "path": stored.path})
    else:
        emit(state.id)


def _begun(run: Run, kind: str, incident: Incident | None) -> State:
    """Return the state of a new incident of a kind, or with the facts of a file."""
    from uuid import uuid4

    from msgspec.structs import replace

    from tui.state import State

    me = run.profile.me
    me = me if me.zone else replace(me, zone=run.zone)
    kind = incident.kind if incident else kind
    state = State.begin(kind, new_id=uuid4().hex, me=me, now=run.now, book=run.book)
    return state.given(incident) if incident else state
