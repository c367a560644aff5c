"""`raincheck backup` and `restore`: everything in one file, and back beside what is there."""

from __future__ import annotations

import tarfile
from pathlib import Path

from tests.cli.commands import Raincheck
from tui.store.lock import Lock


def test_a_backup_restored_elsewhere_lists_the_same(raincheck: Raincheck, tmp_path: Path) -> None:
    stored = raincheck.stored()
    file = tmp_path / "all.tar"

    answer = raincheck("backup", str(file))

    assert answer.code == 0
    assert "holds 1 file" in answer.err
    other = Raincheck(tmp_path / "other")
    answer = other("restore", str(file))
    assert answer.code == 0
    assert "1 files came back, 0 were there already." in answer.err
    assert [one["id"] for one in other("list", "--json").data] == [stored]
    assert other("restore", str(file), "--json").data == {"new": 0, "same": 1, "beside": 0}


def test_what_differs_goes_beside_and_is_named(raincheck: Raincheck, tmp_path: Path) -> None:
    stored = raincheck.stored()
    file = tmp_path / "all.tar"
    assert raincheck("backup", str(file), "--json").data == {"file": str(file), "files": 1}
    assert raincheck("outcome", stored, "declined").code == 0

    answer = raincheck("restore", str(file))

    assert "went beside it" in answer.err
    listed = raincheck("list", "--json").data
    assert sorted((one["outcome"], one["copy"]) for one in listed) == [("declined", False), ("none", True)]


def test_a_backup_never_replaces_a_file(raincheck: Raincheck, tmp_path: Path) -> None:
    raincheck.stored()
    file = tmp_path / "all.tar"
    file.write_text("precious", encoding="utf-8")

    answer = raincheck("backup", str(file))

    assert answer.code == 4
    assert "a file is there already" in answer.err
    assert file.read_text(encoding="utf-8") == "precious"


def test_a_hostile_file_is_refused_with_bad_input(raincheck: Raincheck, tmp_path: Path) -> None:
    file = tmp_path / "evil.tar"
    with tarfile.open(file, "w") as tar:
        tar.addfile(tarfile.TarInfo("raincheck/incidents/../../evil.md"))

    answer = raincheck("restore", str(file))

    assert answer.code == 3
    assert "has no place here" in answer.err
    assert not (tmp_path / "evil.md").exists()


def test_while_another_window_holds_the_data_nothing_is_restored(
    raincheck: Raincheck, tmp_path: Path
) -> None:
    raincheck.stored()
    raincheck("backup", str(tmp_path / "all.tar"))
    with Lock(raincheck.folder):
        assert raincheck("restore", str(tmp_path / "all.tar")).code == 4
