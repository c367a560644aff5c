"""`raincheck list` shows all that is stored, what is due first on top."""

from __future__ import annotations

from tests.cli.commands import Raincheck

KEYS = [
    *("id", "kind", "title", "company", "start", "outcome", "next_step", "due"),
    *("path", "damaged", "archived", "copy"),
]


def test_an_empty_folder_is_an_empty_list_and_words_on_standard_error(raincheck: Raincheck) -> None:
    assert raincheck("list", "--json").data == []
    answer = raincheck("list")

    assert (answer.code, answer.out) == (0, "")
    assert "No incident is stored" in answer.err
    assert not raincheck.folder.exists()


def test_the_json_has_all_that_a_script_needs(raincheck: Raincheck) -> None:
    stored = raincheck.stored()

    (one,) = raincheck("list", "--json").data

    assert list(one) == KEYS
    assert one["id"] == stored
    assert (one["kind"], one["company"], one["outcome"]) == ("missed", "Acme", "none")
    assert one["start"] == "2026-12-01T14:00:00+01:00"
    assert one["next_step"]
    assert one["due"] > "2026-12-01T14:42"
    assert one["damaged"] is None


def test_what_is_due_first_is_on_top(raincheck: Raincheck) -> None:
    later = raincheck.stored(noticed="2026-12-01T14:42:00+01:00")
    first = raincheck.stored(noticed="2026-12-01T09:00:00+01:00")

    assert [one["id"] for one in raincheck("list", "--json").data] == [first, later]


def test_the_table_has_short_ids_that_every_command_takes(raincheck: Raincheck) -> None:
    stored = raincheck.stored()

    head, line = raincheck("list").out.splitlines()
    assert head.startswith("ID")
    assert line.split()[0] == stored[:8]
    assert "Acme, Engineer" in line
    assert "Tue 1 Dec 2026 14:00" in line
    assert raincheck("show", line.split()[0]).code == 0


def test_the_columns_line_up_under_wide_letters(raincheck: Raincheck) -> None:
    raincheck.stored(interview={"company": "株式会社", "start": "2026-12-01T14:00:00+01:00"})
    raincheck.stored(interview={"company": "Acme", "start": "2026-12-01T14:00:00+01:00"})

    lines = raincheck("list").out.splitlines()[1:]
    wide = next(line for line in lines if "株" in line)
    narrow = next(line for line in lines if "Acme" in line)
    assert narrow.index("Tue 1 Dec") == wide.index("Tue 1 Dec") + len("株式会社")


def test_a_damaged_file_is_listed_last_with_its_path_and_hinders_no_other(raincheck: Raincheck) -> None:
    stored = raincheck.stored()
    bad = raincheck.folder / "incidents" / "2026-12-01-acme-deadbeef.md"
    bad.write_text("\0" * 500, encoding="utf-8")

    answer = raincheck("list", "--json")
    assert answer.code == 0
    good, damaged = answer.data
    assert good["id"] == stored
    assert damaged["path"] == str(bad)
    assert "zeros" in damaged["damaged"]
    assert f"damaged  {bad}: " in raincheck("list").out.splitlines()[-1]


def test_a_file_that_only_a_newer_version_can_read_is_named_as_such(raincheck: Raincheck) -> None:
    raincheck.stored()
    (file,) = (raincheck.folder / "incidents").iterdir()
    text = file.read_text(encoding="utf-8")
    newer = text.replace("schema = 1", "schema = 99").replace('kind = "missed"', 'kind = "abducted"')
    file.write_text(newer, encoding="utf-8")

    (one,) = raincheck("list", "--json").data

    assert one["damaged"] == "written by a newer version (schema 99)"


def test_what_is_over_comes_after_what_is_due(raincheck: Raincheck) -> None:
    over = raincheck.stored(noticed="2026-12-01T09:00:00+01:00", outcome="closed")
    still = raincheck.stored(noticed="2026-12-01T14:42:00+01:00")

    assert [one["id"] for one in raincheck("list", "--json").data] == [still, over]
