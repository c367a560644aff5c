"""`raincheck templates`: the messages that there are, a copy to change, and what is wrong with one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli.program import Command, Group, pass_run
from tui.cli.run import Run

if TYPE_CHECKING:
    from pathlib import Path


@click.group("templates", cls=Group, short_help="The messages that there are; your own.")
def templates_command() -> None:
    """The messages that there are, and the templates they are made from."""


@templates_command.command("list", cls=Command)
@click.option("--advice", is_flag=True, help="Which advice is served where.")
@pass_run
def list_templates(run: Run, advice: bool) -> None:
    """Print which messages exist, on which channels, for which kinds of incident."""
    from tui.cli.output import emit, emit_json
    from tui.cli.table import table

    if advice:
        _list_advice(run)
        return
    rows = run.book.library.rows
    if run.json:
        emit_json([{"message": r.message, "channel": r.channel, "kinds": list(r.kinds)} for r in rows])
        return
    kinds = run.book.kinds
    marks = [
        (row.message, row.channel, *("x" if kind in row.kinds else "." for kind in kinds)) for row in rows
    ]
    emit(table([("message", "channel", *kinds), *marks]))


def _list_advice(run: Run) -> None:
    from tui.cli.output import emit, emit_json
    from tui.cli.table import table
    from tui.words.advice import served

    found = served(run.book)
    if run.json:
        emit_json({one: list(places) for one, places in found.items()})
    else:
        emit(table([("advice", "served by"), *((one, ", ".join(places)) for one, places in found.items())]))


@templates_command.command("copy", cls=Command)
@click.argument("name")
@pass_run
def copy_template(run: Run, name: str) -> None:
    """Copy a built-in template, part, playbook or table to your own folder, to be changed there.

    NAME is a path below the templates: en/first/email.j2, causes.toml, playbooks/missed.toml.
    """
    from tui.cli.faults import BadInput
    from tui.cli.output import emit
    from tui.disk import make_private, write_whole
    from tui.words.library import template_root

    source = _template(template_root(), name)
    target = run.places.templates / name
    if target.exists():
        raise BadInput(f"{target} is there already and was left as it is; change it, or remove it first.")
    try:
        make_private(target.parent)
        write_whole(target, source.read_bytes())
    except OSError as error:
        raise BadInput(f"{target} could not be written ({error.strerror}); nothing was copied.") from error
    emit(str(target))


def _template(root: Path, name: str) -> Path:
    """Return a file below the templates. Raises BadInput for any other name."""
    from difflib import get_close_matches

    from tui.cli.faults import BadInput

    known = sorted(
        path.relative_to(root).as_posix() for path in root.rglob("*") if path.suffix in (".j2", ".toml")
    )
    if name not in known:
        near = get_close_matches(name, known, n=1, cutoff=0.0)
        raise BadInput(f"There is no template '{name}'; the nearest is {near[0]}.")
    return root / name


@templates_command.command("check", cls=Command)
@click.pass_context
@pass_run
def check_templates(run: Run, context: click.Context) -> None:
    """Try all templates, yours and the built-in ones, on sample facts; exit 1 when one has a fault."""
    from tui.cli.output import emit, emit_json
    from tui.words.check import template_faults

    faults = [*run.book.broken, *template_faults(run.library)]
    if run.json:
        emit_json(faults)
    else:
        emit("\n".join(faults) or "All templates are sound.")
    context.exit(1 if faults else 0)
