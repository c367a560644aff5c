"""A message as a mailto: address (RFC 6068), for the mail program of this machine."""

from __future__ import annotations

from urllib.parse import quote

from tui.exchange.eml import usable
from tui.model.clean import clean
from tui.model.incident import Incident

MOST_CHARACTERS = 1900
"""What every mail program and system still takes whole (architecture.md, Formats)."""


class TooLong(Exception):  # noqa: N818 - named as it reads in a sentence
    """The message does not fit into an address."""

    exit_code = 3

    def __init__(self, length: int) -> None:
        super().__init__(
            f"This message is too long for a mail program's address ({length} of {MOST_CHARACTERS} "
            "characters), which might cut it off; export it as an .eml file instead."
        )


def as_mailto(incident: Incident, subject: str, body: str) -> str:
    """Return the address that opens the message in a mail program; unreserved characters only.

    Recipients that are no addresses are left out. Raises TooLong over 1,900 characters.
    """
    to = ",".join("@".join(map(_coded, address.split("@"))) for address in usable(incident.contact.email))
    said = clean(body).text.rstrip("\n").replace("\n", "\r\n")
    fields = [("subject", clean(subject, one_line=True).text.strip()), ("body", said)]
    given = "&".join(f"{name}={_coded(text)}" for name, text in fields if text)
    whole = f"mailto:{to}?{given}" if given else f"mailto:{to}"
    if len(whole) > MOST_CHARACTERS:
        raise TooLong(len(whole))
    return whole


def _coded(text: str) -> str:
    """Leave only unreserved characters, a blank being %20 and never a plus."""
    return quote(text, safe="", encoding="utf-8", errors="replace")
