"""How long listing and searching take: without the index, with it, and over all text of ten thousand."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from statistics import median

from msgspec.structs import replace

from tests.bench.figures import Figure
from tests.store.records import CALL, EMAIL, KINDS, make_record
from tui.model.record import DraftText
from tui.store.document import write_document
from tui.store.folder import listing
from tui.store.search import Search

FEW = 200
SYLLABLES = ("ka", "ro", "mi", "ten", "sol", "ver", "dan", "lu", "pex", "bri", "gor", "nat")
QUERIES = ("karomi", "karomj missed", "krmi", "robotcis", "not-there-at-all")


def measure(home: Path, times: int) -> list[Figure]:
    """List 200 incidents without the index, and `times` with it; search those."""
    few, many, index = home / "few", home / "many", home / "index"
    _fill(few, FEW)
    _fill(many, times)
    cold = [_timed(lambda: listing(few, KINDS)) for _ in range(5)]
    first = _timed(lambda: listing(many, KINDS, index=index))
    warm = [_timed(lambda: listing(many, KINDS, index=index)) for _ in range(5)]
    found = listing(many, KINDS, index=index)
    searches = [_timed(partial(Search(found), query)) for query in QUERIES]
    return [
        Figure(f"list {FEW} incidents without an index", "", f"{median(cold):.0f} ms", aim="100 ms"),
        Figure(f"list {times} incidents, index to be made", "", f"{first:.0f} ms"),
        Figure(f"list {times} incidents, index warm", "", f"{median(warm):.0f} ms", aim="250 ms"),
        Figure(f"search all text of {times}, the slowest", "", f"{max(searches):.0f} ms", aim="300 ms"),
    ]


def _timed(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return (time.perf_counter() - began) * 1000


def _fill(folder: Path, times: int) -> None:
    """Write incidents with two texts of some sixty words each, no two alike."""
    chance = Random(times)  # noqa: S311 - chance in a test, to be repeated
    moment = datetime(2026, 12, 1, 14, tzinfo=UTC)

    def word() -> str:
        return "".join(chance.choice(SYLLABLES) for _ in range(3))

    folder.mkdir()
    for number in range(times):
        incident = (
            make_record()
            .incident.with_fact("interview.company", f"{word()} {word()}".title())
            .with_fact("interview.start", moment + timedelta(hours=number))
            .with_fact("contact.name", word().title())
            .with_fact("me.zone", "Europe/Berlin")
        )
        text = " ".join(word() for _ in range(60))
        drafts = tuple(DraftText(key, text, f"{text}\n{word()}\n") for key in (EMAIL, CALL))
        record = replace(make_record(id=f"{number:08x}"), incident=incident, drafts=drafts)
        (folder / f"{number:08x}.md").write_text(write_document(record), encoding="utf-8")
