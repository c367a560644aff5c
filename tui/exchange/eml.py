"""A message as a mail file that mail programs open as a draft: ASCII, no line over 76 characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import format_datetime
from uuid import uuid4

from tui.exchange.invitation import Mail
from tui.model.clean import clean
from tui.model.incident import Incident
from tui.model.when_wall import fixed
from tui.model.zones import load_zone

LONGEST_LINE = 76
LONGEST_WORD = 75
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}"
)
_MESSAGE_ID = re.compile(r"<[A-Za-z0-9.!#$%&'*+/=?^_`{|}~@:\[\]-]{3,250}>")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_PLAIN = re.compile(r"[!-~]+(?: [!-~]+)*")
_REPLY = re.compile(r"^\s*(?:(?:re|aw|sv|antw)\s*:\s*)+", re.IGNORECASE)


def as_eml(
    incident: Incident, subject: str, body: str, *, now: datetime, thread: Mail | None = None
) -> bytes:
    """Return an e-mail from the user to their contact as a file, marked as not sent yet.

    As an answer to `thread` it names that mail and takes its subject after "Re:", so that mail programs keep
    the two together. An address that is none is left out (`unusable` names it), and so is what would steer a
    terminal. Lines have at most 76 characters; only the id of an answered mail may have more, as it cannot be
    broken.
    """
    mine, theirs = incident.me, incident.contact
    lines = [
        *_people("From", mine.name, mine.email),
        *_people("To", theirs.name, theirs.email),
        *_header("Subject", _subject(subject, thread)),
        f"Date: {format_datetime(fixed(now, load_zone(mine.zone)))}",
        f"Message-ID: <{uuid4().hex}@raincheck.invalid>",
        *_thread(thread),
        "X-Unsent: 1",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: quoted-printable",
        "",
        *quoted_printable(clean(body).text),
    ]
    return ("\r\n".join(lines) + "\r\n").encode("ascii")


def usable(text: str) -> tuple[str, ...]:
    """Return the addresses of a field that a mail can go to, each looked at by itself."""
    return tuple(address for address, good in _addresses(text) if good)


def unusable(incident: Incident) -> tuple[str, ...]:
    """Return what stands in the two address fields and is no address, cleaned, to tell the user."""
    both = (*_addresses(incident.me.email), *_addresses(incident.contact.email))
    return tuple(clean(text, one_line=True).text for text, good in both if not good)


def _addresses(text: str) -> Iterator[tuple[str, bool]]:
    for part in re.split(r"[,;\n]", text):
        address = _in_ascii(part.strip())
        if address:
            fits = len(address) <= LONGEST_LINE - 3 and len(address.partition("@")[0]) <= 64
            yield address, bool(_ADDRESS.fullmatch(address)) and fits


def _in_ascii(address: str) -> str:
    """Return an address whose domain has other letters in the form that mail servers know."""
    local, _, domain = address.rpartition("@")
    if domain.isascii():
        return address
    try:
        return f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        return address


def _people(name: str, person: str, text: str) -> list[str]:
    found = usable(text)
    if not found:
        return []
    shown = clean(person, one_line=True).text.strip() if len(found) == 1 else ""
    words = _words(shown, _ATOMS, len(name) + 2) if shown else []
    parts = [*words, f"<{found[0]}>"] if words else [f"{address}," for address in found[:-1]] + [found[-1]]
    return _folded(name, parts)


def _subject(subject: str, thread: Mail | None) -> str:
    if thread and thread.subject:
        bare = _REPLY.sub("", clean(thread.subject, one_line=True).text).strip()
        return f"Re: {bare}".strip()
    said = clean(subject, one_line=True).text.strip()
    return f"Re: {said}" if thread and not _REPLY.match(said) else said


def _thread(thread: Mail | None) -> list[str]:
    """The mail that is answered, and those before it, as RFC 5322 has it."""
    if thread is None or not _MESSAGE_ID.fullmatch(thread.message_id):
        return []
    before = [each for each in thread.references if _MESSAGE_ID.fullmatch(each) and each != thread.message_id]
    return [
        *_folded("In-Reply-To", [thread.message_id]),
        *_folded("References", [*before, thread.message_id]),
    ]


def _header(name: str, text: str) -> list[str]:
    return _folded(name, _words(text, _PLAIN, len(name) + 2))


def _words(text: str, plain: re.Pattern[str], before: int) -> list[str]:
    """Return a text as words to fold between: as they are where that is safe, else as RFC 2047 Q words."""
    words = text.split(" ")
    if (
        plain.fullmatch(text)
        and "=?" not in text
        and all(len(word) <= LONGEST_LINE - before for word in words)
    ):
        return words
    return list(_encoded(text, LONGEST_LINE - before)) if text else []


def _encoded(text: str, first: int) -> Iterator[str]:
    """Cut between characters; blanks lie inside the words, since those between do not count."""
    word, most = "", min(first, LONGEST_WORD)
    for letter in text:
        coded = _q(letter)
        if len(_START) + len(word) + len(coded) + len(_END) > most:
            yield f"{_START}{word}{_END}"
            word, most = "", LONGEST_WORD
        word += coded
    yield f"{_START}{word}{_END}"


_START, _END = "=?utf-8?q?", "?="


def _q(letter: str) -> str:
    if letter == " ":
        return "_"
    if letter.isascii() and (letter.isalnum() or letter in "!*+-/"):
        return letter
    return "".join(f"={byte:02X}" for byte in letter.encode("utf-8"))


def _folded(name: str, words: list[str]) -> list[str]:
    lines = [f"{name}:"]
    for word in words:
        if len(lines[-1]) + 1 + len(word) > LONGEST_LINE and not lines[-1].endswith(":"):
            lines.append("")
        lines[-1] += f" {word}"
    return lines


def quoted_printable(text: str) -> list[str]:
    """Return a text as quoted-printable lines of at most 76 characters, without their ends.

    A blank at the end of a line, a lone full stop, and "From " at its start are written as numbers, since
    mail servers change those.
    """
    return [line for each in text.rstrip("\n").split("\n") for line in _quoted(each)]


def _quoted(line: str) -> Iterator[str]:
    pieces = [_piece(letter) for letter in line]
    if line.endswith((" ", "\t")):
        pieces[-1] = f"={ord(line[-1]):02X}"
    if line.startswith("From ") or line == ".":
        pieces[0] = f"={ord(line[0]):02X}"
    out = ""
    for place, piece in enumerate(pieces):
        room = LONGEST_LINE if place == len(pieces) - 1 else LONGEST_LINE - 1
        if len(out) + len(piece) > room:
            yield f"{out}="
            out = ""
        out += piece
    yield out


def _piece(letter: str) -> str:
    if letter == "\t" or (" " <= letter <= "~" and letter != "="):
        return letter
    return "".join(f"={byte:02X}" for byte in letter.encode("utf-8"))
