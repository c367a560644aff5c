"""`raincheck paths` and `raincheck schema`: where things are, and what a facts file may hold."""

from __future__ import annotations

import click

from tui.cli.program import Command, pass_run
from tui.cli.run import Run


@click.command("paths", cls=Command, short_help="Print where things are.")
@pass_run
def paths_command(run: Run) -> None:
    """Print where things are; none of it need exist."""
    from tui.cli.output import emit, emit_json

    places = run.places
    named = {
        "data": places.data,
        "incidents": places.incidents,
        "config": places.config,
        "settings": places.settings,
        "templates": places.templates,
        "state": places.state,
        "recovery": places.recovery,
        "cache": places.cache,
        "export": run.export_folder,
    }
    if run.json:
        emit_json(named)
    else:
        emit("\n".join(f"{name:9}  {path}" for name, path in named.items()))


@click.command("schema", cls=Command)
@pass_run
def schema_command(run: Run) -> None:
    """Print the JSON Schema of the facts file."""
    from tui.cli.output import emit_json
    from tui.model.facts import schema

    emit_json(schema(run.book.kinds))
