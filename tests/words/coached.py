"""The coach on the cases of the tests: the rules, the moment, the facts, and the texts that are data."""

from __future__ import annotations

import tomllib
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from tui.model.incident import Cause, Contact, Incident, Interview, Me, Slot
from tui.words.coach import Review, Rules, review, rules
from tui.words.library import template_root

NOW = datetime.fromisoformat("2026-12-01T14:43:00+01:00")
INCIDENT = Incident(
    kind="missed",
    me=Me(name="Ana Petrova", phone="+49 30 5550100", zone="Europe/Berlin"),
    contact=Contact(name="Dana Reed", address_as="Ms Reed", zone="America/New_York"),
    interview=Interview(
        company="Acme",
        role="Data Engineer",
        start=datetime.fromisoformat("2026-12-01T14:00:00+01:00"),
        minutes=60,
        format="video",
    ),
    cause=Cause(id="wrong-time-zone"),
    noticed=datetime.fromisoformat("2026-12-01T14:42:00+01:00"),
    slots=(
        Slot(
            datetime.fromisoformat("2026-12-02T16:00:00+01:00"),
            datetime.fromisoformat("2026-12-02T18:00:00+01:00"),
        ),
        Slot(datetime.fromisoformat("2026-12-03T15:00:00+01:00")),
    ),
    interest="I have used your maps for years.",
)
CASES = Path(__file__).parent.parent / "cases" / "review"


@cache
def built_in() -> Rules:
    """Return the rules that come with the program."""
    return rules((template_root(),))


def coach(text: str, *, facts: bool = False, **more: Any) -> Review:
    """Return the review of a text at the moment of the tests, of an e-mail about a missed interview."""
    kind = more.pop("kind", "missed")
    about = {"channel": "email", "kind": kind, "now": NOW, **more}
    if facts:
        about["incident"] = replace(INCIDENT, kind=kind)
    return review(built_in(), text, **about)


def ids(found: Review, *severities: str) -> set[str]:
    """Return the ids of the findings, of some severities only where they are named."""
    return {one.id for one in found.findings if not severities or one.severity in severities}


def cases(name: str, table: str) -> list[dict[str, Any]]:
    """Return the entries of a file of cases."""
    listed = tomllib.loads((CASES / name).read_text(encoding="utf-8"))[table]
    assert isinstance(listed, list)
    return listed
