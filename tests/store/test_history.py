"""Versions are kept whole at their occasions, thinned by their days, and never stand in a save's way."""

from __future__ import annotations

import stat
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from tests.store.failing import FailingDisk
from tests.store.records import KINDS, NOON, make_record
from tests.store.slow import text_of
from tui.store.errors import NotErased
from tui.store.history import DAYS, LAST, History, NotKept, forget_history, read_version, versions
from tui.store.save import ChangedOutside, save
from tui.store.saver import Saver

ID = make_record().id


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path / "history")


def data(text: str) -> bytes:
    return text.encode()


def texts(history: History) -> list[str]:
    return [version.path.read_text(encoding="utf-8") for version in history.versions(ID)]


def test_a_version_is_the_very_content_with_its_time_and_occasion(history: History, folder: Path) -> None:
    stored = save(folder, make_record("first"))
    history.keep(ID, stored.data, "export", NOON)
    (version,) = history.versions(ID)
    assert (version.at, version.why) == (NOON, "export")
    assert version.path.read_bytes() == stored.data
    assert read_version(version, KINDS).drafts[0].text == "first"
    assert stat.S_IMODE(version.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(version.path.parent.stat().st_mode) == 0o700


def test_the_newest_comes_first_also_within_one_second(history: History) -> None:
    for text in ("a", "b", "c"):
        history.keep(ID, data(text), "export", NOON)
    history.keep(ID, data("d"), "restore", NOON + timedelta(seconds=1))
    assert texts(history) == ["d", "c", "b", "a"]


def test_the_same_content_is_not_kept_twice_in_a_row(history: History) -> None:
    first = history.keep(ID, data("a"), "day", NOON)
    assert history.keep(ID, data("a"), "export", NOON) == first
    history.keep(ID, data("b"), "export", NOON)
    history.keep(ID, data("a"), "export", NOON)
    assert texts(history) == ["a", "b", "a"]


def test_other_files_in_the_folder_are_no_versions(history: History) -> None:
    history.keep(ID, data("a"), "day", NOON)
    for name in ("notes.md", "20269999T999999Z-1-day.md", "20261201T120000Z-1-lunch.md"):
        (history.folder / ID / name).touch()
    assert texts(history) == ["a"]
    assert versions(history.folder, "nobody") == ()


def test_the_last_twenty_stay_whatever_their_age(history: History) -> None:
    old = NOON - timedelta(days=400)
    for number in range(LAST + 5):
        history.keep(ID, data(str(number)), "export", old + timedelta(minutes=number))
    history.keep(ID, data("now"), "export", NOON)
    assert texts(history) == ["now", *(str(number) for number in range(LAST + 4, 5, -1))]


def test_beyond_twenty_the_newest_of_each_day_of_thirty_stays(history: History) -> None:
    for day in range(40, 1, -1):
        for hour in (1, 2):
            moment = NOON.replace(hour=hour) - timedelta(days=day)
            history.keep(ID, data(f"{day}/{hour}"), "export", moment)
    for number in range(LAST):
        history.keep(ID, data(str(number)), "export", NOON + timedelta(minutes=number))
    assert texts(history)[LAST:] == [f"{day}/2" for day in range(2, DAYS)]


def test_days_are_those_of_the_users_clock(history: History) -> None:
    here = timezone(timedelta(hours=10))
    late, early = datetime(2026, 12, 1, 23, 50, tzinfo=here), datetime(2026, 12, 2, 0, 10, tzinfo=here)
    assert late.astimezone(UTC).date() == early.astimezone(UTC).date()
    history.before_edit(ID, data("monday"), late)
    history.before_edit(ID, data("still"), late + timedelta(minutes=1))
    history.before_edit(ID, data("tuesday"), early)
    assert texts(history) == ["tuesday", "monday"]


def test_the_first_edit_of_a_day_is_known_after_a_restart(history: History) -> None:
    history.before_edit(ID, data("a"), NOON)
    History(history.folder).before_edit(ID, data("b"), NOON + timedelta(hours=1))
    assert texts(history) == ["a"]


def test_the_first_save_of_a_day_keeps_what_the_file_held(folder: Path, history: History) -> None:
    stored = save(folder, make_record("old"), history=history)
    assert history.versions(ID) == ()
    for text in ("new", "newer"):
        stored = save(folder, make_record(text), stored, history=history)
    assert [read_version(one, KINDS).drafts[0].text for one in history.versions(ID)] == ["old"]


def test_before_a_conflict_the_version_that_both_began_with_is_kept(folder: Path, history: History) -> None:
    stored = save(folder, make_record("base"), history=history)
    stored.path.write_bytes(stored.data.replace(b"base", b"theirs"))
    with pytest.raises(ChangedOutside) as caught:
        save(folder, make_record("ours"), stored, history=history)
    (version,) = history.versions(ID)
    assert (version.why, read_version(version, KINDS).drafts[0].text) == ("conflict", "base")
    assert text_of(stored.path) == "theirs"
    assert text_of(caught.value.ours.path) == "ours"


def test_an_export_keeps_what_was_saved_for_it(folder: Path, history: History) -> None:
    saver = Saver(folder, delay=0.0, history=history)
    saver.checkpoint(make_record("exported"), "export")
    assert saver.flush()
    saver.put(make_record("later"))
    assert saver.close()
    kept = [(one.why, read_version(one, KINDS).drafts[0].text) for one in history.versions(ID)]
    assert ("export", "exported") in kept
    assert all(text == "exported" for _, text in kept)


def test_without_a_history_a_checkpoint_is_a_save(folder: Path) -> None:
    saver = Saver(folder, delay=0.0)
    saver.checkpoint(make_record("exported"), "export")
    assert saver.close()
    assert len(list(folder.iterdir())) == 1


def test_an_erased_incident_is_not_saved_again(folder: Path) -> None:
    saver = Saver(folder, delay=60.0)
    saver.put(make_record())
    saver.forget(ID)
    assert saver.close()
    assert not folder.exists()


def test_a_history_that_cannot_be_written_hinders_no_save(folder: Path, history: History) -> None:
    history.folder.write_text("in the way", encoding="utf-8")
    stored = save(folder, make_record("old"), history=history)
    stored = save(folder, make_record("new"), stored, history=history)
    assert text_of(stored.path) == "new"
    stored.path.write_bytes(stored.data + b"\nmore\n")
    with pytest.raises(ChangedOutside):
        save(folder, make_record("ours"), stored, history=history)
    saver = Saver(folder, delay=0.0, history=history)
    saver.checkpoint(make_record("exported", id="bbbb2222"), "export")
    assert saver.close()


def test_whichever_call_fails_there_is_the_whole_version_or_none(tmp_path: Path) -> None:
    counted = FailingDisk()
    first = History(tmp_path / "counted", counted)
    first.keep(ID, data("a" * 300), "export", NOON)
    first.keep(ID, data("b" * 300), "export", NOON)
    for at in range(1, counted.calls + 1):
        disk = FailingDisk(at)
        history = History(tmp_path / str(at), disk)
        for letter in "ab":
            with suppress(NotKept):
                history.keep(ID, data(letter * 300), "export", NOON)
        assert set(texts(history)) <= {"a" * 300, "b" * 300}
        again = History(tmp_path / str(at))
        again.keep(ID, data("c"), "restore", NOON + timedelta(days=1))
        assert texts(again)[0] == "c"


def test_a_version_is_on_the_medium_before_it_is_told(tmp_path: Path) -> None:
    disk = FailingDisk()
    History(tmp_path, disk).keep(ID, data("a"), "export", NOON)
    assert disk.names[-10:] == [
        *("create", "protect", "write", "fsync", "close"),
        *("link", "unlink", "open_folder", "fsync", "close"),
    ]


def test_a_version_that_could_not_be_kept_is_told(history: History) -> None:
    history.folder.write_text("in the way", encoding="utf-8")
    with pytest.raises(NotKept, match="nothing was changed"):
        history.keep(ID, data("a"), "restore", NOON)


def test_a_history_is_forgotten_whole_and_alone(history: History) -> None:
    history.keep(ID, data("secret"), "day", NOON)
    history.keep("other000", data("mine"), "day", NOON)
    gone = forget_history(history.folder, ID)
    assert [path.read_text() if path.exists() else "" for path in gone] == [""]
    assert [path.name for path in history.folder.iterdir()] == ["other000"]
    for name in ("", ".", "..", "../history", "nobody"):
        assert forget_history(history.folder, name) == ()
    assert (history.folder / "other000").is_dir()


def test_a_history_that_cannot_be_forgotten_is_told(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.keep(ID, data("secret"), "day", NOON)

    def refuse(path: Path) -> None:
        raise OSError(30, "read-only")

    monkeypatch.setattr("shutil.rmtree", refuse)
    with pytest.raises(NotErased, match="disk is read-only"):
        forget_history(history.folder, ID)
