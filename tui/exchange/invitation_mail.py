"""A mail taken apart within bounds: its calendars, its text, who wrote it."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr

from msgspec import Struct

from tui.exchange.invitation import Mail
from tui.exchange.invitation_text import from_html
from tui.model.clean import clean

MOST_PARTS = 100
MOST_DEPTH = 10
MOST_CALENDAR = 256 * 1024
MOST_HEADER = 64 * 1024
MOST_TEXT = 64 * 1024

MAIL = re.compile(
    rb"\s*(?:From |(?:From|Received|Return-Path|Delivered-To|Subject|Date|MIME-Version|Message-ID|To|Sender"
    rb"|Content-Type|Thread-Topic|X-[\w-]+|DKIM-Signature|ARC-[\w-]+|Authentication-Results):)",
    re.IGNORECASE,
)
"""How a mail begins."""


class TooBig(Exception):  # noqa: N818 - named as it reads in a sentence
    """The mail has more, larger or deeper parts than an invitation has; the text is a sentence."""


class Opened(Struct, frozen=True):
    """What is in a mail: calendars with the method of their part, the best first; text; the sender."""

    mail: Mail
    calendars: tuple[tuple[str, str], ...]
    text: str


def open_mail(data: bytes) -> Opened:
    """Take a mail apart. Raises TooBig before any costly work."""
    _check(data)
    message = message_from_bytes(data)
    parts = _leaves(message)
    calendars: list[tuple[int, str, str]] = []
    texts: list[tuple[bool, str]] = []
    for part in parts:
        kind = part.get_content_type().lower()
        if _is_calendar(part, kind):
            method = str(part.get_param("method") or "").lower()
            text = decoded(_payload(part, MOST_CALENDAR), _charset(part))
            calendars.append((_rank(kind, method), method, text))
        elif kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment":
            text = decoded(_payload(part, 4 * MOST_TEXT, cut=True), _charset(part))
            texts.append((kind == "text/html", from_html(text) if kind == "text/html" else text))
    calendars.sort(key=lambda each: each[0])
    texts.sort(key=lambda each: (not each[1].strip(), each[0]))
    body = "\n".join(text for _, text in texts)[:MOST_TEXT]
    return Opened(_mail(message), tuple((method, text) for _, method, text in calendars), body)


def decoded(data: bytes, charset: str = "") -> str:
    """Return bytes as text: by their mark, as UTF-8, as the charset that is named, else as Latin-1."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, "replace")
    for name in filter(None, ("utf-8", charset, "cp1252")):
        try:
            return data.decode(name)
        except (LookupError, ValueError):
            continue
    return data.decode("latin-1")


def _check(data: bytes) -> None:
    head = re.split(rb"\r?\n\r?\n", data, maxsplit=1)[0]
    if len(head) > MOST_HEADER:
        raise TooBig("The head of this mail is larger than that of any invitation; nothing was taken.")
    marks = {
        mark.strip(b"\"'") for mark in re.findall(rb"""(?i)\bboundary\s*=\s*("[^"\r\n]*"|[^\s;]+)""", data)
    }
    if len(marks) > MOST_PARTS:
        raise TooBig(_MANY)
    ends = (
        re.compile(rb"(?m)^--(?:" + b"|".join(re.escape(mark) for mark in marks) + rb")") if marks else None
    )
    if ends is not None and sum(1 for _ in ends.finditer(data)) > 2 * MOST_PARTS + len(marks):
        raise TooBig(_MANY)


_MANY = f"This mail has more than {MOST_PARTS} parts, and no invitation has; nothing was taken."


def _leaves(message: Message) -> list[Message]:
    found: list[Message] = []
    count = 0
    waiting = [(message, 1)]
    while waiting:
        part, depth = waiting.pop(0)
        count += 1
        if count > MOST_PARTS:
            raise TooBig(_MANY)
        if depth > MOST_DEPTH:
            raise TooBig(
                f"The parts of this mail lie more than {MOST_DEPTH} deep in each other; nothing was taken."
            )
        payload = part.get_payload()
        if isinstance(payload, list):
            waiting += [(child, depth + 1) for child in payload if isinstance(child, Message)]
        else:
            found.append(part)
    return found


def _is_calendar(part: Message, kind: str) -> bool:
    name = str(part.get_filename() or "").lower()
    return kind in ("text/calendar", "application/ics", "text/x-vcalendar") or name.endswith(".ics")


def _rank(kind: str, method: str) -> int:
    """A text/calendar request comes first, then one with another method, then a file."""
    if kind != "text/calendar":
        return 3
    return {"request": 0, "cancel": 1}.get(method, 2)


def _payload(part: Message, most: int, *, cut: bool = False) -> bytes:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    if len(data) > most and not cut:
        raise TooBig(
            f"The calendar in it is larger than {most >> 10} KiB, and no invitation is; nothing was taken."
        )
    return data[:most]


def _charset(part: Message) -> str:
    return str(part.get_param("charset") or "").strip("\"'")[:40]


def _mail(message: Message) -> Mail:
    name, address = parseaddr(header(message, "From"))
    ids = re.findall(
        r"<[^<>\s\"]{3,250}>", f"{header(message, 'References')} {header(message, 'In-Reply-To')}"
    )
    own = re.search(r"<[^<>\s\"]{3,250}>", header(message, "Message-ID"))
    return Mail(
        sender=plain_address(address),
        sender_name=name.strip()[:120],
        subject=header(message, "Subject")[:300],
        message_id=own[0] if own and own[0].isascii() else "",
        references=tuple(dict.fromkeys(each for each in ids if each.isascii()))[-20:],
    )


def header(message: Message, name: str) -> str:
    """Return a header in one clean line, its encoded words read; "" without one."""
    raw = str(message.get(name) or "")[:8000]
    try:
        pieces = [
            decoded(piece, charset or "") if isinstance(piece, bytes) else piece
            for piece, charset in decode_header(raw)
        ]
    except (ValueError, LookupError, MessageError):
        pieces = [raw]
    return clean("".join(pieces), one_line=True).text.strip()


def plain_address(text: str) -> str:
    """Return an address if it is a plain one, else ""."""
    address = text.strip()
    if address[:7].lower() == "mailto:":
        address = address[7:]
    return address if len(address) <= 254 and _ADDRESS.fullmatch(address) else ""


_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
