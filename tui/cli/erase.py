"""`raincheck erase`: remove an incident and all that was kept of it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from tui.cli.faults import WrongUse
from tui.cli.program import Command, pass_run
from tui.cli.run import Run

if TYPE_CHECKING:
    from pathlib import Path

    from tui.store.folder import Listed

NOT_ERASED = 1


@click.command("erase", cls=Command, short_help="Remove an incident for good.")
@click.argument("incident_id", metavar="ID")
@click.option("--yes", is_flag=True, help="Do not ask.")
@pass_run
@click.pass_context
def erase_command(context: click.Context, run: Run, incident_id: str, yes: bool) -> None:
    """Remove an incident, its versions and its recovery copies for good; exported files stay.

    Asks first; without a terminal it needs --yes.
    """
    from tui.cli.output import emit_json, say
    from tui.cli.stored import named, writing

    with writing(run):
        listed = named(run, incident_id)
        if not yes and not _agreed(listed):
            say("Nothing was erased.")
            context.exit(NOT_ERASED)
        gone = _erase(run, listed)
    if run.json:
        emit_json({"id": listed.id, "removed": gone})
    else:
        say(f"Erased: {', '.join(path.name for path in gone)}. Files that were exported are still there.")


def _agreed(listed: Listed) -> bool:
    from tui.cli.output import prompt
    from tui.cli.stored import title

    if not _is_terminal():
        raise WrongUse("Without a terminal nobody can be asked; nothing was erased, say --yes to erase it.")
    name = title(listed.record) if listed.record else listed.path.name
    return prompt(f'Erase "{name}" ({listed.path.name}) for good? [y/N] ').strip().lower() in ("y", "yes")


def _is_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _erase(run: Run, listed: Listed) -> tuple[Path, ...]:
    from tui.store.erasing import erase_all

    return erase_all(run.places, listed.id, run.book.kinds)
