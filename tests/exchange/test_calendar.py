"""The user's own calendar says which times are taken: repeats, exceptions, whole days, every zone."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tui.exchange.calendar import Busy, read_busy
from tui.exchange.confined import Limits

SINCE = datetime.fromisoformat("2026-12-01T00:00:00+01:00")
UNTIL = SINCE + timedelta(days=14)
PATIENT = Limits(size=32 * 1024 * 1024, seconds=60, memory=768 * 1024 * 1024)


def _busy(tmp_path: Path, *events: str, around: str = "") -> Busy:
    file = tmp_path / "own.ics"
    inner = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    file.write_bytes(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{around}{inner}END:VCALENDAR\r\n".encode())
    return _read(file)


def _read(path: Path) -> Busy:
    return read_busy(path, since=SINCE, until=UNTIL, zone="Europe/Berlin", limits=PATIENT)


def _starts(found: Busy) -> list[str]:
    return [f"{span.start:%d %H:%M %z}" for span in found.spans]


def test_an_event_takes_its_time(tmp_path: Path) -> None:
    (span,) = _busy(
        tmp_path, "UID:1\r\nSUMMARY:Den\\,tist\r\nDTSTART:20261203T090000Z\r\nDURATION:PT1H"
    ).spans

    assert span.start == datetime.fromisoformat("2026-12-03T10:00:00+01:00")
    assert span.end == datetime.fromisoformat("2026-12-03T11:00:00+01:00")
    assert span.title == "Den,tist"
    assert not span.all_day


def test_a_repeat_takes_each_of_its_days_but_those_left_out_and_moved(tmp_path: Path) -> None:
    series = (
        "UID:1\r\nSUMMARY:Class\r\nDTSTART;TZID=Europe/Berlin:20260907T180000\r\n"
        "DTEND;TZID=Europe/Berlin:20260907T190000\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE\r\n"
        "EXDATE;TZID=Europe/Berlin:20261207T180000"
    )
    moved = (
        "UID:1\r\nSUMMARY:Class\r\nRECURRENCE-ID;TZID=Europe/Berlin:20261209T180000\r\n"
        "DTSTART;TZID=Europe/Berlin:20261210T080000\r\nDTEND;TZID=Europe/Berlin:20261210T090000"
    )

    assert _starts(_busy(tmp_path, series, moved)) == ["02 18:00 +0100", "10 08:00 +0100", "14 18:00 +0100"]


def test_a_repeat_keeps_its_clock_over_a_change_of_the_clocks(tmp_path: Path) -> None:
    series = "UID:1\r\nDTSTART;TZID=America/New_York:20260701T090000\r\nDURATION:PT30M\r\n"

    found = _busy(tmp_path, f"{series}RRULE:FREQ=DAILY;COUNT=160")

    assert {f"{span.start:%H:%M %z}" for span in found.spans} == {"09:00 -0500"}


def test_a_repeat_that_ended_long_ago_takes_nothing(tmp_path: Path) -> None:
    assert _busy(tmp_path, "UID:1\r\nDTSTART:20200101T090000Z\r\nRRULE:FREQ=DAILY;COUNT=5").spans == ()


def test_a_whole_day_is_taken_from_midnight_to_midnight_on_the_users_clock(tmp_path: Path) -> None:
    (span,) = _busy(
        tmp_path, "UID:1\r\nSUMMARY:Fair\r\nDTSTART;VALUE=DATE:20261203\r\nDTEND;VALUE=DATE:20261205"
    ).spans

    assert span.start == datetime.fromisoformat("2026-12-03T00:00:00+01:00")
    assert span.end == datetime.fromisoformat("2026-12-05T00:00:00+01:00")
    assert span.all_day


def test_a_whole_day_that_repeats_is_taken_each_time(tmp_path: Path) -> None:
    found = _busy(tmp_path, "UID:1\r\nDTSTART;VALUE=DATE:20191204\r\nRRULE:FREQ=YEARLY")

    assert _starts(found) == ["04 00:00 +0100"]
    assert found.spans[0].all_day


@pytest.mark.parametrize(
    "line", ["TRANSP:TRANSPARENT", "STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"]
)
def test_what_is_free_or_cancelled_takes_nothing(tmp_path: Path, line: str) -> None:
    assert _busy(tmp_path, f"UID:1\r\nDTSTART:20261203T090000Z\r\nDURATION:PT1H\r\n{line}").spans == ()


def test_a_time_without_a_zone_is_on_the_users_clock(tmp_path: Path) -> None:
    found = _busy(tmp_path, "UID:1\r\nDTSTART:20261203T090000\r\nDTEND:20261203T100000")

    assert _starts(found) == ["03 09:00 +0100"]


def test_windows_zones_are_read_in_repeats_too(tmp_path: Path) -> None:
    series = (
        "UID:1\r\nDTSTART;TZID=Pacific Standard Time:20261130T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY"
    )

    assert _starts(_busy(tmp_path, series))[0] in ("07 09:00 -0800", "07 18:00 +0100")


def test_a_folder_is_read_whole_and_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.ics").write_text(
            f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:{number}\r\nDTSTART:2026120{number}T090000Z\r\n"
            "DURATION:PT1H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
    (tmp_path / "broken.ics").write_bytes(b"\x00\xff nothing")

    found = _read(tmp_path)

    assert len(found.spans) == 2
    assert [problem for problem in found.problems if "broken.ics" in problem]


def test_a_calendar_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert "is not there" in _read(tmp_path / "none.ics").problems[0]
    assert "no .ics file" in _read(tmp_path).problems[0]


def test_a_repeat_of_every_second_is_given_up_in_time(tmp_path: Path) -> None:
    file = tmp_path / "own.ics"
    file.write_text(
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:19700101T000000Z\r\nRRULE:FREQ=SECONDLY\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )

    found = read_busy(file, since=SINCE, until=UNTIL, zone="Europe/Berlin", limits=Limits(seconds=1))

    assert found.spans == ()
    assert "could not be read within" in found.problems[0]
