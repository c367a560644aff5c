"""`raincheck show` prints one incident."""

from __future__ import annotations

import json

import pytest

from tests.cli.commands import FACTS, FactsFile, Raincheck


def test_the_json_has_facts_plan_timeline_and_drafts(raincheck: Raincheck) -> None:
    stored = raincheck.stored()

    data = raincheck("show", stored, "--json").data

    assert data["id"] == stored
    assert data["facts"]["interview"] == FACTS["interview"]
    assert data["plan"]["total"] == len(data["plan"]["steps"]) > 3
    for step in data["plan"]["steps"]:
        assert {"id", "label", "phase", "due", "done"} <= set(step)
        assert step["done"] is False
    assert data["plan"]["next"] == data["plan"]["steps"][0]["id"]
    assert [entry["what"] for entry in data["timeline"]] == ["noticed"]
    assert data["drafts"][0]["text"]


def test_its_facts_are_a_facts_file(raincheck: Raincheck, facts_file: FactsFile) -> None:
    facts = raincheck("show", raincheck.stored(), "--json").data["facts"]

    answer = raincheck("draft", "--facts", "-", given=json.dumps(facts))

    assert answer.out == raincheck("draft", "--facts", facts_file()).out


def test_the_text_says_how_things_stand(raincheck: Raincheck) -> None:
    stored = raincheck.stored(unknown=["contact.phone"])

    out = raincheck("show", stored).out

    assert out.startswith(f"Acme, Engineer: Missed ({stored[:8]})\n")
    assert "43 min ago" in out
    assert "Company" in out
    assert "I don't know" in out
    assert "[>]" in out
    assert "noticed" in out


def test_any_unique_start_of_an_id_will_do(raincheck: Raincheck) -> None:
    stored = raincheck.stored()

    for length in (1, 4, 8, 32):
        assert raincheck("show", stored[:length], "--json").data["id"] == stored


@pytest.mark.parametrize("prefix", ["zzz", "", " ", "../../etc/passwd", "\x1b[31m"])
def test_an_unknown_id_is_bad_input(raincheck: Raincheck, prefix: str) -> None:
    raincheck.stored()

    answer = raincheck("show", prefix)

    assert answer.code == 3
    assert answer.out == ""
    assert "No incident has an id" in answer.err
    assert "\x1b" not in answer.err


def test_an_id_that_several_begin_with_is_bad_input_and_lists_them(raincheck: Raincheck) -> None:
    for letter in "ab":
        source = raincheck.stored()
        (file,) = (raincheck.folder / "incidents").glob(f"*{source[:8]}*")
        text = file.read_text(encoding="utf-8").replace(source, f"feed{letter}000")
        file.write_text(text, encoding="utf-8")

    answer = raincheck("show", "feed")

    assert answer.code == 3
    assert "feeda000, feedb000" in answer.err
    assert raincheck("show", "feeda").code == 0


def test_without_an_id_it_is_the_open_incident_whose_step_is_due_first(raincheck: Raincheck) -> None:
    raincheck.stored(noticed="2026-12-01T14:42:00+01:00")
    first = raincheck.stored(noticed="2026-12-01T09:00:00+01:00")

    assert raincheck("show", "--json").data["id"] == first


def test_an_archived_incident_needs_no_attention(raincheck: Raincheck) -> None:
    still = raincheck.stored(noticed="2026-12-01T14:42:00+01:00")
    first = raincheck.stored(noticed="2026-12-01T09:00:00+01:00")
    (file,) = (raincheck.folder / "incidents").glob(f"*{first[:8]}*")
    text = file.read_text(encoding="utf-8").replace("+++\n", "+++\narchived = true\n", 1)
    file.write_text(text, encoding="utf-8")

    assert raincheck("show", "--json").data["id"] == still
    assert raincheck("show", first, "--json").data["archived"] is True


def test_a_damaged_file_is_named_with_the_reason(raincheck: Raincheck) -> None:
    folder = raincheck.folder / "incidents"
    folder.mkdir(parents=True)
    (folder / "2026-12-01-acme-deadbeef.md").write_text("no header", encoding="utf-8")

    answer = raincheck("show", "deadbeef")

    assert answer.code == 3
    assert "2026-12-01-acme-deadbeef.md" in answer.err
    assert "left as it is" in answer.err


def test_the_moment_decides_what_is_overdue(raincheck: Raincheck) -> None:
    stored = raincheck.stored()

    assert "overdue" not in raincheck("show", stored).out
    assert "overdue" in raincheck("show", stored, now="2026-12-03T10:00:00+01:00").out


def test_the_moment_of_the_run_is_no_fact_of_the_incident(raincheck: Raincheck) -> None:
    stored = raincheck.stored()

    assert "As of" not in raincheck("show", stored).out
    assert "now" not in raincheck("show", stored, "--json").data["facts"]
