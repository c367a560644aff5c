"""The folder of the incidents: listed, found, erased."""

from __future__ import annotations

import errno
import os
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.store.failing import FailingDisk
from tests.store.records import KINDS, NOON, make_record
from tui.store.document import NEVER
from tui.store.erasing import erase
from tui.store.errors import NoSuchId, NotErased, SeveralIds, Unusable
from tui.store.folder import Listed, find, listing, sweep
from tui.store.recovery import write_recovery
from tui.store.save import ChangedOutside, Stored, save

IDS = ["aaaa1111", "aaaa2222", "bbbb3333"]


@pytest.fixture
def three(folder: Path) -> list[Stored]:
    return [save(folder, make_record(id=record_id)) for record_id in IDS]


def conflict(folder: Path, stored: Stored, record_id: str) -> Path:
    stored.path.write_bytes(stored.path.read_bytes() + b"\nnotes\n")
    with pytest.raises(ChangedOutside) as caught:
        save(folder, make_record("ours", id=record_id), stored)
    return caught.value.ours.path


def ids(found: tuple[Listed, ...]) -> list[str]:
    return [listed.id for listed in found]


def test_a_listing_tells_what_a_list_shows(folder: Path) -> None:
    stored = save(folder, make_record(id="aaaa1111", archived=True))
    os.utime(stored.path, (NOON.timestamp(), NOON.timestamp()))
    (listed,) = listing(folder, KINDS)
    assert (listed.id, listed.path, listed.title) == ("aaaa1111", stored.path, "The robot job")
    assert (listed.company, listed.kind, listed.outcome) == ("Acme Robotics", "missed", "none")
    assert (listed.start, listed.saved, listed.archived) == (None, NOON, True)
    assert (listed.damaged, listed.newer, listed.copy) == ("", 0, False)
    assert listed.record == make_record(id="aaaa1111", archived=True, saved=NOON)


def test_a_folder_that_is_not_there_is_empty(folder: Path) -> None:
    assert listing(folder, KINDS) == ()


def test_a_folder_that_is_a_file_is_told(folder: Path) -> None:
    folder.write_text("", encoding="utf-8")
    with pytest.raises(Unusable):
        listing(folder, KINDS)


def test_open_ones_come_first_then_the_latest_interview_and_damaged_ones_last(folder: Path) -> None:
    early = make_record().incident.with_fact("interview.start", NOON)
    late = early.with_fact("interview.start", NOON + timedelta(days=1))
    changed: dict[str, dict[str, object]] = {
        "cccc0000": {"archived": True, "incident": late},
        "eeee0000": {"incident": early},
        "dddd0000": {"incident": late},
        "ffff0000": {},
    }
    before = (NOON - timedelta(days=1)).timestamp()
    for record_id, changes in changed.items():
        os.utime(save(folder, make_record(**{"id": record_id, **changes})).path, (before, before))
    (folder / "2026-12-01-acme-00000000.md").write_text("", encoding="utf-8")
    assert ids(listing(folder, KINDS)) == ["dddd0000", "eeee0000", "ffff0000", "cccc0000", "00000000"]


def test_no_bad_file_hinders_the_others(folder: Path, three: list[Stored]) -> None:
    bad = {
        "2026-12-01-acme-0000aaaa.md": b"",
        "2026-12-01-acme-0000bbbb.md": b"\0" * 4096,
        "2026-12-01-acme-0000cccc.md": b"+++\nschema = 1\n",
        "2026-12-01-acme-0000dddd.md": b"+++\n\xff\n+++\n",
        "2026-12-01-acme-0000eeee.md": b"+++\nschema = 99\n+++\n",
    }
    for name, data in bad.items():
        (folder / name).write_bytes(data)
    (folder / "2026-12-01-acme-0000ffff.md").mkdir()
    (folder / "2026-12-01-acme-00001111.md").symlink_to(folder / "nowhere")
    found = listing(folder, KINDS)
    assert sorted(ids(found)[:3]) == IDS
    wrong = {listed.id: listed for listed in found if not listed.record}
    assert wrong["0000aaaa"].damaged == "line 1: it is empty"
    assert wrong["0000bbbb"].damaged == "line 1: it holds nothing but zeros"
    assert wrong["0000dddd"].damaged == "line 2: byte 4 is no UTF-8"
    assert wrong["0000ffff"].damaged == "it cannot be read (it is no plain file)"
    assert wrong["00001111"].damaged == "it cannot be read (it is a link)"
    assert wrong["0000eeee"].newer == 99
    assert len(wrong) == 7
    assert {name: (folder / name).read_bytes() for name in bad} == bad


def test_only_incident_files_are_listed(folder: Path, three: list[Stored]) -> None:
    for name in (".hidden.md", "notes.txt", f".{three[0].path.name}.0a1b2c3d.tmp"):
        (folder / name).write_text("", encoding="utf-8")
    assert len(listing(folder, KINDS)) == 3


