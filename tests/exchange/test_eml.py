"""A mail file says to every reader what was written, and nothing that was typed becomes a header."""

from __future__ import annotations

import random
import re
from datetime import datetime
from email import message_from_bytes
from email.header import decode_header
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.readers.readers import by_mailparser, by_mblaze
from tui.exchange.eml import as_eml, unusable, usable
from tui.exchange.invitation import Mail
from tui.model.clean import clean
from tui.model.incident import Contact, Incident, Me

NOW = datetime.fromisoformat("2026-12-01T14:42:00+01:00")
INCIDENT = Incident(
    kind="missed",
    me=Me(name="Ana Ruiz", email="ana@home.example", zone="Europe/Berlin"),
    contact=Contact(name="Ms Lee", email="lee@acme.example"),
)
EXPECTED = {
    *("From", "To", "Subject", "Date", "Message-ID", "X-Unsent", "MIME-Version"),
    *("Content-Type", "Content-Transfer-Encoding"),
}


def _read(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def _write(
    subject: str = "Sorry", body: str = "Dear Ms Lee,\n\nI am sorry.\n", name: str = "Ms Lee"
) -> bytes:
    incident = INCIDENT.with_fact("contact.name", name)
    return as_eml(incident, subject, body, now=NOW)


def test_it_is_a_draft_from_the_user_to_the_contact() -> None:
    mail = _read(_write())

    assert mail["From"] == "Ana Ruiz <ana@home.example>"
    assert mail["To"] == "Ms Lee <lee@acme.example>"
    assert mail["Subject"] == "Sorry"
    assert mail["X-Unsent"] == "1"
    assert parsedate_to_datetime(mail["Date"]) == NOW
    assert mail["Message-ID"].endswith("@raincheck.invalid>")
    assert mail.get_content().splitlines() == ["Dear Ms Lee,", "", "I am sorry."]


def test_the_date_is_on_the_clock_of_the_user() -> None:
    incident = INCIDENT.with_fact("me.zone", "America/New_York")

    assert _read(as_eml(incident, "x", "y", now=NOW))["Date"] == "Tue, 01 Dec 2026 08:42:00 -0500"


def test_no_two_files_have_one_id() -> None:
    assert len({_read(_write())["Message-ID"] for _ in range(20)}) == 20


def test_who_has_no_address_is_left_out() -> None:
    mail = _read(as_eml(Incident(kind="missed"), "x", "y", now=NOW))

    assert mail["From"] is None
    assert mail["To"] is None


def test_addresses_are_looked_at_one_by_one() -> None:
    incident = INCIDENT.with_fact("contact.email", "lee@acme.example, nobody; hr@acme.example")

    assert _read(as_eml(incident, "x", "y", now=NOW))["To"] == "lee@acme.example, hr@acme.example"
    assert unusable(incident) == ("nobody",)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a.b+c@acme.example", ("a.b+c@acme.example",)),
        ("sam@müller.example", ("sam@xn--mller-kva.example",)),
        ("a..b@acme.example", ()),
        (".a@acme.example", ()),
        ("a@acme", ()),
        ("a@-acme.example", ()),
        ("a b@acme.example", ()),
        ("sæm@acme.example", ()),
        ("a@acme.example\r\nBcc: b@evil.example", ("a@acme.example",)),
        ("<a@acme.example>", ()),
        ("a@" + "b" * 80 + ".example", ()),
    ],
)
def test_only_what_is_wholly_an_address_is_one(text: str, found: tuple[str, ...]) -> None:
    assert usable(text) == found


def test_an_answer_stays_in_the_thread_of_the_mail() -> None:
    thread = Mail(
        subject="AW: Your interview",
        message_id="<m3@acme.example>",
        references=("<m1@acme.example>", "<m2@acme.example>"),
    )

    mail = _read(as_eml(INCIDENT, "Sorry", "y", now=NOW, thread=thread))

    assert mail["Subject"] == "Re: Your interview"
    assert mail["In-Reply-To"] == "<m3@acme.example>"
    assert mail["References"] == "<m1@acme.example> <m2@acme.example> <m3@acme.example>"


def test_an_id_that_is_none_joins_no_thread() -> None:
    thread = Mail(message_id="<a@b>\r\nBcc: x@evil.example", references=("<ok@b>",))
    mail = _read(as_eml(INCIDENT, "Sorry", "y", now=NOW, thread=thread))

    assert set(mail.keys()) == EXPECTED
    assert mail["Subject"] == "Re: Sorry"


class Written(NamedTuple):
    """What was written into one random mail, and the mail."""

    subject: str
    name: str
    body: str
    data: bytes


PIECES = [
    *(
        "sorry",
        "Interview",
        "a",
        "x" * 90,
        "=?",
        "?=",
        "=?utf-8?q?=41?=",
        "=?utf-8?b?QQ==?=",
        "=20",
        "_",
        "?",
        "=",
    ),
    *("Grüße", "naïve", "Ωμέγα", "Привет", "日本語の面接", "면접", "مقابلة", "ראיון", "साक्षात्कार", "สัมภาษณ์"),
    *("👩‍💻", "🇩🇪", "e\u0301", "👍🏽", "ﬁ", "\u00a0", "…", "—", "“quoted”", "𝔘𝔫𝔦", "\u200d"),
    *('"', "\\", "<b>", "(c)", "a,b", ";", ":", "From ", ".", "..", "@", "a@b.example", "--", "\t", "  "),
]


