"""The doctor finds what is wrong, says it in words, and mends only what it is told to."""

from __future__ import annotations

import fcntl
import os
import stat
from pathlib import Path

import pytest

from tests.store.records import KINDS, NOON, make_record
from tui.store.doctor import Finding, examine, mend
from tui.store.folder import listing
from tui.store.history import History
from tui.store.lock import Held, Lock
from tui.store.places import Places, places
from tui.store.recovery import write_recovery
from tui.store.save import ChangedOutside, save


@pytest.fixture
def home(tmp_path: Path) -> Places:
    return places(tmp_path / "data", {}).ready()


def troubles(home: Places) -> list[Finding]:
    return [finding for finding in examine(home, KINDS) if finding.weight == "trouble"]


def said(home: Places, subject: str) -> list[str]:
    return [finding.says for finding in examine(home, KINDS) if finding.subject == subject]


def test_a_sound_folder_has_no_trouble_and_every_check_is_told(home: Places) -> None:
    save(home.incidents, make_record())
    listing(home.incidents, KINDS, index=home.index)
    found = examine(home, KINDS)
    assert {finding.weight for finding in found} == {"fine"}
    assert {finding.subject for finding in found} == {
        "privacy",
        "incidents",
        "lock",
        "leftovers",
        "index",
        "settings",
    }
    assert "1 incident can be read." in said(home, "incidents")


def test_what_others_can_read_is_told_and_closed_when_asked(home: Places) -> None:
    stored = save(home.incidents, make_record())
    stored.path.chmod(0o644)
    home.incidents.chmod(0o755)
    found = examine(home, KINDS)
    assert [one.mend for one in found if one.weight == "trouble"] == ["make it its owner's only"] * 2
    assert stat.S_IMODE(stored.path.stat().st_mode) == 0o644
    assert len(mend(home, found)) == 2
    assert stat.S_IMODE(stored.path.stat().st_mode) == 0o600
    assert troubles(home) == []


def test_what_cannot_be_closed_is_told(home: Places) -> None:
    stored = save(home.incidents, make_record())
    stored.path.chmod(0o644)
    found = examine(home, KINDS)
    stored.path.unlink()
    (sentence,) = mend(home, found)
    assert "could not be closed" in sentence


def test_a_damaged_file_is_told_with_its_line_and_its_last_good_version(home: Places) -> None:
    stored = save(home.incidents, make_record())
    bad = stored.data.replace(b"schema = 1", b"schema = ")
    stored.path.write_bytes(bad)
    (finding,) = troubles(home)
    assert "line 2" in finding.says
    assert "restore it from a backup" in finding.says
    History(home.history).keep("0000other", stored.data, "day", NOON)
    kept = History(home.history).keep(make_record().id, stored.data, "day", NOON)
    (finding,) = troubles(home)
    assert str(kept) in finding.says
    assert stored.path.read_bytes() == bad


def test_versions_and_newer_files_are_told(home: Places) -> None:
    stored = save(home.incidents, make_record())
    stored.path.write_bytes(stored.data + b"\nmore\n")
    with pytest.raises(ChangedOutside):
        save(home.incidents, make_record("ours"), stored)
    other = save(home.incidents, make_record(id="bbbb2222"))
    other.path.write_bytes(other.data.replace(b"schema = 1", b"schema = 9"))
    told = " ".join(said(home, "incidents"))
    assert "another version of incident 1a2b3c4d" in told
    assert "newer Raincheck (schema 9)" in told
    assert troubles(home) == []


def test_what_a_killed_save_left_is_told_and_removed_when_asked(home: Places) -> None:
    history = home.history / "aaaa1111"
    history.mkdir(parents=True, mode=0o700)
    home.state.chmod(0o700)
    home.history.chmod(0o700)
    left = [home.incidents / ".a.md.0a1b2c3d.tmp", history / ".b.md.0a1b2c3d.tmp"]
    for path in left:
        path.touch(0o600)
    found = examine(home, KINDS)
    assert [one.mend for one in found if one.subject == "leftovers"] == ["remove it"] * 2
    assert all(path.exists() for path in left)
    mend(home, found)
    assert not any(path.exists() for path in left)


def test_what_cannot_be_removed_is_told(home: Places) -> None:
    left = home.incidents / ".a.md.0a1b2c3d.tmp"
    left.mkdir(0o700)
    assert [sentence for sentence in mend(home, examine(home, KINDS)) if "could not be removed" in sentence]


def test_text_that_waits_in_recovery_comes_back_when_asked(home: Places) -> None:
    stored = save(home.incidents, make_record("old"))
    write_recovery(home.recovery, make_record("new"), stored)
    write_recovery(home.recovery, make_record("newer", id="bbbb2222"), None)
    found = examine(home, KINDS)
    assert [one.mend for one in found if one.subject == "recovery"] == ["bring it back to the incidents"] * 2
    mend(home, found)
    assert {one.record.drafts[0].text for one in listing(home.incidents, KINDS) if one.record} == {
        "new",
        "newer",
    }
    assert said(home, "recovery") == []


def test_the_history_of_an_incident_that_is_gone_is_told_and_kept(home: Places) -> None:
    stored = save(home.incidents, make_record())
    History(home.history).keep("gone0000", stored.data, "day", NOON)
    History(home.history).keep(make_record().id, stored.data, "day", NOON)
    (sentence,) = said(home, "history")
    assert "gone0000" in sentence
    mend(home, examine(home, KINDS))
    assert (home.history / "gone0000").is_dir()


def test_who_holds_the_lock_is_told_and_nothing_is_mended_meanwhile(home: Places) -> None:
    with Lock(home.data):
        (sentence,) = said(home, "lock")
        assert f"Process {os.getpid()} has the data open since" in sentence
        with pytest.raises(Held):
            mend(home, examine(home, KINDS))
    assert said(home, "lock") == ["No window has the data open."]
    Lock(home.data).path.write_text("", encoding="utf-8")
    other = os.open(Lock(home.data).path, os.O_RDWR)
    fcntl.flock(other, fcntl.LOCK_EX)
    try:
        assert said(home, "lock") == ["Process ? has the data open."]
    finally:
        os.close(other)


def test_a_lock_that_cannot_be_is_told(home: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    Lock(home.data).path.mkdir()
    assert "cannot be used" in said(home, "lock")[0]
    Lock(home.data).path.rmdir()
    Lock(home.data).path.touch()

    def unsupported(fd: int, how: int) -> None:
        raise OSError(38, "no locks")

    monkeypatch.setattr(fcntl, "flock", unsupported)
    assert "without locks" in said(home, "lock")[0]


def test_a_folder_that_is_no_folder_is_told(tmp_path: Path) -> None:
    home = places(tmp_path, {})
    home.incidents.write_text("", encoding="utf-8")
    home.incidents.chmod(0o600)
    assert [one.subject for one in troubles(home) if "cannot be used" in one.says] == ["incidents"]


def test_settings_that_are_wrong_are_told(home: Places) -> None:
    home.config.mkdir(0o700)
    home.settings.touch(0o600)
    home.settings.write_text("[settings]\ntone = 7\n", encoding="utf-8")
    assert "line 2" in said(home, "settings")[0]
