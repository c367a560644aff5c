"""What typed times come to, and how times are shown."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.model.when import Direction, clock, echo, relative, understand, write_time

NOW = datetime.fromisoformat("2026-11-25T11:20:00+01:00")
ZONE = "Europe/Berlin"
STATUS = {"AMBIG": "ambiguous", "REJECT": "refused"}

FORTY = json.loads((Path(__file__).parents[1] / "cases" / "typed_times.json").read_text())


@pytest.mark.parametrize("case", FORTY["cases"], ids=lambda case: case["text"])
def test_the_forty_forms_come_out_right(case: dict[str, Any]) -> None:
    now = datetime.fromisoformat(FORTY["now"])
    reading = understand(case["text"], now=now, zone=FORTY["zone"], direction=Direction(case["direction"]))
    assert reading.status == STATUS.get(case["expect"], "ok")
    if reading.status == "ok":
        assert reading.instant == datetime.fromisoformat(case["expect"])


class TestAReading:
    def test_that_is_understood_has_one_instant_and_no_reason(self) -> None:
        reading = understand("tomorrow 3pm", now=NOW, zone=ZONE)
        assert (reading.status, reading.readings, reading.why) == ("ok", (), "")
        assert reading.instant is not None
        assert reading.instant.isoformat() == "2026-11-26T15:00:00+01:00"

    def test_that_is_ambiguous_has_every_meaning_earliest_first_and_says_why(self) -> None:
        reading = understand("12/03 10am", now=NOW, zone=ZONE, direction=Direction.PAST)
        assert [each.isoformat() for each in reading.readings] == [
            "2025-12-03T10:00:00+01:00",
            "2026-03-12T10:00:00+01:00",
        ]
        assert (reading.instant, reading.why) == (None, "The day can be Wed 3 Dec 2025 or Thu 12 Mar 2026.")

    def test_that_is_refused_names_what_was_not_understood(self) -> None:
        reading = understand("tomorow-ish", now=NOW, zone=ZONE)
        assert (reading.instant, reading.readings) == (None, ())
        assert '"tomorow-ish" is not understood' in reading.why

    def test_names_city_and_date_of_a_gap_in_the_clocks(self) -> None:
        reading = understand("29 Mar 2026 02:30", now=NOW, zone=ZONE)
        assert reading.why.startswith("02:30 does not exist in Berlin on 29 Mar 2026")

    def test_holds_both_meanings_of_a_clock_that_goes_back(self) -> None:
        reading = understand("25 Oct 2026 02:30", now=NOW, zone=ZONE)
        assert [each.isoformat() for each in reading.readings] == [
            "2026-10-25T02:30:00+02:00",
            "2026-10-25T02:30:00+01:00",
        ]
        assert "comes twice in Berlin on 25 Oct 2026" in reading.why

    @pytest.mark.parametrize("name", ["CST", "IST", "BST"])
    def test_asks_what_an_ambiguous_abbreviation_means(self, name: str) -> None:
        reading = understand(f"tomorrow 14:00 {name}", now=NOW, zone=ZONE)
        assert reading.status == "ambiguous"
        assert len(reading.readings) > 1
        assert name in reading.why

    def test_asks_when_an_abbreviation_is_out_of_its_season(self) -> None:
        reading = understand("15 Jul 2027 14:00 EST", now=NOW, zone=ZONE)
        assert [each.isoformat() for each in reading.readings] == [
            "2027-07-15T14:00:00-04:00",
            "2027-07-15T14:00:00-05:00",
        ]

    def test_keeps_the_offset_and_says_that_a_zone_was_named(self) -> None:
        reading = understand("2026-12-01 10:00 America/New_York", now=NOW, zone=ZONE)
        assert reading.instant is not None
        assert reading.instant.isoformat() == "2026-12-01T10:00:00-05:00"
        assert (reading.zone_named, reading.zone) == (True, "America/New_York")
        assert not understand("tomorrow 10:00", now=NOW, zone=ZONE).zone_named

    def test_without_a_known_zone_asks_for_one_unless_the_text_names_it(self) -> None:
        assert "time zone" in understand("tomorrow 14:00", now=NOW, zone="").why
        reading = understand("2 Dec 2026 14:00 London", now=NOW, zone="")
        assert reading.instant == datetime(2026, 12, 2, 14, tzinfo=UTC)

    def test_asks_which_today_is_meant_where_the_named_city_has_another_date(self) -> None:
        late = datetime.fromisoformat("2026-11-25T20:00:00+01:00")
        reading = understand("tomorrow 09:00 Sydney", now=late, zone=ZONE)
        assert [each.date().isoformat() for each in reading.readings] == ["2026-11-26", "2026-11-27"]


class TestTheDirection:
    @pytest.mark.parametrize("direction", list(Direction))
    def test_does_not_move_a_day_that_is_named(self, direction: Direction) -> None:
        for text in ("today 09:00", "today 14:00"):
            instant = understand(text, now=NOW, zone=ZONE, direction=direction).instant
            assert instant is not None
            assert instant.date() == NOW.date()

    def test_chooses_the_day_of_a_clock_time(self) -> None:
        past = understand("23:40", now=NOW, zone=ZONE, direction=Direction.PAST).instant
        future = understand("23:40", now=NOW, zone=ZONE, direction=Direction.FUTURE).instant
        assert past == datetime.fromisoformat("2026-11-24T23:40:00+01:00")
        assert future == datetime.fromisoformat("2026-11-25T23:40:00+01:00")

    def test_nearest_takes_the_nearer_day_and_asks_when_neither_is(self) -> None:
        near = understand("14:00", now=NOW, zone=ZONE, direction=Direction.NEAREST)
        assert near.instant == datetime.fromisoformat("2026-11-25T14:00:00+01:00")
        assert understand("23:40", now=NOW, zone=ZONE, direction=Direction.NEAREST).status == "ambiguous"

    def test_counts_the_running_minute_as_both_past_and_future(self) -> None:
        now = NOW + timedelta(seconds=40)
        for direction in Direction:
            instant = understand("11:20", now=now, zone=ZONE, direction=direction).instant
            assert instant == NOW

    def test_asks_rather_than_go_most_of_a_year_away(self) -> None:
        reading = understand("24 Nov 14:00", now=NOW, zone=ZONE)
        assert [each.year for each in reading.readings] == [2026, 2027]


class TestEcho:
    def test_says_weekday_date_clock_city_and_how_far_off(self) -> None:
        instant = datetime.fromisoformat("2026-12-01T14:00:00+01:00")
        assert echo(instant, now=NOW, zone=ZONE) == "Tue 1 Dec 2026 14:00 Berlin, in 6 days"
        assert echo(instant, now=NOW, zone="America/New_York").startswith("Tue 1 Dec 2026 08:00 New York,")

    def test_counts_midnights_on_the_clock_that_it_shows(self) -> None:
        instant = datetime.fromisoformat("2026-11-28T04:00:00+00:00")
        assert echo(instant, now=NOW, zone="UTC").endswith("in 3 days")
        assert echo(instant, now=NOW, zone="America/New_York").endswith("in 2 days")

    def test_shows_the_offset_where_the_zone_is_not_known(self) -> None:
        assert echo(NOW, now=NOW, zone="Nowhere/Else") == "Wed 25 Nov 2026 11:20 UTC+01:00, now"


class TestRelative:
    @pytest.mark.parametrize(
        ("minutes", "words"),
        [
            (0, "now"),
            (1, "in 1 min"),
            (20, "in 20 min"),
            (59, "in 59 min"),
            (120, "in 2 h"),
            (160, "in 2 h 40 min"),
            (599, "in 9 h 59 min"),
            (659, "in 10 h"),
            (24 * 60, "tomorrow"),
            (6 * 24 * 60, "in 6 days"),
            (-42, "42 min ago"),
            (-125, "2 h 5 min ago"),
            (-24 * 60, "yesterday"),
            (-3 * 24 * 60, "3 days ago"),
        ],
    )
    def test_is_in_minutes_hours_or_days(self, minutes: int, words: str) -> None:
        assert relative(NOW + timedelta(minutes=minutes), NOW) == words

    def test_changes_only_with_the_minute_of_the_clock(self) -> None:
        instant = datetime.fromisoformat("2026-11-25T11:40:00+01:00")
        assert {relative(instant, NOW + timedelta(seconds=second)) for second in range(60)} == {"in 20 min"}

    def test_counts_hours_within_a_day_of_25_hours(self) -> None:
        start = datetime.fromisoformat("2026-10-25T00:05:00+02:00")
        end = datetime.fromisoformat("2026-10-25T23:50:00+01:00")
        assert echo(end, now=start, zone=ZONE).endswith(", in 24 h")


class TestWriteTime:
    @given(st.integers(0, 6 * 365 * 24 * 60), st.sampled_from(list(Direction)))
    @settings(max_examples=150, deadline=None)
    def test_is_read_back_as_the_same_instant(self, minutes: int, direction: Direction) -> None:
        instant = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
        text = write_time(instant, now=NOW, zone=ZONE, direction=direction)
        assert understand(text, now=NOW, zone=ZONE, direction=direction).instant == instant

    def test_is_as_short_as_can_be(self) -> None:
        instant = datetime.fromisoformat("2026-12-01T14:00:00+01:00")
        assert write_time(instant, now=NOW, zone=ZONE) == clock(instant, ZONE) == "Tue 1 Dec 14:00"


WORDS = st.sampled_from(
    [
        *(
            "now",
            "today",
            "tomorrow",
            "yesterday",
            "tonight",
            "mon",
            "tuesday",
            "next",
            "last",
            "this",
            "week",
            "in",
        ),
        *(
            "ago",
            "+",
            "-",
            "2h",
            "20",
            "min",
            "3 days",
            "9",
            "14",
            "14:30",
            "9am",
            "25:00",
            "1430",
            "2026",
            "noon",
        ),
        *(
            "midnight",
            "eod",
            "12/03",
            "30 Feb",
            "1 Dec",
            "Dec 2nd",
            "2026-12-01",
            "T10:00",
            "Z",
            "+0100",
            "UTC",
        ),
        *(
            "CET",
            "CST",
            "EST",
            "Berlin",
            "new york",
            ",",
            "(",
            ")",
            "half past",
            "quarter to",
            "at",
            "on",
            "the",
        ),
        *("of", "morning", "afternoon", "from", "٣", "\u202e", "'", '"', "%", "é", "3rd", "99", "0", "'26"),
    ]
)
"""Pieces of typed times, in every order."""


class TestAnyText:
    @given(
        st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=7).map(" ".join)),
        st.sampled_from(list(Direction)),
    )
    @settings(max_examples=600, deadline=None)
    def test_is_understood_asked_about_or_refused_and_never_raises(
        self, text: str, direction: Direction
    ) -> None:
        reading = understand(text, now=NOW, zone=ZONE, direction=direction)
        assert (reading.instant is not None) == (reading.status == "ok")
        assert (len(reading.readings) > 1) == (reading.status == "ambiguous")
        assert bool(reading.why) == (reading.status != "ok")
        assert list(reading.readings) == sorted(set(reading.readings))

    @given(
        st.lists(WORDS, min_size=1, max_size=4).map(" ".join),
        st.sampled_from(["xyz", "please", "??", "-", "x2"]),
    )
    @settings(max_examples=250, deadline=None)
    def test_with_a_word_of_nonsense_at_its_end_is_refused(self, text: str, nonsense: str) -> None:
        assert understand(f"{text} {nonsense}", now=NOW, zone=ZONE).status == "refused"

    def test_gives_instants_with_the_plain_offset_that_they_are_stored_with(self) -> None:
        reading = understand("25 Oct 2026 02:30", now=NOW, zone=ZONE)
        first, second = reading.readings
        assert first != second
        assert second - first == timedelta(hours=1)
