"""A mailto: address carries the message whole, or not at all."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.exchange.mailto import MOST_CHARACTERS, TooLong, as_mailto
from tui.model.clean import clean
from tui.model.incident import Contact, Incident

INCIDENT = Incident(kind="missed", contact=Contact(email="lee+jobs@acme.example"))


def test_the_recipient_the_subject_and_every_line_are_in_it() -> None:
    found = as_mailto(INCIDENT, "Sorry & more", "Dear Ms Lee,\n\n1 + 1 = 2?\n")

    assert found == (
        "mailto:lee%2Bjobs@acme.example?subject=Sorry%20%26%20more"
        "&body=Dear%20Ms%20Lee%2C%0D%0A%0D%0A1%20%2B%201%20%3D%202%3F"
    )


def test_several_recipients_are_separated_and_what_is_no_address_is_left_out() -> None:
    incident = INCIDENT.with_fact(
        "contact.email", "a@acme.example; nobody, b@acme.example?bcc=x@evil.example"
    )

    assert as_mailto(incident, "", "") == "mailto:a@acme.example"


def test_without_a_recipient_it_still_opens() -> None:
    assert as_mailto(Incident(kind="missed"), "Sorry", "") == "mailto:?subject=Sorry"


def test_what_is_too_long_is_refused_and_the_file_is_offered() -> None:
    fits = "x" * (MOST_CHARACTERS - len("mailto:lee%2Bjobs@acme.example?body="))

    assert len(as_mailto(INCIDENT, "", fits)) == MOST_CHARACTERS
    with pytest.raises(TooLong, match=r"\.eml"):
        as_mailto(INCIDENT, "", fits + "x")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_comes_back_and_adds_no_field(subject: str, body: str) -> None:
    found = as_mailto(INCIDENT, subject, body)

    assert re.fullmatch(r"[A-Za-z0-9:@?&=._~%-]+", found)
    fields = parse_qs(found.partition("?")[2], keep_blank_values=True, strict_parsing=bool(found.count("?")))
    assert set(fields) <= {"subject", "body"}
    said = fields.get("body", [""])[0]
    assert said == clean(body).text.rstrip("\n").replace("\n", "\r\n")
    assert unquote(found.partition("?")[0]) == "mailto:lee+jobs@acme.example"
