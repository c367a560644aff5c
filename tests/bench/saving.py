"""How long a save takes until the system says that the text is on the medium."""

import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from msgspec.structs import replace

from tests.bench.figures import Figure, percentile
from tui.model.incident import Incident, Interview
from tui.model.record import DraftKey, DraftText, Record
from tui.store.save import save

PARAGRAPH = "I missed our interview and the mistake is mine. I would very much like to talk about the role.\n"


def measure(home: Path, times: int) -> list[Figure]:
    """Save an incident with a draft of forty lines `times` times, each time with another word in it."""
    taken = []
    stored = None
    for number in range(times):
        record = _record(number)
        began = time.perf_counter()
        stored = save(home / "saving", record, stored)
        taken.append((time.perf_counter() - began) * 1000)
    shown = f"{median(taken):.1f} / {percentile(taken, 99):.1f} ms"
    return [Figure("a durable save, median / 99th of 100", "", shown)]


def _record(number: int) -> Record:
    moment = datetime(2026, 12, 1, 14, 43, tzinfo=UTC)
    key = DraftKey("missed", "first", "email")
    draft = DraftText(key, PARAGRAPH * 40, PARAGRAPH * 40 + f"word {number}\n")
    incident = Incident(kind="missed", interview=Interview(company="Acme", role="Data Engineer"))
    record = Record(id="0123456789abcdef", incident=incident, created=moment, saved=moment)
    return replace(record, drafts=(draft,), shown=key)
