"""`raincheck export` writes a message to a file and never replaces anybody else's."""

from __future__ import annotations

import json
import stat
from email import message_from_bytes
from pathlib import Path

from tests.cli.commands import Raincheck
from tui.store.lock import Lock


def test_the_message_of_the_desk_goes_to_the_export_folder_and_its_path_is_printed(
    raincheck: Raincheck,
) -> None:
    stored = raincheck.stored()

    answer = raincheck("export", stored)

    assert answer.code == 0
    file = Path(answer.out.strip())
    assert file.parent == raincheck.folder / "export"
    assert file.name == "acme-missed-call-2026-12-01.txt"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text(encoding="utf-8") == raincheck("draft", stored, "--channel", "call").out


def test_its_own_export_is_replaced_while_nobody_changed_it(raincheck: Raincheck) -> None:
    stored = raincheck.stored()
    first = raincheck("export", stored, "--channel", "email").out
    (file,) = (raincheck.folder / "incidents").iterdir()
    renamed = file.read_text(encoding="utf-8").replace('company = "Acme"', 'company = "Acme & Sons"')
    file.write_text(renamed, encoding="utf-8")

    second = raincheck("export", stored, "--channel", "email").out

    assert second == first
    assert "Acme & Sons" in Path(first.strip()).read_text(encoding="utf-8")


def test_a_file_that_somebody_changed_is_left_alone(raincheck: Raincheck) -> None:
    stored = raincheck.stored()
    first = Path(raincheck("export", stored).out.strip())
    first.write_text("mine", encoding="utf-8")

    second = Path(raincheck("export", stored).out.strip())

    assert second != first
    assert first.read_text(encoding="utf-8") == "mine"


def test_a_named_file_is_written_and_never_overwritten(raincheck: Raincheck, tmp_path: Path) -> None:
    stored = raincheck.stored()
    target = tmp_path / "mail.txt"

    assert raincheck("export", stored, "--channel", "email", "-o", str(target)).out == f"{target}\n"
    before = target.read_text(encoding="utf-8")
    again = raincheck("export", stored, "--channel", "text", "-o", str(target))

    assert before.startswith("Subject: ")
    assert again.code == 3
    assert "exists already" in again.err
    assert target.read_text(encoding="utf-8") == before


def test_a_named_folder_takes_the_file_under_its_own_name(raincheck: Raincheck, tmp_path: Path) -> None:
    stored = raincheck.stored()

    out = raincheck("export", stored, "--channel", "email", "--format", "md", "-o", str(tmp_path)).out

    assert out == f"{tmp_path}/acme-missed-email-2026-12-01.md\n"
    assert Path(out.strip()).read_text(encoding="utf-8").startswith("# ")


def test_a_folder_that_is_not_there_is_bad_input(raincheck: Raincheck, tmp_path: Path) -> None:
    answer = raincheck("export", raincheck.stored(), "-o", str(tmp_path / "no" / "mail.txt"))

    assert answer.code == 3
    assert not (tmp_path / "no").exists()


def test_a_hyphen_is_standard_output(raincheck: Raincheck) -> None:
    stored = raincheck.stored()

    answer = raincheck("export", stored, "--channel", "text", "-o", "-")

    assert answer.out == raincheck("draft", stored, "--channel", "text").out
    assert not (raincheck.folder / "export").exists()


def test_json_in_a_file_is_what_draft_prints(raincheck: Raincheck) -> None:
    stored = raincheck.stored()

    file = Path(raincheck("export", stored, "--channel", "email", "--json").out.strip())

    assert file.suffix == ".json"
    assert json.loads(file.read_text(encoding="utf-8")) == raincheck("draft", stored, "--json").data


def test_an_e_mail_is_a_mail_file_with_the_line_ends_of_mail(raincheck: Raincheck) -> None:
    answer = raincheck("export", raincheck.stored(), "--channel", "email", "--format", "eml")

    file = Path(answer.out.strip())
    assert file.suffix == ".eml"
    data = file.read_bytes()
    assert data.isascii()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert message_from_bytes(data)["X-Unsent"] == "1"


def test_gaps_are_named_on_standard_error(raincheck: Raincheck) -> None:
    stored = raincheck.stored(contact={})

    answer = raincheck("export", stored, "--channel", "email")

    assert answer.code == 0
    assert answer.err == "1 gap left: name.\n"


def test_it_works_while_another_window_holds_the_data(raincheck: Raincheck) -> None:
    stored = raincheck.stored()

    with Lock(raincheck.folder):
        assert raincheck("export", stored).code == 0


def test_a_file_in_the_place_of_the_export_folder_is_storage_trouble(raincheck: Raincheck) -> None:
    stored = raincheck.stored()
    (raincheck.folder / "export").write_text("in the way", encoding="utf-8")

    answer = raincheck("export", stored)

    assert answer.code == 4
    assert "could not be written" in answer.err


def test_a_pair_outside_the_table_is_wrong_use(raincheck: Raincheck) -> None:
    assert raincheck("export", raincheck.stored(), "--message", "letter").code == 2
