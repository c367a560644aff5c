"""Every schema that was ever released opens; a newer one is shown at most and never written."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.store.records import KINDS
from tui.store.document import SCHEMA, read_document, write_document
from tui.store.errors import Newer
from tui.store.folder import listing
from tui.store.save import open_incident, save

RELEASED = sorted((Path(__file__).parents[1] / "cases" / "schemas").glob("*.md"))


def schema_of(path: Path) -> int:
    return int(path.name.partition("-")[0])


def test_there_is_a_file_of_every_schema() -> None:
    assert {schema_of(path) for path in RELEASED} == set(range(1, SCHEMA + 1))


@pytest.mark.parametrize("path", RELEASED, ids=lambda path: path.stem)
def test_a_file_of_any_schema_opens_and_is_written_in_ours_at_the_next_edit(path: Path, folder: Path) -> None:
    folder.mkdir()
    copy = folder / path.name
    copy.write_bytes(path.read_bytes())
    record, stored = open_incident(copy, KINDS)
    assert copy.read_bytes() == path.read_bytes()
    assert record.saved == datetime(2026, 12, 1, 12, 30, tzinfo=UTC)
    edited = replace(record, title="Edited")
    stored = save(folder, edited, stored)
    assert f"schema = {SCHEMA}\n".encode() in stored.data
    again, _ = open_incident(copy, KINDS)
    assert replace(again, saved=edited.saved) == edited
    assert len(listing(folder, KINDS)) == 1


def test_the_full_file_says_all_that_it_said() -> None:
    record = read_document(RELEASED[0].read_text(encoding="utf-8"), KINDS).record
    incident = record.incident
    assert (incident.me.name, incident.contact.name, incident.interview.minutes) == ("Ana Ruiz", "Ms Lee", 60)
    assert (incident.unknown, incident.slots[0].note) == (("contact.phone",), "by video")
    assert record.typed == (("interview.link", "the usu"),)
    assert record.drafts[0].text == "Dear Ms Lee,\n\nI missed it, and I am sorry.\n"
    assert record.drafts[0].base == "Dear Ms Lee,\n\nI missed it.\n"
    assert (len(record.ticks), len(record.timeline)) == (1, 1)


@pytest.mark.parametrize("path", RELEASED, ids=lambda path: path.stem)
def test_a_newer_file_is_never_written(path: Path, folder: Path) -> None:
    folder.mkdir()
    newer = path.read_bytes().replace(f"schema = {SCHEMA}\n".encode(), b"schema = 999\n")
    copy = folder / path.name
    copy.write_bytes(newer)
    record, stored = open_incident(copy, KINDS)
    with pytest.raises(Newer):
        save(folder, replace(record, title="Edited"), stored)
    assert copy.read_bytes() == newer
    assert "schema = 1" in write_document(record)
