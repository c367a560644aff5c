"""Working days and office hours."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from tui.model.when import business_days, into_hours, office_hours


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


class TestWorkingDays:
    @pytest.mark.parametrize(
        ("start", "days", "end"),
        [
            ("2026-11-25T11:20:00+01:00", 0, "2026-11-25T11:20:00+01:00"),
            ("2026-11-25T11:20:00+01:00", 2, "2026-11-27T11:20:00+01:00"),
            ("2026-11-25T11:20:00+01:00", 3, "2026-11-30T11:20:00+01:00"),
            ("2026-11-28T11:20:00+01:00", 1, "2026-11-30T11:20:00+01:00"),
            ("2026-11-30T11:20:00+01:00", -1, "2026-11-27T11:20:00+01:00"),
            ("2026-10-23T11:20:00+02:00", 1, "2026-10-26T11:20:00+01:00"),
        ],
    )
    def test_keep_the_clock_and_skip_weekends(self, start: str, days: int, end: str) -> None:
        assert business_days(at(start), days, "Europe/Berlin") == at(end)

    def test_are_those_of_the_zone(self) -> None:
        friday_evening_in_new_york = at("2026-11-28T02:00:00+01:00")
        assert business_days(friday_evening_in_new_york, 1, "America/New_York") == at(
            "2026-12-01T02:00:00+01:00"
        )


class TestOfficeHours:
    @pytest.mark.parametrize(
        ("moment", "expected"),
        [
            ("2026-11-25T11:20:00+01:00", "2026-11-25T11:20:00+01:00"),
            ("2026-11-25T07:00:00+01:00", "2026-11-25T09:00:00+01:00"),
            ("2026-11-25T17:00:00+01:00", "2026-11-25T17:00:00+01:00"),
            ("2026-11-25T17:01:00+01:00", "2026-11-26T09:00:00+01:00"),
            ("2026-11-27T18:00:00+01:00", "2026-11-30T09:00:00+01:00"),
            ("2026-11-29T12:00:00+01:00", "2026-11-30T09:00:00+01:00"),
        ],
    )
    def test_hold_the_earliest_moment_that_is_not_before(self, moment: str, expected: str) -> None:
        assert into_hours(at(moment), "Europe/Berlin") == at(expected)

    def test_are_the_readers_own(self) -> None:
        assert into_hours(at("2026-11-25T11:20:00+01:00"), "America/New_York", "8-16") == at(
            "2026-11-25T14:00:00+01:00"
        )

    def test_that_are_half_typed_are_the_default_ones(self) -> None:
        assert into_hours(at("2026-11-25T07:00:00+01:00"), "Europe/Berlin", "8-") == at(
            "2026-11-25T09:00:00+01:00"
        )

    @pytest.mark.parametrize(
        ("text", "hours"),
        [
            ("09:00-17:00", (time(9), time(17))),
            ("8:30 – 16:15", (time(8, 30), time(16, 15))),
            ("9-17", (time(9), time(17))),
            ("9am to 5pm", (time(9), time(17))),
            ("17-9", None),
            ("9", None),
            ("9-25", None),
            ("13pm-14pm", None),
            ("", None),
        ],
    )
    def test_are_read_as_people_write_them(self, text: str, hours: tuple[time, time] | None) -> None:
        assert office_hours(text) == hours
