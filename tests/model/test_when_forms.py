"""Further typed forms beyond the forty: none may come out silently wrong."""

from __future__ import annotations

from datetime import datetime

import pytest

from tui.model.when import Direction, understand

ASK = "ambiguous"
NO = "refused"

MAIL_LOG_AND_CHAT = {
    "Tue, 1 Dec 2026 14:00:00 +0100": "2026-12-01T14:00:00+01:00",
    "Tue, 01 Dec 2026 14:00:00 -0500 (EST)": "2026-12-01T20:00:00+01:00",
    "Tue, 01 Dec 2026 19:00:00 GMT": "2026-12-01T20:00:00+01:00",
    "Mon, 01 Dec 2026 19:00:00 GMT": NO,  # a Tuesday
    "Wed Nov 25 11:20:00 2026": "2026-11-25T11:20:00+01:00",
    "Wed Nov 25 11:20:00 CET 2026": "2026-11-25T11:20:00+01:00",
    "Wed 25 Nov 11:20:00 EST 2026": "2026-11-25T17:20:00+01:00",
    "Nov 25 13:05:01": "2026-11-25T13:05:01+01:00",
    "Nov 25 13:05:01 host sshd[411]": NO,
    "25/Nov/2026:11:20:00 +0100": "2026-11-25T11:20:00+01:00",
    "[25/Nov/2026:11:20:00 -0800]": "2026-11-25T20:20:00+01:00",
    "2026/11/25 11:20:00": "2026-11-25T11:20:00+01:00",
    "2026-11-25 11:20:00,500": "2026-11-25T11:20:00.500000+01:00",
    "2026-11-25T11:20:00.123456789Z": "2026-11-25T12:20:00.123456+01:00",
    "2026-12-01 14:00:00+00": "2026-12-01T15:00:00+01:00",
    "2026-12-01 10:00-05:00": "2026-12-01T16:00:00+01:00",
    "20261201T140000Z": "2026-12-01T15:00:00+01:00",
    "20261201T140000": "2026-12-01T14:00:00+01:00",
    "20261201 1400": "2026-12-01T14:00:00+01:00",
    "1795602000": NO,
    "[11:20, 25/11/2026]": "2026-11-25T11:20:00+01:00",
    "[25.11.26, 11:20]": "2026-11-25T11:20:00+01:00",
    "11/25/26, 11:20\u202fAM": "2026-11-25T11:20:00+01:00",
    "Today at 3:04 PM": "2026-11-25T15:04:00+01:00",
    "Yesterday at 3:04 PM": "2026-11-24T15:04:00+01:00",
    "Tomorrow, Nov 26, 2:00 PM": "2026-11-26T14:00:00+01:00",
    "Tomorrow, Nov 27, 2:00 PM": NO,
    "Wednesday, November 25, 2026 11:20 AM": "2026-11-25T11:20:00+01:00",
    "Wed, Nov 25, 2026 at 11:20 AM": "2026-11-25T11:20:00+01:00",
    "Tue Dec 1, 2026 2pm – 3pm (CET)": NO,  # a span
}

CLOCKS = {
    "9:30 p.m.": "2026-11-25T21:30:00+01:00",
    "9.30pm": "2026-11-25T21:30:00+01:00",
    "fri 14.30": "2026-11-27T14:30:00+01:00",
    "fri 10.11": NO,  # or 10 November
    "tomorrow 10.11": "2026-11-26T10:11:00+01:00",
    "tomorrow 14h30": "2026-11-26T14:30:00+01:00",
    "tomorrow 14 h": "2026-11-26T14:00:00+01:00",
    "tomorrow 1430h": "2026-11-26T14:30:00+01:00",
    "tomorrow 12am": "2026-11-26T00:00:00+01:00",
    "tomorrow 12pm": "2026-11-26T12:00:00+01:00",
    "tomorrow 12:30 am": "2026-11-26T00:30:00+01:00",
    "tomorrow 14:30 PM": "2026-11-26T14:30:00+01:00",
    "tomorrow 14:30 AM": NO,
    "tomorrow 0:30 pm": NO,
    "tomorrow 24:00": NO,
    "tomorrow 25:00": NO,
    "tomorrow 14:60": NO,
    "tomorrow 23:59:60": NO,
    "tomorrow 03:30": "2026-11-26T03:30:00+01:00",
    "tomorrow 3:30": ASK,
    "tomorrow 3": ASK,
    "tomorrow 0:15": "2026-11-26T00:15:00+01:00",
    "9": ASK,
    "14": NO,  # an hour, a day or minutes
    "at 14": "2026-11-25T14:00:00+01:00",
    "1430": "2026-11-25T14:30:00+01:00",
    "2026": NO,  # a year, or 20:26
    "2h": ASK,
    "10:00-11:00": NO,
    "tomorrow 10:00 - 11:00": NO,
    "tomorrow 9-12": NO,
    "2026-12-01 10:00-11:00": NO,
    "10:00-05:00 ET": NO,
    "tomorrow 3pm 4pm": NO,
    "tomorrow 1,30": NO,
}

