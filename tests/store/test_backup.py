"""A backup holds everything, and restoring it overwrites nothing, whatever the file says."""

from __future__ import annotations

import errno
import io
import stat
import tarfile
from contextlib import suppress
from pathlib import Path

import pytest

from tests.store.failing import FailingDisk
from tests.store.records import KINDS, NOON, make_record
from tui.disk import LARGEST
from tui.store import backup as module
from tui.store.backup import BadBackup, NoBackup, NotRestored, backup, restore
from tui.store.folder import listing
from tui.store.history import History
from tui.store.places import Places, places
from tui.store.profile import Profile, Settings, save_profile
from tui.store.save import Stored, open_incident, save


@pytest.fixture
def full(tmp_path: Path) -> Places:
    home = places(tmp_path / "full", {})
    for record_id in ("aaaa1111", "bbbb2222"):
        stored = save(home.incidents, make_record(id=record_id))
        History(home.history).keep(record_id, stored.data, "export", NOON)
    save_profile(home.settings, Profile(settings=Settings(theme="dark")))
    home.templates.mkdir()
    (home.templates / "en").mkdir()
    (home.templates / "en" / "own.j2").write_text("Hello", encoding="utf-8")
    (home.incidents / ".x.md.00000000.tmp").write_text("half", encoding="utf-8")
    (home.incidents / "link.md").symlink_to(home.settings)
    return home


@pytest.fixture
def empty(tmp_path: Path) -> Places:
    return places(tmp_path / "empty", {})


def contents(home: Places) -> dict[str, bytes]:
    return {
        str(path.relative_to(home.data)): path.read_bytes()
        for path in home.data.rglob("*")
        if path.is_file() and not path.is_symlink()
    }


def test_a_backup_restored_elsewhere_is_the_same(full: Places, empty: Places, tmp_path: Path) -> None:
    file = tmp_path / "all.tar"
    kept = backup(full, file)
    assert len(kept) == 6
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert {one.how for one in restore(empty, file)} == {"new"}
    expected = contents(full)
    del expected["incidents/.x.md.00000000.tmp"]
    assert contents(empty) == expected
    assert [one.saved for one in listing(empty.incidents, KINDS)] == [
        one.saved for one in listing(full.incidents, KINDS) if one.readable
    ]
    assert all(stat.S_IMODE(path.stat().st_mode) in (0o600, 0o700) for path in empty.data.rglob("*"))


def test_restoring_twice_changes_nothing(full: Places, empty: Places, tmp_path: Path) -> None:
    backup(full, tmp_path / "all.tar")
    restore(empty, tmp_path / "all.tar")
    before = contents(empty)
    assert {one.how for one in restore(empty, tmp_path / "all.tar")} == {"same"}
    assert contents(empty) == before


def test_what_is_there_is_never_overwritten(full: Places, tmp_path: Path) -> None:
    backup(full, tmp_path / "all.tar")
    (mine,) = (one.path for one in listing(full.incidents, KINDS) if one.id == "aaaa1111")
    _, stored = open_incident(mine, KINDS)
    newer = save(full.incidents, make_record("newer", id="aaaa1111"), stored).data
    beside = [one.path for one in restore(full, tmp_path / "all.tar") if one.how == "beside"]
    assert len(beside) == 1
    assert mine.read_bytes() == newer
    assert beside[0].read_bytes() == stored.data
    assert [one.copy for one in listing(full.incidents, KINDS) if one.id == "aaaa1111"] == [False, True]


def test_a_backup_never_takes_the_place_of_a_file(full: Places, tmp_path: Path) -> None:
    file = tmp_path / "all.tar"
    file.write_text("precious", encoding="utf-8")
    with pytest.raises(NoBackup, match="a file is there already"):
        backup(full, file)
    assert file.read_text(encoding="utf-8") == "precious"
    assert list(tmp_path.glob(".*")) == []


def member(name: str, kind: bytes = tarfile.REGTYPE, target: str = "", size: int = 4) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname, info.size = kind, target, size
    return info


def tar_of(file: Path, *members: tarfile.TarInfo) -> Path:
    with tarfile.open(file, "w") as tar:
        for info in members:
            tar.addfile(info, io.BytesIO(b"evil"[: info.size]) if info.isreg() else None)
    return file


HOSTILE = [
    member("raincheck/incidents/../../../evil.md"),
    member("/etc/evil.md"),
    member("raincheck/incidents//evil.md"),
    member("raincheck/incidents/./evil.md"),
    member("raincheck/incidents/deep/evil.md"),
    member("raincheck/incidents/.hidden.md"),
    member("raincheck/incidents/a\\b.md"),
    member("raincheck/incidents/a\nb.md"),
    member("raincheck/elsewhere/evil.md"),
    member("raincheck/incidents"),
    member("evil.md"),
    member("raincheck/incidents/evil.md", tarfile.SYMTYPE, "/etc/passwd", 0),
    member("raincheck/incidents/evil.md", tarfile.LNKTYPE, "/etc/passwd", 0),
    member("raincheck/incidents/evil.md", tarfile.FIFOTYPE, "", 0),
    member("raincheck/incidents/evil.md", tarfile.CHRTYPE, "", 0),
]


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda info: f"{info.name!r}-{info.type!r}")
def test_a_hostile_member_is_refused_before_anything_is_written(
    empty: Places, tmp_path: Path, hostile: tarfile.TarInfo
) -> None:
    file = tar_of(tmp_path / "evil.tar", member("raincheck/incidents/good.md"), hostile)
    with pytest.raises(BadBackup):
        restore(empty, file)
    assert not empty.data.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["evil.tar"]


