"""A user's own words win piece by piece; what cannot be used falls back; adding needs no Python."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tui.model.incident import Cause, Incident, Interview, Me
from tui.words.check import template_faults
from tui.words.library import Library, NoSuchMessage, library, template_root
from tui.words.render import render
from tui.words.sandbox import BadTemplate

NOW = datetime(2026, 12, 1, 13, 43, tzinfo=UTC)
MISSED = Incident(kind="missed", me=Me(name="Ana Petrova"), interview=Interview(company="Acme"))


def put(folder: Path, name: str, text: str) -> None:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def own(folder: Path) -> Library:
    return Library((folder, template_root()))


def test_without_a_folder_of_the_users_there_is_the_built_in_library() -> None:
    assert library() is library()
    assert library().spare is None
    assert list(template_faults(library())) == []


def test_a_part_of_the_users_wins_and_all_else_stays(tmp_path: Path) -> None:
    put(tmp_path, "en/parts/regards.j2", "With best wishes,\n")
    text = render(own(tmp_path), MISSED, "first", "email", NOW).text
    assert "With best wishes,\nAna Petrova" in text
    assert (
        text.replace("With best wishes", "Kind regards")
        == render(library(), MISSED, "first", "email", NOW).text
    )


def test_a_cause_of_the_users_wins_and_all_else_stays(tmp_path: Path) -> None:
    put(
        tmp_path,
        "causes.toml",
        '[[cause]]\nid = "overslept"\nlabel = "slept in"\ngroup = "time"\nmine = true\n'
        'specific = { past = "I slept in" }\n',
    )
    mine = own(tmp_path)
    assert (
        "I slept in."
        in render(mine, MISSED.with_fact("cause", Cause(id="overslept")), "first", "email", NOW).text
    )
    assert len(mine.causes) == len(library().causes)
    assert mine.faults == ()


def test_a_language_folder_wins_over_the_language_without_its_country(tmp_path: Path) -> None:
    put(tmp_path, "en-GB/parts/regards.j2", "Yours,\n")
    british = MISSED.with_fact("language", "en-GB")
    assert "Yours,\nAna" in render(own(tmp_path), british, "first", "email", NOW).text
    assert "Kind regards,\nAna" in render(own(tmp_path), MISSED, "first", "email", NOW).text


def test_a_template_of_its_own_for_a_tone_wins(tmp_path: Path) -> None:
    put(tmp_path, "en/missed/email.brief.j2", "Subject: Short\n\nI missed it.\n")
    assert (
        render(own(tmp_path), MISSED.with_fact("tone", "brief"), "first", "email", NOW).body == "I missed it."
    )
    assert render(own(tmp_path), MISSED, "first", "email", NOW).body != "I missed it."


@pytest.mark.parametrize(
    ("source", "line", "reason"),
    [
        ("Subject: x\n\n{% if %}", 3, "Expected an expression"),
        ("one\n{{ interview.compny }}", 2, "no fact 'compny'"),
        ("one\n\n{{ nonsense }}", 3, "'nonsense' is undefined"),
        ("{% include 'parts/nowhere.j2' %}", 1, "nowhere"),
        ("{{ me.name | shout }}", 1, "No filter named 'shout'"),
        ("{% set x = 1 %}", 1, "may not use 'assign'"),
    ],
)
def test_a_broken_template_falls_back_with_file_line_and_reason(
    tmp_path: Path, source: str, line: int, reason: str
) -> None:
    put(tmp_path, "en/missed/email.j2", source)
    rendered = render(own(tmp_path), MISSED, "first", "email", NOW)
    assert rendered.text == render(library(), MISSED, "first", "email", NOW).text
    assert rendered.note.startswith(f"{tmp_path / 'en/missed/email.j2'}, line {line}: ")
    assert reason in rendered.note


def test_a_check_tells_each_fault_once(tmp_path: Path) -> None:
    put(tmp_path, "en/missed/what.j2", "{{ nonsense }}")
    put(tmp_path, "causes.toml", "[[cause]]\n")
    assert len(list(template_faults(own(tmp_path)))) == 2


def test_a_broken_part_is_named_where_it_is(tmp_path: Path) -> None:
    put(tmp_path, "en/parts/regards.j2", "{{ me.nme }}")
    rendered = render(own(tmp_path), MISSED, "first", "email", NOW)
    assert rendered.note.startswith(f"{tmp_path / 'en/parts/regards.j2'}, line 1: ")


@pytest.mark.parametrize("name", ["causes.toml", "messages.toml"])
def test_a_broken_table_is_told_and_the_built_in_one_used(tmp_path: Path, name: str) -> None:
    put(tmp_path, name, "[[row]]\nmessage = 3\n")
    mine = own(tmp_path)
    assert len(mine.faults) == 1
    assert str(tmp_path / name) in mine.faults[0]
    assert mine.causes == library().causes
    assert mine.pairs("missed") == library().pairs("missed")


def test_the_fingerprint_changes_with_any_source(tmp_path: Path) -> None:
    empty = own(tmp_path).fingerprint
    put(tmp_path, "en/parts/regards.j2", "Yours,\n")
    once = own(tmp_path).fingerprint
    put(tmp_path, "en/parts/regards.j2", "Yours ever,\n")
    assert len({empty, once, own(tmp_path).fingerprint, library().fingerprint}) == 4 - (
        empty == library().fingerprint
    )
    assert own(tmp_path).fingerprint == own(tmp_path).fingerprint


def test_a_new_message_is_one_row_and_one_template(tmp_path: Path) -> None:
    put(tmp_path, "messages.toml", '[[row]]\nmessage = "wish"\nchannel = "email"\nkinds = ["missed"]\n')
    put(tmp_path, "en/wish/email.j2", "Subject: Wish\n\nI wish {{ interview.company }} well.\n")
    mine = own(tmp_path)
    assert ("wish", "email") in mine.pairs("missed")
    assert ("wish", "email") not in mine.pairs("late")
    assert render(mine, MISSED, "wish", "email", NOW).text == "Subject: Wish\n\nI wish Acme well."


def test_a_new_channel_is_one_row_and_one_template(tmp_path: Path) -> None:
    put(tmp_path, "messages.toml", '[[row]]\nmessage = "first"\nchannel = "fax"\nkinds = ["missed"]\n')
    put(tmp_path, "en/first/fax.j2", "Fax: {% include 'kind/what.j2' %}\n")
    assert render(own(tmp_path), MISSED, "first", "fax", NOW).body.startswith("Fax: I missed our interview")


def test_a_new_kind_is_its_rows_and_its_parts(tmp_path: Path) -> None:
    put(tmp_path, "messages.toml", '[[row]]\nmessage = "first"\nchannel = "email"\nkinds = ["ghosted"]\n')
    put(tmp_path, "en/ghosted/what.j2", "I have not heard from {{ interview.company }}.\n")
    mine, ghosted = own(tmp_path), Incident(kind="ghosted", interview=Interview(company="Acme"))
    rendered = render(mine, ghosted, "first", "email", NOW)
    assert rendered.note == ""
    assert "I have not heard from Acme." in rendered.body
    assert mine.pairs("ghosted") == (("first", "email"),)


def test_a_message_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(
        NoSuchMessage, match=r"'upcoming' has no message 'first' by email; it has: confirm by email"
    ):
        render(library(), Incident(kind="upcoming"), "first", "email", NOW)


def test_a_new_message_with_a_fault_says_so_for_nothing_stands_in(tmp_path: Path) -> None:
    put(tmp_path, "messages.toml", '[[row]]\nmessage = "wish"\nchannel = "email"\nkinds = ["missed"]\n')
    put(tmp_path, "en/wish/email.j2", "{{ nonsense }}")
    with pytest.raises(BadTemplate, match="nonsense"):
        render(own(tmp_path), MISSED, "wish", "email", NOW)


def test_a_control_in_a_template_of_the_users_is_in_no_message(tmp_path: Path) -> None:
    put(tmp_path, "en/parts/regards.j2", "Kind \x1b]0;title\x07reg\u202eards\x9b,\n")
    text = render(own(tmp_path), MISSED, "first", "email", NOW).text
    assert "Kind ]0;titleregards,\nAna Petrova" in text
