"""The index makes listing fast and nothing else: whatever happens to it, the list is the same."""

from __future__ import annotations

import os
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.store.failing import FailingDisk
from tests.store.records import KINDS, NOON, make_record
from tui.store import folder as module
from tui.store.folder import Listed, find, listing
from tui.store.index import FEW, Index
from tui.store.save import Stored, save

Seen = list[tuple[object, ...]]


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "incidents.index"


@pytest.fixture
def many(folder: Path) -> list[Stored]:
    start = datetime(2026, 12, 1, 14, tzinfo=timezone(timedelta(hours=1)))
    incident = make_record().incident.with_fact("interview.start", start)
    saved = [save(folder, make_record(id=f"{number:08d}", incident=incident)) for number in range(FEW + 4)]
    (folder / "2026-12-01-acme-badbad00.md").write_text("+++\n", encoding="utf-8")
    (folder / "2026-12-01-acme-newer000.md").write_text("+++\nschema = 9\n+++\n", encoding="utf-8")
    return saved


def seen(files: tuple[Listed, ...]) -> Seen:
    return [
        (
            *(one.id, one.path, one.title, one.company, one.kind, one.outcome, one.start, one.saved),
            *(one.archived, one.copy, one.damaged, one.newer, one.record, one.words, str(one.start)),
        )
        for one in files
    ]


def read(folder: Path, index: Path) -> tuple[Seen, int]:
    """Return what is listed with the index and how many files were read for it."""
    disk = FailingDisk(only="open")
    listed = listing(folder, KINDS, disk, index)
    calls = disk.calls
    return seen(listed), calls


def test_the_list_is_the_same_with_the_index_and_no_file_is_read(
    folder: Path, index: Path, many: list[Stored]
) -> None:
    plain = seen(listing(folder, KINDS))
    assert read(folder, index) == (plain, len(many) + 2)
    assert read(folder, index) == (plain, 0)
    assert (index.stat().st_mode & 0o777, index.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert find(folder, "00000003", KINDS, index=index).record == listing(folder, KINDS)[3].record


def test_only_what_changed_is_read_again(folder: Path, index: Path, many: list[Stored]) -> None:
    read(folder, index)
    save(folder, make_record("changed", id="00000003"), many[3])
    found, opened = read(folder, index)
    assert opened == 1
    assert found == seen(listing(folder, KINDS))


def test_a_changed_time_size_or_inode_is_seen(folder: Path, index: Path, many: list[Stored]) -> None:
    read(folder, index)
    about = many[0].path.stat()
    os.utime(many[0].path, ns=(about.st_atime_ns, about.st_mtime_ns + 1))
    other = many[1].path.with_name("other")
    other.write_bytes(many[1].data)
    before = many[1].path.stat()
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(many[1].path)
    before = many[2].path.stat()
    many[2].path.write_bytes(many[2].data + b"\n")
    os.utime(many[2].path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert read(folder, index)[1] == 3


def test_many_changes_write_the_index_anew(folder: Path, index: Path, many: list[Stored]) -> None:
    read(folder, index)
    for number, stored in enumerate(many):
        save(folder, make_record("changed", id=f"{number:08d}"), stored)
    assert read(folder, index)[1] == len(many)
    assert read(folder, index)[1] == 0


def test_what_is_gone_goes_from_the_index_at_the_next_listing(
    folder: Path, index: Path, many: list[Stored]
) -> None:
    save(folder, make_record("a secretword", id="00000001"), many[1])
    index.unlink(missing_ok=True)
    listing(folder, KINDS, index=index)
    assert b"secretword" in index.read_bytes()
    many[1].path.unlink()
    listing(folder, KINDS, index=index)
    assert b"secretword" not in index.read_bytes()
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    assert listing(folder, KINDS, index=index) == ()
    assert Index(index, folder, KINDS).rows == {}


@pytest.mark.parametrize("harm", ["gone", "empty", "zeros", "cut", "folder", "noise", "half"])
def test_whatever_happens_to_the_index_costs_only_time(
    folder: Path, index: Path, many: list[Stored], harm: str
) -> None:
    plain = seen(listing(folder, KINDS))
    listing(folder, KINDS, index=index)
    whole = index.read_bytes()
    head = int.from_bytes(whole[:8], "big")
    index.unlink()
    match harm:
        case "empty":
            index.touch()
        case "zeros":
            index.write_bytes(b"\0" * len(whole))
        case "cut":
            index.write_bytes(whole[:100])
        case "folder":
            index.mkdir()
        case "noise":
            index.write_bytes(os.urandom(3000))
        case "half":
            index.write_bytes(whole[: 8 + head] + b"\0" * (len(whole) - 8 - head))
    assert seen(listing(folder, KINDS, index=index)) == plain


@pytest.mark.parametrize("change", ["folder", "kinds", "version"])
def test_an_index_of_another_folder_kind_or_version_is_no_use(
    folder: Path, index: Path, many: list[Stored], change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing(folder, KINDS, index=index)
    assert Index(index, folder, KINDS).rows
    if change == "version":
        monkeypatch.setattr("tui.store.index.__version__", "99")
    other = folder.parent if change == "folder" else folder
    assert not Index(index, other, KINDS[:3] if change == "kinds" else KINDS).rows


def test_a_file_that_went_between_two_looks_is_listed_as_damaged(folder: Path, index: Path) -> None:
    save(folder, make_record(id="aaaa1111"))
    listing(folder, KINDS, index=index)

    class Gone(os.PathLike[str]):
        name = "2026-12-01-acme-robotics-aaaa1111.md"

        def __fspath__(self) -> str:
            return self.name

        def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
            raise FileNotFoundError(2, "gone")

    known = Index(index, folder, KINDS)
    assert known.row(Gone()) is None  # type: ignore[arg-type]  # an entry of a folder cannot be made by hand
    lost = module._read(Gone(), folder / "none", KINDS, FailingDisk(), True)  # type: ignore[arg-type]
    assert lost.damaged
    assert lost.row
    assert lost.row.time == 0


def test_words_come_without_an_index_too(folder: Path, index: Path) -> None:
    save(folder, make_record("unheard-of", saved=NOON))
    (folder / "2026-12-01-acme-badbad00.md").write_text("+++\n", encoding="utf-8")
    good, bad = listing(folder, KINDS)
    assert "unheard-of" in good.words
    assert bad.words == ""
    assert listing(folder, KINDS, index=index)[0].words == good.words
    assert replace(good, copy=True).record == good.record