def test_a_member_of_unheard_of_size_is_refused(empty: Places, tmp_path: Path) -> None:
    file = tmp_path / "evil.tar"
    file.write_bytes(member("raincheck/incidents/a.md", size=LARGEST + 1).tobuf())
    with pytest.raises(BadBackup, match="too much"):
        restore(empty, file)


def test_too_many_members_are_refused(empty: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_FILES", 2)
    names = [member(f"raincheck/incidents/{name}.md") for name in "abc"]
    with pytest.raises(BadBackup, match="too much"):
        restore(empty, tar_of(tmp_path / "evil.tar", *names))


@pytest.mark.parametrize("data", [b"", b"no tar", b"\x1f\x8b" + b"\0" * 600])
def test_what_is_no_tar_is_told(empty: Places, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "no.tar"
    file.write_bytes(data)
    with pytest.raises(BadBackup):
        restore(empty, file)
    with pytest.raises(BadBackup, match="cannot be read"):
        restore(empty, tmp_path / "none.tar")


def test_a_tar_that_was_cut_off_is_told(full: Places, empty: Places, tmp_path: Path) -> None:
    backup(full, tmp_path / "all.tar")
    data = (tmp_path / "all.tar").read_bytes()
    for length in (700, 1024, 1536, 2048, 3000):
        (tmp_path / "cut.tar").write_bytes(data[:length])
        with suppress(BadBackup):
            assert all(one.how == "new" for one in restore(empty, tmp_path / "cut.tar"))
        assert all(one.readable for one in listing(empty.incidents, KINDS))
    with tarfile.open(tmp_path / "all.tar") as tar:
        begun = tar.getmembers()[0].offset_data
    (tmp_path / "cut.tar").write_bytes(data[: begun + 10])
    with pytest.raises(BadBackup, match="it was cut off"):
        restore(empty, tmp_path / "cut.tar")


def test_folders_in_a_tar_are_made_as_they_are_needed(empty: Places, tmp_path: Path) -> None:
    file = tar_of(
        tmp_path / "a.tar",
        member("raincheck/incidents", tarfile.DIRTYPE, size=0),
        member("raincheck/incidents/a.md"),
    )
    assert [one.how for one in restore(empty, file)] == ["new"]


@pytest.mark.parametrize("moment", [-1e18, 1e18, 0])
def test_a_time_that_no_file_can_have_is_no_hindrance(empty: Places, tmp_path: Path, moment: float) -> None:
    info = member("raincheck/incidents/a.md")
    info.mtime = moment
    assert [one.how for one in restore(empty, tar_of(tmp_path / "a.tar", info))] == ["new"]


def test_nothing_is_restored_through_a_link(empty: Places, tmp_path: Path) -> None:
    empty.data.mkdir()
    (tmp_path / "elsewhere").mkdir()
    empty.incidents.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotRestored):
        restore(empty, tar_of(tmp_path / "a.tar", member("raincheck/incidents/a.md")))
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_what_came_back_is_on_the_medium_before_it_is_told(empty: Places, tmp_path: Path) -> None:
    disk = FailingDisk()
    restore(empty, tar_of(tmp_path / "a.tar", member("raincheck/incidents/a.md")), disk)
    assert disk.names[-10:] == [
        *("create", "protect", "write", "fsync", "close"),
        *("link", "unlink", "open_folder", "fsync", "close"),
    ]


def test_without_a_free_name_beside_nothing_is_restored(
    empty: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty.incidents.mkdir(parents=True)
    (empty.incidents / "a.md").write_text("mine", encoding="utf-8")
    monkeypatch.setattr(module, "MOST_NAMES", 1)
    with pytest.raises(NotRestored, match="a file is in the way"):
        restore(empty, tar_of(tmp_path / "a.tar", member("raincheck/incidents/a.md")))


def test_whichever_call_of_a_restore_fails_what_is_there_stays_and_the_next_goes_on(
    full: Places, tmp_path: Path
) -> None:
    file = tmp_path / "all.tar"
    backup(full, file)
    counted = FailingDisk()
    restore(places(tmp_path / "counted", {}), file, counted)
    for at in range(1, counted.calls + 1, 3):
        home = places(tmp_path / f"home-{at}", {})
        there = save(home.incidents, make_record("there", id="aaaa1111"))
        with suppress(NotRestored):
            restore(home, file, FailingDisk(at, errno.ENOSPC))
        assert there.path.read_bytes() == there.data
        restore(home, file)
        found = {one.path.read_bytes() for one in listing(home.incidents, KINDS)}
        assert found >= {one.path.read_bytes() for one in listing(full.incidents, KINDS) if one.readable}


def test_whichever_call_of_a_backup_fails_there_is_none_or_the_whole(full: Places, tmp_path: Path) -> None:
    counted = FailingDisk()
    backup(full, tmp_path / "counted.tar", counted)
    for at in range(1, counted.calls + 1, 2):
        file = tmp_path / f"{at}.tar"
        try:
            backup(full, file, FailingDisk(at))
        except NoBackup:
            assert not file.exists() or file.read_bytes() == (tmp_path / "counted.tar").read_bytes()


def test_a_stored_handle_is_what_was_written(full: Places) -> None:
    stored: Stored = save(full.incidents, make_record(id="cccc3333"))
    assert stored.path.read_bytes() == stored.data
