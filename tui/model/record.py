"""What is kept of an incident: all that cannot be derived, as the one value that the store writes."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from tui.model.incident import Incident
from tui.model.plan import Tick
from tui.model.timeline import Entry


class DraftKey(Struct, frozen=True, order=True):
    """Names one draft of an incident."""

    kind: str
    message: str
    channel: str


class DraftText(Struct, frozen=True):
    """A draft that was opened: the text it stands at, and the render that text is to be compared with."""

    key: DraftKey
    base: str
    text: str


class Record(Struct, frozen=True, kw_only=True):
    """One incident as it is stored.

    `typed` pairs a dotted path with what is typed there but not understood yet. `words` is the fingerprint of
    the templates that the drafts were rendered with, `saved` the moment of rendering.
    """

    id: str
    incident: Incident
    typed: tuple[tuple[str, str], ...] = ()
    drafts: tuple[DraftText, ...] = ()
    ticks: tuple[Tick, ...] = ()
    timeline: tuple[Entry, ...] = ()
    shown: DraftKey | None = None
    title: str = ""
    archived: bool = False
    created: datetime
    saved: datetime
    words: str = ""
