"""Runs one piece of reading in a process of its own, which is ended when it takes too much time or memory."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module

from msgspec import Struct

STARVED = 4
"""By the clock a busy machine may take so many times as long as the work itself does (ours)."""


class Limits(Struct, frozen=True):
    """What reading a foreign file may cost: bytes, seconds of work, bytes of memory."""

    size: int = 2 * 1024 * 1024
    seconds: int = 2
    memory: int = 256 * 1024 * 1024


class TooMuch(Exception):  # noqa: N818 - named as it reads in a sentence
    """The work was ended: it took too much time or memory, or it broke."""


def confined(job: str, data: bytes, *arguments: str, limits: Limits) -> bytes:
    """Return what a job ("module:function" of this program, bytes and strings to bytes) makes of the data.

    It runs in a process without a terminal that is killed at the limits. Raises TooMuch.
    """
    command = [sys.executable, "-P", "-c", "from tui.exchange.confined import work; work()"]
    given = [job, str(limits.seconds), str(limits.memory), *arguments]
    paths = os.pathsep.join(path for path in sys.path if path)
    try:
        done = subprocess.run(  # noqa: S603 - this very Python and our own code
            [*command, *given],
            input=data,
            capture_output=True,
            timeout=limits.seconds * STARVED,
            env={**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"},
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        raise TooMuch(type(error).__name__) from error
    if done.returncode:
        raise TooMuch(done.stderr[-300:].decode("utf-8", "replace"))
    return done.stdout


def work() -> None:
    """Do the job that the command line names, within its limits: the other end of `confined`."""
    job, seconds, memory, *arguments = sys.argv[1:]
    _limit(int(seconds), int(memory))
    module, _, name = job.partition(":")
    done = getattr(import_module(module), name)(sys.stdin.buffer.read(), *arguments)
    sys.stdout.buffer.write(done)
    sys.stdout.buffer.flush()


def _limit(seconds: int, memory: int) -> None:
    """Ask the system to hold the limits, where it can; the time by the clock holds everywhere."""
    if sys.platform == "win32":
        return
    import resource

    wanted = [(resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)]
    for what, most in wanted:
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):  # macOS knows no limit of memory
            continue
