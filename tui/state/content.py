"""What undo goes back over: the content of the state, and the trail of its changes."""

from __future__ import annotations

from msgspec import Struct

from tui.model.draft import HandEdit
from tui.model.incident import Incident
from tui.model.plan import Tick
from tui.model.record import DraftKey


class Opened(Struct, frozen=True):
    """A draft that was shown; `edit` is None while nobody wrote in it."""

    key: DraftKey
    edit: HandEdit | None = None


class Content(Struct, frozen=True):
    """What undo restores: the facts, what is half typed, the drafts and the ticks."""

    incident: Incident
    typed: tuple[tuple[str, str], ...] = ()
    opened: tuple[Opened, ...] = ()
    ticks: tuple[Tick, ...] = ()


class Change(Struct, frozen=True):
    """One step of the undo trail, with the words for it."""

    label: str
    content: Content
