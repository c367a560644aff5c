"""`raincheck due` tells what is overdue and what comes next, and says so by its exit code."""

from __future__ import annotations

from datetime import datetime

from icalendar import Calendar

from tests.cli.commands import NOW, Raincheck

AT_ONCE, LATER = NOW, "2026-12-01T18:00:00+01:00"


def test_nothing_stored_is_nothing_due(raincheck: Raincheck) -> None:
    answer = raincheck("due")

    assert answer.code == 0
    assert answer.out == ""
    assert answer.err == "Nothing is due.\n"


def test_what_comes_next_is_told_and_is_no_alarm(raincheck: Raincheck) -> None:
    stored = raincheck.stored()

    answer = raincheck("due", now=AT_ONCE)

    assert answer.code == 0
    (line,) = answer.out.splitlines()
    assert stored[:8] in line
    assert "Acme, Engineer" in line
    assert "overdue" not in line


def test_what_is_overdue_comes_first_and_is_exit_code_1(raincheck: Raincheck) -> None:
    raincheck.stored()

    answer = raincheck("due", now=LATER)

    assert answer.code == 1
    lines = answer.out.splitlines()
    assert lines[0].startswith("overdue ")
    assert not lines[-1].startswith("overdue ")


def test_the_data_names_each_step_with_its_time(raincheck: Raincheck) -> None:
    stored = raincheck.stored()

    answer = raincheck("due", "--json", now=LATER)

    assert answer.code == 1
    times = [datetime.fromisoformat(row["due"]) for row in answer.data]
    assert times == sorted(times)
    assert {row["id"] for row in answer.data} == {stored}
    assert [row["overdue"] for row in answer.data] == [at < datetime.fromisoformat(LATER) for at in times]
    assert [row["overdue"] for row in answer.data].count(False) == 1
    assert answer.data[0].keys() == {"id", "kind", "title", "company", "step", "label", "due", "overdue"}


def test_nothing_due_is_an_empty_list(raincheck: Raincheck) -> None:
    assert raincheck("due", "--json").data == []


def test_the_calendar_has_every_open_step_and_the_same_exit_code(raincheck: Raincheck) -> None:
    stored = raincheck.stored()

    answer = raincheck("due", "--ics", now=LATER)

    events = Calendar.from_ical(answer.out).events
    assert answer.code == 1
    assert len(events) > len(raincheck("due", "--json", now=LATER).data)
    assert all(str(event["UID"]).startswith(stored) for event in events)
    assert all(event.start >= datetime.fromisoformat(LATER) for event in events)


def test_a_calendar_of_nothing_is_refused_in_words(raincheck: Raincheck) -> None:
    answer = raincheck("due", "--ics")

    assert answer.code == 3
    assert "No open step" in answer.err


def test_data_and_calendar_exclude_each_other(raincheck: Raincheck) -> None:
    assert raincheck("due", "--ics", "--json").code == 2


def test_what_is_over_is_not_due(raincheck: Raincheck) -> None:
    stored = raincheck.stored()
    raincheck("outcome", stored, "withdrawn", now=LATER)

    answer = raincheck("due", "--json", now="2027-03-01T10:00:00+01:00")

    assert all(row["step"] != "call" for row in answer.data)


def test_a_damaged_file_is_named_and_the_rest_is_told(raincheck: Raincheck) -> None:
    raincheck.stored()
    (raincheck.folder / "incidents" / "2026-12-01-bad-0000.md").write_bytes(b"\x00" * 100)

    answer = raincheck("due", now=LATER)

    assert answer.code == 1
    assert "bad-0000.md cannot be read" in answer.err
