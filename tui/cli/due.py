"""`raincheck due`: what is overdue and what comes next, for a prompt, cron or a status bar."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from tui.cli.faults import WrongUse
from tui.cli.program import Command, pass_run
from tui.cli.run import Run

if TYPE_CHECKING:
    from tui.model.plan import Planned
    from tui.model.record import Record
    from tui.store.folder import Listed

OVERDUE = 1
"""The exit code when something is overdue."""


class Case(Struct, frozen=True):
    """An incident with the open steps of it that have a time, soonest first."""

    listed: Listed
    record: Record
    steps: tuple[Planned, ...]

    def told(self, now: datetime) -> tuple[Planned, ...]:
        """Return what is overdue, and the one step that comes next."""
        late = [one for one in self.steps if _late(one, now)]
        return (*late, *self.steps[len(late) :][:1])


@click.command("due", cls=Command, short_help="Tell what is overdue and what comes next.")
@click.option("--ics", is_flag=True, help="Print all open steps as reminders for a calendar (.ics).")
@pass_run
@click.pass_context
def due_command(context: click.Context, run: Run, ics: bool) -> None:
    """Tell what is overdue and, for each open incident, what comes next; soonest first.

    Exit code 1 when something is overdue, else 0.
    """
    if ics and run.json:
        raise WrongUse("--json and --ics exclude each other.")
    cases = _cases(run)
    rows = sorted(((case, one) for case in cases for one in case.told(run.now)), key=_when)
    if ics:
        _print_ics(run, cases)
    elif run.json:
        from tui.cli.output import emit_json

        emit_json([_data(case, one, run.now) for case, one in rows])
    else:
        _print(run, rows)
    context.exit(OVERDUE if any(_late(one, run.now) for _, one in rows) else 0)


def _cases(run: Run) -> list[Case]:
    """Return the open incidents; a file that cannot be read is named on standard error."""
    from tui.cli.output import say
    from tui.cli.stored import plan_of
    from tui.store.folder import listing

    found = []
    for listed in listing(run.places.incidents, run.book.kinds, index=run.places.index):
        if listed.record is None:
            say(f"{listed.path} cannot be read; what is due in it is not known, `raincheck list` says why.")
        elif not listed.archived and not listed.copy:
            steps = [one for one in plan_of(run, listed.record).steps if one.state != "done" and one.due]
            found.append(Case(listed, listed.record, tuple(sorted(steps, key=_moment))))
    return found


def _late(one: Planned, now: datetime) -> bool:
    return one.due is not None and one.due < now


def _moment(one: Planned) -> float:
    return one.due.timestamp() if one.due else 0.0


def _when(row: tuple[Case, Planned]) -> float:
    return _moment(row[1])


def _data(case: Case, one: Planned, now: datetime) -> dict[str, Any]:
    return {
        "id": case.listed.id,
        "kind": case.listed.kind,
        "title": case.listed.title,
        "company": case.listed.company,
        "step": one.step.id,
        "label": one.step.label,
        "due": one.due,
        "overdue": _late(one, now),
    }


def _print(run: Run, rows: list[tuple[Case, Planned]]) -> None:
    from tui.cli.output import emit, say
    from tui.cli.stored import SHORT, my_zone, title
    from tui.cli.table import table
    from tui.model.clean import clean
    from tui.model.plan import due_words

    if not rows:
        say("Nothing is due.")
        return
    emit(
        table(
            [
                (
                    due_words(one.due, run.now, my_zone(run, case.record)),
                    one.step.label,
                    clean(title(case.record), one_line=True).text,
                    case.listed.id[:SHORT],
                )
                for case, one in rows
            ]
        )
    )


def _print_ics(run: Run, cases: list[Case]) -> None:
    from msgspec.structs import replace

    from tui.cli.output import emit_exact
    from tui.cli.stored import me_of
    from tui.exchange.ics import many_follow_ups_ics, sequence_of

    every = []
    for case in cases:
        incident = case.record.incident
        incident = (
            incident if incident.me.zone else replace(incident, me=replace(incident.me, zone=me_of(run).zone))
        )
        every.append((case.record.id, incident, sequence_of(case.record.created, run.now), case.steps))
    emit_exact(many_follow_ups_ics(every, now=run.now))
