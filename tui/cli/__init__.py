"""The command line: the same core without a screen, and the way to the screen."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

INTERRUPTED = 130
OWN_FAULT = 70


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command (by default that of `sys.argv`) and end with its exit code; no traceback, ever."""
    try:
        _end_with_the_reader()
        _leave_no_core()
        from tui.cli.program import program

        program.main(arguments, prog_name="raincheck")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except Exception as fault:
        from tui.store.errors import broke_at

        print(broke_at(fault), file=sys.stderr)
    sys.exit(OWN_FAULT)


def _end_with_the_reader() -> None:
    """End quietly when who reads our output has gone, as every filter does (`raincheck list | head -1`)."""
    import signal

    signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def _leave_no_core() -> None:
    """Have no core file written, should the interpreter crash: it would hold what was typed."""
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