WORDS = {
    "noon tomorrow": "2026-11-26T12:00:00+01:00",
    "12 noon tomorrow": "2026-11-26T12:00:00+01:00",
    "at 14:30 on tuesday": "2026-12-01T14:30:00+01:00",
    "half past 9": "2026-11-26T09:30:00+01:00",
    "quarter to 3 pm": "2026-11-25T14:45:00+01:00",
    "quarter to 12 am": "2026-11-25T23:45:00+01:00",
    "half past 3": ASK,
    "9 o'clock": "2026-11-26T09:00:00+01:00",
    "this morning 9": "2026-11-25T09:00:00+01:00",
    "tomorrow morning at 9:15": "2026-11-26T09:15:00+01:00",
    "3 in the afternoon": "2026-11-25T15:00:00+01:00",
    "tomorrow morning 3pm": NO,
    "tonight 8": "2026-11-25T20:00:00+01:00",
    "tonight at midnight": "2026-11-26T00:00:00+01:00",
    "tomorrow midnight": ASK,
    "last night 23:40": "2026-11-24T23:40:00+01:00",
    "the day after tomorrow 14:00": "2026-11-27T14:00:00+01:00",
    "day before yesterday 14:00": "2026-11-23T14:00:00+01:00",
    "fri eod": "2026-11-27T23:59:00+01:00",
    "in an hour": "2026-11-25T12:20:00+01:00",
    "half an hour ago": "2026-11-25T10:50:00+01:00",
    "in 1.5 hours": "2026-11-25T12:50:00+01:00",
    "in 1 hour and 30 minutes": "2026-11-25T12:50:00+01:00",
    "two days ago at 14:00": "2026-11-23T14:00:00+01:00",
    "in 2 days": "2026-11-27T11:20:00+01:00",
    "2 weeks ago": "2026-11-11T11:20:00+01:00",
    "20 min": "2026-11-25T11:40:00+01:00",
    "-1w": "2026-11-18T11:20:00+01:00",
    "in 20": NO,
    "in 2 months": NO,
    "around 3pm": NO,
    "tomorrow": NO,
    "tomorrow 3pm please": NO,
    "tomorrow 3pm-ish": NO,
    "today tomorrow 14:00": NO,
    "mon tue 14:00": NO,
    "morgen 14:00": NO,
    "christmas 14:00": NO,
}

