"""What a program costs that nobody touches: processor time over a while, and its peak of memory."""

import os
import time
from pathlib import Path

from tests.bench.figures import Figure, against
from tests.bench.subjects import bare, prepare_desk
from tests.terminal.terminal import Terminal

SETTLED = 3.0
"""Seconds after the first paint during which late work may still run."""


def measure(home: Path, seconds: float) -> list[Figure]:
    """Leave the bare app and a restored desk alone for `seconds`, both at once."""
    ours = prepare_desk(home / "rest", home)
    with bare().start(home) as plain, ours.start(home) as desk:
        plain.wait_for(bare().ready)
        desk.wait_for(ours.ready)
        time.sleep(SETTLED)
        before = _processor_seconds(plain), _processor_seconds(desk)
        time.sleep(seconds)
        after = _processor_seconds(plain), _processor_seconds(desk)
        peaks = _peak_megabytes(plain), _peak_megabytes(desk)
    shares = [f"{100 * (end - begin) / seconds:.2f} %" for begin, end in zip(before, after, strict=True)]
    return [
        Figure(f"processor, idle for {seconds:g} s", shares[0], shares[1], aim="0.5 %"),
        against("peak memory", peaks[:1], peaks[1:], "MB", 1.4),
    ]


def _processor_seconds(terminal: Terminal) -> float:
    fields = Path(f"/proc/{terminal.pid}/stat").read_text().rpartition(")")[2].split()
    user, system = int(fields[11]), int(fields[12])  # utime and stime, the 14th and 15th of proc(5)
    return (user + system) / os.sysconf("SC_CLK_TCK")


def _peak_megabytes(terminal: Terminal) -> float:
    status = Path(f"/proc/{terminal.pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024
