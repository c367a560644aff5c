"""How a time is said: the reader's clock first, both where they differ, in their country's style."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.words import speech
from tui.words.speech import Instant, Span, clocks

NOW = datetime(2026, 12, 1, 13, 43, tzinfo=UTC)
START = datetime(2026, 12, 1, 13, 0, tzinfo=UTC)


def at(reader: str, own: str, moment: datetime = START, language: str = "en-US") -> Instant:
    return Instant(moment, clocks(reader, own, NOW, language))


NEW_YORK, BERLIN, LONDON, PARIS, AUCKLAND = (
    *("America/New_York", "Europe/Berlin", "Europe/London", "Europe/Paris", "Pacific/Auckland"),
)


@pytest.mark.parametrize(
    ("reader", "own", "day", "clock"),
    [
        (NEW_YORK, BERLIN, "Tuesday, December 1", "8:00 a.m. in New York (2:00 p.m. in Berlin)"),
        (BERLIN, NEW_YORK, "Tuesday 1 December", "14:00 in Berlin (08:00 in New York)"),
        (LONDON, LONDON, "Tuesday 1 December", "13:00"),
        (PARIS, BERLIN, "Tuesday 1 December", "14:00"),
        ("", NEW_YORK, "Tuesday, December 1", "8:00 a.m."),
        ("", "", "Tuesday, December 1", "1:00 p.m."),
        (AUCKLAND, BERLIN, "Wednesday 2 December", "2:00 a.m. in Auckland (2:00 p.m. on Tuesday in Berlin)"),
    ],
)
def test_both_clocks_are_said_with_their_cities_where_they_differ(
    reader: str, own: str, day: str, clock: str
) -> None:
    assert speech.when(at(reader, own)) == f"today, {day}, at {clock}"


def test_without_any_zone_the_style_is_the_languages() -> None:
    assert speech.when(at("", "", language="en-GB")) == "today, Tuesday 1 December, at 13:00"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, "yesterday, Monday, November 30"),
        (0, "today, Tuesday, December 1"),
        (1, "tomorrow, Wednesday, December 2"),
    ],
)
def test_a_near_day_has_its_name_on_the_readers_calendar(days: int, said: str) -> None:
    assert speech.day(at("America/New_York", "", START + timedelta(days=days))) == said


def test_a_far_day_has_its_date_and_beyond_ten_months_its_year() -> None:
    assert speech.day(at("America/New_York", "", START + timedelta(days=3))) == "on Friday, December 4"
    assert speech.day(at("Europe/London", "", START + timedelta(days=400))) == "on Wednesday 5 January 2028"


def test_an_offer_is_said_on_the_readers_clock() -> None:
    start, end = (
        at("America/New_York", "Europe/Berlin"),
        at("America/New_York", "Europe/Berlin", START + timedelta(hours=4)),
    )
    assert speech.span(Span(start, end)) == "Tuesday, December 1, 8:00 a.m. to noon"
    assert speech.span(Span(start, open=True)) == "Tuesday, December 1, 8:00 a.m. or later"
    assert speech.short_span(Span(start, remarks=("by video",))) == "Tue, Dec 1, 8:00 a.m. (by video)"
    assert speech.spans_city([Span(start)]) == "New York"


def test_offers_in_a_sentence_are_said_as_one_speaks() -> None:
    start = at("Europe/London", "", datetime(2026, 12, 2, 15, tzinfo=UTC))
    later = at("Europe/London", "", datetime(2026, 12, 3, 9, tzinfo=UTC))
    end = at("Europe/London", "", datetime(2026, 12, 2, 18, tzinfo=UTC))
    said = speech.either_span([Span(start, end, remarks=("by video",)), Span(later, open=True)])
    first, second = "on Wednesday 2 December from 15:00 to 18:00, by video", "on Thursday 3 December at 09:00"
    assert said == f"{first}, or {second} or later"
    at_nine = at("America/New_York", "", datetime(2026, 12, 3, 14, tzinfo=UTC))
    assert speech.either_span([Span(at_nine)]) == "on Thursday, December 3, at 9:00 a.m."


def test_an_offer_over_midnight_names_both_days() -> None:
    start = at("Europe/London", "", datetime(2026, 12, 1, 22, tzinfo=UTC))
    end = at("Europe/London", "", datetime(2026, 12, 2, 1, tzinfo=UTC))
    assert speech.span(Span(start, end)) == "Tuesday 1 December, 22:00 to Wednesday 2 December, 01:00"


def test_the_country_follows_from_the_zone() -> None:
    assert speech.country_of("America/New_York") == "US"
    assert speech.country_of("Europe/Berlin") == "DE"
    assert speech.country_of("Nowhere/Atall") == ""


@settings(max_examples=60, deadline=None)
@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda naive: naive.replace(tzinfo=UTC)),  # noqa: DTZ001 - drawn
    st.sampled_from(["America/New_York", "Europe/Berlin", "Asia/Kolkata", "Australia/Sydney"]),
)
def test_what_is_said_is_what_zoneinfo_says(moment: datetime, zone: str) -> None:
    local = speech.local(at(zone, "Europe/London", moment))
    said = speech.date(at(zone, "Europe/London", moment))
    assert local == moment
    assert f"{local:%A}" in said
    assert f"{local:%B}" in said
    assert str(local.day) in said
    clock = speech.clock(at(zone, "Europe/London", moment))
    assert clock == "noon" or f"{local:%M}" in clock