def _random_mails(count: int = 500) -> list[Written]:
    chance = random.Random(6)  # noqa: S311 - the same 500 each time
    mails = []
    for _ in range(count):
        subject, name = (_some(chance, [" ", ""], 12) for _ in range(2))
        body = _some(chance, [" ", "", "\n", "\n\n", "\nFrom "], 60)
        mails.append(Written(subject, name, body, _write(subject, body, name)))
    return mails


def _some(chance: random.Random, between: list[str], most: int) -> str:
    text = "".join(chance.choice(PIECES) + chance.choice(between) for _ in range(chance.randint(1, most)))
    return text if any(letter.isalnum() for letter in text) else f"{text}a"


def _line(text: str) -> str:
    """A line of a header as readers give it: composed, its line ends and tabs one blank, trimmed."""
    return clean(text, one_line=True).text.strip()


def _lines(text: str) -> str:
    return clean(text).text.replace("\r\n", "\n").rstrip("\n")


RANDOM = _random_mails()


def test_no_line_is_longer_than_76_and_all_is_ascii() -> None:
    for mail in RANDOM:
        lines = mail.data.split(b"\r\n")
        assert mail.data.isascii()
        assert max(map(len, lines)) <= 76
        assert all(b"\n" not in line and b"\r" not in line for line in lines)
        assert max(map(len, re.findall(rb"=\?utf-8\?q\?[^?]*\?=", mail.data)), default=0) <= 75


def test_python_reads_back_500_random_mails() -> None:
    for mail in RANDOM:
        read = message_from_bytes(mail.data)
        found = _decoded(read["Subject"])
        assert found == _line(mail.subject)
        assert set(read.keys()) == EXPECTED
        payload = read.get_payload(decode=True)
        assert isinstance(payload, bytes)
        assert _lines(payload.decode("utf-8")) == _lines(mail.body)
        assert _decoded(read["To"]).endswith("<lee@acme.example>")
        assert _decoded(read["To"]).removesuffix("<lee@acme.example>").strip() == _line(mail.name)


def _decoded(header: str) -> str:
    parts = decode_header(header)
    return "".join(
        part.decode(coding or "ascii") if isinstance(part, bytes) else part for part, coding in parts
    )


def test_mailparser_reads_back_500_random_mails() -> None:
    for mail, read in zip(RANDOM, by_mailparser([mail.data for mail in RANDOM]), strict=True):
        assert read["subject"] == _line(mail.subject)
        assert [each["address"] for each in read["to"]] == ["lee@acme.example"]
        assert read["to"][0]["name"] == _line(mail.name)
        assert _lines(read["body"]) == _lines(mail.body)
        assert {name.lower() for name in EXPECTED} == set(read["headers"])


def test_mblaze_reads_back_500_random_mails(tmp_path: Path) -> None:
    for mail, read in zip(RANDOM, by_mblaze([mail.data for mail in RANDOM], tmp_path), strict=True):
        assert read["subject"] == _line(mail.subject)
        assert read["to"] == f"{_line(mail.name)} <lee@acme.example>"
        assert _lines(read["body"]) == _lines(mail.body)


ENDS = ["\r\n", "\n", "\r", "\r\n ", "\n\t", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x00\r\n", "\r\r\n"]
PLANTED = [
    "Bcc: x@evil.example",
    "X-Evil: 1",
    "\r\n<script>",
    "Content-Type: text/html",
    "=?utf-8?q?=0D=0ABcc:_x?=",
]
HOSTILE = [f"Sorry{end}{planted}" for end in ENDS for planted in PLANTED]


@pytest.mark.parametrize("value", HOSTILE, ids=ascii)
def test_no_header_is_planted(value: str) -> None:
    thread = Mail(subject=value, message_id=value, references=(value, f"<a@b{value}>"))
    me = Me(name=value, email=f"ana@home.example{value}", zone=value)
    incident = Incident(kind="missed", me=me, contact=Contact(name=value, email=value))
    for data in (
        as_eml(incident, value, value, now=NOW),
        as_eml(incident, value, value, now=NOW, thread=thread),
        _write(subject=value, name=value),
    ):
        head, _, _ = data.partition(b"\r\n\r\n")
        names = {line.split(b":")[0].decode() for line in head.split(b"\r\n") if not line.startswith(b" ")}
        assert names <= EXPECTED
        assert set(message_from_bytes(data).keys()) <= EXPECTED
        assert "evil.example" not in str(_addresses(data))


def _addresses(data: bytes) -> list[str]:
    mail = _read(data)
    return [
        str(address.addr_spec) for name in ("From", "To") if mail[name] for address in mail[name].addresses
    ]


def test_there_are_sixty_hostile_values() -> None:
    assert len(set(HOSTILE)) == 60
