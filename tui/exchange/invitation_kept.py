"""The invitation of an incident, kept so that an answer finds its thread and its event again."""

from __future__ import annotations

from pathlib import Path

import msgspec

from tui.disk import DISK, Disk, make_private, read_plain, write_whole
from tui.exchange.invitation import Invitation


def keep_invitation(folder: Path, incident_id: str, invitation: Invitation, disk: Disk = DISK) -> None:
    """Keep what was read, for its owner only; it replaces the one before. Raises OSError."""
    make_private(folder, disk)
    write_whole(_path(folder, incident_id), msgspec.json.encode(invitation), disk)


def kept_invitation(folder: Path, incident_id: str, disk: Disk = DISK) -> Invitation | None:
    """Return what was kept, None where nothing was or where it cannot be read."""
    try:
        return msgspec.json.decode(read_plain(_path(folder, incident_id), disk), type=Invitation)
    except (OSError, msgspec.DecodeError):
        return None


def _path(folder: Path, incident_id: str) -> Path:
    return folder / f"{incident_id}.json"
