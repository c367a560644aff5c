"""An invitation says who, when and where, and from where each was taken; what it leaves open is asked."""

from __future__ import annotations

import base64
import quopri
from datetime import date

import pytest

from tests.exchange.invited import NOW, ZONE, calendar, facts, read, unsure
from tui.exchange.confined import Limits
from tui.exchange.invitation import NotAnInvitation, read_invitation

WINDOWS = (
    "BEGIN:VTIMEZONE\r\nTZID:Eastern Standard Time\r\n"
    "BEGIN:STANDARD\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:-0400\r\nTZOFFSETTO:-0500\r\n"
    "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11\r\nEND:STANDARD\r\n"
    "BEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:-0500\r\nTZOFFSETTO:-0400\r\n"
    "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n"
)
USUAL = (
    "DTSTART:20261201T130000Z",
    "DTEND:20261201T134500Z",
    'ORGANIZER;CN="Sam Lee":mailto:sam.lee@acme.example',
    "SUMMARY:Interview for the role of Data Engineer at Acme Labs",
)


def test_everything_that_it_states_is_taken_with_its_source() -> None:
    found = read(
        calendar(
            *USUAL,
            r"LOCATION:https://acme.zoom.us/j/123456789?pwd=x",
            r"DESCRIPTION:We look forward to it.\nPhone: +49 30 123 4567\nBring nothing.",
        )
    )

    assert facts(found) == {
        "contact.name": "Sam Lee",
        "contact.email": "sam.lee@acme.example",
        "contact.phone": "+49 30 123 4567",
        "interview.company": "Acme Labs",
        "interview.role": "Data Engineer",
        "interview.start": "2026-12-01T13:00:00+00:00",
        "interview.minutes": 45,
        "interview.format": "video",
        "interview.link": "https://acme.zoom.us/j/123456789?pwd=x",
    }
    sources = {taken.path: taken.source for taken in found.taken}
    assert sources["contact.name"] == "the organiser"
    assert sources["interview.company"] == "the title"
    assert sources["interview.link"] == "the location"
    assert unsure(found) == set()
    assert found.asks == ()


def test_a_company_known_only_by_the_domain_of_an_address_is_unsure() -> None:
    found = read(calendar(*USUAL[:3], "SUMMARY:Talk"))

    assert facts(found)["interview.company"] == "Acme"
    assert "interview.company" in unsure(found)


@pytest.mark.parametrize(
    ("written", "name", "company", "sure"),
    [
        ("Sam Lee", "Sam Lee", "Acme", True),
        ("Lee, Sam", "Sam Lee", "Acme", False),
        ("Sam Lee (she/her)", "Sam Lee", "Acme", True),
        ("Sam Lee | Bright Labs", "Sam Lee", "Bright Labs", True),
        ("Sam from Bright Labs", "Sam", "Bright Labs", True),
        ("sam@acme.example", None, "Acme", True),
        ("'Sam Lee'", "Sam Lee", "Acme", True),
    ],
)
def test_the_name_of_the_organiser_is_taken_as_one_would_say_it(
    written: str, name: str | None, company: str, sure: bool
) -> None:
    found = read(calendar(USUAL[0], f'ORGANIZER;CN="{written}":mailto:sam@acme.example', "SUMMARY:Talk"))

    assert facts(found).get("contact.name") == name
    assert facts(found)["interview.company"] == company
    assert ("contact.name" not in unsure(found)) is sure


@pytest.mark.parametrize("domain", ["gmail.com", "outlook.com", "calendly.com", "gmx.de"])
def test_a_mail_provider_is_no_company(domain: str) -> None:
    found = read(calendar(USUAL[0], f"ORGANIZER:mailto:sam@{domain}", "SUMMARY:Talk"))

    assert "interview.company" not in facts(found)


@pytest.mark.parametrize(
    ("title", "role", "company"),
    [
        ("Interview for Data Engineer at Acme", "Data Engineer", "Acme"),
        ("Interview as a Data Engineer", "Data Engineer", None),
        ("Data Engineer interview with Acme", "Data Engineer", "Acme"),
        ("Interview at Acme", None, "Acme"),
        ("Final interview", None, None),
        ("Phone Interview", None, None),
        ("Invitation: Interview for the Data Engineer position at Acme @ Tue 1 Dec", "Data Engineer", "Acme"),
    ],
)
def test_a_title_gives_role_and_company_where_it_states_them(
    title: str, role: str | None, company: str | None
) -> None:
    found = facts(read(calendar(USUAL[0], f"SUMMARY:{title}")))

    assert (found.get("interview.role"), found.get("interview.company")) == (role, company)


