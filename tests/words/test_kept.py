"""What is kept of the templates for the next start."""

from __future__ import annotations

import os
from pathlib import Path

from tests.conftest import NOW
from tui.model.incident import Incident
from tui.words.kept import Kept
from tui.words.library import Library, template_root
from tui.words.render import render


def test_a_file_is_read_again_only_when_it_changed(tmp_path: Path) -> None:
    file, kept = tmp_path / "a.toml", Kept(tmp_path / "cache")
    file.write_text("a = 1")
    assert kept.toml(file) == {"a": 1}
    stamp = file.stat()
    file.write_text("a = 2")
    os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert kept.toml(file) == {"a": 1}, "the same stamp is taken for the same file"
    file.write_text("a = 33")
    assert kept.toml(file) == {"a": 33}


def test_a_spoilt_cache_is_made_anew(tmp_path: Path) -> None:
    file, kept = tmp_path / "a.toml", Kept(tmp_path / "cache")
    file.write_text("a = 1")
    kept.toml(file)
    for each in (tmp_path / "cache").iterdir():
        each.write_bytes(b"\xff\x00spoilt")
    assert kept.toml(file) == {"a": 1}
    assert kept.digest([("a", file)]) == Kept(None).digest([("a", file)])


def test_the_fingerprint_is_that_of_the_contents(tmp_path: Path) -> None:
    file, kept = tmp_path / "a.toml", Kept(tmp_path / "cache")
    file.write_text("a = 1")
    first = kept.digest([("a", file)])
    assert kept.digest([("a", file)]) == first
    file.write_text("a = 22")
    assert kept.digest([("a", file)]) != first


def test_messages_are_the_same_from_the_cache(tmp_path: Path) -> None:
    incident = Incident(kind="missed")
    fresh = render(Library((template_root(),)), incident, "first", "call", NOW)
    for _ in range(2):
        library = Library((template_root(),), Kept(tmp_path / "cache"))
        assert render(library, incident, "first", "call", NOW) == fresh
    assert any(path.suffix == ".code" for path in (tmp_path / "cache").iterdir())


def test_code_is_not_read_from_a_folder_that_others_may_write(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache").chmod(0o777)
    assert Kept(tmp_path / "cache").code() is None


def test_the_folder_and_those_above_it_are_private(tmp_path: Path) -> None:
    Kept(tmp_path / "data" / "cache").code()
    for folder in (tmp_path / "data", tmp_path / "data" / "cache"):
        assert folder.stat().st_mode & 0o777 == 0o700
