"""`raincheck draft` prints what the facts say, and nothing else."""

from __future__ import annotations

import json
from email import message_from_string
from email.policy import default
from pathlib import Path

import pytest

from tests.cli.commands import FACTS, FactsFile, Raincheck

KEYS = ["message", "channel", "subject", "body", "branches", "gaps", "findings", "ready", "measures"]


def test_a_facts_file_becomes_the_first_message_by_email(raincheck: Raincheck, facts_file: FactsFile) -> None:
    answer = raincheck("draft", "--facts", facts_file())

    assert answer.code == 0
    assert answer.out.startswith("Subject: ")
    assert "Dear Ms Lee," in answer.out
    assert "Ana Ruiz" in answer.out
    assert answer.err == ""


def test_the_json_has_the_names_of_the_contract_in_their_order(
    raincheck: Raincheck, facts_file: FactsFile
) -> None:
    data = raincheck("draft", "--facts", facts_file(), "--json").data

    assert list(data) == KEYS
    assert (data["message"], data["channel"]) == ("first", "email")
    assert data["branches"] == {}
    assert data["findings"] == []
    assert list(data["measures"]) == ["words", "seconds", "characters", "segments"]
    assert data["measures"]["seconds"] is None
    assert "Subject:" not in data["body"]


def test_text_and_json_say_the_same(raincheck: Raincheck, facts_file: FactsFile) -> None:
    source = facts_file()
    data = raincheck("draft", "--facts", source, "--json").data

    assert raincheck("draft", "--facts", source).out == f"Subject: {data['subject']}\n\n{data['body']}\n"


def test_a_message_with_all_its_facts_is_ready(raincheck: Raincheck, facts_file: FactsFile) -> None:
    data = raincheck("draft", "--facts", facts_file(), "--json").data

    assert data["gaps"] == []
    assert data["ready"] is True


def test_a_gap_is_marked_and_listed_by_its_path_and_the_exit_code_is_0(
    raincheck: Raincheck, facts_file: FactsFile
) -> None:
    source = facts_file(contact={}, interview={"company": "Acme"})
    answer = raincheck("draft", "--facts", source, "--json")

    assert answer.code == 0
    assert answer.data["ready"] is False
    gaps = {gap["field"]: gap["label"] for gap in answer.data["gaps"]}
    assert gaps["contact.name"] == "name"
    assert all(f"‹{label}›" in answer.data["subject"] + answer.data["body"] for label in gaps.values())
    assert "‹name›" in (text := raincheck("draft", "--facts", source)).out
    assert "gaps left: " in text.err


def test_what_the_user_does_not_know_is_no_gap(raincheck: Raincheck, facts_file: FactsFile) -> None:
    data = raincheck("draft", "--facts", facts_file(contact={}, unknown=["contact.name"]), "--json").data

    assert data["ready"] is True
    assert "‹" not in data["body"]


def test_the_body_of_a_call_is_its_opening_and_the_branches_have_their_names(
    raincheck: Raincheck, facts_file: FactsFile
) -> None:
    source = facts_file()
    data = raincheck("draft", "--facts", source, "--channel", "call", "--json").data
    text = raincheck("draft", "--facts", source, "--channel", "call").out

    assert list(data["branches"]) == [
        *("answered", "receptionist", "voicemail", "nobody", "wrong-person"),
        *("angry", "no", "yes-now", "yes-later", "what-happened"),
    ]
    assert data["subject"] == ""
    assert data["body"] in text
    assert all(said in text for said in data["branches"].values())
    assert data["measures"]["words"] == len([word for word in data["body"].split() if word != "-"])
    assert data["measures"]["seconds"] == round(data["measures"]["words"] * 60 / 150)


def test_facts_are_read_from_standard_input(raincheck: Raincheck, facts_file: FactsFile) -> None:
    given = json.dumps(FACTS)

    assert (
        raincheck("draft", "--facts", "-", given=given).out == raincheck("draft", "--facts", facts_file()).out
    )


