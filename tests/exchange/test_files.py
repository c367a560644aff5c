"""A message as a file: named, private, and never in place of somebody else's."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

import pytest

from tests.store.failing import FailingDisk
from tests.store.records import NOON
from tui.exchange.files import Exported, NotExported, export_name, export_text
from tui.model.filenames import LONGEST
from tui.model.incident import Incident

MISSED = Incident(kind="missed").with_fact("interview.company", "Müller & Söhne GmbH")
NAME = "acme-missed-email-2026-12-01.txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "Documents" / "Raincheck"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_name_says_company_kind_channel_and_day() -> None:
    assert export_name(MISSED, "first", "email", NOON) == "muller-sohne-gmbh-missed-email-2026-12-01.txt"
    assert export_name(MISSED, "nudge-2", "text", NOON, "md") == (
        "muller-sohne-gmbh-missed-nudge-2-text-2026-12-01.md"
    )
    assert export_name(Incident(kind="late"), "first", "call", NOON) == "interview-late-call-2026-12-01.txt"


def test_the_text_is_there_private_and_ends_its_last_line(folder: Path) -> None:
    exported = export_text(folder, NAME, "Dear Ms Roe,\n\nbye")
    assert exported.path == folder / NAME
    assert exported.path.read_text(encoding="utf-8") == "Dear Ms Roe,\n\nbye\n"
    assert stat.S_IMODE(exported.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == stat.S_IMODE(folder.parent.stat().st_mode) == 0o700


def test_no_control_character_is_exported(folder: Path) -> None:
    exported = export_text(folder, NAME, "a\x1b]52;c;ZXZpbA==\x07b\u202ec\r\nBcc: d\x9b2J")
    assert exported.path.read_bytes() == b"a]52;c;ZXZpbA==bc\nBcc: d2J\n"


def test_a_taken_name_gets_a_number(folder: Path) -> None:
    paths = [export_text(folder, NAME, text).path.name for text in ("one", "two", "three")]
    assert paths == [NAME, "acme-missed-email-2026-12-01-2.txt", "acme-missed-email-2026-12-01-3.txt"]
    assert [(folder / name).read_text(encoding="utf-8") for name in paths] == ["one\n", "two\n", "three\n"]


def test_the_very_same_text_needs_no_second_file(folder: Path) -> None:
    first = export_text(folder, NAME, "one")
    assert export_text(folder, NAME, "one") == first
    assert names(folder) == [NAME]


def test_ones_own_export_is_replaced(folder: Path) -> None:
    first = export_text(folder, NAME, "one")
    second = export_text(folder, "another-name.txt", "two", first)
    assert second.path == first.path
    assert names(folder) == [NAME]
    assert first.path.read_text(encoding="utf-8") == "two\n"


def test_ones_own_export_that_somebody_changed_is_kept(folder: Path) -> None:
    first = export_text(folder, NAME, "one")
    first.path.write_text("theirs", encoding="utf-8")
    second = export_text(folder, NAME, "two", first)
    assert second.path != first.path
    assert first.path.read_text(encoding="utf-8") == "theirs"


def test_an_export_to_another_folder_leaves_the_old_one(folder: Path, tmp_path: Path) -> None:
    first = export_text(folder, NAME, "one")
    second = export_text(tmp_path / "other", NAME, "two", first)
    assert second.path.parent == tmp_path / "other"
    assert first.path.read_text(encoding="utf-8") == "one\n"


def test_ones_own_export_that_is_gone_is_written_anew(folder: Path) -> None:
    first = export_text(folder, NAME, "one")
    first.path.unlink()
    assert export_text(folder, NAME, "two", first).path == first.path


@pytest.mark.parametrize("there", ["link", "dangling", "folder"])
def test_nothing_is_written_through_a_link_or_into_a_folder(folder: Path, tmp_path: Path, there: str) -> None:
    folder.mkdir(parents=True)
    precious = tmp_path / "precious"
    if there == "folder":
        (folder / NAME).mkdir()
    else:
        (folder / NAME).symlink_to(precious)
    if there == "link":
        precious.write_text("one\n", encoding="utf-8")
    exported = export_text(folder, NAME, "one")
    assert exported.path.name == "acme-missed-email-2026-12-01-2.txt"
    assert precious.exists() == (there == "link")


def test_a_link_in_place_of_ones_own_export_is_not_followed(folder: Path, tmp_path: Path) -> None:
    first = export_text(folder, NAME, "one")
    first.path.rename(tmp_path / "moved")
    first.path.symlink_to(tmp_path / "moved")
    assert export_text(folder, NAME, "two", first).path != first.path
    assert (tmp_path / "moved").read_text(encoding="utf-8") == "one\n"


def test_a_long_name_stays_within_the_limit_when_numbered(folder: Path) -> None:
    name = f"{'é' * 58}.txt"
    for text in ("one", "two"):
        assert len(export_text(folder, name, text).path.name.encode()) <= LONGEST
    assert len(names(folder)) == 2


def test_a_name_that_is_taken_for_ever_is_told(folder: Path) -> None:
    class Taken(FailingDisk):
        def link(self, source: Path, target: Path) -> None:
            raise FileExistsError(errno.EEXIST, "")

    with pytest.raises(NotExported, match="999 files have that name"):
        export_text(folder, NAME, "one", None, Taken())
    assert names(folder) == []


def test_whichever_call_fails_nothing_else_is_touched_and_it_is_told(tmp_path: Path) -> None:
    counted = FailingDisk()
    export_text(tmp_path / "0", NAME, "one", None, counted)
    for at, name in enumerate(counted.names, 1):
        if name == "unlink":
            continue
        folder = tmp_path / str(at)
        with pytest.raises(NotExported, match=r"no space left on device\); the text is kept here"):
            export_text(folder, NAME, "one", None, FailingDisk(at, errno.ENOSPC))
        assert all(path.read_text(encoding="utf-8") == "one\n" for path in folder.iterdir())


def test_whichever_call_of_a_replacement_fails_the_export_is_old_or_new(tmp_path: Path) -> None:
    counted = FailingDisk()
    first = export_text(tmp_path / "0", NAME, "one")
    export_text(tmp_path / "0", NAME, "two", first, counted)
    for at in range(counted.names.index("create") + 1, counted.calls + 1):
        folder = tmp_path / str(at)
        first = export_text(folder, NAME, "one")
        with pytest.raises(NotExported):
            export_text(folder, NAME, "two", first, FailingDisk(at))
        assert names(folder) == [NAME]
        assert first.path.read_text(encoding="utf-8") in ("one\n", "two\n")


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("precious", encoding="utf-8")
    with pytest.raises(NotExported, match="choose another export folder"):
        export_text(tmp_path / "file", NAME, "one", Exported(tmp_path / "file" / NAME, ""))
    assert (tmp_path / "file").read_text(encoding="utf-8") == "precious"
