"""`raincheck templates`: the messages that there are."""

from __future__ import annotations

import click

from tui.cli.program import Command, Group, pass_run
from tui.cli.run import Run


@click.group("templates", cls=Group, short_help="The messages that there are.")
def templates_command() -> None:
    """The messages that there are, and the templates they are made from."""


@templates_command.command("list", cls=Command)
@pass_run
def list_templates(run: Run) -> None:
    """Print which messages exist, on which channels, for which kinds of incident."""
    from tui.cli.output import emit, emit_json
    from tui.cli.table import table

    rows = run.book.library.rows
    if run.json:
        emit_json([{"message": r.message, "channel": r.channel, "kinds": list(r.kinds)} for r in rows])
        return
    kinds = run.book.kinds
    marks = [
        (row.message, row.channel, *("x" if kind in row.kinds else "." for kind in kinds)) for row in rows
    ]
    emit(table([("message", "channel", *kinds), *marks]))
