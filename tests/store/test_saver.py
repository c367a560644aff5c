"""The saver: the newest text is on the disk within a second, and never dropped."""

from __future__ import annotations

import threading
from pathlib import Path

from tests.store.records import make_record
from tests.store.slow import LONG, SOON, Make, Slow, Watch, only, text_of
from tui.store.save import save
from tui.store.saver import Saver, Status


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


def test_a_listener_that_fails_does_not_end_the_saving(folder: Path) -> None:
    def fail(status: Status) -> None:
        raise RuntimeError

    saver = Saver(folder, changed=fail, delay=LONG)
    saver.put(make_record("one"))
    assert saver.close()
    assert text_of(only(folder)) == "one"


def test_close_saves_and_ends_and_a_later_put_is_saved_too(make: Make, folder: Path) -> None:
    saver = make()
    saver.put(make_record("one"))
    assert saver.close()
    assert text_of(only(folder)) == "one"
    saver.put(make_record("two"))
    assert saver.flush()
    assert text_of(only(folder)) == "two"
