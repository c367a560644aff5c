"""Whichever call of a save fails: the old file or the new one, and the way to go on."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tests.store.failing import FailingDisk
from tests.store.records import KINDS, make_record
from tui.store.names import file_name
from tui.store.save import ChangedOutside, NotSaved, Stored, open_incident, save

OLD, NEW = make_record("old text"), make_record("new text " * 100)


def text_of(path: Path) -> str:
    return open_incident(path, KINDS)[0].drafts[0].text


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    "number",
    [
        errno.EIO,
        errno.ENOSPC,
        errno.EDQUOT,
        errno.EROFS,
        errno.EACCES,
        errno.EMFILE,
        errno.EINTR,
    ],
)
def test_whichever_call_of_a_save_fails_the_file_is_old_or_new(tmp_path: Path, number: int) -> None:
    counted = FailingDisk()
    once = save(tmp_path / "0", OLD)
    save(tmp_path / "0", NEW, once, counted)
    assert {"create", "protect", "write", "fsync", "close", "open", "read", "replace", "open_folder"} <= set(
        counted.names
    )
    for at in range(1, counted.calls + 1):
        folder = tmp_path / str(at)
        stored = save(folder, OLD)
        with pytest.raises(NotSaved) as caught:
            save(folder, NEW, stored, FailingDisk(at, number))
        assert names(folder) == [stored.path.name], counted.names[at - 1]
        assert text_of(stored.path) in ("old text", NEW.drafts[0].text)
        assert "the text here is kept" in str(caught.value)
        assert caught.value.brief in str(caught.value)
        assert save(folder, make_record("again"), caught.value.stored).path == stored.path
        assert names(folder) == [stored.path.name]
        assert text_of(stored.path) == "again"


def test_whichever_call_of_a_first_save_fails_there_is_no_file_or_the_whole(tmp_path: Path) -> None:
    counted = FailingDisk()
    save(tmp_path / "0", NEW, None, counted)
    for at, name in enumerate(counted.names, 1):
        folder = tmp_path / str(at)
        disk = FailingDisk(at)
        if name == "unlink":  # a leftover under its hidden name is all that a failing clean-up leaves
            save(folder, NEW, None, disk)
            continue
        with pytest.raises(NotSaved) as caught:
            save(folder, NEW, None, disk)
        assert len(names(folder)) <= 1
        assert all(text_of(folder / name) == NEW.drafts[0].text for name in names(folder))
        save(folder, make_record("again"), caught.value.stored)
        assert [text_of(folder / name) for name in names(folder)] == ["again"]


def test_whichever_call_of_a_save_beside_fails_theirs_stays(tmp_path: Path) -> None:
    counted = FailingDisk()
    stored = save(tmp_path / "0", OLD)
    stored.path.write_text("theirs", encoding="utf-8")
    with pytest.raises(ChangedOutside):
        save(tmp_path / "0", NEW, stored, counted)
    for at, name in enumerate(counted.names, 1):
        folder = tmp_path / str(at)
        stored = save(folder, OLD)
        stored.path.write_text("theirs", encoding="utf-8")
        with pytest.raises((NotSaved, ChangedOutside)) as caught:
            save(folder, NEW, stored, FailingDisk(at))
        assert stored.path.read_text(encoding="utf-8") == "theirs"
        assert isinstance(caught.value, ChangedOutside) == (name == "unlink")
        if isinstance(caught.value, NotSaved):
            handle = caught.value.stored
            saved = save_beside(folder, handle)
            assert saved.path != stored.path
            assert text_of(saved.path) == "again"
            assert len(names(folder)) == 2


def save_beside(folder: Path, handle: Stored) -> Stored:
    try:
        return save(folder, make_record("again"), handle)
    except ChangedOutside as conflict:
        return conflict.ours


@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOTSUP, errno.EMLINK])
def test_a_file_system_without_links_takes_new_files_too(folder: Path, number: int) -> None:
    stored = save(folder, OLD, None, FailingDisk(1, number, only="link"))
    assert names(folder) == [stored.path.name]


def test_a_file_system_without_links_overwrites_nothing(folder: Path) -> None:
    """The name is taken between the look and the link; there is no link to refuse it."""

    class Late(FailingDisk):
        def link(self, source: Path, target: Path) -> None:
            target.write_text("theirs", encoding="utf-8")
            super().link(source, target)

    with pytest.raises(NotSaved) as caught:
        save(folder, OLD, None, Late(1, errno.EPERM, only="link"))
    path = folder / file_name(OLD)
    assert path.read_text(encoding="utf-8") == "theirs"
    assert names(folder) == [path.name]
    with pytest.raises(ChangedOutside):
        save(folder, OLD, caught.value.stored)


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_folder_that_cannot_be_synced_is_tolerated(folder: Path, number: int) -> None:
    folder.mkdir()
    stored = save(folder, OLD, None, FailingDisk(2, number, only="fsync"))
    assert text_of(stored.path) == "old text"


def test_the_file_is_on_the_medium_before_it_takes_the_name_and_the_name_before_it_is_told(
    folder: Path,
) -> None:
    stored = save(folder, OLD)
    disk = FailingDisk()
    save(folder, NEW, stored, disk)
    calls = [name for name in disk.names if name in ("write", "fsync", "replace", "open_folder")]
    while calls.count("write") > 1:
        calls.remove("write")
    assert calls == ["write", "fsync", "replace", "open_folder", "fsync"]


def test_a_new_folder_is_on_the_medium_before_a_file_in_it_is_told(folder: Path) -> None:
    disk = FailingDisk()
    save(folder / "deeper", OLD, None, disk)
    assert disk.names[:6] == ["open_folder", "fsync", "close", "open_folder", "fsync", "close"]


def test_a_disk_that_takes_nothing_and_says_nothing_is_an_error(folder: Path) -> None:
    class Silent(FailingDisk):
        def write(self, fd: int, data: memoryview) -> int:
            return 0

    with pytest.raises(NotSaved, match="disk error"):
        save(folder, OLD, None, Silent())
    assert names(folder) == []


def test_a_file_in_the_way_of_the_folder_is_told_and_kept(folder: Path) -> None:
    folder.write_text("a file", encoding="utf-8")
    with pytest.raises(NotSaved, match="a file is in the way"):
        save(folder, OLD)
    assert folder.read_text(encoding="utf-8") == "a file"


def test_an_error_without_words_of_ours_is_told_in_the_systems(folder: Path) -> None:
    with pytest.raises(NotSaved, match="check the disk and the folder") as caught:
        save(folder, OLD, None, FailingDisk(1, errno.EHOSTDOWN))
    assert caught.value.brief == os.strerror(errno.EHOSTDOWN).lower()
