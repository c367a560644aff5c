"""`raincheck review` says what would hurt, of an incident, of facts or of any text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.commands import FactsFile, Raincheck

GOOD = """Subject: Missed interview today, Ana Ruiz

Dear Ms Lee,

I missed our interview today at 14:00 because I overslept. That was my mistake, and I am sorry.

I will send you times by Thursday 3 December at 12:00. Would that suit you?

Thank you for your time.

Kind regards,
Ana Ruiz
"""
BAD = GOOD.replace("Thursday 3", "Friday 3").replace("Thank you", "Answer asap. Thank you")


def test_a_text_from_standard_input_without_facts(raincheck: Raincheck) -> None:
    answer = raincheck("review", "--kind", "missed", "-", given=GOOD)

    assert answer.code == 0
    assert "Ready to send" in answer.out
    assert "Without facts some rules cannot run." in answer.err
    assert "unsupported_fact: there are no facts" in answer.err


def test_an_error_is_exit_code_1_and_named_with_words_reason_and_remedy(raincheck: Raincheck) -> None:
    answer = raincheck("review", "--kind", "missed", "-", given=BAD)

    assert answer.code == 1
    assert 'date_error: "Friday 3 December": 3 December 2026 is a Thursday. Instead: Thursday' in answer.out
    assert answer.out.splitlines()[-2] == "Not ready to send: 1 error, 1 warning."


def test_the_json_has_the_names_of_the_contract_in_their_order(raincheck: Raincheck) -> None:
    data = raincheck("review", "--kind", "missed", "--json", "-", given=BAD).data

    assert list(data) == ["findings", "ready", "measures"]
    assert list(data["findings"][0]) == ["id", "severity", "found", "why", "fix"]
    assert [one["id"] for one in data["findings"]] == ["date_error", "pressure"]
    assert data["ready"] is False
    assert list(data["measures"]) == ["words", "seconds", "characters", "segments"]


def test_a_text_file_with_facts_is_compared_with_them(
    raincheck: Raincheck, facts_file: FactsFile, tmp_path: Path
) -> None:
    text = tmp_path / "mail.txt"
    text.write_text(GOOD.replace("14:00", "15:30"), encoding="utf-8")
    answer = raincheck("review", "--facts", facts_file(), str(text), "--json")

    assert answer.code == 1
    assert ("unsupported_fact", "error", "15:30") in {
        (one["id"], one["severity"], one["found"]) for one in answer.data["findings"]
    }


def test_facts_alone_review_the_message_that_they_make(raincheck: Raincheck, facts_file: FactsFile) -> None:
    answer = raincheck("review", "--facts", facts_file(), "--json")

    assert answer.code == 0
    assert answer.data["ready"] is True
    assert answer.data == {
        name: raincheck("draft", "--facts", facts_file(), "--json").data[name]
        for name in ("findings", "ready", "measures")
    }


def test_a_stored_incident_is_reviewed_by_its_id(raincheck: Raincheck, tmp_path: Path) -> None:
    name = raincheck.stored()
    text = tmp_path / "mine.txt"
    text.write_text(BAD, encoding="utf-8")

    assert raincheck("review", name).code == 0
    assert raincheck("review", name, str(text)).code == 1
    assert raincheck("review").code == 0


def test_without_a_kind_it_says_that_only_the_rules_for_all_kinds_run(raincheck: Raincheck) -> None:
    answer = raincheck("review", "-", given="Subject: Hello there\n\n[Name]")

    assert answer.code == 1
    assert "Without --kind only the rules for all kinds run." in answer.err


def test_a_gap_is_an_error_of_the_draft_too(raincheck: Raincheck, facts_file: FactsFile) -> None:
    data = raincheck("draft", "--facts", facts_file(contact={}), "--json").data

    assert data["ready"] is False
    assert "placeholder" in {one["id"] for one in data["findings"]}


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--kind", "mised", "-"], 2, "there is no 'mised'"),
        (["--channel", "fax", "-"], 2, "there is no 'fax'"),
        (["--kind", "withdraw", "--message", "nudge", "-"], 2, "has no message 'nudge'"),
        (["a", "b", "c"], 2, "one text at most"),
        (["no-such-file.txt"], 3, "cannot be read"),
        (["--facts", "-", "-"], 2, "not both"),
    ],
)
def test_wrong_use_is_told_in_a_sentence(
    raincheck: Raincheck, arguments: list[str], code: int, said: str
) -> None:
    answer = raincheck("review", *arguments, given="x")

    assert answer.code == code
    assert said in answer.err


def test_what_is_no_text_is_bad_input(raincheck: Raincheck) -> None:
    answer = raincheck("review", "-", given=b"\xff\xfe\x00bad")

    assert answer.code == 3
    assert "no text in UTF-8" in answer.err


def test_a_broken_rule_of_the_users_own_is_said_and_the_built_in_ones_are_used(raincheck: Raincheck) -> None:
    own = raincheck.folder / "config" / "templates" / "review" / "en.toml"
    own.parent.mkdir(parents=True)
    own.write_text('[[rule]]\nid = "x"\n', encoding="utf-8")
    answer = raincheck("review", "--kind", "missed", "-", given=BAD)

    assert answer.code == 1
    assert "en.toml, line 1" in answer.err
