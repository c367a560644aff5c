"""The profile and the settings: read leniently, written whole, never destroyed."""

from __future__ import annotations

import errno
import stat
import tomllib
from pathlib import Path

import pytest

from tests.store.failing import FailingDisk
from tui.model.incident import Me
from tui.store.profile import Profile, Settings, SettingsNotSaved, read_profile, save_profile

PROFILE = Profile(Me(name="Ada", zone="Europe/Berlin", signature="Ada\nB."), Settings(tone="brief"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def put(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_what_was_saved_is_read_again(path: Path) -> None:
    assert save_profile(path, PROFILE) is None
    assert read_profile(path) == (PROFILE, "")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_without_a_file_all_is_built_in_and_nothing_is_wrong(path: Path) -> None:
    assert read_profile(path) == (Profile(), "")


def test_only_what_was_chosen_is_written(path: Path) -> None:
    save_profile(path, PROFILE)
    assert tomllib.loads(path.read_text(encoding="utf-8")) == {
        "me": {"name": "Ada", "zone": "Europe/Berlin", "signature": "Ada\nB."},
        "settings": {"tone": "brief"},
    }


def test_what_the_file_says_beyond_the_profile_stays(path: Path) -> None:
    put(path, '[me]\nname = "Bo"\npet = "cat"\n[settings]\nfont = 3\n[other]\nx = 1\n')
    profile, problem = read_profile(path)
    assert (profile, problem) == (Profile(Me(name="Bo")), "")
    save_profile(path, PROFILE)
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    assert (tables["me"]["pet"], tables["settings"]["font"], tables["other"]) == ("cat", 3, {"x": 1})


@pytest.mark.parametrize(
    ("text", "reason", "profile"),
    [
        ("[me]\nname = \n", "line 2: invalid value", Profile()),
        ('[me]\nname="Bo"\n[settings]\ntone="loud"\n', "line 4: settings.tone: Inv", Profile(Me(name="Bo"))),
        ('[me]\nname="Bo"\nzone="Berlin"\n', 'line 3: me.zone is "Berlin"', Profile(Me(name="Bo"))),
        ("[me]\nphone=1\nname=2\nemail='a@b.c'", "line 2: me.phone is 1", Profile(Me(email="a@b.c"))),
        (
            "[settings]\ntone='brief'\n[me]\nname=3",
            "line 4: me.name is 3: a text",
            Profile(settings=PROFILE.settings),
        ),
        ("x = 1\nme = 3\n", "line 2: me is not a table", Profile()),
    ],
)
def test_a_wrong_file_is_told_with_its_line_and_the_rest_holds(
    path: Path, text: str, reason: str, profile: Profile
) -> None:
    put(path, text)
    assert read_profile(path)[0] == profile
    assert f"{path}, {reason}" in read_profile(path)[1]
    assert "left as it is" in read_profile(path)[1]
    assert path.read_text(encoding="utf-8") == text


def test_bytes_that_are_no_text_are_told_with_their_line(path: Path) -> None:
    put(path, "")
    path.write_bytes(b"[me]\nname = '\xff'\n")
    assert "line 2: byte 13 is no UTF-8" in read_profile(path)[1]


def test_a_file_that_cannot_be_read_is_told(path: Path) -> None:
    path.mkdir(parents=True)
    assert "it cannot be read (it is no plain file)" in read_profile(path)[1]


def test_a_wrong_file_is_kept_beside_when_the_profile_is_saved(path: Path) -> None:
    put(path, "[me\n")
    kept = save_profile(path, PROFILE)
    assert kept
    assert kept.name.startswith("settings.bad-")
    assert kept.read_text(encoding="utf-8") == "[me\n"
    assert read_profile(path) == (PROFILE, "")


def test_a_linked_file_stays_a_link(path: Path, tmp_path: Path) -> None:
    put(path, "")
    path.rename(tmp_path / "dotfile")
    path.symlink_to(tmp_path / "dotfile")
    save_profile(path, PROFILE)
    assert path.is_symlink()
    assert read_profile(path) == (PROFILE, "")
    assert "Ada" in (tmp_path / "dotfile").read_text(encoding="utf-8")


def test_whichever_call_fails_the_file_is_old_or_new(tmp_path: Path) -> None:
    new = Profile(Me(name="Bo" * 200))
    counted = FailingDisk()
    save_profile(tmp_path / "0" / "settings.toml", PROFILE)
    save_profile(tmp_path / "0" / "settings.toml", new, counted)
    for at in range(counted.names.index("create") + 1, counted.calls + 1):
        path = tmp_path / str(at) / "settings.toml"
        save_profile(path, PROFILE)
        with pytest.raises(SettingsNotSaved, match="disk full"):
            save_profile(path, new, FailingDisk(at, errno.ENOSPC))
        assert read_profile(path) in ((PROFILE, ""), (new, ""))
        assert len(list(path.parent.iterdir())) == 1
