"""A calendar file says the same to every reader: the instant, the text, and what it moves."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from tests.exchange.invited import calendar, read
from tests.readers.readers import by_ical_js
from tui.exchange.ics import (
    NothingToExport,
    decline_ics,
    follow_ups_ics,
    many_follow_ups_ics,
    new_time_ics,
    sequence_of,
)
from tui.model.incident import Contact, Incident, Interview, Me, NewTime
from tui.model.plan import Plan, plan
from tui.words.book import Book

NOW = datetime.fromisoformat("2026-12-01T14:42:00+01:00")
START = datetime.fromisoformat("2026-12-03T16:00:00+01:00")
INCIDENT = Incident(
    kind="missed",
    me=Me(name="Ana Ruiz", zone="Europe/Berlin"),
    contact=Contact(name="Ms Lee", phone="+1 212 555 0100", zone="America/New_York"),
    interview=Interview(company="Acme; Labs, Inc", role="Engineer", start=NOW, minutes=45, format="video"),
    noticed=NOW,
    new_time=NewTime(start=START, format="video", link="https://meet.google.com/abc-defg-hij"),
    outcome="rescheduled",
)


def _new(incident: Incident = INCIDENT, sequence: int = 3) -> bytes:
    return new_time_ics(incident, incident_id="a" * 32, sequence=sequence, now=NOW)


def _event(data: bytes) -> Any:
    from icalendar import Calendar

    (event,) = Calendar.from_ical(data).events
    return event


def test_the_new_time_is_one_event_in_utc_with_clock_and_city_in_words() -> None:
    event = _event(_new())

    assert b"DTSTART:20261203T150000Z\r\n" in _new()
    assert event.start == START
    assert event.end == START + timedelta(minutes=45)
    assert event["SUMMARY"] == "Interview: Engineer, Acme; Labs, Inc"
    assert "Thu 3 Dec 2026 16:00 Berlin = Thu 3 Dec 2026 10:00 New York" in event["DESCRIPTION"]
    assert "Ms Lee" in event["DESCRIPTION"]
    assert event["LOCATION"] == "https://meet.google.com/abc-defg-hij"
    assert b"METHOD" not in _new()


@pytest.mark.parametrize(
    ("form", "minutes", "said"),
    [("on-site", 60, "Leave now"), ("video", 30, "Test the link"), ("phone", 15, "line")],
)
def test_it_rings_the_evening_before_and_in_time_for_its_format(form: Any, minutes: int, said: str) -> None:
    event = _event(_new(replace(INCIDENT, new_time=replace(INCIDENT.new_time, format=form))))

    evening, last = event.alarms.times
    assert evening.trigger == datetime.fromisoformat("2026-12-02T19:00:00+01:00")
    assert START - last.trigger == timedelta(minutes=minutes)
    assert said in last.alarm["DESCRIPTION"]


def test_an_alarm_whose_time_has_passed_is_left_out() -> None:
    start = NOW + timedelta(hours=2)
    soon = replace(INCIDENT, new_time=replace(INCIDENT.new_time, start=start))

    (last,) = _event(_new(soon)).alarms.times
    assert last.trigger == start - timedelta(minutes=30)


def test_the_evening_before_a_change_of_the_clocks_is_seven_on_the_clock() -> None:
    start = datetime.fromisoformat("2027-03-28T09:00:00+02:00")
    evening = _event(_new(replace(INCIDENT, new_time=NewTime(start=start)))).alarms.times[0]

    assert evening.trigger == datetime.fromisoformat("2027-03-27T19:00:00+01:00")


def test_a_second_export_moves_the_first() -> None:
    later = replace(INCIDENT, new_time=replace(INCIDENT.new_time, start=START + timedelta(days=1)))
    created = NOW - timedelta(hours=1)
    first = _event(_new(sequence=sequence_of(created, NOW)))
    second = _event(_new(later, sequence=sequence_of(created, NOW + timedelta(minutes=5))))

    assert first["UID"] == second["UID"]
    assert 0 < first["SEQUENCE"] < second["SEQUENCE"]
    assert second.start == START + timedelta(days=1)


def test_another_incident_has_another_uid() -> None:
    other = new_time_ics(INCIDENT, incident_id="b" * 32, sequence=0, now=NOW)

    assert _event(other)["UID"] != _event(_new())["UID"]


def test_without_a_new_time_there_is_nothing_to_write() -> None:
    with pytest.raises(NothingToExport, match="No new time"):
        _new(replace(INCIDENT, new_time=NewTime()))


def _plan(words: Book, incident: Incident) -> Plan:
    return plan(words.playbook(incident.kind), incident, (), NOW)


def test_open_steps_are_reminders_at_their_due_time(words: Book) -> None:
    from icalendar import Calendar

    incident = replace(INCIDENT, outcome="none", new_time=NewTime())
    steps = _plan(words, incident)
    data = follow_ups_ics(incident, steps, incident_id="a" * 32, sequence=1, now=NOW)

    events = Calendar.from_ical(data).events
    due = [one for one in steps.steps if one.state != "done" and one.due]
    assert [event.start for event in events] == [max(one.due or NOW, NOW) for one in due]
    assert all(event.alarms.times[0].trigger == event.start for event in events)
    assert events[0]["SUMMARY"] == f"{due[0].step.label}: Acme; Labs, Inc"
    assert len({event["UID"] for event in events}) == len(events)
    assert b"VTODO" not in data


def test_nothing_open_is_nothing_to_write() -> None:
    with pytest.raises(NothingToExport):
        follow_ups_ics(INCIDENT, Plan((), None, 0, 0), incident_id="a", sequence=0, now=NOW)
    with pytest.raises(NothingToExport):
        many_follow_ups_ics([], now=NOW)


INVITED = (
    "DTSTART;TZID=Europe/Berlin:20261203T160000",
    "SEQUENCE:2",
    "ORGANIZER;CN=Sam Lee:mailto:sam@acme.example",
    "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:sam@acme.example",
    "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:Ana.Ruiz@home.example",
    "SUMMARY:Interview",
)


def _declined(*lines: str, **changes: Any) -> Any:
    said = {"address": "ana.ruiz@home.example", "name": 'Ana "A" Ruiz', "now": NOW, **changes}
    data = decline_ics(read(calendar(*INVITED, *lines)), **said)
    assert b"\r\nMETHOD:REPLY\r\n" in data
    return _event(data)


def test_a_decline_answers_the_event_of_the_organiser() -> None:
    event = _declined(comment="I am ill.")

    assert event["UID"] == "1@acme.example"
    assert event["SEQUENCE"] == 2
    assert event["ORGANIZER"] == "mailto:sam@acme.example"
    assert event["ATTENDEE"] == "mailto:Ana.Ruiz@home.example"
    assert event["ATTENDEE"].params["PARTSTAT"] == "DECLINED"
    assert event["ATTENDEE"].params["CN"] == "Ana 'A' Ruiz"
    assert event["COMMENT"] == "I am ill."
    assert event.start == START


def test_a_decline_of_one_day_of_a_series_names_that_day() -> None:
    event = _declined("RECURRENCE-ID;TZID=Europe/Berlin:20261203T160000")

    assert event["RECURRENCE-ID"].dt == START


def test_without_an_organiser_there_is_no_one_to_decline_to() -> None:
    with pytest.raises(NothingToExport, match="write a mail"):
        decline_ics(read(calendar("DTSTART:20261203T150000Z")), address="a@b.example", name="", now=NOW)


PIECES = [
    *(
        "Acme",
        "Grüße",
        "日本語",
        "مقابلة",
        "👩‍💻",
        "a,b;c",
        "\\",
        "\\n",
        "\n",
        ":",
        '"',
        "x" * 70,
        "é" * 40,
        "END:VEVENT",
    ),
    *("\r\nBEGIN:VALARM", "BEGIN:VEVENT", "\x00", "\x1b[2J", "\u202e", "\u2028", "=20", "^n", "  "),
]


def _random(chance: random.Random) -> Incident:
    def some() -> str:
        return (
            "".join(chance.choice(PIECES) + chance.choice(["", " "]) for _ in range(chance.randint(1, 9)))
            + "z"
        )

    start = datetime.fromtimestamp(chance.randint(1_800_000_000, 1_900_000_000), UTC)
    return replace(
        INCIDENT,
        contact=Contact(name=some(), phone=some(), zone=chance.choice(["Asia/Kathmandu", "", "no/zone"])),
        interview=replace(INCIDENT.interview, company=some(), role=some()),
        new_time=NewTime(start=start, minutes=chance.randint(1, 600), place=some(), link=some()),
    )


RANDOM = [_random(random.Random(number)) for number in range(200)]  # noqa: S311 - the same 200 each time
WRITTEN = [_new(incident) for incident in RANDOM]


def _text(value: str) -> str:
    """A text as a calendar can carry it: readers differ in the blanks at the end of a line."""
    from tui.model.clean import clean

    return "\n".join(line.rstrip() for line in clean(value).text.strip().split("\n"))


def _expected(incident: Incident) -> dict[str, Any]:
    new, old = incident.new_time, incident.interview
    assert new.start
    return {
        "summary": _text(f"Interview: {old.role}, {old.company}"),
        "location": _text(new.place),
        "start": int(new.start.timestamp()),
        "end": int(new.start.timestamp()) + 60 * (new.minutes or 0),
    }


def _of_icalendar(data: bytes) -> dict[str, Any]:
    event = _event(data)
    return {
        **{name: _text(str(event[name.upper()])) for name in ("summary", "location", "description")},
        "start": int(event.start.timestamp()),
        "end": int(event.end.timestamp()),
    }


def _of_vobject(data: bytes) -> dict[str, Any]:
    import vobject

    event = vobject.readOne(data.decode("utf-8")).vevent
    return {
        **{name: _text(getattr(event, name).value) for name in ("summary", "location", "description")},
        "start": int(event.dtstart.value.timestamp()),
        "end": int(event.dtend.value.timestamp()),
    }


def test_icalendar_reads_back_what_was_written() -> None:
    for incident, data in zip(RANDOM, WRITTEN, strict=True):
        found = _of_icalendar(data)
        assert {name: found[name] for name in _expected(incident)} == _expected(incident)
        assert _text(incident.contact.name) in found["description"]


def test_vobject_reads_the_same() -> None:
    pytest.importorskip("vobject", reason="vobject is not installed: nothing was read back with it")
    for data in WRITTEN:
        assert _of_vobject(data) == _of_icalendar(data)


def test_ical_js_reads_the_same() -> None:
    for data, events in zip(WRITTEN, by_ical_js([data.decode("utf-8") for data in WRITTEN]), strict=True):
        (event,) = events
        found = _of_icalendar(data)
        assert {name: _text(event[name]) for name in ("summary", "location", "description")} == {
            name: found[name] for name in ("summary", "location", "description")
        }
        assert (event["start"], event["end"]) == (found["start"], found["end"])
        assert len(event["alarms"]) == 2


def test_what_was_typed_becomes_no_line_and_no_control() -> None:
    for data in WRITTEN:
        lines = data.decode("utf-8").split("\r\n")
        assert max(len(line.encode("utf-8")) for line in lines) <= 75
        assert [line for line in lines if line.startswith("BEGIN:")].count("BEGIN:VEVENT") == 1
        assert lines.count("BEGIN:VALARM") == 2
        assert not [
            sign for sign in data.decode("utf-8").replace("\r\n", "") if sign < " " or sign == "\u202e"
        ]
