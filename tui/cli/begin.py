"""`raincheck new`: begin an incident, in the app or on the disk at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from tui.cli.faults import BadInput, WrongUse
from tui.cli.program import Command, pass_run
from tui.cli.run import Run

if TYPE_CHECKING:
    from tui.exchange.invitation import Invitation
    from tui.model.incident import Incident
    from tui.state import State


class Answers(NamedTuple):
    """What the options answer to an invitation's questions."""

    event: int | None = None
    day: str | None = None
    zone: str | None = None


@click.command("new", cls=Command, short_help="Begin an incident.")
@click.argument("kind", metavar="[KIND]", required=False)
@click.option(
    "--from",
    "source",
    metavar="FILE",
    help="A facts file or an invitation (.ics, .eml, text); - is standard input.",
)
@click.option("--event", type=click.IntRange(1), help="Which event of an invitation that has several.")
@click.option("--day", metavar="DAY", help="Which day of one that repeats.")
@click.option("--zone", metavar="CITY", help="On whose clock, for one that names no zone.")
@click.option("--no-open", is_flag=True, help="Store it and print its id instead of opening it.")
@pass_run
@click.pass_context
def new_command(
    context: click.Context,
    run: Run,
    kind: str | None,
    source: str | None,
    event: int | None,
    day: str | None,
    zone: str | None,
    no_open: bool,
) -> None:
    """Begin an incident of a kind, from a facts file, or from the invitation to the interview.

    A KIND wins over that of the file. Of an invitation, standard error says what was taken from where.
    """
    from tui.cli.screen import need_terminal, open_app

    if not no_open:
        need_terminal()
    if kind is not None:
        _check_kind(run, kind)
    incident, invited = _given(run, source, kind, Answers(event, day, zone))
    if no_open:
        _store(run, kind, incident, invited)
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


def _given(
    run: Run, source: str | None, kind: str | None, answers: Answers
) -> tuple[Incident | None, Invitation | None]:
    """Return the facts of the file, and the invitation where it is one."""
    from msgspec.structs import replace

    from tui.cli.reading import is_invitation, read_incident, read_source, source_name

    if source is None:
        if answers != Answers():
            raise WrongUse("--event, --day and --zone belong to an invitation: name it with --from.")
        return None, None
    data = read_source(source)
    if is_invitation(data):
        from tui.cli.incoming import read_invited

        return read_invited(run, data, source_name(source), kind, answers)
    incident = read_incident(source, run.book.kinds, run.library.causes, data)
    return (replace(incident, kind=kind) if kind else incident), None


def _store(run: Run, kind: str | None, incident: Incident | None, invited: Invitation | None = None) -> None:
    from msgspec.structs import asdict

    from tui.cli.output import emit, emit_json
    from tui.cli.stored import writing
    from tui.store.save import save

    if incident is None and kind is None:
        raise WrongUse(f"Name the kind of incident: {', '.join(run.book.kinds)}.")
    state = _begun(run, kind or "", incident)
    with writing(run):
        stored = save(run.places.incidents, state.record(run.book))
        if invited is not None:
            from tui.exchange.invitation_kept import keep_invitation

            keep_invitation(run.places.invitations, state.id, invited)
    if run.json:
        told = {"id": state.id, "kind": state.incident.kind, "path": stored.path}
        emit_json({**told, "taken": [asdict(each) for each in invited.taken]} if invited else told)
    else:
        emit(state.id)


def _begun(run: Run, kind: str, incident: Incident | None) -> State:
    """Return the state of a new incident of a kind, or with the facts of a file."""
    from uuid import uuid4

    from tui.cli.stored import me_of
    from tui.state import State

    me = me_of(run)
    kind = incident.kind if incident else kind
    state = State.begin(kind, new_id=uuid4().hex, me=me, now=run.now, book=run.book)
    return state.given(incident) if incident else state
