"""Data to standard output, words to standard error: neither can steer the terminal."""

from __future__ import annotations

import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from tui.cli.faults import NotWritten

_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def emit(text: str) -> None:
    """Write data, ending with a line end. Raises NotWritten."""
    from tui.model.clean import clean

    _write(clean(text).text)


def emit_json(value: Any) -> None:
    """Write data as JSON, in ASCII where the other end takes no UTF-8. Raises NotWritten."""
    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower().replace("-", "")
    _write(json_text(value, ascii_only=encoding != "utf8"))


def json_text(value: Any, *, ascii_only: bool = False) -> str:
    """Return data as JSON; what could steer a terminal is written as its number."""
    import json

    text = json.dumps(value, ensure_ascii=ascii_only, indent=2, default=_plain)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def emit_exact(data: bytes) -> None:
    """Write data to the last byte, as a format with line ends of its own needs it. Raises NotWritten."""
    out = sys.stdout
    if out is None:
        raise NotWritten("Standard output is closed; nothing was printed.")
    try:
        out.flush()
        out.buffer.write(data)
        out.buffer.flush()
    except OSError as error:
        raise _cut_short(error) from error


def say(text: str) -> None:
    """Write words for the user; where nobody listens, nothing is lost."""
    from tui.model.clean import clean

    if sys.stderr is not None:
        sys.stderr.write(clean(text).text + "\n")
        sys.stderr.flush()


def prompt(question: str) -> str:
    """Ask on standard error and return the line that is typed, "" at the end of the input."""
    from tui.model.clean import clean

    sys.stderr.write(clean(question, one_line=True).text)
    sys.stderr.flush()
    return sys.stdin.readline()


def rfc3339(instant: datetime | None) -> str | None:
    """Return an instant as the contract writes it, None for none."""
    return instant.isoformat() if instant else None


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return rfc3339(value)
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"no JSON for {type(value).__name__}")


def _write(text: str) -> None:
    out = sys.stdout
    if out is None:
        raise NotWritten("Standard output is closed; nothing was printed.")
    line = text if text.endswith("\n") else f"{text}\n"
    encoding = out.encoding or "utf-8"
    try:
        out.write(line.encode(encoding, "replace").decode(encoding))
        out.flush()
    except OSError as error:
        raise _cut_short(error) from error


def _cut_short(error: OSError) -> NotWritten:
    _let_go()
    from tui.store.errors import brief, remedy

    return NotWritten(
        f"Standard output could not be written ({brief(error)}); what was printed is not whole, "
        f"{remedy(error)}."
    )


def _let_go() -> None:
    """Send what is still to be flushed nowhere, or the interpreter complains of it when it ends."""
    import os

    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
