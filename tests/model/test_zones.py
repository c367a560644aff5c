"""Zones by the names that people give them."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.model.zone_names import ABBREVIATIONS, ALIASES
from tui.model.zones import city, find_zone, load_zone, same_clock, suggest_zones

WINTER, SUMMER = datetime(2027, 1, 15, 12, tzinfo=UTC), datetime(2027, 7, 15, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("America/New_York", "New York"),
        ("Europe/Berlin", "Berlin"),
        ("UTC", "UTC"),
        ("Etc/UTC", "UTC"),
        ("Etc/GMT+5", "UTC-5"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires"),
        ("", ""),
    ],
)
def test_a_zone_is_called_by_its_city(zone: str, name: str) -> None:
    assert city(zone) == name


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("America/New_York", "America/New_York"),
        ("america/new_york", "America/New_York"),
        (" New  York ", "America/New_York"),
        ("NYC", "America/New_York"),
        ("München", "Europe/Berlin"),
        ("Munich", "Europe/Berlin"),
        ("Zürich", "Europe/Zurich"),
        ("São Paulo", "America/Sao_Paulo"),
        ("Buenos Aires", "America/Argentina/Buenos_Aires"),
        ("St. John's", "America/St_Johns"),
        ("Kolkata", "Asia/Kolkata"),
        ("Bangalore", "Asia/Kolkata"),
        ("PT", "America/Los_Angeles"),
        ("EST", "America/New_York"),
        ("utc", "UTC"),
        ("UTC-5", "Etc/GMT+5"),
        ("UTC+02", "Etc/GMT-2"),
        ("Atlantis", None),
        ("CST", None),
        ("IST", None),
        ("BST", None),
        ("Portland", None),
        ("", None),
        ("../../etc/passwd", None),
        ("\x00", None),
    ],
)
def test_a_zone_is_found_by_name_city_or_alias(text: str, zone: str | None) -> None:
    assert find_zone(text) == zone


def test_every_name_that_is_listed_is_a_zone() -> None:
    meanings = {zone for each in ABBREVIATIONS.values() for _, zone in each}
    assert {*ALIASES.values(), *meanings} <= available_timezones()


@pytest.mark.parametrize("name", sorted(ABBREVIATIONS))
def test_an_abbreviation_has_an_offset_that_its_zone_keeps_in_one_half_of_the_year(name: str) -> None:
    for minutes, zone in ABBREVIATIONS[name]:
        offsets = {each.astimezone(ZoneInfo(zone)).utcoffset() for each in (WINTER, SUMMER)}
        assert minutes in {each.total_seconds() // 60 for each in offsets if each is not None}


def test_every_iana_name_is_found_in_small_letters_and_keeps_its_clock() -> None:
    for name in available_timezones() - {"localtime", "Factory"}:
        found = find_zone(name.lower())
        if name.lower() in ABBREVIATIONS:
            continue  # EST, MST, CET and their like are read as people mean them, not as fixed offsets
        assert found is not None
        assert same_clock(found, name, WINTER), name
        assert same_clock(found, name, SUMMER), name


class TestTypeToSearch:
    def test_puts_the_exact_name_first(self) -> None:
        assert suggest_zones("new york")[0] == "America/New_York"
        assert suggest_zones("la")[0] == "America/Los_Angeles"

    def test_puts_well_known_zones_before_others(self) -> None:
        assert suggest_zones("ber")[0] == "Europe/Berlin"
        assert "Atlantic/Bermuda" in suggest_zones("ber")

    def test_finds_the_second_word_and_the_region(self) -> None:
        assert suggest_zones("york") == ("America/New_York",)
        assert all(name.startswith("Antarctica/") for name in suggest_zones("antarctica"))

    def test_offers_each_meaning_of_an_ambiguous_abbreviation(self) -> None:
        assert suggest_zones("CST") == ("America/Chicago", "Asia/Shanghai", "America/Havana")

    def test_offers_at_most_as_many_as_asked_and_none_for_nothing(self) -> None:
        assert len(suggest_zones("a", limit=3)) == 3
        assert suggest_zones("") == suggest_zones("  ") == suggest_zones("berlin", limit=0) == ()

    @given(st.text(max_size=20))
    @settings(max_examples=200, deadline=None)
    def test_offers_only_zones_each_once(self, text: str) -> None:
        offered = suggest_zones(text)
        assert len(set(offered)) == len(offered)
        assert all(load_zone(name) for name in offered)


class TestTheSameClock:
    def test_is_that_of_one_instant(self) -> None:
        assert same_clock("Europe/Berlin", "Europe/Paris", WINTER)
        assert same_clock("Europe/London", "UTC", WINTER)
        assert not same_clock("Europe/London", "UTC", SUMMER)

    def test_of_an_unknown_zone_is_its_own_only(self) -> None:
        assert same_clock("", "", WINTER)
        assert not same_clock("Nowhere", "UTC", WINTER)


def test_showing_a_time_loads_neither_the_grammar_nor_the_list_of_zones() -> None:
    code = (
        "import sys, datetime; from tui.model.when import echo; now = datetime.datetime.now(datetime.UTC);"
        "echo(now, now=now, zone='Europe/Berlin');"
        "print([name for name in ('tui.model.when_read', 'importlib.resources', 'tzdata', 'dateparser')"
        " if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.stdout.strip() == "[]", run.stderr
