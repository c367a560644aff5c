"""`raincheck paths`, `schema`, `templates`, `--version` and `--help`."""

from __future__ import annotations

from pathlib import Path

from tests.cli.commands import Raincheck
from tui import __version__
from tui.words.book import book

PLAYBOOK = """
key = "9"
says = "I was abducted"
label = "Abducted"
phrase = "abducted"
direction = "past"
group = "ab"

[[step]]
id = "breathe"
phase = "now"
label = "Breathe"
detail = "Nothing else can be done."
"""


def test_paths_are_all_below_the_data_folder_that_was_named(raincheck: Raincheck) -> None:
    data = raincheck("paths", "--json").data

    assert data["data"] == str(raincheck.folder)
    assert data["incidents"] == str(raincheck.folder / "incidents")
    assert all(Path(path).is_relative_to(raincheck.folder) for path in data.values())
    assert all(f"{name} " in raincheck("paths").out for name in data)
    assert not raincheck.folder.exists()


def test_the_export_folder_is_the_one_of_the_settings(raincheck: Raincheck, tmp_path: Path) -> None:
    settings = raincheck.folder / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'[settings]\nexport = "{tmp_path}/mine"\n', encoding="utf-8")

    assert raincheck("paths", "--json").data["export"] == f"{tmp_path}/mine"


def test_a_broken_profile_is_said_and_hinders_nothing(raincheck: Raincheck) -> None:
    settings = raincheck.folder / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("[me\n", encoding="utf-8")

    answer = raincheck("paths")

    assert answer.code == 0
    assert f"{settings}, line 1" in answer.err


def test_the_schema_names_every_kind(raincheck: Raincheck) -> None:
    schema = raincheck("schema").data

    assert schema["properties"]["kind"]["enum"] == list(book().kinds)
    assert schema["required"] == ["kind"]
    assert schema["additionalProperties"] is False


def test_a_kind_of_the_users_own_is_in_the_schema(raincheck: Raincheck) -> None:
    own = raincheck.folder / "config" / "templates" / "playbooks" / "abducted.toml"
    own.parent.mkdir(parents=True)
    own.write_text(PLAYBOOK, encoding="utf-8")
    row = '[[row]]\nmessage = "first"\nchannel = "email"\nkinds = ["abducted"]\n'
    (own.parents[1] / "messages.toml").write_text(row, encoding="utf-8")

    assert "abducted" in raincheck("schema").data["properties"]["kind"]["enum"]


def test_a_kind_without_any_message_is_left_out_and_that_is_said(raincheck: Raincheck) -> None:
    own = raincheck.folder / "config" / "templates" / "playbooks" / "abducted.toml"
    own.parent.mkdir(parents=True)
    own.write_text(PLAYBOOK, encoding="utf-8")

    said = raincheck("schema")

    assert "abducted" not in said.data["properties"]["kind"]["enum"]
    assert "abducted.toml" in raincheck("list").err


def test_a_playbook_that_cannot_be_used_is_named_with_its_line_and_the_built_in_one_serves(
    raincheck: Raincheck,
) -> None:
    own = raincheck.folder / "config" / "templates" / "playbooks" / "missed.toml"
    own.parent.mkdir(parents=True)
    own.write_text("\nnonsense = 1\n", encoding="utf-8")

    answer = raincheck("schema")

    assert answer.code == 0
    assert f"{own}, line 2: " in answer.err
    assert "missed" in answer.data["properties"]["kind"]["enum"]


def test_the_matrix_has_a_row_for_each_message_and_channel(raincheck: Raincheck) -> None:
    rows = raincheck("templates", "list", "--json").data
    head, *lines = raincheck("templates", "list").out.splitlines()

    assert {"message": "confirm", "channel": "email"} in [
        {"message": row["message"], "channel": row["channel"]} for row in rows
    ]
    assert len(lines) == len(rows)
    assert head.split() == ["message", "channel", *book().kinds]


def test_the_version_is_that_of_the_package(raincheck: Raincheck) -> None:
    assert raincheck("--version").out == f"raincheck {__version__}\n"


def test_the_help_lists_the_commands_and_the_exit_codes(raincheck: Raincheck) -> None:
    out = raincheck("--help").out

    for name in ("new", "draft", "list", "show", "export", "outcome", "when", "erase", "paths", "schema"):
        assert f"\n  {name} " in out
    assert "Exit codes: 0 done" in out
    assert "_RAINCHECK_COMPLETE=bash_source" in out


def test_every_command_explains_itself_and_takes_the_global_options(raincheck: Raincheck) -> None:
    for name in ("new", "draft", "list", "show", "export", "outcome", "when", "erase", "paths", "schema"):
        out = raincheck(name, "--help").out
        assert all(option in out for option in ("--data DIR", "--now TIME", "--json"))


def test_a_command_that_does_not_exist_is_wrong_use(raincheck: Raincheck) -> None:
    assert raincheck("dratf").code == 2


def test_the_app_itself_prints_no_json(raincheck: Raincheck) -> None:
    assert raincheck("--json").code == 2