def test_json_as_a_format_is_the_same_as_the_global_option(
    raincheck: Raincheck, facts_file: FactsFile
) -> None:
    source = facts_file()
    by_option = raincheck("draft", "--facts", source, "--json").out

    assert raincheck("draft", "--facts", source, "--format", "json").out == by_option
    assert raincheck("--json", "draft", "--facts", source).out == by_option


def test_json_and_another_format_exclude_each_other(raincheck: Raincheck, facts_file: FactsFile) -> None:
    answer = raincheck("draft", "--facts", facts_file(), "--json", "--format", "text")

    assert answer.code == 2
    assert answer.out == ""


def test_an_e_mail_is_printed_as_a_mail_file(raincheck: Raincheck, facts_file: FactsFile) -> None:
    facts = facts_file(contact={"name": "Ms Lee", "email": "lee@acme.example, nobody"})

    answer = raincheck("draft", "--facts", facts, "--format", "eml")

    mail = message_from_string(answer.out, policy=default)
    assert answer.code == 0
    assert mail["To"] == "Ms Lee <lee@acme.example>"
    assert mail["X-Unsent"] == "1"
    printed = raincheck("draft", "--facts", facts, "--json").data
    assert mail["Subject"] == printed["subject"]
    assert mail.get_content().strip() == printed["body"].strip()
    assert "nobody is no e-mail address; it was left out" in answer.err


def test_only_the_e_mail_can_be_a_mail_file(raincheck: Raincheck, facts_file: FactsFile) -> None:
    answer = raincheck("draft", "--facts", facts_file(), "--channel", "text", "--format", "eml")

    assert answer.code == 2
    assert answer.out == ""


@pytest.mark.parametrize(
    "pair",
    [
        ("--message", "letter"),
        ("--message", "nonsense"),
        ("--channel", "pigeon"),
        ("--message", "nudge", "--channel", "call", "--channel", "letter"),
    ],
)
def test_a_pair_outside_the_table_is_refused_with_the_list_of_those_that_exist(
    raincheck: Raincheck, facts_file: FactsFile, pair: tuple[str, ...]
) -> None:
    answer = raincheck("draft", "--facts", facts_file(), *pair)

    assert answer.code == 2
    assert answer.out == ""
    assert "first by call" in answer.err
    assert "nudge by email" in answer.err


def test_an_id_and_a_facts_file_exclude_each_other(raincheck: Raincheck, facts_file: FactsFile) -> None:
    assert raincheck("draft", "abc", "--facts", facts_file()).code == 2


def test_the_profile_never_fills_a_facts_run(raincheck: Raincheck, facts_file: FactsFile) -> None:
    settings = raincheck.folder / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[me]\nname = "Somebody Else"\nphone = "+1 555 0100"\n', encoding="utf-8")

    answer = raincheck("draft", "--facts", facts_file(me={"zone": "Europe/Berlin"}))

    assert "Somebody" not in answer.out
    assert "555" not in answer.out
    assert "‹your name›" in answer.out


def test_a_facts_run_touches_no_disk(raincheck: Raincheck, facts_file: FactsFile) -> None:
    raincheck("draft", "--facts", facts_file())

    assert not raincheck.folder.exists()


def test_a_stored_incident_reads_like_its_facts(raincheck: Raincheck, facts_file: FactsFile) -> None:
    stored = raincheck.stored()

    by_id = raincheck("draft", stored[:6], "--json").data
    by_facts = raincheck("draft", "--facts", facts_file(), "--json").data
    assert by_id == by_facts


