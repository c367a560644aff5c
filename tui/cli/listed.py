"""`raincheck list`: all that is stored, what is due first on top."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tui.cli.program import Command, pass_run
from tui.cli.run import Run

if TYPE_CHECKING:
    from tui.model.plan import Planned
    from tui.store.folder import Listed


@click.command("list", cls=Command, short_help="List the incidents, what is due first on top.")
@pass_run
def list_command(run: Run) -> None:
    """List the incidents, what is due first on top; archived and damaged ones come last."""
    from tui.cli.output import emit, emit_json, say
    from tui.cli.table import table

    found = sorted(_with_next(run), key=_order)
    if run.json:
        emit_json([_data(listed, following) for listed, following in found])
    elif found:
        heads = ("ID", "WHAT", "WHO", "WHEN", "OUTCOME", "NEXT STEP", "DUE")
        emit(table([heads, *(_row(run, listed, following) for listed, following in found)]))
    else:
        say(f"No incident is stored in {run.places.incidents}; `raincheck new` begins one.")


def _with_next(run: Run) -> list[tuple[Listed, Planned | None]]:
    from tui.cli.stored import plan_of
    from tui.store.folder import listing

    return [
        (listed, plan_of(run, listed.record).next if listed.record else None)
        for listed in listing(run.places.incidents, run.book.kinds, index=run.places.index)
    ]


def _order(pair: tuple[Listed, Planned | None]) -> tuple[bool, bool, bool, bool, float]:
    listed, following = pair
    due = following.due if following else None
    return (
        listed.record is None,
        listed.archived,
        following is None,
        due is None,
        due.timestamp() if due else 0.0,
    )


def _data(listed: Listed, following: Planned | None) -> dict[str, Any]:
    return {
        "id": listed.id,
        "kind": listed.kind or None,
        "title": listed.title,
        "company": listed.company,
        "start": listed.start,
        "outcome": listed.outcome if listed.record else None,
        "next_step": following.step.label if following else None,
        "due": following.due if following else None,
        "path": listed.path,
        "damaged": _wrong(listed) or None,
        "archived": listed.archived,
        "copy": listed.copy,
    }


def _wrong(listed: Listed) -> str:
    if listed.newer and listed.record is None:
        return f"written by a newer version (schema {listed.newer})"
    return listed.damaged


def _row(run: Run, listed: Listed, following: Planned | None) -> tuple[str, ...]:
    from tui.cli.stored import SHORT, my_zone, on_clock, title
    from tui.model.clean import clean
    from tui.model.plan import due_words

    record = listed.record
    if record is None:
        said = clean(f"{listed.path}: {_wrong(listed)}", one_line=True).text
        return listed.id[:SHORT], "damaged", said, "", "", "", ""
    zone = my_zone(run, record)
    notes = [note for note, holds in (("archived", listed.archived), ("copy", listed.copy)) if holds]
    label = run.book.playbook(listed.kind).label
    return (
        listed.id[:SHORT],
        f"{label} ({', '.join(notes)})" if notes else label,
        clean(title(record), one_line=True).text,
        on_clock(listed.start, zone),
        "" if listed.outcome == "none" else listed.outcome,
        following.step.label if following else "",
        due_words(following.due, run.now, zone) if following else "",
    )
