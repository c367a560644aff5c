"""While the disk refuses, the saver says so, keeps the text, and goes on."""

from __future__ import annotations

import errno
from pathlib import Path

from msgspec.structs import replace

from tests.store.records import make_record
from tests.store.slow import LONG, SOON, Make, Slow, Watch, only, text_of
from tui.store.save import NotSaved, Stored, save
from tui.store.saver import Saver


def test_a_failure_is_told_with_its_reason_and_a_copy_is_kept_elsewhere(
    make: Make, disk: Slow, folder: Path, watch: Watch
) -> None:
    saver = make()
    disk.refusing = True
    saver.put(make_record("precious"))
    assert not saver.flush()
    status = saver.status
    assert (status.state, status.why) == ("failed", "disk full")
    assert status.since
    assert status.copy
    assert str(status.copy) in status.sentence
    assert "the text here is kept" in status.sentence
    assert text_of(status.copy) == "precious"
    assert saver.unsaved() == (make_record("precious"),)


def test_a_failed_save_is_tried_again_until_it_holds(
    make: Make, disk: Slow, folder: Path, watch: Watch
) -> None:
    saver = make(delay=0.0, retry=0.01)
    disk.refusing = True
    saver.put(make_record("precious"))
    failed = watch.wait(lambda status: status.state == "failed")
    disk.refusing = False
    saved = watch.wait(lambda status: status.state == "saved")
    assert failed.since
    assert saved.since is None
    assert text_of(only(folder)) == "precious"
    assert list((folder.parent / "recovery").iterdir()) == []


def test_while_saving_fails_it_says_since_when_and_nothing_flickers(
    make: Make, disk: Slow, watch: Watch
) -> None:
    saver = make()
    disk.refusing = True
    saver.put(make_record("one"))
    assert not saver.flush()
    first = saver.status
    saver.put(make_record("two"))
    assert not saver.flush()
    assert saver.status.since == first.since
    assert saver.status.copy
    assert text_of(saver.status.copy) == "two"
    assert not saver.flush()
    assert watch.states == ["saving", "failed"]
    assert saver.unsaved() == (make_record("two"),)


def test_text_that_comes_while_a_save_fails_is_not_replaced_by_the_older(
    make: Make, disk: Slow, folder: Path
) -> None:
    saver = make(delay=0.0)
    disk.refusing = True
    disk.go.clear()
    saver.put(make_record("one"))
    assert disk.begun.wait(SOON)
    saver.put(make_record("two"))
    disk.go.set()
    assert not saver.flush()
    disk.refusing = False
    assert saver.flush()
    assert text_of(only(folder)) == "two"


def test_one_failing_incident_does_not_hinder_another(make: Make, folder: Path, disk: Slow) -> None:
    (folder / "2026-12-01-acme-robotics-aaaaaaaa.md").mkdir(parents=True)
    (folder / "2026-12-01-acme-robotics-aaaaaaaa.md").rmdir()
    saver = make()
    saver.opened("aaaaaaaa", Stored(folder / "missing" / "a.md", "0"))
    saver.put(make_record("stuck", id="aaaaaaaa"))
    saver.put(make_record("fine", id="bbbbbbbb"))
    assert not saver.flush()
    assert saver.status.why == "folder is gone"
    assert text_of(only(folder)) == "fine"
    assert [record.id for record in saver.unsaved()] == ["aaaaaaaa"]


def test_after_an_outside_change_both_are_kept_and_named(make: Make, folder: Path) -> None:
    saver = make()
    saver.put(make_record("one"))
    assert saver.flush()
    path = only(folder)
    path.write_text("theirs", encoding="utf-8")
    for text in ("two", "three"):
        saver.put(make_record(text))
        assert saver.flush()
        assert saver.status.state == "conflict"
        assert path.name in saver.status.sentence
        assert saver.status.copy
        assert text_of(saver.status.copy) == text
    assert path.read_text(encoding="utf-8") == "theirs"
    assert len(list(folder.iterdir())) == 2


def test_a_half_failed_save_is_no_outside_change(make: Make, folder: Path, disk: Slow) -> None:
    """The file took the name, but the folder was not synced: what stands there is ours."""
    saver = make()
    saver.put(make_record("one"))
    assert saver.flush()
    path = only(folder)
    handle = saver.stored(make_record().id)
    assert handle
    tried = save(folder, make_record("two"), handle)
    disk.error = NotSaved(OSError(errno.EIO, ""), replace(handle, tried=tried.digest))
    saver.put(make_record("two"))
    assert not saver.flush()
    disk.error = None
    saver.put(make_record("three"))
    assert saver.flush()
    assert saver.status.state == "saved"
    assert text_of(path) == "three"


def test_an_error_that_nobody_foresaw_does_not_end_the_saving(make: Make, disk: Slow, folder: Path) -> None:
    saver = make()
    disk.error = ValueError("the user's text")
    saver.put(make_record("one"))
    assert not saver.flush()
    assert "ValueError" in saver.status.sentence
    assert "the user's text" not in saver.status.sentence
    disk.error = None
    assert saver.flush()
    assert text_of(only(folder)) == "one"


def test_the_file_of_a_newer_version_is_not_written_and_the_text_is_kept(make: Make, folder: Path) -> None:
    saver = make()
    stored = save(folder, make_record("theirs"))
    saver.opened(make_record().id, replace(stored, newer=99))
    saver.put(make_record("ours"))
    assert not saver.flush()
    assert saver.status.why == "written by a newer version"
    assert saver.status.copy
    assert text_of(saver.status.copy) == "ours"
    assert text_of(stored.path) == "theirs"


def test_without_a_place_for_a_copy_the_text_still_waits(folder: Path, disk: Slow) -> None:
    disk.refusing = True
    nowhere = folder.parent / "file"
    nowhere.write_text("", encoding="utf-8")
    for recovery in (None, nowhere):
        saver = Saver(folder, recovery, delay=LONG, retry=LONG, write=disk)
        saver.put(make_record("one"))
        assert not saver.close()
        assert saver.status.copy is None
        assert saver.unsaved() == (make_record("one"),)
