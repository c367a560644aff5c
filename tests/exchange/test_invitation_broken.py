"""However a file is broken, it is an invitation or a sentence, never a fault."""

from __future__ import annotations

import random
from datetime import date

import msgspec
import pytest

from tests.exchange.invited import NOW, ZONE, calendar
from tui.exchange.invitation import Invitation
from tui.exchange.invitation_read import answer

WHOLE = calendar(
    "DTSTART;TZID=Europe/Berlin:20261201T140000",
    "DTEND;TZID=Europe/Berlin:20261201T150000",
    "RRULE:FREQ=WEEKLY;UNTIL=20270101T000000Z",
    'ORGANIZER;CN="Sam Lee":mailto:sam@acme.example',
    "SUMMARY:Interview for Data Engineer at Acme",
    "LOCATION:https://acme.zoom.us/j/1?pwd=x",
    r"DESCRIPTION:<p>Role: Engineer</p>\nPhone: +49 30 123 4567",
).encode()
MAIL = (
    b"From: =?utf-8?q?S=C3=A4m?= <sam@acme.example>\r\nSubject: Interview\r\nMessage-ID: <a@b>\r\n"
    b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n'
    b"When: Tue 1 Dec 2026 14:00-15:00 (CET)\r\nWhere: Berlin\r\n--b\r\n"
    b"Content-Type: text/calendar; method=REQUEST\r\n\r\n" + WHOLE + b"--b--\r\n"
)
THROWN_IN = [
    *(
        b"\0",
        b"\r\n",
        b";",
        b":",
        b'"',
        b"\\",
        b"=",
        b"%",
        b"<",
        b"\xff\xfe",
        b"\xe2\x80\xae",
        b"=?utf-8?b?/?=",
    ),
    *(b"BEGIN:VEVENT\r\n", b"END:VCALENDAR\r\n", b"DTSTART:99991231T235959Z\r\n", b"DURATION:P9999W\r\n"),
    *(
        b"https://[zoom.us/j/1",
        b"https://zoom.us:99999999/j/1",
        b"charset=unicode_escape",
        b"T250000",
        b"-1SU",
    ),
]


@pytest.mark.parametrize("seed", range(40))
def test_a_broken_file_is_still_an_invitation_or_a_sentence(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same ones each time
    for _ in range(10):
        data = bytearray(chance.choice((WHOLE, MAIL)))
        for _ in range(chance.randint(1, 8)):
            place = chance.randrange(len(data) + 1)
            if chance.random() < 0.5:
                data[place:place] = chance.choice(THROWN_IN)
            else:
                del data[place : place + chance.randint(1, 120)]
        found = msgspec.json.decode(answer(bytes(data), NOW.isoformat(), ZONE), type=Invitation | str)
        if isinstance(found, str):
            assert found.endswith(".")
        else:
            _look_at(found)


def _look_at(found: Invitation) -> None:
    for event in range(len(found.events)):
        settled = found.answered(event=event, day=date(2026, 12, 1), zone="America/New_York")
        assert settled.said(ZONE)
        assert settled.kind(NOW) in ("", "upcoming", "late", "missed")
        assert len({taken.path for taken in settled.taken}) == len(settled.taken)
