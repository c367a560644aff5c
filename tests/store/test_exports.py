"""Which exported files are ours to replace."""

from __future__ import annotations

from pathlib import Path

from tui.store.exports import NAME, forget_exports, keep_export, known_exports


def test_a_written_file_is_known_again(tmp_path: Path) -> None:
    keep_export(tmp_path, "id1/first/email/txt", Path("/a.txt"), "d1")
    keep_export(tmp_path, "id1/first/text/txt", Path("/b.txt"), "d2")
    assert known_exports(tmp_path) == {
        "id1/first/email/txt": ("/a.txt", "d1"),
        "id1/first/text/txt": ("/b.txt", "d2"),
    }


def test_an_erased_incident_leaves_no_trace(tmp_path: Path) -> None:
    keep_export(tmp_path, "id1/first/email/txt", Path("/secret.txt"), "d1")
    keep_export(tmp_path, "id2/first/email/txt", Path("/b.txt"), "d2")
    forget_exports(tmp_path, "id1")
    assert list(known_exports(tmp_path)) == ["id2/first/email/txt"]
    assert b"secret" not in (tmp_path / NAME).read_bytes()


def test_a_broken_list_means_that_no_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("{")
    assert known_exports(tmp_path) == {}


def test_a_state_folder_that_cannot_be_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    keep_export(tmp_path / "file" / "state", "id1/x", Path("/a"), "d")
    assert known_exports(tmp_path / "file" / "state") == {}
