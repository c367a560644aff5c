"""Where things are, and which incident was open last."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tui.store.errors import Unusable
from tui.store.places import VARIABLE, places
from tui.store.recall import NAME, recall, remember


def test_all_is_below_the_folder_that_is_named(tmp_path: Path) -> None:
    here = places(tmp_path)
    assert here.incidents == tmp_path / "incidents"
    assert here.settings == tmp_path / "config" / "settings.toml"
    assert here.templates == tmp_path / "config" / "templates"
    assert here.recovery == tmp_path / "state" / "recovery"
    assert here.cache == tmp_path / "cache"
    assert here.compiled == tmp_path / "cache" / "compiled"
    assert here.invitations == tmp_path / "invitations"
    assert here.export == tmp_path / "export"


def test_the_environment_names_the_folder_too_and_the_option_wins(tmp_path: Path) -> None:
    environment = {VARIABLE: str(tmp_path / "one")}
    assert places(None, environment).data == tmp_path / "one"
    assert places(tmp_path / "two", environment).data == tmp_path / "two"


def test_a_relative_folder_stays_where_it_was_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    here = places(Path("life"))
    monkeypatch.chdir("/")
    assert here.data == tmp_path / "life"


def test_without_a_name_the_platform_says_where(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "documents"))
    here = places(None, {})
    assert here.incidents == tmp_path / "data" / "raincheck" / "incidents"
    assert here.config == tmp_path / "config" / "raincheck"
    assert here.state == tmp_path / "state" / "raincheck"
    assert here.cache == tmp_path / "cache" / "raincheck"
    assert here.export == tmp_path / "documents" / "Raincheck"
    assert list(tmp_path.iterdir()) == []


def test_ready_makes_the_folder_of_the_incidents_for_its_owner_only(tmp_path: Path) -> None:
    here = places(tmp_path / "life").ready()
    for folder in (here.data, here.incidents):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert here.ready() == here


def test_a_data_folder_that_is_a_file_is_told_with_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("precious", encoding="utf-8")
    with pytest.raises(Unusable, match=r"file/incidents cannot be used .* --data"):
        places(file).ready()
    assert file.read_text(encoding="utf-8") == "precious"


def test_a_data_folder_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(Unusable, match="not writable"):
        places(tmp_path).ready()


def test_the_last_open_incident_is_recalled(tmp_path: Path) -> None:
    state = tmp_path / "state"
    assert recall(state) == ""
    remember(state, "abcd1234")
    remember(state, "efgh5678")
    assert recall(state) == "efgh5678"
    assert stat.S_IMODE((state / NAME).stat().st_mode) == 0o600


def test_what_cannot_be_recalled_is_nothing(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"\xff\xfe")
    assert recall(tmp_path) == ""


def test_what_cannot_be_remembered_hinders_nothing(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    remember(file, "abcd1234")
    assert recall(file) == ""


def test_the_store_brings_in_neither_textual_nor_rich() -> None:
    code = (
        "import sys, tui.store.folder, tui.store.saver, tui.store.profile, tui.store.places, tui.store.lock\n"
    )
    code += "print(sorted({'textual', 'rich', 'platformdirs', 'jinja2', 'asyncio'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
