"""An incident as a Markdown file with a TOML header: everything comes back exactly."""

from __future__ import annotations

import json
import tomllib
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.store.records import EMAIL, KINDS, NOON, make_record
from tui.model.clean import clean
from tui.model.incident import Incident
from tui.model.plan import Tick
from tui.model.record import DraftKey, DraftText, Record
from tui.model.timeline import Entry
from tui.store.document import read_document, write_document
from tui.store.unknown import Unknown

HOSTILE: list[str] = json.loads(
    (Path(__file__).parents[1] / "cases" / "hostile_strings.json").read_text(encoding="utf-8")
)["strings"]
NASTY = [
    "+++",
    "```",
    "## E-mail: first (missed)",
    "\r",
    "\n",
    '"""',
    "\\",
    "[[drafts]]",
    "'''",
    " ",
    "\0",
    "x",
]

unclean = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.lists(st.sampled_from(NASTY), max_size=8).map("".join),
)
texts = unclean.map(lambda text: clean(text).text)
lines = unclean.map(lambda text: clean(text, one_line=True).text.strip())
names = st.sampled_from(["first", "nudge", "a b", "é", "missed", "x [2]", "email", "#", "\n", ""])
moments = st.builds(
    lambda moment, minutes: moment.replace(tzinfo=timezone(timedelta(minutes=minutes))),
    st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1)),  # noqa: DTZ001 (the zone is added above)
    st.integers(-720, 720),
)
keys = st.builds(DraftKey, names, names, names)
incidents = st.builds(
    lambda company, note, extras, start: (
        Incident(kind="missed", extras=tuple(extras), noticed=start)
        .with_fact("interview.company", company)
        .with_fact("slots.0.note", note)
    ),
    lines,
    lines,
    st.lists(lines.filter(bool), max_size=2),
    st.none() | moments,
)
records = st.builds(
    Record,
    id=st.from_regex(r"[a-z0-9]{8,32}", fullmatch=True),
    incident=incidents,
    typed=st.dictionaries(texts, texts, max_size=3).map(lambda typed: tuple(typed.items())),
    drafts=st.lists(
        st.builds(DraftText, keys, texts, texts), max_size=4, unique_by=lambda draft: draft.key
    ).map(tuple),
    ticks=st.lists(st.builds(Tick, texts, texts, moments), max_size=2).map(tuple),
    timeline=st.lists(st.builds(Entry, moments, st.just("note"), texts, texts), max_size=2).map(tuple),
    shown=st.none() | keys,
    title=texts,
    archived=st.booleans(),
    created=moments,
    saved=moments,
    words=texts,
)


@settings(max_examples=150, deadline=None)
@given(records)
def test_every_record_comes_back_exactly(record: Record) -> None:
    text = write_document(record)
    document = read_document(text, KINDS, record.saved)
    assert document.record == record
    assert replace(document.unknown, source="") == Unknown()
    assert write_document(document.record, document.unknown) == text


@pytest.mark.parametrize("text", [clean(text).text for text in HOSTILE])
def test_hostile_text_comes_back_from_every_place(text: str) -> None:
    incident = Incident(kind="missed").with_fact("me.signature", text)
    key = DraftKey(text, text, text)
    record = make_record(
        incident=incident,
        typed=((text, text),),
        drafts=(DraftText(key, text, text), DraftText(EMAIL, text, f"{text}\n{text}")),
        timeline=(Entry(NOON, "note", text),),
        shown=key,
        title=text,
    )
    assert read_document(write_document(record), KINDS, record.saved).record == record


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_not_clean_in_a_file_is_clean_when_read(text: str) -> None:
    key = DraftKey(text, "first", "email")
    record = make_record(
        incident=Incident(kind="missed", remembered=text), drafts=(DraftText(key, text, text),), title=text
    )
    read = read_document(write_document(record), KINDS, record.saved).record
    assert read.title == read.drafts[0].base == read.drafts[0].text == clean(text).text
    assert read.incident.remembered == clean(text, one_line=True).text


def test_the_file_is_readable_markdown_with_a_toml_header() -> None:
    text = write_document(make_record())
    head, body = text.removeprefix("+++\n").split("\n+++\n")
    assert tomllib.loads(head)["facts"]["interview"]["company"] == "Acme Robotics"
    assert "## E-mail: first (missed)\n\n```text\nDear Ms Roe,\n\nI missed it.\n\n```\n" in body
    assert "## Call: first (missed)\n\n```text\nHello.\n```\n" in body


def test_a_fence_is_longer_than_any_in_the_text() -> None:
    record = make_record("````\ncode\n````")
    assert "\n`````text\n````\ncode\n````\n`````\n" in write_document(record)


def test_text_of_several_lines_stands_on_several_lines_of_the_header() -> None:
    record = make_record(drafts=(DraftText(EMAIL, 'Dear "Jo",\n+++\n[x]\n', ""),))
    assert 'base = """\nDear "Jo",\n\\u002B++\n\\u005Bx]\n"""\n' in write_document(record)


