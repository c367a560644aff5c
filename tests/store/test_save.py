"""Saving: the old file or the new one, never a mixture, and nobody else's file is touched."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.store.failing import FailingDisk
from tests.store.records import KINDS, make_record
from tui.disk import LARGEST
from tui.model.incident import Incident
from tui.store.document import write_document
from tui.store.errors import Damaged, Newer
from tui.store.save import ChangedOutside, NotSaved, Stored, file_name, open_incident, save

OLD, NEW = make_record("old text"), make_record("new text " * 100)


def text_of(path: Path) -> str:
    return open_incident(path, KINDS)[0].drafts[0].text


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_saved_record_opens_as_it_was(folder: Path) -> None:
    stored = save(folder, OLD)
    assert open_incident(stored.path, KINDS) == (OLD, stored)


def test_the_file_is_named_by_day_company_and_short_id(folder: Path) -> None:
    assert save(folder, OLD).path == folder / "2026-12-01-acme-robotics-1a2b3c4d.md"
    nameless = make_record(incident=Incident(kind="missed"))
    assert file_name(nameless) == "2026-12-01-unnamed-1a2b3c4d.md"


def test_the_file_keeps_its_name_when_the_company_changes(folder: Path) -> None:
    stored = save(folder, OLD)
    renamed = replace(OLD, incident=OLD.incident.with_fact("interview.company", "Bolt"))
    assert save(folder, renamed, stored).path == stored.path
    assert names(folder) == [stored.path.name]


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o777], ids=oct)
def test_files_and_folders_are_their_owners_only_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    folder = tmp_path / "new" / "incidents"
    before = os.umask(umask)
    try:
        stored = save(folder, OLD)
        save(folder, NEW, stored)
    finally:
        os.umask(before)
    assert (mode(stored.path), mode(folder), mode(folder.parent)) == (0o600, 0o700, 0o700)


def test_saving_the_same_again_leaves_the_file_alone(folder: Path) -> None:
    stored = save(folder, OLD)
    before = stored.path.stat()
    assert save(folder, OLD, stored) == stored
    assert stored.path.stat() == before


def test_half_of_a_character_is_replaced_and_hinders_nothing(folder: Path) -> None:
    assert text_of(save(folder, make_record("a\ud800b")).path) == "a?b"


def test_a_file_that_went_away_is_written_again(folder: Path) -> None:
    stored = save(folder, OLD)
    stored.path.unlink()
    folder.rmdir()
    assert text_of(save(folder, NEW, stored).path) == NEW.drafts[0].text


def test_a_file_changed_outside_is_kept_and_ours_goes_beside_it(folder: Path) -> None:
    stored = save(folder, OLD)
    theirs = stored.path.read_text(encoding="utf-8").replace("old text", "their text")
    stored.path.write_text(theirs, encoding="utf-8")
    with pytest.raises(ChangedOutside) as caught:
        save(folder, NEW, stored)
    ours = caught.value.ours
    assert stored.path.read_text(encoding="utf-8") == theirs
    assert text_of(ours.path) == NEW.drafts[0].text
    assert ours.path.name.startswith("2026-12-01-acme-robotics-1a2b3c4d.conflict-20")
    assert stored.path.name in str(caught.value)
    assert ours.path.name in str(caught.value)
    assert mode(ours.path) == 0o600


def test_after_an_outside_change_saving_goes_on_beside_it(folder: Path) -> None:
    stored = save(folder, OLD)
    stored.path.write_text("theirs", encoding="utf-8")
    with pytest.raises(ChangedOutside) as caught:
        save(folder, NEW, stored)
    later = save(folder, make_record("later"), caught.value.ours)
    assert later.path == caught.value.ours.path
    assert text_of(later.path) == "later"
    assert len(names(folder)) == 2


def test_two_conflicts_within_one_second_get_two_names(folder: Path) -> None:
    stored = save(folder, OLD)
    stored.path.write_text("theirs", encoding="utf-8")
    for _ in range(3):
        with pytest.raises(ChangedOutside):
            save(folder, NEW, stored)
    assert len(names(folder)) == 4


def test_without_a_free_name_beside_theirs_ours_is_not_saved(folder: Path) -> None:
    stored = save(folder, OLD)
    stored.path.write_text("theirs", encoding="utf-8")

    class Taken(FailingDisk):
        def link(self, source: Path, target: Path) -> None:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))

    with pytest.raises(NotSaved, match="a file is in the way"):
        save(folder, NEW, stored, Taken())
    assert names(folder) == [stored.path.name]


def test_a_file_changed_outside_to_the_very_same_is_no_conflict(folder: Path) -> None:
    stored = save(folder, OLD)
    stored.path.write_text(write_document(NEW), encoding="utf-8")
    save(folder, NEW, stored)
    assert names(folder) == [stored.path.name]


def test_the_time_of_a_file_says_nothing(folder: Path) -> None:
    """A touched file is no change; a changed one is, even with its old time and size."""
    stored = save(folder, OLD)
    os.utime(stored.path, (1, 1))
    stored = save(folder, NEW, stored)
    before = stored.path.stat()
    stored.path.write_bytes(stored.path.read_bytes().replace(b"new text", b"NEW text"))
    os.utime(stored.path, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(ChangedOutside):
        save(folder, OLD, stored)


def test_a_new_incident_never_takes_the_place_of_a_file_that_is_there(folder: Path) -> None:
    folder.mkdir()
    path = folder / file_name(OLD)
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(ChangedOutside):
        save(folder, OLD)
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("kind", ["folder", "link", "pipe", "huge"])
def test_a_name_that_is_no_file_of_ours_is_left_alone(folder: Path, kind: str) -> None:
    stored = save(folder, OLD)
    elsewhere = folder.parent / "elsewhere"
    elsewhere.write_text("precious", encoding="utf-8")
    stored.path.unlink()
    match kind:
        case "folder":
            stored.path.mkdir()
        case "link":
            stored.path.symlink_to(elsewhere)
        case "pipe":
            os.mkfifo(stored.path)
        case _:
            with stored.path.open("wb") as file:
                file.truncate(LARGEST + 1)
    before = stored.path.lstat()
    with pytest.raises(Damaged):
        open_incident(stored.path, KINDS)
    with pytest.raises(ChangedOutside) as caught:
        save(folder, NEW, stored)
    assert stored.path.lstat().st_mode == before.st_mode
    assert elsewhere.read_text(encoding="utf-8") == "precious"
    assert text_of(caught.value.ours.path) == NEW.drafts[0].text


def test_a_newer_file_is_opened_to_be_shown_and_never_written(folder: Path) -> None:
    stored = save(folder, OLD)
    newer = stored.path.read_text(encoding="utf-8").replace("schema = 1", "schema = 99")
    stored.path.write_text(newer, encoding="utf-8")
    record, handle = open_incident(stored.path, KINDS)
    assert record == OLD
    with pytest.raises(Newer, match="schema 99"):
        save(folder, NEW, handle)
    assert stored.path.read_text(encoding="utf-8") == newer


def test_a_newer_file_that_cannot_be_read_is_named(folder: Path) -> None:
    folder.mkdir()
    path = folder / "a.md"
    path.write_text("+++\nschema = 99\n+++\n", encoding="utf-8")
    with pytest.raises(Newer, match=r"a\.md was written by a newer"):
        open_incident(path, KINDS)


def test_bytes_that_are_no_text_are_damage_with_their_line(folder: Path) -> None:
    stored = save(folder, OLD)
    stored.path.write_bytes(stored.path.read_bytes().replace(b"robot job", b"robot \xff job"))
    with pytest.raises(Damaged, match="line 4: byte") as caught:
        open_incident(stored.path, KINDS)
    assert caught.value.path == stored.path


def test_a_file_that_is_not_there_is_told(folder: Path) -> None:
    with pytest.raises(Damaged, match="it cannot be read"):
        open_incident(folder / "none.md", KINDS)


@pytest.mark.parametrize(
    "number", [errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EMFILE]
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
