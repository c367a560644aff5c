"""`python -m tests.bench [NAME ...] [--quick]`: measure, side by side in one run, and print the figures."""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.bench import commands, keystroke, killing, kills, listing, lives, paint, rest, saving
from tests.bench.figures import Figure, markdown, table

Measure = Callable[[Path, int], list[Figure]]
MEASURES: dict[str, tuple[Measure, int, int]] = {
    "paint": (paint.measure, 15, 3),
    "keys": (keystroke.measure, 140, 21),
    "rest": (rest.measure, 30, 5),
    "commands": (commands.measure, 25, 5),
    "saving": (saving.measure, 500, 50),
    "kills": (killing.measure, 40, 2),
    "writers": (kills.measure, 200, 2),
    "lives": (lives.measure, 10_000, 60),
    "listing": (listing.measure, 10_000, 300),
}
"""Each measure, and how often or how long it is done: in earnest, and to see whether it runs."""

DISK = Path("build")
"""Where it is measured: beside the code, since a temporary folder may be memory, where a save is free."""


def main() -> None:
    """Measure what is named, or everything."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASURES))
    parser.add_argument("--quick", action="store_true", help="few repetitions: does it run at all?")
    asked = parser.parse_args()
    unknown = set(asked.names) - set(MEASURES)
    if unknown:
        parser.error(f"no measure is called {', '.join(sorted(unknown))}; there are {', '.join(MEASURES)}")
    DISK.mkdir(exist_ok=True)
    figures: list[Figure] = []
    for name in asked.names or MEASURES:
        measure, earnest, quick = MEASURES[name]
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(prefix="bench-", dir=DISK) as home:
            figures += measure(Path(home).absolute(), quick if asked.quick else earnest)
    busy = f"{os.getloadavg()[0]:.1f} of {os.cpu_count()} cores busy"
    print(f"{platform.system()}, Python {platform.python_version()}, {busy}\n")
    print(table(figures), markdown(figures), sep="\n\n")


if __name__ == "__main__":
    main()
