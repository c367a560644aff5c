"""Lives that end with kill -9 while somebody types, and what is still there in the next one."""

import time
from collections.abc import Callable
from random import Random
from typing import NamedTuple

from tests.terminal.steps import choose_missed
from tests.terminal.terminal import Terminal

PROMISE = 1.0
"""Seconds after which what was typed is on the disk, whatever happens then (product.md, rule 1)."""
ALPHABET = "QXZWVKJqxzwvkj"
LONGEST = 20
"""Letters: what a field shows without scrolling."""


class Death(NamedTuple):
    """A life's letters, their ages in seconds at its end, and the letters found in the next life."""

    typed: str
    ages: tuple[float, ...]
    found: str

    @property
    def broken(self) -> bool:
        """Whether a letter older than the promise is gone."""
        return self.loss > PROMISE

    @property
    def loss(self) -> float:
        """The age of the oldest letter that is gone; 0 when none is."""
        return self.ages[len(self.found)] if len(self.found) < len(self.ages) else 0.0


def die_typing(start: Callable[[], Terminal], chance: Random) -> Death:
    """Start on an empty data folder, choose a kind, type the company, kill, and start again."""
    moments = []
    typed = ""
    with start() as terminal:
        choose_missed(terminal)
        end = time.perf_counter() + chance.uniform(0.1, 3.5)
        while time.perf_counter() < end and len(typed) < LONGEST:
            typed += chance.choice(ALPHABET)
            moments.append(time.perf_counter())
            terminal.press(typed[-1])
            time.sleep(chance.choice((0, 0.02, 0.1, 0.25, 0.6)))
        time.sleep(max(0.0, end - time.perf_counter()))
        killed = time.perf_counter()
        terminal.kill()
    with start() as terminal:
        terminal.wait_for("F1 Help")
        found = _longest(typed, terminal.settle())
    return Death(typed, tuple(killed - moment for moment in moments), found)


def _longest(typed: str, screen: str) -> str:
    return next((typed[:end] for end in range(len(typed), 0, -1) if typed[:end] in screen), "")
