"""Which incident was open last, so that the app starts where it was left."""

from __future__ import annotations

from pathlib import Path

from tui.disk import make_private, read_plain, write_whole

NAME = "last-open"


def remember(state: Path, record_id: str) -> None:
    """Keep the id for the next start; where that fails the next start shows the list, and nothing is lost."""
    try:
        make_private(state)
        write_whole(state / NAME, f"{record_id}\n".encode())
    except OSError:
        return


def recall(state: Path) -> str:
    """Return the id that was kept last, "" where there is none."""
    try:
        return read_plain(state / NAME)[:100].decode("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
