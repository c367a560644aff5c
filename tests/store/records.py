"""Records to store."""

from __future__ import annotations

from datetime import UTC, datetime

from tui.model.incident import Incident
from tui.model.plan import Tick
from tui.model.record import DraftKey, DraftText, Record
from tui.model.timeline import Entry
from tui.store.document import NEVER

KINDS = ("upcoming", "missed", "late", "postpone", "withdraw", "switch", "cut-off", "stood-up")
NOON = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
EMAIL = DraftKey("missed", "first", "email")
CALL = DraftKey("missed", "first", "call")


def make_record(text: object = "Dear Ms Roe,\n\nI missed it.\n", **changes: object) -> Record:
    """Return a small record with something in every part; `changes` replace fields."""
    incident = Incident(kind="missed").with_fact("interview.company", "Acme Robotics")
    values: dict[str, object] = {
        "id": "1a2b3c4d5e6f70819203a4b5c6d7e8f9",
        "incident": incident.with_fact("slots.0.note", "by video"),
        "typed": (("interview.start", "tomorow-ish"),),
        "drafts": (DraftText(EMAIL, "Dear Ms Roe,\n", str(text)), DraftText(CALL, "Hello.", "Hello.")),
        "ticks": (Tick("missed", "call", NOON),),
        "timeline": (Entry(NOON, "tried", "rang, nobody answered", channel="call"),),
        "shown": EMAIL,
        "title": "The robot job",
        "created": NOON,
        "saved": NEVER,
        "words": "0123abcd",
        **changes,
    }
    return Record(**values)  # type: ignore[arg-type]  # the tests name fields of the record only
