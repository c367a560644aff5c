"""`raincheck templates`: list, copy, check."""

from __future__ import annotations

from tests.cli.commands import FactsFile, Raincheck

ADVICE = {"A": 12, "B": 9, "C": 7, "D": 6, "E": 12}
"""How many pieces of advice there are (words.md 4)."""


def test_the_matrix_of_messages_is_listed(raincheck: Raincheck) -> None:
    rows = raincheck("templates", "list", "--json").data
    assert {"message": "first", "channel": "linkedin"}.items() <= next(
        row for row in rows if row["channel"] == "linkedin" and row["message"] == "first"
    ).items()
    assert "stood-up" in raincheck("templates", "list").out


def test_every_advice_is_served_by_something_that_can_be_seen(raincheck: Raincheck) -> None:
    found = raincheck("templates", "list", "--advice", "--json").data
    wanted = {f"{letter}{number}" for letter, most in ADVICE.items() for number in range(1, most + 1)}
    assert wanted <= set(found)
    assert all(found[one] for one in wanted)
    assert "screen weigh" in raincheck("templates", "list", "--advice").out


def test_a_copy_of_a_template_is_the_users_own_to_change(raincheck: Raincheck, facts_file: FactsFile) -> None:
    path = raincheck("templates", "copy", "en/first/email.j2").out.strip()
    own = raincheck.folder / "config" / "templates" / "en" / "first" / "email.j2"
    assert path == str(own)
    assert own.stat().st_mode & 0o777 == 0o600
    own.write_text("Subject: Mine\n\nMy own words for {{ me.name }}.\n", encoding="utf-8")
    assert "My own words for Ana Ruiz." in raincheck("draft", "--facts", facts_file()).out


def test_a_copy_never_overwrites(raincheck: Raincheck) -> None:
    raincheck("templates", "copy", "causes.toml")
    again = raincheck("templates", "copy", "causes.toml")
    assert again.code == 3
    assert "left as it is" in again.err


def test_an_unknown_name_is_refused_with_the_nearest(raincheck: Raincheck) -> None:
    for name in ("en/missed/emial.j2", "../../etc/passwd", "/etc/passwd"):
        answer = raincheck("templates", "copy", name)
        assert answer.code == 3
        assert "nearest" in answer.err


def test_the_built_in_templates_are_sound(raincheck: Raincheck) -> None:
    answer = raincheck("templates", "check")
    assert (answer.code, answer.out) == (0, "All templates are sound.\n")


def test_a_broken_one_is_named_with_file_line_and_reason(raincheck: Raincheck) -> None:
    own = raincheck.folder / "config" / "templates" / "en" / "missed" / "email.j2"
    own.parent.mkdir(parents=True)
    own.write_text("Subject: x\n\n{{ me.nonsense }}\n", encoding="utf-8")
    answer = raincheck("templates", "check")
    assert answer.code == 1
    assert f"{own}, line 3: " in answer.out
    assert "nonsense" in answer.out
