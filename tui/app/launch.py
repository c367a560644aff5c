"""Starts the App on a terminal and turns how it ended into an exit code."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING

from tui.store.errors import StoreError
from tui.words.book import book

if TYPE_CHECKING:
    from tui.app.shared import Clock
    from tui.model.incident import Incident
    from tui.store.places import Places


def launch(
    places: Places,
    *,
    now: datetime | None = None,
    open_id: str = "",
    kind: str = "",
    incident: Incident | None = None,
    start: bool = False,
) -> int:
    """Run the App until it is left and return the exit code: 0, or 4 when the store stood in the way.

    `now` sets the clock, which goes on from there;
    `open_id` opens an incident, `kind` or `incident` begins one, `start` asks what happened.
    """
    from tui.app import Raincheck

    words = book(places.templates if places.templates.is_dir() else None, places.compiled)
    app = Raincheck(words, clock(now), places, open_id=open_id, kind=kind, incident=incident, start=start)
    try:
        app.prepare()
    except StoreError as error:
        print(error, file=sys.stderr)
        return 4
    told = app.run()
    _let_go()
    saved = app.saver.close()
    app.lock.release()
    if not saved:
        print(app.saver.status.sentence, file=sys.stderr)
    if told:
        sys.stdout.write(told)
    return app.return_code or (0 if saved else 4)


def _let_go() -> None:
    """Say what is left to be said; into a terminal that has gone, nothing more is written."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, stream.fileno())
            os.close(nothing)


def clock(now: datetime | None) -> Clock:
    """Return the clock of this machine, or one that was set to `now` when this was called."""
    if now is None:
        return lambda: datetime.now().astimezone()
    from datetime import timedelta

    began = monotonic()
    return lambda: now + timedelta(seconds=monotonic() - began)
