"""`raincheck export` writes a message to a file and never replaces anybody else's."""

from __future__ import annotations

import json
import stat
from email import message_from_bytes, message_from_string
from pathlib import Path

from tests.cli.commands import Raincheck
from tests.exchange.invited import calendar
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


INVITED = "\r\n".join(
    (
        "From: Sam Lee <sam@acme.example>",
        "Message-ID: <m1@acme.example>",
        "Subject: Your interview",
        "Content-Type: text/calendar; method=REQUEST",
        "",
        calendar(
            "DTSTART:20261201T130000Z",
            "ORGANIZER;CN=Sam Lee:mailto:sam@acme.example",
            "ATTENDEE:mailto:ana@home.example",
            "SUMMARY:Interview",
        ),
    )
)


def test_an_answer_to_an_imported_mail_stays_in_its_thread(raincheck: Raincheck) -> None:
    stored = raincheck("new", "--from", "-", "--no-open", given=INVITED).out.strip()

    for answer in (
        raincheck("export", stored, "--channel", "email", "--format", "eml", "-o", "-"),
        raincheck("draft", stored, "--format", "eml"),
    ):
        mail = message_from_string(answer.out)
        assert mail["In-Reply-To"] == "<m1@acme.example>"
        assert mail["Subject"] == "Re: Your interview"


def test_an_invitation_is_declined_by_a_calendar_file(raincheck: Raincheck) -> None:
    stored = raincheck("new", "--from", "-", "--no-open", given=INVITED).out.strip()

    file = Path(raincheck("export", stored, "--format", "decline").out.strip())

    assert file.suffix == ".ics"
    text = file.read_bytes().decode("utf-8")
    assert "METHOD:REPLY" in text
    assert "ATTENDEE;PARTSTAT=DECLINED:mailto:ana@home.example" in text


def test_what_was_read_of_an_invitation_goes_with_its_incident(raincheck: Raincheck) -> None:
    stored = raincheck("new", "--from", "-", "--no-open", given=INVITED).out.strip()
    (kept,) = (raincheck.folder / "invitations").iterdir()

    raincheck("erase", stored, "--yes")

    assert kept.name == f"{stored}.json"
    assert not kept.exists()


def test_without_an_invitation_there_is_nothing_to_decline(raincheck: Raincheck) -> None:
    answer = raincheck("export", raincheck.stored(), "--format", "decline")

    assert answer.code == 3
    assert "not begun from an invitation" in answer.err


def test_the_calendar_is_the_follow_ups_until_there_is_a_new_time(raincheck: Raincheck) -> None:
    new_time = {"start": "2026-12-03T16:00:00+01:00"}
    waiting = raincheck("export", raincheck.stored(), "--format", "ics")
    moved = raincheck("export", raincheck.stored(outcome="rescheduled", new_time=new_time), "--format", "ics")

    assert "follow-ups" in waiting.out
    assert Path(waiting.out.strip()).read_text(encoding="utf-8").count("BEGIN:VEVENT") > 1
    assert "new-time" in moved.out
    assert "DTSTART:20261203T150000Z" in Path(moved.out.strip()).read_text(encoding="utf-8")


def test_a_second_calendar_replaces_the_first_and_counts_on(raincheck: Raincheck) -> None:
    stored = raincheck.stored()
    first = raincheck("export", stored, "--format", "ics").out
    before = Path(first.strip()).read_text(encoding="utf-8")

    later = raincheck("export", stored, "--format", "ics", now="2026-12-01T15:43:00+01:00").out

    assert later == first
    after = Path(later.strip()).read_text(encoding="utf-8")
    assert "SEQUENCE:0" in before
    assert "SEQUENCE:3600" in after


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


def test_an_export_keeps_the_incident_as_a_version(raincheck: Raincheck) -> None:
    stored = raincheck.stored()
    raincheck("export", stored)

    (version,) = (raincheck.folder / "state" / "history" / stored).iterdir()

    assert version.name.endswith("-export.md")
    assert version.read_bytes() == next((raincheck.folder / "incidents").iterdir()).read_bytes()
