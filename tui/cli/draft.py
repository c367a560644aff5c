"""`raincheck draft`: print a message."""

from __future__ import annotations

import click

from tui.cli.faults import WrongUse
from tui.cli.program import Command, pass_run
from tui.cli.run import Run

FORMATS = ("text", "md", "eml", "json")


@click.command("draft", cls=Command, short_help="Print a message.")
@click.argument("incident_id", metavar="[ID]", required=False)
@click.option(
    "--facts", metavar="FILE", help="A facts file instead of a stored incident; - is standard input."
)
@click.option("--message", default="first", show_default=True, help="Which message.")
@click.option("--channel", default="email", show_default=True, help="On which channel.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="How to print it; by default as text.")
@pass_run
def draft_command(
    run: Run, incident_id: str | None, facts: str | None, message: str, channel: str, form: str | None
) -> None:
    """Print a message of a stored incident, or of a facts file.

    What is missing is marked in the text. Without an ID: the incident that needs attention.
    """
    from tui.cli.message import as_data, as_file, as_text, chosen_format, lacking, of_facts, of_record
    from tui.cli.output import emit, emit_exact, emit_json, say

    if incident_id is not None and facts is not None:
        raise WrongUse("Name an ID or --facts, not both.")
    form = chosen_format(run, form)
    stored = ""
    if facts is not None:
        found = of_facts(run, facts, message, channel)
    else:
        from tui.cli.stored import chosen

        record = chosen(run, incident_id)[1]
        stored = record.id
        found = of_record(run, record, message, channel)
    if form == "json":
        emit_json(as_data(found))
        return
    data = as_file(run, found, form, stored)
    if data is not None:
        emit_exact(data)
    else:
        emit(as_text(found, form))
    if not found.ready:
        say(lacking(found))
