"""The user's own calendar: which times of some days are taken in an .ics file, or in a folder of them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from msgspec import Struct

from tui.exchange.confined import Limits, TooMuch, confined
from tui.model.free import Span

OWN = Limits(size=32 * 1024 * 1024, seconds=10, memory=768 * 1024 * 1024)
"""A calendar of many years may be large; it is the user's own, or one that they chose to see."""
MOST_FILES = 20_000


class Busy(Struct, frozen=True):
    """What is taken, by time; `problems` names in sentences what could not be read."""

    spans: tuple[Span, ...] = ()
    problems: tuple[str, ...] = ()


def read_busy(path: Path, *, since: datetime, until: datetime, zone: str, limits: Limits = OWN) -> Busy:
    """Return what is taken between two instants in a calendar file, or in all .ics files below a folder.

    Repeats are worked out for these days only. What is free, cancelled, or outside counts for nothing; a day
    without a clock is taken from midnight to midnight in `zone`, and a time without a zone is read there.
    Never raises for what the files say: what cannot be read is named in `problems`.
    """
    import msgspec

    files, problems = _files(path)
    if not files:
        return Busy((), problems)
    given = msgspec.json.encode([str(file) for file in files])
    span = (since.isoformat(), until.isoformat(), zone, str(limits.size))
    try:
        answer = confined("tui.exchange.calendar_busy:answer", given, *span, limits=limits)
    except TooMuch:
        said = f"{path} could not be read within {limits.seconds} s; clashes with it are not known."
        return Busy((), (*problems, said))
    found = msgspec.json.decode(answer, type=Busy)
    return Busy(found.spans, (*problems, *found.problems))


def _files(path: Path) -> tuple[list[Path], tuple[str, ...]]:
    try:
        if path.is_dir():
            files = sorted(file for file in path.rglob("*.ics") if file.is_file())[:MOST_FILES]
            return files, () if files else (f"{path} has no .ics file in it; clashes are not known.",)
        if path.is_file():
            return [path], ()
    except OSError as error:
        return [], (
            f"{path} cannot be read ({(error.strerror or 'unknown').lower()}); clashes are not known.",
        )
    return [], (f"{path} is not there; clashes are not known, name your calendar in the settings.",)