DATES = {
    "1st of December at 2 pm": "2026-12-01T14:00:00+01:00",
    "December 1st, 2026, 14:00": "2026-12-01T14:00:00+01:00",
    "the 3rd at 10:00": "2026-12-03T10:00:00+01:00",
    "Thu 3rd 10:00": "2026-12-03T10:00:00+01:00",
    "Fri 3rd 10:00": NO,
    "31.12. 23:59": "2026-12-31T23:59:00+01:00",
    "1.12.2026 14:00": "2026-12-01T14:00:00+01:00",
    "12.13.2026 14:00": NO,
    "1/12/2026 14:00": ASK,
    "13/12/2026 14:00": "2026-12-13T14:00:00+01:00",
    "12/12 18:00": "2026-12-12T18:00:00+01:00",
    "Fri 12/03 10am": "2027-03-12T10:00:00+01:00",  # 3 December is a Thursday
    "12-03 10am": ASK,
    "25/12/26 18:00": ASK,  # or 26 December 2025, as some logs write it
    "15 Dec 9": "2026-12-15T09:00:00+01:00",
    "15 Dec 26": NO,
    "15 Dec 1430": "2026-12-15T14:30:00+01:00",
    "15 Dec 2026": NO,
    "15 Jan 14:00": "2027-01-15T14:00:00+01:00",
    "24 Nov 14:00": ASK,  # yesterday, or in 364 days
    "Tue 24 Nov 14:00": "2026-11-24T14:00:00+01:00",
    "Mon 1 Dec 14:00": NO,
    "30 Feb 10:00": NO,
    "31 Apr 2027 10:00": NO,
    "29 Feb 10:00": NO,
    "29 Feb 2028 10:00": "2028-02-29T10:00:00+01:00",
    "2026-13-01 10:00": NO,
    "0026-12-01 10:00": NO,
    "2026-12": NO,
    "in 999999 weeks": NO,
    "٢٥ Nov 14:00": NO,
    "１４:３０": NO,
    "二十五日 14:00": NO,
    "XIV:30": NO,
    "१४:३०": NO,
}

ZONES = {
    "tomorrow 14:00 New York": "2026-11-26T20:00:00+01:00",
    "tomorrow 14:00 in London": "2026-11-26T15:00:00+01:00",
    "tomorrow 14:00 NYC": "2026-11-26T20:00:00+01:00",
    "tomorrow 14:00 (Kolkata)": "2026-11-26T09:30:00+01:00",
    "tomorrow 14:00 München": "2026-11-26T14:00:00+01:00",
    "tomorrow 14:00 eastern time": "2026-11-26T20:00:00+01:00",
    "Dec 1 at 2:00 p.m. ET": "2026-12-01T20:00:00+01:00",
    "Dec 1 at 2:00 p.m. PST": "2026-12-01T23:00:00+01:00",
    "14:00 UTC+2": "2026-11-25T13:00:00+01:00",
    "14:00 GMT-5": "2026-11-25T20:00:00+01:00",
    "tomorrow 14:00 UTC+05:45": "2026-11-26T09:15:00+01:00",
    "14:00 +1": NO,
    "14:00 UTC+25": NO,
    "14:00 CST": ASK,
    "14:00 IST": ASK,
    "14:00 BST": ASK,
    "tomorrow 2pm CST Chicago": "2026-11-26T21:00:00+01:00",
    "tomorrow 2pm CST Shanghai": "2026-11-26T07:00:00+01:00",
    "15 Jul 2027 2pm EST": ASK,  # New York keeps EDT then
    "15 Jul 2027 2pm EST New York": "2027-07-15T20:00:00+02:00",
    "15 Jul 2027 2pm EDT": "2027-07-15T20:00:00+02:00",
    "tomorrow 14:00 UTC New York": NO,
    "tomorrow 14:00 Portland": NO,
    "tomorrow 14:00 Atlantis": NO,
}

WEEKS = {
    "next fri 9:00": ASK,
    "next wed 9:00": "2026-12-02T09:00:00+01:00",
    "this fri 9:00": "2026-11-27T09:00:00+01:00",
    "coming fri 9:00": "2026-11-27T09:00:00+01:00",
    "next week tue 9:00": "2026-12-01T09:00:00+01:00",
    "tue next week 9:00": "2026-12-01T09:00:00+01:00",
    "last week fri 9:00": "2026-11-20T09:00:00+01:00",
    "last mon 9:00": ASK,
    "next week 9:00": NO,
    "fri week 9:00": NO,
    "wed 14:00": "2026-11-25T14:00:00+01:00",
    "wed 9:00": "2026-12-02T09:00:00+01:00",
}

FORMS = MAIL_LOG_AND_CHAT | CLOCKS | WORDS | DATES | ZONES | WEEKS

