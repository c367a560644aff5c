"""The saver: the newest text is on the disk within a second, and never dropped."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.store.records import KINDS, make_record
from tui.model.record import Record
from tui.store.save import NotSaved, Stored, file_name, open_incident, save
from tui.store.saver import Saver, Status

LONG = 3600.0
SOON = 20.0


class Slow:
    """A disk that can be made to fail or to wait; `written` lists what reached it."""

    def __init__(self) -> None:
        self.written: list[Record] = []
        self.error: Exception | None = None
        self.refusing = False
        self.go, self.begun = threading.Event(), threading.Event()
        self.go.set()

    def __call__(self, folder: Path, record: Record, stored: Stored | None) -> Stored:
        self.begun.set()
        assert self.go.wait(SOON)
        if self.refusing:
            handle = stored or Stored(folder / file_name(record), "")
            raise NotSaved(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), handle)
        if self.error:
            raise self.error
        self.written.append(record)
        return save(folder, record, stored)


class Watch:
    """Listens to a saver and waits for a status."""

    def __init__(self) -> None:
        self.seen: list[Status] = []
        self._changed = threading.Condition()

    def __call__(self, status: Status) -> None:
        with self._changed:
            self.seen.append(status)
            self._changed.notify_all()

    def wait(self, wanted: Callable[[Status], bool]) -> Status:
        with self._changed:
            assert self._changed.wait_for(lambda: any(map(wanted, self.seen)), SOON)
            return next(status for status in reversed(self.seen) if wanted(status))

    @property
    def states(self) -> list[str]:
        return [status.state for status in self.seen]


@pytest.fixture
def disk() -> Slow:
    return Slow()


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def make(folder: Path, disk: Slow, watch: Watch) -> Iterator[Callable[..., Saver]]:
    made: list[Saver] = []

    def make(delay: float = LONG, retry: float = LONG) -> Saver:
        made.append(Saver(folder, folder.parent / "recovery", watch, delay=delay, retry=retry, write=disk))
        return made[-1]

    yield make
    disk.error, disk.refusing = None, False
    disk.go.set()
    for saver in made:
        saver.close()


Make = Callable[..., Saver]


def text_of(path: Path) -> str:
    return open_incident(path, KINDS)[0].drafts[0].text


def only(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def test_what_is_put_is_saved_without_being_asked(make: Make, folder: Path, watch: Watch) -> None:
    make(delay=0.0).put(make_record("one"))
    assert watch.wait(lambda status: status.state == "saved").at
    assert text_of(only(folder)) == "one"
    assert watch.states == ["saving", "saved"]


def test_only_the_newest_is_written(make: Make, disk: Slow, folder: Path) -> None:
    saver = make()
    for number in range(100):
        saver.put(make_record(str(number)))
    assert saver.flush()
    assert [record.drafts[0].text for record in disk.written] == ["99"]
    assert text_of(only(folder)) == "99"
    assert saver.unsaved() == ()


def test_the_wait_counts_from_the_first_change_not_from_the_last(make: Make, watch: Watch) -> None:
    """Steady typing never puts the save off."""
    saver = make(delay=0.2)
    stop = threading.Event()

    def type_on() -> None:
        number = 0
        while not stop.wait(0.005):
            saver.put(make_record(str(number)))
            number += 1

    typist = threading.Thread(target=type_on)
    typist.start()
    try:
        watch.wait(lambda status: status.state == "saved")
    finally:
        stop.set()
        typist.join()


def test_flush_saves_at_once_and_waits_for_it(make: Make, folder: Path) -> None:
    saver = make()
    saver.put(make_record("one"))
    assert saver.flush()
    assert text_of(only(folder)) == "one"


def test_flush_with_nothing_to_save_is_done_at_once(make: Make) -> None:
    assert make().flush(0.0)


def test_a_stalled_disk_holds_up_neither_typing_nor_for_ever_a_flush(
    make: Make, disk: Slow, watch: Watch, folder: Path
) -> None:
    saver = make(delay=0.0)
    disk.go.clear()
    saver.put(make_record("one"))
    assert disk.begun.wait(SOON)
    saver.put(make_record("two"))
    assert not saver.flush(0.01)
    assert saver.status.state == "saving"
    assert saver.unsaved() == (make_record("two"),)
    disk.go.set()
    assert saver.flush()
    assert text_of(only(folder)) == "two"


def test_a_flush_during_a_save_waits_for_what_came_after_its_start(
    make: Make, disk: Slow, folder: Path
) -> None:
    saver = make()
    disk.go.clear()
    saver.put(make_record("one"))
    threading.Thread(target=saver.flush).start()
    assert disk.begun.wait(SOON)
    saver.put(make_record("two"))
    threading.Timer(0.05, disk.go.set).start()
    assert saver.flush(SOON)
    assert text_of(only(folder)) == "two"


def test_each_incident_has_its_own_newest_text_and_file(make: Make, folder: Path) -> None:
    saver = make()
    saver.put(make_record("one", id="aaaaaaaa"))
    saver.put(make_record("other", id="bbbbbbbb"))
    saver.put(make_record("two", id="aaaaaaaa"))
    assert saver.flush()
    assert sorted(map(text_of, folder.iterdir())) == ["other", "two"]


def test_the_next_save_goes_over_the_opened_file(make: Make, folder: Path) -> None:
    stored = save(folder, make_record("old"))
    saver = make()
    saver.opened(make_record().id, stored)
    saver.put(make_record("new"))
    assert saver.flush()
    assert text_of(only(folder)) == "new"
    after = saver.stored(make_record().id)
    assert after
    assert after.path == stored.path
    assert after.digest != stored.digest


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


def test_a_listener_that_fails_does_not_end_the_saving(folder: Path) -> None:
    def fail(status: Status) -> None:
        raise RuntimeError

    saver = Saver(folder, changed=fail, delay=LONG)
    saver.put(make_record("one"))
    assert saver.close()
    assert text_of(only(folder)) == "one"


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


def test_close_saves_and_ends_and_a_later_put_is_saved_too(make: Make, folder: Path) -> None:
    saver = make()
    saver.put(make_record("one"))
    assert saver.close()
    assert text_of(only(folder)) == "one"
    saver.put(make_record("two"))
    assert saver.flush()
    assert text_of(only(folder)) == "two"
