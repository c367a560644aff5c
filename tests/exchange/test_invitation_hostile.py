"""What is built to harm is refused or read within the limits, and the one who asked lives on."""

from __future__ import annotations

import base64
import time

import pytest

from tests.exchange.invited import NOW, ZONE
from tui.exchange.confined import Limits, TooMuch, confined
from tui.exchange.invitation import NotAnInvitation, read_invitation
from tui.model.clean import STEERS

MIB = 1024 * 1024
EVENT = b"BEGIN:VEVENT\nDTSTART:20261201T130000Z\nSUMMARY:Interview\nEND:VEVENT\n"
START, END = b"BEGIN:VCALENDAR\nMETHOD:REQUEST\n", b"END:VCALENDAR\n"


def _parts(count: int) -> bytes:
    part = b"--b\nContent-Type: text/plain\n\n\n"
    return b'Subject: x\nContent-Type: multipart/mixed; boundary="b"\n\n' + part * count + b"--b--\n"


def _nested_mail(depth: int) -> bytes:
    head = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (place, place) for place in range(depth)
    )
    return b"Subject: x\n" + head + b"Content-Type: text/calendar\n\n" + START + EVENT + END


def _mail(kind: bytes, body: bytes, encoding: bytes = b"8bit") -> bytes:
    return b"Subject: x\nContent-Type: %s\nContent-Transfer-Encoding: %s\n\n" % (kind, encoding) + body


HOSTILE: dict[str, bytes] = {
    "a hundred thousand parts": _parts(100_000)[: 2 * MIB],
    "fifty thousand events": START + EVENT * 50_000 + END,
    "as many events as fit": START + EVENT * 3_500 + END,
    "a line of ten megabytes": START + b"BEGIN:VEVENT\nSUMMARY:" + b"x" * 10 * MIB + b"\nEND:VEVENT\n" + END,
    "one long line within the size": START + b"BEGIN:VEVENT\nSUMMARY:" + b"\\n" * 120_000 + b"\nEND:VEVENT\n",
    "a header line of two megabytes": b"Subject: " + b"=?utf-8?q?a?= " * 140_000,
    "a thousand mails in each other": _nested_mail(1000),
    "twenty mails in each other": _nested_mail(20),
    "components ten thousand deep": START + b"BEGIN:VEVENT\n" * 10_000,
    "a charset that does not exist": _mail(b"text/calendar; charset=klingon", START + EVENT + END),
    "a charset that is a codec of bytes": _mail(b"text/calendar; charset=zlib_codec", START + EVENT + END),
    "bytes of no charset": START + EVENT.replace(b"Interview", bytes(range(128, 256))) + END,
    "half a base64": _mail(b"text/calendar", base64.b64encode(START + EVENT + END)[:-7], b"base64"),
    "NUL in every value": (START + EVENT + END).replace(b"Interview", b"In\0ter\0view\0"),
    "escape codes": (START + EVENT + END).replace(b"Interview", b"\x1b]0;owned\x07\x1b[2J\xe2\x80\xaeview"),
    "a hundred thousand parameters": START
    + b"BEGIN:VEVENT\nDTSTART"
    + b";A=B" * 60_000
    + b":20261201T130000Z\n",
    "quotes that never close": START
    + b"BEGIN:VEVENT\n"
    + b'ATTENDEE;CN="x:mailto:a@b.example\n' * 7_000
    + END,
    "a repeat without end each second": START
    + EVENT.replace(b"END", b"RRULE:FREQ=SECONDLY;COUNT=999999999\nEND", 1)
    + END,
    "rules of the clock by the thousand": START
    + b"BEGIN:VTIMEZONE\nTZID:X\n"
    + b"BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETTO:+0100\nEND:STANDARD\n" * 3_000
    + b"END:VTIMEZONE\n"
    + EVENT.replace(b"DTSTART:20261201T130000Z", b"DTSTART;TZID=X:20261201T130000")
    + END,
    "numbers beyond every bound": START
    + b"BEGIN:VEVENT\nDTSTART:99991231T235959Z\nDURATION:P9999W\nSEQUENCE:"
    + b"9" * 5_000
    + b"\nEND:VEVENT\n"
    + END,
    "tags that never close": _mail(b"text/html", b"<a href='http" * 100_000 + b"<style" * 50_000),
    "a boundary of signs": b'Subject: x\nContent-Type: multipart/mixed; boundary="(.*)*$"\n\n--(.*)*$\n\n'
    + EVENT,
    "lines that begin with blanks": START
    + b"BEGIN:VEVENT\nSUMMARY:x\n"
    + b" \n" * 100_000
    + b"END:VEVENT\n"
    + END,
    "addresses that may match in many ways": START
    + b"BEGIN:VEVENT\nORGANIZER:mailto:"
    + b"a.a-" * 25_000
    + b"\nEND:VEVENT\n"
    + END,
    "words that may be a title in many ways": START
    + b"BEGIN:VEVENT\nSUMMARY:"
    + b"interview for the interview at " * 3_000
    + b"\nDESCRIPTION:"
    + b"\\nrole : " * 8_000
    + b"\nEND:VEVENT\n"
    + END,
    "nothing at all": b"",
    "only marks of a mail": b"From: \nSubject:\n\n",
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_read_or_refused_in_words_and_leaves_nothing_that_steers(data: bytes) -> None:
    said = _said(data)

    assert all(said)
    assert not [text for text in said if STEERS.search(text)]
    assert all(len(text) <= 2000 for text in said)


def _said(data: bytes) -> list[str]:
    """Return all that a reader sees of a file: its facts, or the sentence that refuses it."""
    try:
        found = read_invitation(data, now=NOW, zone=ZONE)
    except NotAnInvitation as refusal:
        return [str(refusal)]
    return [found.said(ZONE), *(str(taken.value) for taken in found.taken)]


@pytest.mark.parametrize(
    "name",
    [
        "a hundred thousand parts",
        "fifty thousand events",
        "a line of ten megabytes",
        "a thousand mails in each other",
        "components ten thousand deep",
        "a header line of two megabytes",
    ],
)
def test_what_is_too_large_or_too_deep_is_refused(name: str) -> None:
    with pytest.raises(NotAnInvitation, match="nothing was taken"):
        read_invitation(HOSTILE[name], now=NOW, zone=ZONE)


def spend(_data: bytes, what: str) -> bytes:
    """Spend time or memory without end, as a fault in the reading would."""
    heap = bytearray()
    while True:
        if what == "memory":
            heap += bytes(16 * MIB)


@pytest.mark.parametrize("what", ["time", "memory"])
def test_work_that_does_not_end_is_ended(what: str) -> None:
    began = time.monotonic()

    with pytest.raises(TooMuch):
        confined("tests.exchange.test_invitation_hostile:spend", b"", what, limits=Limits(seconds=1))

    assert time.monotonic() - began < 30


def test_work_that_breaks_is_told_of_as_such() -> None:
    with pytest.raises(TooMuch):
        confined("tui.exchange.invitation_read:no_such_job", b"", limits=Limits())