def test_a_newer_file_is_listed_with_what_can_be_read_of_it(folder: Path, three: list[Stored]) -> None:
    path = three[0].path
    path.write_text(path.read_text(encoding="utf-8").replace("schema = 1", "schema = 7"), encoding="utf-8")
    listed = find(folder, IDS[0], KINDS)
    assert (listed.newer, listed.title) == (7, "The robot job")


def test_an_incident_is_found_by_any_unique_beginning_of_its_id(folder: Path, three: list[Stored]) -> None:
    assert find(folder, "b", KINDS).id == "bbbb3333"
    assert find(folder, "aaaa2", KINDS).id == "aaaa2222"


def test_a_whole_id_is_found_even_where_another_goes_on(folder: Path) -> None:
    save(folder, make_record(id="aaaa"))
    save(folder, make_record(id="aaaa1111"))
    assert find(folder, "aaaa", KINDS).id == "aaaa"


def test_none_and_several_are_told(folder: Path, three: list[Stored]) -> None:
    with pytest.raises(NoSuchId, match="begins with 'x'") as none:
        find(folder, "x", KINDS)
    with pytest.raises(SeveralIds, match="aaaa1111, aaaa2222") as several:
        find(folder, "aa", KINDS)
    assert several.value.ids == ("aaaa1111", "aaaa2222")
    assert none.value.exit_code == several.value.exit_code == 3


def test_versions_of_one_incident_are_known_by_the_id_and_the_first_is_found(
    folder: Path, three: list[Stored]
) -> None:
    ours = conflict(folder, three[0], IDS[0])
    synced = three[0].path.with_name(f"{three[0].path.stem} (conflicted copy 2026-12-01).md")
    synced.write_bytes(ours.read_bytes())
    versions = {listed.path: listed.copy for listed in listing(folder, KINDS) if listed.id == IDS[0]}
    assert versions == {three[0].path: False, ours: True, synced: True}
    assert find(folder, IDS[0], KINDS).path == three[0].path
    three[0].path.unlink()
    synced.unlink()
    assert find(folder, IDS[0], KINDS).path == ours


def test_erasing_leaves_nothing_of_the_incident_and_all_of_the_others(
    folder: Path, three: list[Stored], tmp_path: Path
) -> None:
    recovery = tmp_path / "recovery"
    ours = conflict(folder, three[0], IDS[0])
    ours.write_bytes(ours.read_bytes()[:50])
    copy = write_recovery(recovery, make_record(id=IDS[0]), three[0])
    other = write_recovery(recovery, make_record(id=IDS[1]), three[1])
    orphan = folder / f".{three[0].path.name}.0a1b2c3d.tmp"
    orphan.write_text("secret", encoding="utf-8")
    gone = erase(folder, IDS[0], KINDS, [recovery, tmp_path / "none"])
    assert set(gone) == {three[0].path, ours, copy, orphan}
    assert sorted(folder.iterdir()) == sorted([three[1].path, three[2].path])
    assert list(recovery.iterdir()) == [other]
    with pytest.raises(NoSuchId):
        erase(folder, IDS[0], KINDS)


def test_a_file_with_a_name_of_the_users_own_is_erased_alone(folder: Path, three: list[Stored]) -> None:
    mine = folder / "my.md"
    three[0].path.rename(mine)
    for name in ("my.notes.md", "my-other.md", "my"):
        (folder / name).write_text("keep", encoding="utf-8")
    assert erase(folder, IDS[0], KINDS) == (mine,)


def test_a_damaged_file_can_be_erased_by_the_id_in_its_name(folder: Path, three: list[Stored]) -> None:
    three[2].path.write_text("", encoding="utf-8")
    assert erase(folder, find(folder, "bbbb", KINDS).id, KINDS) == (three[2].path,)


@pytest.mark.parametrize("call", ["unlink", "open_folder"])
def test_what_could_not_be_erased_is_told(folder: Path, three: list[Stored], call: str) -> None:
    with pytest.raises(NotErased, match="disk is read-only"):
        erase(folder, IDS[0], KINDS, disk=FailingDisk(1, errno.EROFS, only=call))


def test_sweeping_removes_what_killed_saves_left_and_nothing_else(folder: Path, three: list[Stored]) -> None:
    orphan = folder / f".{three[0].path.name}.0a1b2c3d.tmp"
    mine = [folder / ".notes.tmp", folder / "x.md.0a1b2c3d.tmp"]
    for path in (orphan, *mine):
        path.write_text("", encoding="utf-8")
    assert sweep(folder) == (orphan,)
    assert not orphan.exists()
    assert all(path.exists() for path in mine)


def test_records_differ_only_where_the_file_does(folder: Path, three: list[Stored]) -> None:
    record = find(folder, "b", KINDS).record
    assert record
    assert replace(record, id="x", saved=NEVER) == make_record(id="x")