ELSEWHERE = [
    # on a Sunday, where weeks turn
    ("2026-11-29T20:00:00+01:00", "future", "mon 9:00", "2026-11-30T09:00:00+01:00"),
    ("2026-11-29T20:00:00+01:00", "future", "next mon 9:00", ASK),
    ("2026-11-29T20:00:00+01:00", "future", "next week tue 9:00", ASK),
    ("2026-11-29T20:00:00+01:00", "past", "fri 9:00", "2026-11-27T09:00:00+01:00"),
    ("2026-11-29T20:00:00+01:00", "future", "coming sun 9:00", "2026-12-06T09:00:00+01:00"),
    # where years turn
    ("2026-12-31T23:30:00+01:00", "future", "00:15", "2027-01-01T00:15:00+01:00"),
    ("2026-12-31T23:30:00+01:00", "future", "2 Jan 10:00", "2027-01-02T10:00:00+01:00"),
    ("2027-01-01T00:30:00+01:00", "past", "31 Dec 23:15", "2026-12-31T23:15:00+01:00"),
    ("2027-01-01T00:30:00+01:00", "past", "23:15", "2026-12-31T23:15:00+01:00"),
    ("2027-01-01T00:30:00+01:00", "past", "31st 23:15", "2026-12-31T23:15:00+01:00"),
    # looking back
    ("2026-11-25T11:20:00+01:00", "past", "this mon 9:00", "2026-11-23T09:00:00+01:00"),
    ("2026-11-25T11:20:00+01:00", "past", "90 min", "2026-11-25T09:50:00+01:00"),
    ("2026-11-25T11:20:00+01:00", "past", "in 90 min", "2026-11-25T12:50:00+01:00"),
    ("2026-11-25T11:20:00+01:00", "past", "midnight", "2026-11-25T00:00:00+01:00"),
    ("2026-11-25T11:20:00+01:00", "past", "25 Dec 18:00", ASK),
    ("2026-11-25T11:20:00+01:00", "past", "Mon 1 Dec 14:00", ASK),
    # whichever is nearer
    ("2026-11-25T11:20:00+01:00", "nearest", "10:45", "2026-11-25T10:45:00+01:00"),
    ("2026-11-25T23:50:00+01:00", "nearest", "00:10", "2026-11-26T00:10:00+01:00"),
    ("2026-11-25T00:10:00+01:00", "nearest", "23:50", "2026-11-24T23:50:00+01:00"),
    ("2026-11-25T11:20:00+01:00", "nearest", "23:00", ASK),
    ("2026-11-25T11:20:00+01:00", "nearest", "20 min", ASK),
    ("2026-11-25T11:20:00+01:00", "nearest", "20 Nov 21:30", "2026-11-20T21:30:00+01:00"),
    # in the night when the clocks change
    ("2026-10-25T01:30:00+02:00", "future", "02:30", ASK),
    ("2026-10-25T02:45:00+02:00", "past", "02:30", "2026-10-25T02:30:00+02:00"),
    ("2026-10-25T03:30:00+01:00", "past", "02:30", ASK),
    ("2027-03-28T01:30:00+01:00", "future", "02:30", NO),
    ("2027-03-27T02:30:00+01:00", "future", "in 1 day", NO),
    ("2027-03-27T02:30:00+01:00", "future", "in 24h", "2027-03-28T03:30:00+02:00"),
    ("2027-03-27T12:00:00+01:00", "future", "in 1 day", "2027-03-28T12:00:00+02:00"),
]


def check(text: str, now: str, direction: str, expected: str) -> None:
    reading = understand(
        text, now=datetime.fromisoformat(now), zone="Europe/Berlin", direction=Direction(direction)
    )
    if expected in (ASK, NO):
        assert reading.status == expected, reading
    else:
        assert reading.instant == datetime.fromisoformat(expected), reading


def test_there_are_at_least_120_forms() -> None:
    assert len(FORMS) + len(ELSEWHERE) >= 120


@pytest.mark.parametrize(("text", "expected"), FORMS.items(), ids=list(FORMS))
def test_a_form_is_the_right_instant_or_asked_about_or_refused(text: str, expected: str) -> None:
    check(text, "2026-11-25T11:20:00+01:00", "future", expected)


@pytest.mark.parametrize(("now", "direction", "text", "expected"), ELSEWHERE)
def test_a_form_follows_the_moment_and_the_direction(
    now: str, direction: str, text: str, expected: str
) -> None:
    check(text, now, direction, expected)
