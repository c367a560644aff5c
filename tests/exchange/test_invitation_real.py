"""Nineteen invitations that calendar programs wrote, read in place; they belong to somebody else.

RAINCHECK_INVITATIONS names the folder: the calendar tests of Thunderbird (Mozilla Public License 2.0).
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.exchange.invited import ZONE, facts, read

FOLDER = os.environ.get("RAINCHECK_INVITATIONS", "")
pytestmark = pytest.mark.skipif(
    not FOLDER, reason="RAINCHECK_INVITATIONS names no folder with Thunderbird's calendar test mails"
)

INVITED, CHANGED = "An invitation", "A changed invitation"
REPEATS = "It repeats every day, 3 times; which one is the interview?"
TABLE: list[tuple[str, str, str | None, int | None, tuple[str, ...]]] = [
    ("cancel-repeat-event.eml", "They cancelled it", None, None, ()),
    ("cancel-single-event.eml", "They cancelled it", "2022-03-16T11:00:00+00:00", 30, ()),
    ("event-with-file-attachment.eml", INVITED, "2022-03-16T11:00:00+00:00", 30, ()),
    ("event.ics", "This tells of an event", "2021-03-25T11:00:00+00:00", 60, ()),
    ("exception-major.eml", CHANGED, "2022-03-17T05:00:00+00:00", 30, ()),
    ("exception-minor.eml", INVITED, "2022-03-17T11:00:00+00:00", 30, ()),
    ("import.ics", "This tells of an event", None, None, ("event",)),
    ("importLatin1.ics", "This tells of an event", None, None, ("event",)),
    ("meet-meeting-invite.eml", INVITED, "2021-03-22T09:30:00+00:00", 60, ()),
    ("message-containing-event.eml", "This tells of an event", "2016-09-01T06:25:00+00:00", 25, ()),
    ("message-non-invite.eml", "This tells of an event", "2021-11-29T10:55:00+02:00", 5, ()),
    ("outlook-test-invite.eml", INVITED, "2021-11-27T09:00:00+02:00", 30, ()),
    ("repeat-event.eml", INVITED, None, 30, ("day",)),
    ("repeat-update-major.eml", CHANGED, None, 30, ("day",)),
    ("repeat-update-minor.eml", INVITED, None, 30, ("day",)),
    ("single-event.eml", INVITED, "2022-03-16T11:00:00+00:00", 30, ()),
    ("teams-meeting-invite.eml", INVITED, "2020-12-02T19:00:00+02:00", 120, ()),
    ("update-major.eml", CHANGED, "2022-03-16T05:00:00+00:00", 30, ()),
    ("update-minor.eml", INVITED, "2022-03-16T11:00:00+00:00", 30, ()),
]


@pytest.mark.parametrize(("name", "said", "start", "minutes", "asks"), TABLE, ids=[row[0] for row in TABLE])
def test_each_is_read_as_its_program_meant_it(
    name: str, said: str, start: str | None, minutes: int | None, asks: tuple[str, ...]
) -> None:
    found = read((Path(FOLDER) / name).read_bytes())

    assert found.said(ZONE).startswith(said)
    assert facts(found).get("interview.start") == start
    assert facts(found).get("interview.minutes") == minutes
    assert found.asks == asks


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("cancel-repeat-event.eml", {"contact.email": "sender@example.com", "interview.place": "Somewhere"}),
        ("single-event.eml", {"contact.name": "Sender", "contact.email": "sender@example.com"}),
        ("exception-minor.eml", {"interview.place": "Exception location"}),
        ("update-minor.eml", {"interview.place": "Updated location"}),
        ("message-containing-event.eml", {"contact.email": "someone@example.com"}),
        ("message-non-invite.eml", {"contact.zone": "Europe/Helsinki"}),
        ("meet-meeting-invite.eml", {"interview.link": "https://meet.google.com/pyb-ndcu-hhc"}),
        ("outlook-test-invite.eml", {"contact.name": "Marge", "contact.email": "marge@example.org"}),
        ("teams-meeting-invite.eml", {"contact.name": "Marge", "interview.format": "video"}),
    ],
)
def test_what_else_they_say_is_taken(name: str, more: dict[str, str]) -> None:
    found = facts(read((Path(FOLDER) / name).read_bytes()))

    assert {path: found.get(path) for path in more} == more


@pytest.mark.parametrize("name", ["import.ics", "importLatin1.ics"])
def test_four_events_without_a_zone_are_chosen_from_and_then_ask_for_it(name: str) -> None:
    found = read((Path(FOLDER) / name).read_bytes())

    assert [event.title for event in found.events] == ["Event One", "Event Four", "Event Three", "Event Två"]
    chosen = found.answered(event=3)
    assert chosen.asks == ("zone",)
    assert facts(chosen.answered(zone="Europe/Helsinki"))["interview.start"] == "2019-01-01T16:00:00+02:00"
