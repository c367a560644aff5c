"""`python -m tests.bench.kills [TIMES]`: kill -9 against a writer at full speed, at random moments."""

import random
import sys
import tempfile
from pathlib import Path

from tests.bench.figures import Figure, table
from tests.store.killing import kill_writers


def measure(home: Path, times: int) -> list[Figure]:
    """Kill the writer `times` times; the seed is told, so that a bad run can be run again."""
    seed = random.SystemRandom().randrange(1 << 32)
    print(f"  seed {seed}", file=sys.stderr, flush=True)
    toll = kill_writers(home / "incidents", times, seed)
    what = f"kill -9, {toll.kills} times over {toll.acknowledged} saves, {toll.interrupted} caught half-way"
    return [
        Figure(f"{what}: acknowledged saves lost", "", str(toll.lost), aim="0"),
        Figure("damaged files", "", str(toll.damaged), aim="0"),
    ]


if __name__ == "__main__":
    Path("build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="kills-", dir="build") as folder:
        print(table(measure(Path(folder).absolute(), int((sys.argv[1:] or ["200"])[0]))))
