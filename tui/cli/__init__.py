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
        from tui.cli.program import program

        program.main(arguments, prog_name="raincheck")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except Exception as fault:
        print(_sentence(fault), file=sys.stderr)
    sys.exit(OWN_FAULT)


def _end_with_the_reader() -> None:
    """End quietly when who reads our output has gone, as every filter does (`raincheck list | head -1`)."""
    import signal

    signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def _sentence(fault: Exception) -> str:
    import traceback

    *_, frame = traceback.extract_tb(fault.__traceback__)
    return (
        f"Raincheck has a fault of its own ({type(fault).__name__}: {fault}, in {frame.filename}, line "
        f"{frame.lineno}); what was saved is untouched, please report this line."
    )
