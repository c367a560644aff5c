"""A writer at full speed, killed again and again: is every acknowledged save there, and whole?"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.store.records import KINDS, make_record
from tui.store.folder import listing, sweep
from tui.store.lock import Lock
from tui.store.save import open_incident, save


class Toll(NamedTuple):
    """What some kills came to; `lost` counts acknowledged saves that are not in the file."""

    kills: int
    acknowledged: int
    interrupted: int
    lost: int
    damaged: int


def text_number(number: int) -> str:
    """Return a text that shows its number in every line, so that two never mix unseen."""
    return f"text {number}\n" * (number % 40 + 1)


def number_of(folder: Path) -> int:
    """Return the number of the text in the folder's one file, 0 without a file, -1 if it is damaged."""
    found = listing(folder, KINDS)
    if not found:
        return 0
    if len(found) > 1 or not found[0].record:
        return -1
    text = found[0].record.drafts[0].text
    number = int(text.split()[1])
    return number if text == text_number(number) else -1


def kill_writers(folder: Path, times: int, seed: int) -> Toll:
    """Start a writer, kill -9 it at a random moment, look, and again."""
    chance = Random(seed)  # noqa: S311 - chance in a test, to be repeated
    acknowledged = interrupted = lost = damaged = 0
    for _ in range(times):
        before = number_of(folder)
        told = before + _one_life(folder, chance)
        acknowledged += told - before
        interrupted += bool(sweep(folder))
        after = number_of(folder)
        damaged += after < 0
        lost += 0 <= after < told
    return Toll(times, acknowledged, interrupted, lost, damaged)


def _one_life(folder: Path, chance: Random) -> int:
    """Return how many saves the writer acknowledged before it was killed."""
    command = [sys.executable, "-m", "tests.store.killing", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout
        first = writer.stdout.read(1)
        time.sleep(chance.uniform(0.0, 0.06))
        writer.kill()
        return (first + writer.stdout.read()).count(b"!")


def write(folder: Path) -> None:
    """Save as fast as the disk takes it, for ever, and say `!` after each save that is acknowledged."""
    number = number_of(folder)
    found = listing(folder, KINDS)
    stored = open_incident(found[0].path, KINDS)[1] if found else None
    with Lock(folder.parent):
        while True:
            number += 1
            stored = save(folder, make_record(text_number(number)), stored)
            sys.stdout.write("!")
            sys.stdout.flush()


if __name__ == "__main__":
    write(Path(sys.argv[1]))
