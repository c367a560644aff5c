"""`raincheck outcome` records what they answered."""

from __future__ import annotations

import pytest

from tests.cli.commands import Raincheck
from tui.model.incident import OUTCOMES
from tui.store.lock import Lock


def test_an_outcome_is_stored_with_its_time_and_note(raincheck: Raincheck) -> None:
    stored = raincheck.stored()

    answer = raincheck("outcome", stored, "promised", "--at", "14:30", "--note", "By Friday.")

    assert answer.code == 0
    data = raincheck("show", stored, "--json").data
    assert data["facts"]["outcome"] == "promised"
    heard = [entry for entry in data["timeline"] if entry["what"] == "outcome"]
    assert [(entry["at"], entry["text"]) for entry in heard] == [
        ("2026-12-01T14:30:00+01:00", "promised - By Friday.")
    ]
    assert data["facts"]["contacted"][-1]["answer"] == "By Friday."


@pytest.mark.parametrize("value", OUTCOMES)
def test_every_outcome_of_the_contract_is_taken(raincheck: Raincheck, value: str) -> None:
    stored = raincheck.stored(outcome="waiting")

    assert raincheck("outcome", stored, value).code == 0
    assert raincheck("show", stored, "--json").data["facts"].get("outcome", "none") == value


def test_the_plan_follows_at_once(raincheck: Raincheck) -> None:
    stored = raincheck.stored()
    before = [step["id"] for step in raincheck("show", stored, "--json").data["plan"]["steps"]]

    raincheck("outcome", stored, "declined")

    after = [step["id"] for step in raincheck("show", stored, "--json").data["plan"]["steps"]]
    assert before != after


def test_the_words_name_the_next_step_and_the_json_too(raincheck: Raincheck) -> None:
    stored = raincheck.stored()

    said = raincheck("outcome", stored, "promised")
    data = raincheck("outcome", stored, "promised", "--json").data

    assert said.out == ""
    assert f"Acme, Engineer ({stored[:8]}): promised. Next: " in said.err
    assert data["id"] == stored
    assert data["next_step"] in said.err


def test_without_an_id_it_is_recorded_for_the_incident_that_needs_attention(raincheck: Raincheck) -> None:
    raincheck.stored(noticed="2026-12-01T14:42:00+01:00")
    first = raincheck.stored(noticed="2026-12-01T09:00:00+01:00")

    assert raincheck("outcome", "waiting", "--json").data["id"] == first


@pytest.mark.parametrize("words", [("promsed",), ("PROMISED",), ("x" * 500,)])
def test_a_value_that_is_no_outcome_is_refused_with_the_list(
    raincheck: Raincheck, words: tuple[str, ...]
) -> None:
    stored = raincheck.stored()

    answer = raincheck("outcome", stored, *words)

    assert answer.code == 3
    assert "none, waiting, promised" in answer.err
    assert "outcome" not in raincheck("show", stored, "--json").data["facts"]


@pytest.mark.parametrize("at", ["12/03 14:00", "the other day", ""])
def test_a_time_that_is_not_one_is_refused_and_nothing_is_recorded(raincheck: Raincheck, at: str) -> None:
    stored = raincheck.stored()

    answer = raincheck("outcome", stored, "waiting", "--at", at)

    assert answer.code == 3
    assert "--at" in answer.err
    assert "outcome" not in raincheck("show", stored, "--json").data["facts"]


def test_while_another_window_holds_the_data_nothing_is_recorded(raincheck: Raincheck) -> None:
    stored = raincheck.stored()

    with Lock(raincheck.folder):
        answer = raincheck("outcome", stored, "waiting")
        shown = raincheck("show", stored, "--json")

    assert answer.code == 4
    assert "in use by process" in answer.err
    assert shown.code == 0
    assert "outcome" not in shown.data["facts"]


def test_the_file_of_a_newer_version_is_never_written(raincheck: Raincheck) -> None:
    stored = raincheck.stored()
    (file,) = (raincheck.folder / "incidents").iterdir()
    newer = file.read_text(encoding="utf-8").replace("schema = 1", "schema = 99")
    file.write_text(newer, encoding="utf-8")

    answer = raincheck("outcome", stored, "waiting")

    assert answer.code == 4
    assert "newer Raincheck" in answer.err
    assert file.read_text(encoding="utf-8") == newer


def test_a_note_is_kept_without_control_codes(raincheck: Raincheck) -> None:
    stored = raincheck.stored()

    raincheck("outcome", stored, "promised", "--note", "Call\x1b[2J me\u202e back")

    timeline = raincheck("show", stored, "--json").data["timeline"]
    assert timeline[-1]["text"] == "promised - Call[2J me back"


def test_more_words_than_an_id_and_a_value_are_wrong_use(raincheck: Raincheck) -> None:
    assert raincheck("outcome", "a", "waiting", "more").code == 2
