"""Saving: the old file or the new one, never a mixture, and nobody else's file is touched."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.store.failing import FailingDisk
from tests.store.records import KINDS, NOON, make_record
from tui.disk import LARGEST
from tui.model.incident import Incident
from tui.store.document import write_document
from tui.store.errors import Damaged, Newer
from tui.store.names import file_name
from tui.store.save import ChangedOutside, NotSaved, open_incident, save
from tui.store.unknown import NOTHING

OLD, NEW = make_record("old text"), make_record("new text " * 100)


def text_of(path: Path) -> str:
    return open_incident(path, KINDS)[0].drafts[0].text


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_saved_record_opens_as_it_was(folder: Path) -> None:
    stored = save(folder, OLD)
    record, handle = open_incident(stored.path, KINDS)
    assert replace(record, saved=OLD.saved) == OLD
    assert replace(handle, unknown=NOTHING) == stored


def test_a_record_was_saved_when_its_file_was_written(folder: Path) -> None:
    stored = save(folder, OLD)
    os.utime(stored.path, (NOON.timestamp(), NOON.timestamp()))
    assert open_incident(stored.path, KINDS)[0].saved == NOON


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
    assert replace(record, saved=OLD.saved) == OLD
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
