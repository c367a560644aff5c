"""Recovery copies: kept while the folder refuses, brought back when it is there again."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests.store.failing import FailingDisk
from tests.store.records import KINDS, make_record
from tui.store.recovery import copies, take_back, write_recovery
from tui.store.save import Stored, open_incident, save


@pytest.fixture
def recovery(tmp_path: Path) -> Path:
    return tmp_path / "state" / "recovery"


@pytest.fixture
def stored(folder: Path) -> Stored:
    return save(folder, make_record("old"))


def text_of(path: Path) -> str:
    return open_incident(path, KINDS)[0].drafts[0].text


def test_a_copy_is_a_whole_incident_and_private(recovery: Path, stored: Stored) -> None:
    path = write_recovery(recovery, make_record("newest"), stored)
    assert text_of(path) == "newest"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert copies(recovery) == (path,)


def test_a_newer_copy_takes_the_place_of_the_older(recovery: Path, stored: Stored) -> None:
    write_recovery(recovery, make_record("new"), stored)
    path = write_recovery(recovery, make_record("newest"), stored)
    assert copies(recovery) == (path,)


def test_a_copy_goes_back_over_the_content_that_it_followed(
    folder: Path, recovery: Path, stored: Stored
) -> None:
    copy = write_recovery(recovery, make_record("newest"), stored)
    (taken,) = take_back(folder, recovery, KINDS)
    assert (taken.copy, taken.path) == (copy, stored.path)
    assert "could not be saved last time" in taken.sentence
    assert text_of(stored.path) == "newest"
    assert copies(recovery) == ()


def test_a_copy_goes_beside_a_file_that_is_another_by_now(
    folder: Path, recovery: Path, stored: Stored
) -> None:
    write_recovery(recovery, make_record("newest"), stored)
    save(folder, make_record("other"), stored)
    (taken,) = take_back(folder, recovery, KINDS)
    assert text_of(stored.path) == "other"
    assert taken.path != stored.path
    assert text_of(taken.path) == "newest"
    assert taken.path.name in taken.sentence
    assert copies(recovery) == ()


def test_a_copy_of_an_incident_that_never_had_a_file_makes_one(folder: Path, recovery: Path) -> None:
    write_recovery(recovery, make_record("newest"), None)
    (taken,) = take_back(folder, recovery, KINDS)
    assert taken.path.parent == folder
    assert text_of(taken.path) == "newest"


def test_a_copy_that_cannot_be_read_or_saved_waits_and_hinders_nothing(
    folder: Path, recovery: Path, stored: Stored
) -> None:
    copy = write_recovery(recovery, make_record("newest"), stored)
    (taken,) = take_back(folder, recovery, KINDS, FailingDisk(1, only="create"))
    assert (taken.path, copies(recovery)) == (copy, (copy,))
    assert "waits still" in taken.sentence
    copy.write_text("", encoding="utf-8")
    (taken,) = take_back(folder, recovery, KINDS)
    assert "it is empty" in taken.sentence
    assert copies(recovery) == (copy,)
    assert text_of(stored.path) == "old"


def test_without_copies_there_is_nothing_to_do(folder: Path, recovery: Path) -> None:
    assert take_back(folder, recovery, KINDS) == ()
    recovery.mkdir(parents=True)
    (recovery / "notes.md").write_text("mine", encoding="utf-8")
    assert take_back(folder, recovery, KINDS) == ()
