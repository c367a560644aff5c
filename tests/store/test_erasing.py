"""Erasing leaves no trace of an incident in data, state, cache and history, and all of every other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.failing import FailingDisk
from tests.store.records import KINDS, NOON, make_record
from tui.store.erasing import erase_all
from tui.store.errors import NoSuchId, NotErased
from tui.store.exports import keep_export, known_exports
from tui.store.folder import listing
from tui.store.history import History
from tui.store.places import Places, places
from tui.store.recall import recall, remember
from tui.store.recovery import write_recovery
from tui.store.save import ChangedOutside, save

WORD = "Xyzzyquux"
MINE, OTHER = "aaaa1111", "bbbb2222"


@pytest.fixture
def home(tmp_path: Path) -> Places:
    """A life with traces of two incidents everywhere, one of them secret."""
    home = places(tmp_path / "data", {}).ready()
    history = History(home.history)
    for record_id, text in ((MINE, WORD), (OTHER, "harmless")):
        stored = save(home.incidents, make_record(text, id=record_id), history=history)
        stored = save(home.incidents, make_record(f"{text} 2", id=record_id), stored, history=history)
        history.keep(record_id, stored.data, "export", NOON)
        write_recovery(home.recovery, make_record(text, id=record_id), stored)
        write_recovery(home.recovery, make_record(text, id=record_id), None)
        stored.path.write_bytes(stored.data + b"\nmore\n")
        with pytest.raises(ChangedOutside):
            save(home.incidents, make_record(text, id=record_id), stored, history=history)
        (home.incidents / f"{stored.path.stem} (conflicted copy).md").write_bytes(stored.data[:400])
        (home.incidents / f".{stored.path.name}.0a1b2c3d.tmp").write_bytes(stored.data)
        home.invitations.mkdir(exist_ok=True)
        (home.invitations / f"{record_id}.json").write_text(text, encoding="utf-8")
        keep_export(home.state, f"{record_id}/missed/first/email/txt", Path(f"/{text}.txt"), "0")
    (home.state / ".exports.json.0a1b2c3d.tmp").write_text(WORD, encoding="utf-8")
    (home.cache).mkdir()
    (home.cache / ".incidents.index.0a1b2c3d.tmp").write_text(WORD, encoding="utf-8")
    listing(home.incidents, KINDS, index=home.index)
    remember(home.state, MINE)
    return home


def traces(home: Places, word: str) -> list[Path]:
    return [
        path
        for path in home.data.rglob("*")
        if word in path.name or (path.is_file() and word.encode() in path.read_bytes())
    ]


def test_no_trace_of_an_erased_incident_is_left(home: Places) -> None:
    others = [path for path in traces(home, OTHER) if path.is_file() and path.suffix != ".tmp"]
    kept = {path: path.read_bytes() for path in others}
    assert len(traces(home, WORD)) > 10
    gone = erase_all(home, MINE, KINDS)
    assert len(gone) > 7
    assert traces(home, WORD) == []
    assert traces(home, MINE) == []
    assert recall(home.state) == ""
    del kept[home.index], kept[home.state / "exports.json"]
    assert {path: path.read_bytes() for path in kept} == kept
    assert list(known_exports(home.state)) == [f"{OTHER}/missed/first/email/txt"]


def test_another_that_was_open_last_is_opened_again(home: Places) -> None:
    remember(home.state, OTHER)
    erase_all(home, MINE, KINDS)
    assert recall(home.state) == OTHER


def test_an_invitation_that_could_not_be_erased_is_told(home: Places) -> None:
    (home.invitations / f"{MINE}.json").unlink()
    (home.invitations / f"{MINE}.json").mkdir()
    with pytest.raises(NotErased):
        erase_all(home, MINE, KINDS)
    (home.invitations / f"{MINE}.json").rmdir()
    erase_all(home, MINE, KINDS)
    assert traces(home, WORD) == []


def test_what_is_not_there_cannot_be_erased(home: Places) -> None:
    with pytest.raises(NoSuchId):
        erase_all(home, "cccc3333", KINDS)


def test_what_could_not_be_erased_is_told_and_erased_the_next_time(home: Places) -> None:
    with pytest.raises(NotErased):
        erase_all(home, MINE, KINDS, FailingDisk(7, only="unlink"))
    erase_all(home, MINE, KINDS)
    assert traces(home, WORD) == []
