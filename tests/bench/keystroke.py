"""From a key to its own echo, and to the draft that it changes, in turn with a key in the bare app."""

import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

from tests.bench.figures import Figure, against, percentile
from tests.bench.subjects import SIZE, bare, start
from tests.terminal.steps import choose_missed, go_on_to_role
from tests.terminal.terminal import Frame, Terminal

WORDS = ("Qwmxzvkj", "Bvzqkwpx", "Xkjqzwvh")
"""What is typed: nothing that stands on a screen anyway."""
QUIET = 0.15
FORM, DRAFT, ALL = slice(0, 44), slice(44, 101), slice(0, SIZE[0])
"""The columns of the form, of the draft and of everything, at 140 columns."""


def measure(home: Path, times: int) -> list[Figure]:
    """Type `times` letters into each, one by one, with a rest after each."""
    with bare().start(home) as plain, start(home / "keys").start(home) as ours:
        plain.wait_for(bare().ready)
        choose_missed(ours)
        go_on_to_role(ours)  # which every message names in its first lines
        in_bare, in_form, in_draft = [], [], []
        for typed in islice(_growing_words(), times):
            if len(typed) == 2:
                _begin_word(typed[0], plain, ours)
            shown, _ = _milliseconds(plain, typed, ALL, ALL)
            in_bare.append(shown)
            echo, draft = _milliseconds(ours, typed, FORM, DRAFT)
            in_form.append(echo)
            in_draft.append(draft)
    slowest = [f"{percentile(found, 99):.1f} ms" for found in (in_bare, in_draft)]
    return [
        against("key to its own echo", in_bare, in_form, "ms", 2),
        against("key to the changed draft", in_bare, in_draft, "ms", 4),
        Figure("the same, 99th of 100", *slowest),
    ]


def _growing_words() -> Iterator[str]:
    for word in cycle(WORDS):
        for end in range(2, len(word) + 1):
            yield word[:end]


def _begin_word(letter: str, *terminals: Terminal) -> None:
    for terminal in terminals:
        for name in ("ctrl+u", letter):
            terminal.press(name)
            terminal.settle()


def _milliseconds(terminal: Terminal, typed: str, field: slice, text: slice) -> tuple[float, float]:
    """Press the last letter of `typed`; return how long the field takes to show it, and the text to rest."""
    known = len(terminal.frames)
    pressed = time.perf_counter()
    terminal.press(typed[-1])
    terminal.wait_for(
        lambda screen: _in(screen.splitlines(), typed, field) and _in(screen.splitlines(), typed, text)
    )
    terminal.settle(quiet=QUIET)
    frames = terminal.frames[known:]
    final = _part(frames[-1].lines, text)
    echo = _first(frames, lambda lines: _in(lines, typed, field))
    draft = _first(frames, lambda lines: _part(lines, text) == final)
    return (echo - pressed) * 1000, (draft - pressed) * 1000


def _first(frames: Sequence[Frame], found: Callable[[Sequence[str]], bool]) -> float:
    return next(frame.at for frame in frames if found(frame.lines))


def _part(lines: Sequence[str], columns: slice) -> list[str]:
    return [line[columns] for line in lines[1:]]


def _in(lines: Sequence[str], typed: str, columns: slice) -> bool:
    return any(typed in line for line in _part(lines, columns))
