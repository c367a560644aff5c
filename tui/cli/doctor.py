"""`raincheck doctor`: what is wrong with the files, the templates and the terminal."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import click

from tui.cli.program import Command, pass_run
from tui.cli.run import Run

if TYPE_CHECKING:
    from tui.store.doctor import Finding

MARKS = {"fine": "[x]", "note": "[>]", "trouble": "[!]"}
STILL_TROUBLE = 1
LEAST = (60, 16)
"""Columns and rows below which the app only scrolls (product.md, The desk)."""


@click.command("doctor", cls=Command, short_help="Say what is wrong, and mend it where asked.")
@click.option("--mend", "mending", is_flag=True, help="Mend what can be mended without losing anything.")
@pass_run
@click.pass_context
def doctor_command(context: click.Context, run: Run, mending: bool) -> None:
    """Check every file, folder, lock and leftover, the templates and the terminal, and say what is found.

    Changes nothing without --mend. Exit code 1 while there is trouble.
    """
    from tui.cli.output import emit, emit_json, say
    from tui.store.doctor import examine, mend

    found = examine(run.places, run.book.kinds)
    done: tuple[str, ...] = ()
    if mending:
        done = mend(run.places, found)
        found = examine(run.places, run.book.kinds)
    findings = (*found, *_templates(run), *terminal(os.environ))
    if run.json:
        emit_json({"findings": [_data(finding) for finding in findings], "done": list(done)})
    else:
        for sentence in done:
            say(sentence)
        emit("\n".join(f"{MARKS[finding.weight]} {_line(finding)}" for finding in findings))
    if any(finding.weight == "trouble" for finding in findings):
        context.exit(STILL_TROUBLE)


def terminal(environment: Mapping[str, str]) -> Iterator[Finding]:
    """Say of the terminal what matters to the app: its size, its colours and its way to the clipboard."""
    from tui.store.doctor import Finding

    term = environment.get("TERM", "")
    if not sys.stdout.isatty() or term in ("", "dumb"):
        yield Finding("terminal", "note", "This is no terminal that the app could be shown on.")
    columns, rows = shutil.get_terminal_size()
    small = columns < LEAST[0] or rows < LEAST[1]
    said = f"It has {columns} columns and {rows} rows{', which is small: the app scrolls' if small else ''}."
    yield Finding("terminal", "note" if small else "fine", said)
    yield Finding("terminal", "fine", f"It shows {_colours(environment)}.")
    yield Finding("clipboard", "fine", _clipboard(environment))


def _colours(environment: Mapping[str, str]) -> str:
    if "NO_COLOR" in environment:
        return "no colours, as NO_COLOR asks"
    if environment.get("COLORTERM", "") in ("truecolor", "24bit"):
        return "16 million colours"
    return "256 colours" if "256" in environment.get("TERM", "") else "16 colours at least"


def _clipboard(environment: Mapping[str, str]) -> str:
    from tui.exchange.clipboard import TOOLS

    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        way = "through tmux" if environment.get("TMUX") else "by the terminal (OSC 52)"
        return f"Over SSH the clipboard is reached {way}, which cannot be confirmed."
    for tool in TOOLS:
        if (not tool.needs or environment.get(tool.needs)) and shutil.which(tool.put[0]):
            return f"The clipboard is reached by {tool.put[0]}."
    return "The clipboard is reached by the terminal (OSC 52), which cannot be confirmed."


def _templates(run: Run) -> Iterator[Finding]:
    from tui.store.doctor import Finding

    for problem in run.book.broken:
        yield Finding("templates", "trouble", problem)
    if not run.book.broken:
        yield Finding("templates", "fine", "The templates and playbooks can be read.")


def _line(finding: Finding) -> str:
    return f"{finding.subject}: {finding.says}{f' (--mend: {finding.mend})' if finding.mend else ''}"


def _data(finding: Finding) -> dict[str, str]:
    return {
        "subject": finding.subject,
        "weight": finding.weight,
        "says": finding.says,
        "mend": finding.mend,
    }
