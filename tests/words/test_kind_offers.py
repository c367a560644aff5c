"""The kind that the built-in playbooks offer when the time says that another fits better."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.words.incidents import (
    KINDS,
    NOW,
    books,
    incident,
)
from tui.model.incident import (
    Interview,
)
from tui.model.moment import moment


@pytest.mark.parametrize(
    ("kind", "start", "offer"),
    [
        ("missed", timedelta(hours=2), "late"),
        ("missed", timedelta(days=2), "upcoming"),
        ("missed", timedelta(minutes=-42), ""),
        ("upcoming", timedelta(minutes=-5), "late"),
        ("upcoming", timedelta(minutes=-42), "missed"),
        ("late", timedelta(hours=-2), "missed"),
        ("late", timedelta(hours=6), "postpone"),
        ("late", timedelta(minutes=20), ""),
        ("postpone", timedelta(hours=-2), "missed"),
        ("switch", timedelta(hours=-2), "missed"),
        ("withdraw", timedelta(hours=-2), "missed"),
        ("cut-off", timedelta(hours=2), "upcoming"),
        ("stood-up", timedelta(hours=1), "upcoming"),
        ("stood-up", timedelta(minutes=-20), ""),
    ],
)
def test_the_kind_that_fits_the_time_is_offered(kind: str, start: timedelta, offer: str) -> None:
    found = moment(incident(kind, interview=Interview(start=NOW + start)), books()[kind], NOW)
    assert found.offer == offer
    assert bool(found.offer_says) is bool(offer)


def test_every_offered_kind_exists() -> None:
    assert {offer.kind for book in books().values() for offer in book.offers} <= set(KINDS)
