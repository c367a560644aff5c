"""`raincheck export`: a message of a stored incident as a file, and nothing of anybody else's replaced."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli.draft import FORMATS
from tui.cli.faults import BadInput
from tui.cli.program import Command, pass_run
from tui.cli.run import Run

if TYPE_CHECKING:
    from tui.exchange.files import Exported
    from tui.model.record import Record
    from tui.store.folder import Listed

STANDARD_OUTPUT = "-"
ENDINGS = {"text": "txt", "md": "md", "eml": "eml", "json": "json"}


CALENDARS = ("ics", "decline")
HOW = (
    "How to write it; by default as text. ics: the new time, or the follow-ups as reminders; "
    "decline: the reply to the invitation, for a calendar."
)


@click.command("export", cls=Command, short_help="Write a message to a file.")
@click.argument("incident_id", metavar="[ID]", required=False)
@click.option("-o", "--output", metavar="PATH", help="The file or folder; - is standard output.")
@click.option("--message", help="Which message; by default what the desk shows.")
@click.option("--channel", help="On which channel.")
@click.option("--format", "form", type=click.Choice((*FORMATS, *CALENDARS)), help=HOW)
@pass_run
def export_command(
    run: Run,
    incident_id: str | None,
    output: str | None,
    message: str | None,
    channel: str | None,
    form: str | None,
) -> None:
    """Write a message of a stored incident to a file, and print its path.

    Without -o it goes to the export folder. An export of the same message that nobody changed since is
    replaced, any other file never. Without an ID: the incident that needs attention.
    """
    from tui.cli.message import as_file, as_text, chosen_format, lacking, of_record
    from tui.cli.output import say
    from tui.cli.stored import chosen

    form = chosen_format(run, form)
    listed, record = chosen(run, incident_id)
    _keep_version(run, listed)
    if form in CALENDARS:
        from tui.cli.calendars import calendar_of

        what, data = calendar_of(run, record, form)
        _put(run, record, (what, "calendar"), "ics", data, output)
        return
    found = of_record(run, record, *_which(record, message, channel))
    exact = as_file(run, found, form, record.id)
    content = as_text(found, form) if exact is None else exact
    _put(run, record, (found.message, found.channel), ENDINGS[form], content, output)
    if not found.ready:
        say(lacking(found))


def _keep_version(run: Run, listed: Listed) -> None:
    """Keep the incident as it is exported; where that fails the export goes on."""
    from contextlib import suppress

    from tui.disk import read_plain
    from tui.store.errors import StoreError
    from tui.store.history import History

    with suppress(StoreError, OSError):
        History(run.places.history).keep(listed.id, read_plain(listed.path), "export")


def _put(
    run: Run, record: Record, what: tuple[str, str], ending: str, content: str | bytes, output: str | None
) -> None:
    """Print what is exported, or write it and print the path."""
    from tui.cli.output import emit, emit_exact

    if output != STANDARD_OUTPUT:
        emit(str(_write(run, record, what, ending, content, output)))
    elif isinstance(content, bytes):
        emit_exact(content)
    else:
        emit(content)


def _which(record: Record, message: str | None, channel: str | None) -> tuple[str, str]:
    shown = record.shown
    if message is None and channel is None and shown is not None:
        return shown.message, shown.channel
    return message or "first", channel or "email"


def _write(
    run: Run, record: Record, what: tuple[str, str], ending: str, content: str | bytes, output: str | None
) -> Path:
    """Write to the place that was named, else to the export folder; return the file's path."""
    from tui.exchange.files import Exported, export_name
    from tui.store.exports import keep_export, known_exports

    incident = record.incident
    name = export_name(incident, *what, incident.now or run.now, ending)
    if output is not None:
        target = Path(output).absolute()
        folder, name = (target, name) if target.is_dir() else (target.parent, _free(target).name)
        return _exported(folder, name, content).path
    key = "/".join((record.id, incident.kind, *what, ending))
    before = known_exports(run.places.state).get(key)
    mine = Exported(Path(before[0]), before[1]) if before else None
    exported = _exported(run.export_folder, name, content, mine)
    keep_export(run.places.state, key, exported.path, exported.digest)
    return exported.path


def _exported(folder: Path, name: str, content: str | bytes, mine: Exported | None = None) -> Exported:
    from tui.exchange.files import export_data, export_text

    if isinstance(content, str):
        return export_text(folder, name, content, mine)
    return export_data(folder, name, content, mine)


def _free(target: Path) -> Path:
    """Return the path of a file that is not there yet, in a folder that is. Raises BadInput for any other."""
    if os.path.lexists(target):
        raise BadInput(f"{target} exists already; nothing was written, name another file or remove that one.")
    if not target.parent.is_dir():
        raise BadInput(f"{target.parent} is no folder; nothing was written, make it first.")
    return target
