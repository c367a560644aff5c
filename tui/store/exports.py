"""Which files were exported, and with what content, so that a second export may replace the first."""

from __future__ import annotations

from pathlib import Path

import msgspec

from tui.disk import make_private, read_plain, write_whole

NAME = "exports.json"

Known = dict[str, tuple[str, str]]
"""By message: the path of its file, and the fingerprint of what was written."""


def known_exports(state: Path) -> Known:
    """Return what is known; nothing where that cannot be read: then no file is replaced."""
    try:
        return msgspec.json.decode(read_plain(state / NAME), type=Known)
    except (OSError, msgspec.DecodeError):
        return {}


def keep_export(state: Path, message: str, path: Path, digest: str) -> None:
    """Note a written file. Where that fails the next export gets a name of its own, and nothing is lost."""
    _write(state, known_exports(state) | {message: (str(path), digest)})


def forget_exports(state: Path, incident: str) -> None:
    """Drop what is known of an incident's files; the files themselves are the user's."""
    known = known_exports(state)
    kept = {message: file for message, file in known.items() if not message.startswith(incident)}
    if kept != known:
        _write(state, kept)


def _write(state: Path, known: Known) -> None:
    try:
        make_private(state)
        write_whole(state / NAME, msgspec.json.encode(known))
    except OSError:
        return