def test_a_stored_incident_keeps_the_hand_edits_of_its_draft(raincheck: Raincheck) -> None:
    stored = raincheck.stored()
    (file,) = (raincheck.folder / "incidents").glob("*.md")
    header, edge, body = file.read_text(encoding="utf-8").rpartition("\n+++\n")
    opening = raincheck("draft", stored, "--channel", "call", "--json").data["body"]
    first = opening.split(". ")[0]
    assert first in body
    file.write_text(header + edge + body.replace(first, "Good morning, it is me", 1), encoding="utf-8")

    data = raincheck("draft", stored, "--channel", "call", "--json").data

    assert data["body"].startswith("Good morning, it is me.")
    assert data["branches"]["no"]


def test_looking_at_a_draft_changes_nothing_on_the_disk(raincheck: Raincheck) -> None:
    stored = raincheck.stored()
    (file,) = (raincheck.folder / "incidents").glob("*.md")
    before = file.read_bytes()

    raincheck("draft", stored, "--message", "nudge")

    assert file.read_bytes() == before


def test_a_moment_on_the_command_line_comes_before_the_one_in_the_facts(
    raincheck: Raincheck, facts_file: FactsFile
) -> None:
    source = facts_file(now="2026-12-09T09:00:00+01:00")

    today = raincheck("draft", "--facts", source, now="2026-12-01T14:43:00+01:00").out

    assert "today" in today


def test_control_codes_in_facts_never_reach_the_output(raincheck: Raincheck, facts_file: FactsFile) -> None:
    source = facts_file(contact={"name": "Lee\x1b]0;owned\x07\u202e"})

    for form in ("text", "json"):
        out = raincheck("draft", "--facts", source, "--format", form).out
        assert "Lee" in out
        assert not any(code in out for code in ("\x1b", "\x07", "\u202e"))


def test_a_user_template_that_does_not_parse_is_named_with_its_line_and_the_built_in_one_serves(
    raincheck: Raincheck, facts_file: FactsFile
) -> None:
    template = raincheck.folder / "config" / "templates" / "en" / "missed" / "email.j2"
    template.parent.mkdir(parents=True)
    template.write_text("Subject: x\n\nHello {% if %}\n", encoding="utf-8")

    answer = raincheck("draft", "--facts", facts_file())

    assert answer.code == 0
    assert "I missed our" in answer.out
    assert f"{template}, line 3: " in answer.err


def test_a_user_template_that_names_no_fact_is_named_with_its_line(
    raincheck: Raincheck, facts_file: FactsFile
) -> None:
    template = raincheck.folder / "config" / "templates" / "en" / "missed" / "email.j2"
    template.parent.mkdir(parents=True)
    template.write_text("Subject: x\n\nHello\n{{ me.nonsense }}\n", encoding="utf-8")

    answer = raincheck("draft", "--facts", facts_file())

    assert answer.code == 0
    assert "I missed our" in answer.out
    assert f"{template}, line 4: " in answer.err
    assert "nonsense" in answer.err


def test_a_broken_table_of_messages_is_named(raincheck: Raincheck, facts_file: FactsFile) -> None:
    table = raincheck.folder / "config" / "templates" / "messages.toml"
    table.parent.mkdir(parents=True)
    table.write_text("[[row]\n", encoding="utf-8")

    answer = raincheck("draft", "--facts", facts_file())

    assert answer.code == 0
    assert "I missed our" in answer.out
    assert str(table) in answer.err


def test_without_an_id_the_draft_is_that_of_the_incident_that_needs_attention(raincheck: Raincheck) -> None:
    raincheck.stored(noticed="2026-12-01T13:00:00+01:00", interview={"company": "Overdue Ltd"})
    raincheck.stored(noticed="2026-12-01T14:42:00+01:00", interview={"company": "Fresh Ltd"})

    assert "Overdue Ltd" in raincheck("draft").out


def test_with_nothing_stored_a_draft_without_an_id_says_so(raincheck: Raincheck, tmp_path: Path) -> None:
    answer = raincheck("draft")

    assert answer.code == 3
    assert "No incident is open" in answer.err
    assert not raincheck.folder.exists()
