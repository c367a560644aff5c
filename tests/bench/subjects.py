"""The programs that are measured side by side, and how each is brought to where it is measured."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.terminal.steps import choose_missed, type_company
from tests.terminal.terminal import Terminal

SIZE = (140, 40)
COMPANY = "Acme"


class Subject(NamedTuple):
    """A program on a terminal, and the text by which it is known to be up."""

    name: str
    argv: tuple[str, ...]
    ready: str

    def start(self, home: Path) -> Terminal:
        """Start it; the caller ends it."""
        return Terminal(self.argv, home=home, size=SIZE)


def bare() -> Subject:
    """The smallest Textual app with the same parts."""
    return Subject("bare", (sys.executable, "-m", "tests.bench.bare"), "an editor")


def start(data: Path) -> Subject:
    """Raincheck with nothing in its data folder."""
    return Subject("start", _raincheck(data), "What happened?")


def desk(data: Path) -> Subject:
    """Raincheck where it was left: an incident with a company."""
    return Subject("desk", _raincheck(data), COMPANY)


def prepare_desk(data: Path, home: Path) -> Subject:
    """Make an incident in an empty data folder by hand, and return the desk that opens on it."""
    with start(data).start(home) as terminal:
        choose_missed(terminal)
        type_company(terminal, COMPANY)
        terminal.press("ctrl+q")
        if terminal.wait():
            raise RuntimeError(f"Raincheck did not leave as it should:\n{terminal.text()}")
    return desk(data)


def interleaved(
    subjects: list[Subject], times: int, measure: Callable[[Subject], float]
) -> dict[str, list[float]]:
    """Measure each subject in turn, `times` times over, after one turn that does not count."""
    found: dict[str, list[float]] = {subject.name: [] for subject in subjects}
    for turn in range(times + 1):
        for subject in subjects:
            value = measure(subject)
            if turn:
                found[subject.name].append(value)
    return found


def _raincheck(data: Path) -> tuple[str, ...]:
    return (sys.executable, "-m", "tui", "--data", str(data))
