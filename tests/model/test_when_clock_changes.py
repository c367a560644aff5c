"""Around every change of the clocks, entry, echo and zoneinfo agree."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.model.incident import Slot
from tui.model.slots import read_slots, show_slots
from tui.model.when import Direction, clock, echo, understand, write_time
from tui.model.when_office import business_days, into_hours
from tui.model.zones import city, find_zone

ZONES = (
    "Europe/Berlin",  # north
    "America/New_York",
    "America/Santiago",  # south, at midnight
    "Australia/Sydney",
    "Australia/Lord_Howe",  # by half an hour
    "Africa/Cairo",  # a day without a midnight
    "Asia/Kolkata",  # never
    "Asia/Kathmandu",
    "America/Sao_Paulo",  # no more
    "Pacific/Chatham",  # by quarters
)
YEARS = (2026, 2027, 2028)
NOW = datetime(2026, 11, 25, 10, 20, tzinfo=UTC)
HOUR = timedelta(hours=1)


@cache
def changes(zone: str) -> tuple[datetime, ...]:
    """The instants at which the offset changes; for a zone without any, two nights of a year."""
    there, found = ZoneInfo(zone), []
    instant = datetime(YEARS[0], 1, 1, tzinfo=UTC)
    while instant.year <= YEARS[-1]:
        if offset(instant, there) != offset(instant + HOUR, there):
            minutes = (instant + timedelta(minutes=minute) for minute in range(61))
            found.append(
                next(each for each in minutes if offset(each, there) == offset(instant + HOUR, there))
            )
        instant += HOUR
    return tuple(found) or (datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2027, 10, 31, 1, tzinfo=UTC))


def offset(instant: datetime, zone: ZoneInfo) -> timedelta | None:
    return instant.astimezone(zone).utcoffset()


def shown_at(wall: datetime, zone: str) -> list[datetime]:
    """Every instant at which the zone shows this clock, by trying each offset of the days around."""
    there = ZoneInfo(zone)
    guess = wall.replace(tzinfo=UTC)
    offsets = {offset(guess + day * timedelta(hours=24), there) for day in (-1, 0, 1)}
    instants = {guess - (each or timedelta()) for each in offsets}
    return sorted(each for each in instants if each.astimezone(there).replace(tzinfo=None) == wall)


@st.composite
def walls(draw: st.DrawFn) -> tuple[str, datetime]:
    """A zone and a clock on one of its walls, near a change."""
    zone = draw(st.sampled_from(ZONES))
    change = draw(st.sampled_from(changes(zone))).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return zone, change + timedelta(minutes=draw(st.integers(-180, 180)))


@st.composite
def moments(draw: st.DrawFn) -> tuple[str, datetime]:
    """A zone and an instant near one of its changes."""
    zone = draw(st.sampled_from(ZONES))
    return zone, draw(st.sampled_from(changes(zone))) + timedelta(minutes=draw(st.integers(-300, 300)))


def texts(wall: datetime, zone: str) -> list[str]:
    date = clock(wall.replace(tzinfo=UTC), "UTC", year=True)
    return [
        f"{wall:%Y-%m-%d %H:%M}",
        f"{wall:%Y-%m-%dT%H:%M}",
        date,
        f"{date} {zone}",
        f"{wall:%H:%M} {city(zone)}, {wall:%d.%m.%Y}",
        f"{wall:%Y%m%d %H%M}",
    ]


class TestAWallClock:
    @pytest.mark.parametrize("zone", ZONES)
    def test_changes_where_the_zone_says(self, zone: str) -> None:
        still = zone in ("Asia/Kolkata", "Asia/Kathmandu", "America/Sao_Paulo")
        moved = [
            each
            for each in changes(zone)
            if offset(each - HOUR, ZoneInfo(zone)) != offset(each, ZoneInfo(zone))
        ]
        assert len(moved) == (0 if still else 6)

    @given(walls())
    @settings(max_examples=120, deadline=None)
    def test_is_the_instant_that_zoneinfo_finds_or_a_question_or_a_refusal(
        self, given: tuple[str, datetime]
    ) -> None:
        zone, wall = given
        expected = shown_at(wall, zone)
        for text in texts(wall, zone):
            reading = understand(text, now=NOW, zone=zone)
            assert reading.status == ("refused", "ok", "ambiguous")[len(expected)], text
            assert [*reading.readings, *filter(None, [reading.instant])] == expected
            if reading.status == "refused":
                assert city(zone) in reading.why
                assert str(wall.year) in reading.why

    @given(walls(), st.sampled_from([Direction.PAST, Direction.FUTURE]), st.integers(-2000, 2000))
    @settings(max_examples=150, deadline=None)
    def test_alone_is_the_one_next_in_its_direction(
        self, given: tuple[str, datetime], direction: Direction, minutes: int
    ) -> None:
        zone, wall = given
        now = wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) + timedelta(minutes=minutes)
        reading = understand(f"{wall:%H:%M}", now=now, zone=zone, direction=direction)
        for instant in (*reading.readings, *filter(None, [reading.instant])):
            assert f"{instant.astimezone(ZoneInfo(zone)):%H:%M}" == f"{wall:%H:%M}"
            ahead = instant - now if direction is Direction.FUTURE else now - instant
            assert timedelta() <= ahead < timedelta(hours=26)
        if reading.status == "refused":
            assert "does not exist" in reading.why


class TestAnInstant:
    @given(moments())
    @settings(max_examples=150, deadline=None)
    def test_is_written_echoed_and_read_back(self, given: tuple[str, datetime]) -> None:
        zone, instant = given
        there = instant.astimezone(ZoneInfo(zone))
        assert f"{there.day} " in clock(instant, zone)
        assert clock(instant, zone).endswith(f"{there:%H:%M}")
        assert echo(instant, now=NOW, zone=zone).startswith(
            f"{clock(instant, zone, year=True)} {city(zone)}, "
        )
        assert understand(write_time(instant, now=NOW, zone=zone), now=NOW, zone=zone).instant == instant
        assert understand(there.isoformat(), now=NOW, zone="Asia/Tokyo").instant == instant
        reading = understand(clock(instant, zone, year=True), now=NOW, zone=zone)
        assert instant in (reading.instant, *reading.readings)

    @given(moments(), st.integers(1, 600))
    @settings(max_examples=120, deadline=None)
    def test_is_so_many_minutes_from_now_whatever_the_clocks_do(
        self, given: tuple[str, datetime], minutes: int
    ) -> None:
        zone, now = given
        assert understand(f"in {minutes} min", now=now, zone=zone).instant == now + timedelta(minutes=minutes)
        assert understand(f"{minutes}m ago", now=now, zone=zone).instant == now - timedelta(minutes=minutes)

    @given(moments(), st.integers(0, 12), st.booleans())
    @settings(max_examples=120, deadline=None)
    def test_begins_a_slot_that_is_shown_and_read_back(
        self, given: tuple[str, datetime], quarters: int, opened: bool
    ) -> None:
        zone, start = given
        slot = Slot(start, start + timedelta(minutes=15 * quarters) if quarters else None, "video", opened)
        text = show_slots((slot,), zone=zone, now=NOW)
        assert read_slots(text, now=NOW, zone=zone).slots == (slot,), text

    @given(moments(), st.integers(0, 12))
    @settings(max_examples=120, deadline=None)
    def test_moves_by_working_days_at_the_same_clock_and_into_office_hours(
        self, given: tuple[str, datetime], days: int
    ) -> None:
        zone, start = given
        there = start.astimezone(ZoneInfo(zone))
        moved = business_days(start, days, zone).astimezone(ZoneInfo(zone))
        if shown_at(datetime.combine(moved.date(), there.time()), zone):
            assert moved.time() == there.time()
        opens = into_hours(start, zone).astimezone(ZoneInfo(zone))
        assert opens.astimezone(UTC) >= start
        assert opens.weekday() < 5
        assert "09:00" <= f"{opens:%H:%M}" <= "17:00"


@pytest.mark.parametrize("zone", ZONES)
def test_each_zone_is_found_by_its_city(zone: str) -> None:
    assert find_zone(city(zone)) == zone
