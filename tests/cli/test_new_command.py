"""`raincheck new` begins an incident."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from pathlib import Path

from tests.cli.commands import FACTS, FactsFile, Raincheck
from tests.exchange.invited import calendar
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


def test_an_invitation_begins_the_incident_that_fits_and_says_what_was_taken(
    raincheck: Raincheck, tmp_path: Path
) -> None:
    file = tmp_path / "invite.ics"
    file.write_text(
        calendar(
            "DTSTART:20261201T130000Z",
            "DTEND:20261201T134000Z",
            "ORGANIZER;CN=Sam Lee:mailto:sam@acme.example",
            "SUMMARY:Interview for Data Engineer",
        ),
        encoding="utf-8",
    )

    answer = raincheck("new", "--from", str(file), "--no-open", "--json")

    assert answer.code == 0
    assert answer.data["kind"] == "missed"
    assert {
        "path": "contact.name",
        "value": "Sam Lee",
        "source": "the organiser",
        "sure": True,
    } in answer.data["taken"]
    facts = raincheck("show", answer.data["id"], "--json").data["facts"]
    assert facts["interview"] == {
        "company": "Acme",
        "role": "Data Engineer",
        "start": "2026-12-01T13:00:00+00:00",
        "minutes": 40,
    }
    assert facts["me"] == {"zone": "Europe/Berlin"}
    assert "With: Sam Lee (from the organiser)" in answer.err
    assert "Company: Acme (from the domain of sam@acme.example; not sure, check it)" in answer.err
    assert "Tue 1 Dec 2026 14:00 Berlin" in answer.err


def test_a_cancelled_one_is_said_in_words_and_begins_nothing_unless_a_kind_is_named(
    raincheck: Raincheck,
) -> None:
    cancelled = calendar("DTSTART:20261203T130000Z", "SUMMARY:Interview at Acme", method="CANCEL")

    answer = raincheck("new", "--from", "-", "--no-open", given=cancelled)

    assert answer.code == 3
    assert "They cancelled it" in answer.err
    assert "Thu 3 Dec 2026 14:00 Berlin" in answer.err
    assert not (raincheck.folder / "incidents").exists()
    assert raincheck("new", "postpone", "--from", "-", "--no-open", given=cancelled).code == 0


def test_what_an_invitation_leaves_open_is_answered_by_options(raincheck: Raincheck) -> None:
    two = calendar("DTSTART:20261202T140000", "SUMMARY:A") + calendar("DTSTART:20261203T140000").replace(
        "UID:1", "UID:2"
    )

    asked = raincheck("new", "--from", "-", "--no-open", given=two)
    answer = raincheck(
        "new", "--from", "-", "--event", "2", "--zone", "new york", "--no-open", "--json", given=two
    )

    assert asked.code == 3
    assert "  1  2026-12-02 14:00:00  A" in asked.err
    assert answer.data["kind"] == "upcoming"
    facts = raincheck("show", answer.data["id"], "--json").data["facts"]
    assert datetime.fromisoformat(facts["interview"]["start"]) == datetime(2026, 12, 3, 19, tzinfo=UTC)


def test_a_mail_that_is_no_invitation_is_said_to_be_none(raincheck: Raincheck) -> None:
    answer = raincheck(
        "new", "--from", "-", "--no-open", given="From: someone@example.org\r\nSubject: Hi\r\n\r\nHello\r\n"
    )

    assert answer.code == 3
    assert "Standard input: This is no invitation" in answer.err


def test_answers_without_an_invitation_are_wrong_use(raincheck: Raincheck) -> None:
    assert raincheck("new", "missed", "--zone", "Berlin", "--no-open").code == 2


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