def test_a_duration_stands_in_for_an_end() -> None:
    assert facts(read(calendar(USUAL[0], "DURATION:PT1H30M")))["interview.minutes"] == 90


def test_a_windows_zone_is_read_and_its_city_unsure() -> None:
    lines = (
        "DTSTART;TZID=Eastern Standard Time:20261201T090000",
        "DTEND;TZID=Eastern Standard Time:20261201T100000",
    )
    with_rules, without = read(calendar(*lines, around=WINDOWS)), read(calendar(*lines))

    for found in (with_rules, without):
        assert facts(found)["interview.start"] == "2026-12-01T09:00:00-05:00"
        assert facts(found)["contact.zone"] == "America/New_York"
        assert unsure(found) == {"contact.zone"}


def test_a_zone_of_no_known_name_is_read_by_its_own_rules() -> None:
    around = WINDOWS.replace("Eastern Standard Time", "Customized Time Zone")
    summer = read(calendar("DTSTART;TZID=Customized Time Zone:20260701T090000", around=around))
    winter = read(calendar("DTSTART;TZID=Customized Time Zone:20261201T090000", around=around))

    assert facts(summer)["interview.start"] == "2026-07-01T09:00:00-04:00"
    assert facts(winter)["interview.start"] == "2026-12-01T09:00:00-05:00"
    assert "contact.zone" not in facts(winter)


@pytest.mark.parametrize(
    "tzid", ["Europe/Berlin", "/mozilla.org/20050126_1/Europe/Berlin", "W. Europe Standard Time"]
)
def test_a_zone_is_known_by_each_of_its_spellings(tzid: str) -> None:
    found = read(calendar(f"DTSTART;TZID={tzid}:20261201T140000"))

    assert facts(found)["interview.start"] == "2026-12-01T14:00:00+01:00"


def test_a_zone_whose_own_rules_say_otherwise_is_unsure() -> None:
    around = WINDOWS.replace("Eastern Standard Time", "Europe/Berlin")
    found = read(calendar("DTSTART;TZID=Europe/Berlin:20261201T140000", around=around))

    assert facts(found)["interview.start"] == "2026-12-01T14:00:00+01:00"
    assert "interview.start" in unsure(found)
    assert "do not agree" in found.said(ZONE)


@pytest.mark.parametrize("start", ["DTSTART:20261201T140000", "DTSTART;TZID=Acme Time:20261201T140000"])
def test_a_time_without_a_known_zone_asks_for_it_and_takes_the_answer(start: str) -> None:
    found = read(calendar(start))

    assert found.asks == ("zone",)
    assert "interview.start" not in facts(found)
    answered = found.answered(zone="America/New_York")
    assert answered.asks == ()
    assert facts(answered)["interview.start"] == "2026-12-01T14:00:00-05:00"


@pytest.mark.parametrize(("clock", "said"), [("023000", "does not exist"), ("033000", "")])
def test_a_time_that_the_clocks_jump_over_is_unsure_and_said(clock: str, said: str) -> None:
    found = read(calendar(f"DTSTART;TZID=Europe/Berlin:20270328T{clock}"))

    assert facts(found)["interview.start"] == "2027-03-28T03:30:00+02:00"
    assert ("interview.start" in unsure(found)) is bool(said)
    assert said in found.said(ZONE)


def test_a_time_that_comes_twice_is_the_first_and_unsure() -> None:
    found = read(calendar("DTSTART;TZID=Europe/Berlin:20271031T023000"))

    assert facts(found)["interview.start"] == "2027-10-31T02:30:00+02:00"
    assert "comes twice" in found.said(ZONE)


def test_a_day_alone_is_no_time() -> None:
    found = read(calendar("DTSTART;VALUE=DATE:20261201", "SUMMARY:Assessment"))

    assert "interview.start" not in facts(found)
    assert "without a time of day" in found.said(ZONE)


def test_a_repeat_is_told_and_asks_for_its_day() -> None:
    found = read(calendar("DTSTART;TZID=Europe/Berlin:20261006T140000", "RRULE:FREQ=WEEKLY;COUNT=12"))

    assert found.asks == ("day",)
    assert "every week, 12 times" in found.said(ZONE)
    assert facts(found.answered(day=date(2026, 12, 1)))["interview.start"] == "2026-12-01T14:00:00+01:00"
    assert facts(found.answered(day=date(2026, 10, 20)))["interview.start"] == "2026-10-20T14:00:00+02:00"


def test_of_several_events_one_is_chosen() -> None:
    two = calendar(*USUAL) + calendar("DTSTART:20261203T130000Z", "SUMMARY:Second").replace("UID:1", "UID:2")
    found = read(two)

    assert found.asks == ("event",)
    assert facts(found) == {}
    assert facts(found.answered(event=1))["interview.start"] == "2026-12-03T13:00:00+00:00"


