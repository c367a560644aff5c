"""All templates of a library tried against sample facts, so that a fault shows before a message is needed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from tui.model.incident import Cause, Contact, Incident, Interview, Me, NewTime, Other, Slot, Touch
from tui.words.library import Library, NoSuchMessage
from tui.words.render import render

NOW = datetime(2026, 12, 1, 13, 43, tzinfo=UTC)
"""The moment of the samples."""


def samples(kind: str) -> tuple[Incident, ...]:
    """Return incidents of a kind to try a template on: all facts known, none, and all marked as unknown."""
    start = NOW - timedelta(minutes=43)
    full = Incident(
        kind=kind,
        me=Me(name="Ana Petrova", phone="+49 30 5550100", email="ana@example.org", zone="Europe/Berlin"),
        contact=Contact(name="Dana Reed", address_as="Ms Reed", zone="America/New_York"),
        others=(
            Other(name="Rita Cole", relation="recruiter", phone="+1 212 555 0199"),
            Other(name="Lee Tan", relation="careers-office"),
            Other(name="Sam Ode", relation="panel"),
        ),
        interview=Interview(company="Acme", role="Data Engineer", start=start, minutes=60, format="video"),
        cause=Cause(id="wrong-time-zone"),
        slots=(
            Slot(start=NOW + timedelta(days=1), end=NOW + timedelta(days=1, hours=3)),
            Slot(start=NOW + timedelta(days=2)),
        ),
        eta=start + timedelta(minutes=50),
        can_join_at=NOW + timedelta(minutes=5),
        contacted=(Touch(at=NOW - timedelta(minutes=5), channel="call", result="voicemail"),),
        wanted_format="phone",
        interest="I have used your maps for years",
        remembered="the tour of the lab",
        extras=("two references",),
        new_time=NewTime(start=NOW + timedelta(days=3), minutes=45, format="video"),
        earlier_round=True,
        first_time=True,
    )
    nothing = Incident(kind=kind)
    gaps = ("me.name", "me.phone", "contact.name", "interview.company", "interview.role", "interview.start")
    unknown = Incident(
        kind=kind, unknown=(*gaps, "slots", "cause.id", "eta", "wanted_format", "new_time.start")
    )
    return full, nothing, unknown


def template_faults(library: Library) -> Iterator[str]:
    """Yield what is wrong with the templates and tables, one sentence each, each once."""
    told = dict.fromkeys(library.faults)
    yield from told
    for kind in dict.fromkeys(kind for row in library.rows for kind in row.kinds):
        for message, channel in library.pairs(kind):
            for fault in dict.fromkeys(_tried(library, kind, message, channel)):
                if fault not in told:
                    told[fault] = None
                    yield fault


def _tried(library: Library, kind: str, message: str, channel: str) -> Iterator[str]:
    from tui.words.sandbox import BadTemplate

    for incident in samples(kind):
        try:
            rendered = render(library, incident, message, channel, NOW)
        except (BadTemplate, NoSuchMessage) as error:
            yield str(error)
        else:
            if rendered.note:
                yield rendered.note
