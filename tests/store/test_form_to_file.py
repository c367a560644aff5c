"""Whatever the form takes, the file gives back: no incident locks its user out."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from tui.model.clean import clean
from tui.model.facts import facts_of, write_facts
from tui.model.fields import GROUPS
from tui.model.incident import Me
from tui.state import State
from tui.store.document import read_document, write_document
from tui.words.book import Book

HOSTILE: list[str] = json.loads(
    (Path(__file__).parents[1] / "cases" / "hostile_strings.json").read_text(encoding="utf-8")
)["strings"]
ODD = [
    *HOSTILE[::4],
    *(
        "",
        " ",
        "\n",
        "now",
        "fri 9",
        "1 jan 1",
        "31 dec 9999 23:59",
        "1 Jan 0001 00:00 UTC",
        "tomorow",
        "12/03",
    ),
    *(
        "0",
        "1",
        "60",
        "1440",
        "1441",
        "-1",
        "1e9",
        "9" * 40,
        "yes",
        "no",
        "on-site",
        "video",
        "agency",
        "warm",
    ),
    *(
        "berlin",
        "IST",
        "UTC",
        "Europe/Berlin",
        "localtime",
        "posixrules",
        "09:00-17:00",
        "9-5",
        "23:00-24:00",
    ),
    *(
        "fri 9, mon 10-12\ntue 14:00 or later",
        "one\ntwo",
        "missed",
        "overslept",
        "a cause of my own",
        "en-GB",
    ),
]
PATHS = [field.path.replace("*", "0") for group in GROUPS for field in (*group.fields, *group.folded)]


@pytest.mark.parametrize("path", PATHS)
def test_what_is_typed_into_a_field_opens_again(path: str, words: Book, now: datetime) -> None:
    empty = State.begin("missed", new_id="abcd1234", me=Me(zone="Europe/Berlin"), now=now, book=words)
    for text in ODD:
        state = empty if path == "kind" else empty.type(path, text, words)
        record = state.record(words)
        expected = replace(
            record,
            incident=facts_of(write_facts(record.incident), words.kinds),
            typed=tuple((name, clean(said).text) for name, said in record.typed),
        )
        assert read_document(write_document(record), words.kinds, record.saved).record == expected, repr(text)


@pytest.mark.parametrize("path", PATHS)
def test_a_fact_that_is_not_known_opens_again(path: str, words: Book, now: datetime) -> None:
    state = State.begin("missed", new_id="abcd1234", me=Me(), now=now, book=words).forget(path)
    record = state.record(words)
    assert read_document(write_document(record), words.kinds, record.saved).record == record