def test_of_two_versions_of_an_event_the_later_counts() -> None:
    old, new = calendar(*USUAL, "SEQUENCE:0"), calendar("DTSTART:20261202T130000Z", "SEQUENCE:2")
    found = read(new + old)

    assert facts(found)["interview.start"] == "2026-12-02T13:00:00+00:00"
    assert found.said(ZONE).startswith("A changed invitation")


@pytest.mark.parametrize(
    ("method", "status", "said"),
    [
        ("CANCEL", "CONFIRMED", "They cancelled it"),
        ("REQUEST", "CANCELLED", "They cancelled it"),
        ("REPLY", "CONFIRMED", "somebody's answer"),
        ("PUBLISH", "CONFIRMED", "invites nobody"),
        ("COUNTER", "TENTATIVE", "proposes another time"),
    ],
)
def test_what_it_is_for_is_said_in_words(method: str, status: str, said: str) -> None:
    found = read(calendar(*USUAL, f"STATUS:{status}", method=method))

    assert said in found.said(ZONE)
    assert found.cancelled is (said == "They cancelled it")


def test_who_declines_is_said() -> None:
    line = "ATTENDEE;PARTSTAT=DECLINED:mailto:sam.lee@acme.example"
    found = read(calendar(*USUAL, line, method="REPLY"))

    assert "sam.lee@acme.example declines it." in found.said(ZONE)


@pytest.mark.parametrize(
    ("now", "kind"),
    [("12:30", "upcoming"), ("13:10", "late"), ("13:30", "missed"), ("18:00", "missed")],
)
def test_the_kind_that_it_offers_follows_from_the_moment(now: str, kind: str) -> None:
    found = read(calendar(*USUAL))

    assert found.kind(NOW.fromisoformat(f"2026-12-01T{now}:00+00:00")) == kind
    assert read(calendar(*USUAL, method="CANCEL")).kind(NOW) == ""


@pytest.mark.parametrize(
    "text",
    [
        "https://us02web.zoom.us/j/8123?pwd=a.1",
        "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x/0?context=%7b%7d",
        "https://teams.live.com/meet/9312",
        "https://meet.google.com/abc-defg-hij",
        "https://acme.webex.com/acme/j.php?MTID=m1",
        "https://whereby.com/acme",
        "https://meet.jit.si/Acme",
        "https://acme.hirevue.com/interviews/x",
    ],
)
def test_the_room_of_a_meeting_service_is_the_link(text: str) -> None:
    found = facts(
        read(calendar(USUAL[0], rf"DESCRIPTION:See https://acme.example/jobs first.\nJoin: {text}\nBye"))
    )

    assert found["interview.link"] == text
    assert found["interview.format"] == "video"


@pytest.mark.parametrize(
    "text",
    [
        "https://zoom.us.evil.example/j/1",
        "https://evil.example/zoom.us/j/1",
        "https://zoom.us@evil.example/j/1",
        "https://notzoom.us/j/1",
        "javascript:alert(1)//zoom.us/j/1",
        "https://zoom.us/pricing",
    ],
)
def test_what_only_looks_like_a_room_is_none(text: str) -> None:
    assert "interview.link" not in facts(read(calendar(USUAL[0], f"DESCRIPTION:{text}")))


def test_a_link_is_freed_of_what_a_mail_filter_put_around_it() -> None:
    inner = "https%3A%2F%2Fmeet.google.com%2Fabc-defg-hij&data=05"
    text = f"https://eur01.safelinks.protection.outlook.com/?url={inner}"

    found = facts(read(calendar(USUAL[0], f"DESCRIPTION:{text}")))

    assert found["interview.link"] == "https://meet.google.com/abc-defg-hij"


def test_a_description_in_html_is_read_as_words() -> None:
    text = 'DESCRIPTION:<p>Role: Data&nbsp\\;Engineer<br>Join <a href="https://meet.google.com/abc-defg-hij">here</a></p>'
    found = facts(read(calendar(USUAL[0], text)))

    assert found["interview.role"] == "Data Engineer"
    assert found["interview.link"] == "https://meet.google.com/abc-defg-hij"


@pytest.mark.parametrize(
    ("location", "format_", "place"),
    [
        ("Hauptstr. 5\\, Berlin", "on-site", "Hauptstr. 5, Berlin"),
        ("Microsoft Teams Meeting", "video", None),
        ("Phone: +49 30 123 4567", "phone", None),
        ("TBD", None, None),
    ],
)
def test_the_location_gives_format_and_place(location: str, format_: str | None, place: str | None) -> None:
    found = facts(read(calendar(USUAL[0], f"LOCATION:{location}")))

    assert (found.get("interview.format"), found.get("interview.place")) == (format_, place)


