"""The few calls below every save: what they must never do."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest

from tui.disk import DISK, make_private, read_plain, write_beside


@pytest.mark.parametrize("there", ["file", "link"])
def test_a_temporary_name_that_somebody_took_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: str
) -> None:
    monkeypatch.setattr(secrets, "token_hex", lambda size: "0a1b2c3d")
    precious = tmp_path / "precious"
    precious.write_text("mine", encoding="utf-8")
    taken = tmp_path / ".a.md.0a1b2c3d.tmp"
    if there == "link":
        taken.symlink_to(precious)
    else:
        precious.rename(taken)
    with pytest.raises(FileExistsError):
        write_beside(tmp_path / "a.md", b"ours")
    assert taken.read_text(encoding="utf-8") == "mine"


def test_a_file_created_through_a_dangling_link_would_be_elsewhere_and_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="File exists"):
        DISK.create(tmp_path / "link")
    assert not (tmp_path / "elsewhere").exists()


def test_temporary_names_are_hidden_beside_the_file_and_differ(tmp_path: Path) -> None:
    paths = {write_beside(tmp_path / "a.md", b"") for _ in range(10)}
    assert len(paths) == 10
    assert all(path.parent == tmp_path and path.name.startswith(".a.md.") for path in paths)


def test_what_is_read_is_what_is_there(tmp_path: Path) -> None:
    data = bytes(range(256)) * 10_000
    (tmp_path / "a").write_bytes(data)
    assert read_plain(tmp_path / "a") == data


def test_a_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    make_private(tmp_path / "a" / "b")
    assert tmp_path.stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o700
