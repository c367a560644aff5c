"""From exec to the first full paint: when the text on the screen has come to rest."""

from pathlib import Path

from tests.bench.figures import Figure, against
from tests.bench.subjects import Subject, bare, interleaved, prepare_desk, start

QUIET = 0.6
"""Seconds for which nothing may change before a paint counts as full."""


def measure(home: Path, times: int) -> list[Figure]:
    """Start each program `times` times in turn."""
    empty = start(home / "empty")
    subjects = [bare(), empty, prepare_desk(home / "paint", home)]

    def first_paint(subject: Subject) -> float:
        with subject.start(home) as terminal:
            terminal.wait_for(subject.ready)
            terminal.settle(quiet=QUIET)
            return (terminal.frames[-1].at - terminal.started) * 1000

    found = interleaved(subjects, times, first_paint)
    return [
        against("exec to full paint, Start", found["bare"], found["start"], "ms", 1.25),
        against("exec to full paint, restored desk", found["bare"], found["desk"], "ms", 1.6),
    ]