def test_latin_1_is_read_where_it_is_no_utf_8() -> None:
    assert facts(read(calendar(USUAL[0], "LOCATION:Köln").encode("latin-1")))["interview.place"] == "Köln"


def test_utf_16_is_read_by_its_mark() -> None:
    assert facts(read(calendar(USUAL[0], "LOCATION:Köln").encode("utf-16")))["interview.place"] == "Köln"


def _mail(*parts: tuple[str, str, bytes]) -> bytes:
    head = (
        "From: =?utf-8?q?J=C3=BCrgen_M?= <jm@acme.example>\r\nSubject: =?utf-8?q?Gespr=C3=A4ch?=\r\n"
        "Message-ID: <a1@acme.example>\r\nReferences: <r1@acme.example> <r2@acme.example>\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="edge"\r\n\r\n'
    )
    body = b"".join(
        f"--edge\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {how}\r\n\r\n".encode()
        + data
        + b"\r\n"
        for kind, how, data in parts
    )
    return head.encode() + body + b"--edge--\r\n"


def test_of_twins_the_request_in_the_mail_counts() -> None:
    request, file = calendar(*USUAL).encode(), calendar("DTSTART:20200101T130000Z", method="PUBLISH").encode()
    found = read(
        _mail(
            ("application/ics; name=invite.ics", "base64", base64.encodebytes(file)),
            ("text/calendar; method=PUBLISH", "8bit", file),
            (
                "text/calendar; method=REQUEST; charset=utf-8",
                "quoted-printable",
                quopri.encodestring(request),
            ),
        )
    )

    assert found.method == "request"
    assert facts(found)["interview.start"] == "2026-12-01T13:00:00+00:00"


def test_the_mail_says_what_an_answer_needs_to_stay_in_its_thread() -> None:
    mail = read(
        _mail(("text/calendar; method=REQUEST", "base64", base64.encodebytes(calendar(*USUAL).encode())))
    ).mail

    assert mail.sender_name == "Jürgen M"
    assert mail.sender == "jm@acme.example"
    assert mail.subject == "Gespräch"
    assert mail.message_id == "<a1@acme.example>"
    assert mail.references == ("<r1@acme.example>", "<r2@acme.example>")


def test_a_mail_without_a_calendar_or_a_time_is_said_to_be_none() -> None:
    with pytest.raises(NotAnInvitation, match="This is no invitation"):
        read(_mail(("text/plain", "8bit", b"Thank you for your application.")))


def test_a_calendar_without_an_event_is_none() -> None:
    with pytest.raises(NotAnInvitation, match="no event"):
        read("BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nSUMMARY:x\r\nEND:VTODO\r\nEND:VCALENDAR\r\n")


@pytest.mark.parametrize(
    ("when", "start", "minutes"),
    [
        ("Tue 1 Dec 2026 14:00-15:00", "2026-12-01T14:00:00+01:00", 60),
        (
            "Tuesday Dec 1, 2026 ⋅ 2pm – 2:45pm (Eastern Time - New York)",
            "2026-12-01T14:00:00-05:00",
            45,
        ),
        (
            "Tuesday, December 1, 2026 2:00 PM-3:00 PM (UTC+01:00) Amsterdam, Berlin, Bern, Rome",
            "2026-12-01T14:00:00+01:00",
            60,
        ),
    ],
)
def test_pasted_words_that_say_when_are_read_and_all_is_unsure(when: str, start: str, minutes: int) -> None:
    found = read(
        f"Interview\nWhen: {when}\nWhere: Hauptstr. 5, Berlin\nOrganizer: Sam Lee\nRole: Data Engineer\n"
    )

    assert found.method == "mail"
    assert facts(found)["interview.start"] == start
    assert facts(found)["interview.minutes"] == minutes
    assert facts(found)["interview.place"] == "Hauptstr. 5, Berlin"
    assert facts(found)["contact.name"] == "Sam Lee"
    assert facts(found)["interview.role"] == "Data Engineer"
    assert unsure(found) >= {"interview.start", "interview.place", "contact.name", "interview.role"}


def test_it_is_read_in_a_process_of_its_own_to_the_same_facts() -> None:
    data = calendar(*USUAL).encode()

    assert read_invitation(data, now=NOW, zone=ZONE, limits=Limits(seconds=10)) == read(data)


def test_a_calendar_pasted_with_words_around_it_is_read() -> None:
    assert facts(read("Here it is:\n\n" + calendar(*USUAL)))["interview.minutes"] == 45
