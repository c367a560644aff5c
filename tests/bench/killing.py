"""Whether what was typed more than a second before a kill -9 is there afterwards, many times at random."""

import random
import sys
from pathlib import Path

from tests.bench.figures import Figure
from tests.bench.subjects import start
from tests.terminal.kills import Death, die_typing


def measure(home: Path, times: int) -> list[Figure]:
    """Live and die `times` times; the seed is told, so that a bad life can be lived again."""
    seed = random.SystemRandom().randrange(1 << 32)
    print(f"  seed {seed}", file=sys.stderr, flush=True)
    chance = random.Random(seed)  # noqa: S311 - chance in a test, to be repeated
    deaths = [_die(home / f"life-{number}", chance) for number in range(times)]
    broken = [death for death in deaths if death.broken]
    for death in broken:
        print(f"  lost: {death}", file=sys.stderr)
    typed = sum(len(death.typed) for death in deaths)
    worst = max(death.loss for death in deaths)
    return [
        Figure(
            f"kill -9, {times} times over {typed} letters: promises broken", "", str(len(broken)), aim="0"
        ),
        Figure("the oldest letter lost", "", f"{worst:.2f} s", aim="1 s"),
    ]


def _die(home: Path, chance: random.Random) -> Death:
    return die_typing(lambda: start(home / "data").start(home), chance)
