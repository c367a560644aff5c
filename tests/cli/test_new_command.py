"""`raincheck new` begins an incident."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests.cli.commands import FACTS, FactsFile, Raincheck
from tui.store.lock import Lock


def test_an_id_is_printed_and_the_incident_is_stored_for_its_owner_only(raincheck: Raincheck) -> None:
    answer = raincheck("new", "missed", "--no-open")

    assert answer.code == 0
    (file,) = (raincheck.folder / "incidents").iterdir()
    assert answer.out.strip()[:8] in file.name
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_new_incident_was_noticed_at_the_moment_of_the_run(raincheck: Raincheck) -> None:
    stored = raincheck("new", "missed", "--no-open").out.strip()

    facts = raincheck("show", stored, "--json").data["facts"]
    assert facts["noticed"] == "2026-12-01T14:43:00+01:00"
    assert facts["me"] == {"zone": "Europe/Berlin"}


def test_the_profile_says_who_the_user_is(raincheck: Raincheck) -> None:
    settings = raincheck.folder / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[me]\nname = "Ana Ruiz"\nzone = "Europe/Paris"\n', encoding="utf-8")

    stored = raincheck("new", "late", "--no-open").out.strip()

    assert raincheck("show", stored, "--json").data["facts"]["me"] == {
        "name": "Ana Ruiz",
        "zone": "Europe/Paris",
    }


def test_a_facts_file_is_stored_as_it_is(raincheck: Raincheck, facts_file: FactsFile) -> None:
    answer = raincheck("new", "--from", facts_file(), "--no-open", "--json")

    shown = raincheck("show", answer.data["id"], "--json").data
    assert shown["facts"] == FACTS
    assert shown["path"] == answer.data["path"]


def test_a_kind_wins_over_that_of_the_file(raincheck: Raincheck, facts_file: FactsFile) -> None:
    answer = raincheck("new", "late", "--from", facts_file(), "--no-open", "--json")

    assert answer.data["kind"] == "late"


def test_a_kind_that_does_not_exist_is_refused_with_the_nearest(raincheck: Raincheck) -> None:
    answer = raincheck("new", "mised", "--no-open")

    assert answer.code == 3
    assert 'did you mean "missed"?' in answer.err
    assert not raincheck.folder.exists()


def test_without_a_kind_or_a_file_nothing_can_be_stored(raincheck: Raincheck) -> None:
    answer = raincheck("new", "--no-open")

    assert answer.code == 2
    assert "missed, late" in answer.err


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("invite.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"),
        ("mail.eml", "From: someone@example.org\r\nSubject: Invitation\r\n\r\nHello\r\n"),
        ("mail.eml", "\ufeffReceived: by example.org\n\nHello\n"),
    ],
)
def test_an_invitation_is_recognised_and_said_to_come_later(
    raincheck: Raincheck, tmp_path: Path, name: str, text: str
) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")

    answer = raincheck("new", "--from", str(file), "--no-open")

    assert answer.code == 3
    assert f"{file} is an invitation" in answer.err
    assert "raincheck schema" in answer.err


def test_while_another_window_holds_the_data_nothing_is_stored(raincheck: Raincheck) -> None:
    with Lock(raincheck.folder):
        answer = raincheck("new", "missed", "--no-open")

    assert answer.code == 4
    assert "in use by process" in answer.err
    assert not list((raincheck.folder / "incidents").iterdir())


def test_without_a_terminal_the_app_is_not_opened(raincheck: Raincheck) -> None:
    answer = raincheck("new", "missed")

    assert answer.code == 2
    assert "--no-open" in answer.err
    assert not raincheck.folder.exists()
