"""The way to the screen: a terminal that can show it, or a sentence that names what works without one."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from tui.cli.faults import WrongUse

if TYPE_CHECKING:
    from tui.cli.run import Run
    from tui.model.incident import Incident

LEAST = (30, 8)
"""Columns and rows below which nothing can be read (ours); from 60x16 on everything fits."""

_WITHOUT = (
    "`raincheck draft` prints a message, `raincheck new KIND --no-open` begins an incident, "
    "and `raincheck --help` lists what else works without one"
)


def open_where_needed(run: Run) -> int:
    """Show the app where one left off; for the first time, at the incident that needs attention."""
    need_terminal()
    from tui.cli.stored import attention
    from tui.store.recall import recall

    needed = None if recall(run.places.state) else attention(run)
    return open_app(run, open_id=needed.id if needed else "")


def open_app(run: Run, *, open_id: str = "", kind: str = "", incident: Incident | None = None) -> int:
    """Show the app until it is left, and return its exit code. Raises WrongUse where it cannot be shown."""
    need_terminal()
    places = run.places
    now = run.now if run.moment is not None else None
    _ignore_broken_pipes()
    from tui.app.launch import launch

    return launch(places, now=now, open_id=open_id, kind=kind, incident=incident)


def need_terminal() -> None:
    """Raise WrongUse where there is no terminal, or one that cannot place text."""
    for stream, name in ((sys.stdin, "input"), (sys.stdout, "output"), (sys.stderr, "error")):
        if stream is None or not stream.isatty():
            raise WrongUse(f"The app needs a terminal, and standard {name} is none; {_WITHOUT}.")
    term = os.environ.get("TERM", "")
    if term in ("", "dumb"):
        said = "is dumb" if term else "is not set"
        raise WrongUse(f"The app needs a terminal that can place text, and TERM {said}; {_WITHOUT}.")

    columns, rows = os.get_terminal_size(sys.stdout.fileno())
    if 0 < columns < LEAST[0] or 0 < rows < LEAST[1]:
        least = f"{LEAST[0]}x{LEAST[1]}"
        raise WrongUse(f"The app needs {least} cells, and this terminal has {columns}x{rows}; {_WITHOUT}.")


def _ignore_broken_pipes() -> None:
    """The app talks to other programs through pipes, and goes on where one of them ends."""
    import signal

    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