UNKNOWN = """+++
schema = 1
id = "abcd1234"
created = 2026-12-01T12:00:00Z
saved = "2026-12-01T12:00:00Z"
mood = "calm"
when = 2026-12-01

[facts]
kind = "missed"
colour = ["a", "b"]

[facts.interview]
company = "Acme"
floor = 3

[[facts.slots]]
note = "first"

[[facts.slots]]
note = "second"
rank = 2

[later]
deep = { deeper = true }

[[ticks]]
kind = "missed"
step = "call"
at = "2026-12-01T12:00:00Z"
by = "thumb"

[[drafts]]
kind = "missed"
message = "first"
channel = "email"
base = ""
heat = 0.5
+++
Notes before.

## E-mail: first (missed)

```text
Hello
```

Notes after.

## Of my own

more
"""


SAVED = 'saved = "2026-12-01T12:00:00Z"\n'


def header(text: str) -> dict[str, Any]:
    return tomllib.loads(text.removeprefix("+++\n").split("\n+++\n")[0])


def test_a_file_that_is_not_changed_is_written_byte_for_byte_as_it_was() -> None:
    document = read_document(UNKNOWN, KINDS)
    assert write_document(document.record, document.unknown) == UNKNOWN.replace(SAVED, "")


def test_what_this_version_does_not_know_survives_at_every_depth() -> None:
    document = read_document(UNKNOWN, KINDS)
    plainly = write_document(document.record, replace(document.unknown, source=""))
    before, after = header(UNKNOWN), header(plainly)
    assert after.pop("created") == before.pop("created").isoformat().replace("+00:00", "Z")
    del before["saved"]
    assert after == before
    assert plainly.split("\n+++\n")[1] == UNKNOWN.split("\n+++\n")[1]


def test_unknown_keys_stay_with_their_item_when_the_list_changes() -> None:
    document = read_document(UNKNOWN, KINDS)
    first, second = document.record.incident.slots
    swapped = replace(document.record, incident=replace(document.record.incident, slots=(second, first)))
    slots = header(write_document(swapped, document.unknown))["facts"]["slots"]
    assert slots == [{"note": "second", "rank": 2}, {"note": "first"}]


def test_unknown_keys_stay_at_their_place_when_the_item_was_edited() -> None:
    document = read_document(UNKNOWN, KINDS)
    edited = replace(document.record, incident=document.record.incident.with_fact("slots.1.note", "third"))
    slots = header(write_document(edited, document.unknown))["facts"]["slots"]
    assert slots == [{"note": "first"}, {"note": "third", "rank": 2}]


def test_unknown_keys_go_with_an_item_that_neither_is_the_same_nor_has_its_place() -> None:
    document = read_document(UNKNOWN, KINDS)
    slot = replace(document.record.incident.slots[0], note="third")
    record = replace(document.record, incident=replace(document.record.incident, slots=(slot,)))
    assert header(write_document(record, document.unknown))["facts"]["slots"] == [{"note": "third"}]


def test_unknown_keys_go_with_the_item_that_went() -> None:
    document = read_document(UNKNOWN, KINDS)
    record = replace(
        document.record, incident=replace(document.record.incident, slots=()), ticks=(), drafts=()
    )
    after = header(write_document(record, document.unknown))
    assert "slots" not in after["facts"]
    assert "ticks" not in after
    assert "drafts" not in after
    assert after["facts"]["interview"] == {"company": "Acme", "floor": 3}


def test_unknown_keys_of_a_group_stay_when_all_that_is_known_of_it_went() -> None:
    document = read_document(UNKNOWN, KINDS)
    record = replace(document.record, incident=document.record.incident.with_fact("interview.company", ""))
    assert header(write_document(record, document.unknown))["facts"]["interview"] == {"floor": 3}


def test_a_file_saved_with_other_line_ends_and_a_mark_reads_the_same() -> None:
    text = write_document(make_record())
    assert read_document("\ufeff" + text.replace("\n", "\r\n"), KINDS).record == make_record()


def test_a_header_that_ends_the_file_without_a_line_end_is_read() -> None:
    text = write_document(make_record(drafts=()))
    assert read_document(text.rstrip("\n"), KINDS).record == make_record(drafts=())


def test_drafts_whose_headings_would_be_the_same_are_numbered() -> None:
    keys = [DraftKey("k", "a b", "text"), DraftKey("k", "a  b", "text"), DraftKey("k", "a\tb", "text")]
    record = make_record(drafts=tuple(DraftText(key, "", str(at)) for at, key in enumerate(keys)))
    text = write_document(record)
    assert "## Text: a b (k)\n" in text
    assert "## Text: a b (k) [3]\n" in text
    assert read_document(text, KINDS).record == record
