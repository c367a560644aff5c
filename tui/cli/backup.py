"""`raincheck backup` and `raincheck restore`: everything in one plain tar file, and back."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from tui.cli.program import Command, pass_run
from tui.cli.run import Run


@click.command("backup", cls=Command, short_help="Write everything to one tar file.")
@click.argument("file", metavar="FILE", type=click.Path())
@pass_run
def backup_command(run: Run, file: str) -> None:
    """Write all incidents, their history, settings and templates to one plain tar file.

    A file that is there already is never replaced.
    """
    from tui.cli.output import emit_json, say
    from tui.store.backup import backup

    kept = backup(run.places, Path(file))
    if run.json:
        emit_json({"file": Path(file), "files": len(kept)})
    else:
        say(f"{file} holds {len(kept)} file{'s' if len(kept) != 1 else ''}; it is private, keep it so.")


@click.command("restore", cls=Command, short_help="Bring back what a backup holds.")
@click.argument("file", metavar="FILE", type=click.Path())
@pass_run
def restore_command(run: Run, file: str) -> None:
    """Bring back what a backup holds; nothing that is there is overwritten.

    What differs goes beside, as another version of the same incident.
    """
    from tui.cli.output import emit_json, say
    from tui.store.backup import restore
    from tui.store.lock import Lock

    with Lock(run.places.ready().data):
        put = restore(run.places, Path(file))
    counted = Counter(one.how for one in put)
    if run.json:
        emit_json({"new": counted["new"], "same": counted["same"], "beside": counted["beside"]})
        return
    say(f"{counted['new']} files came back, {counted['same']} were there already.")
    for one in put:
        if one.how == "beside":
            say(f"{one.path} differs from what is there and went beside it.")
