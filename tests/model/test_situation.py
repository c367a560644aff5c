"""Where an incident stands, in the words of the conditions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.model.incident import OUTCOMES, Cause, Contact, Incident, Interview, NewTime, Other, Slot, Touch
from tui.model.situation import FIELDS, Situation

NOW = datetime(2026, 12, 1, 13, 42, tzinfo=UTC)


def value(field: str, now: datetime = NOW, **facts: object) -> str:
    return Situation(Incident(kind="missed", **facts), now).values()[field]  # type: ignore[arg-type]  # facts by name


def starting(hours: float, **more: object) -> Interview:
    return Interview(start=NOW + timedelta(hours=hours), **more)  # type: ignore[arg-type]  # facts by name


@pytest.mark.parametrize(
    ("hours", "band"),
    [(3.99, "under-4"), (4, "4-24"), (24, "4-24"), (24.1, "over-24"), (0, "past"), (-5, "past")],
)
def test_hours_to_go_are_banded_as_the_one_table_for_call_or_write(hours: float, band: str) -> None:
    assert value("hours_to_go", interview=starting(hours)) == band


@pytest.mark.parametrize(
    ("hours", "minutes", "stands"),
    [
        (1, None, "ahead"),
        (0, None, "running"),
        (-0.9, None, "running"),
        (-1, None, "over"),
        (-1, 90, "running"),
    ],
)
def test_the_hour_is_ahead_running_or_over_and_an_hour_long_unless_known(
    hours: float, minutes: int | None, stands: str
) -> None:
    assert value("hour", interview=starting(hours, minutes=minutes)) == stands


@pytest.mark.parametrize(
    ("minutes", "band"), [(0, "none"), (10, "under-10"), (20, "10-20"), (30, "20-30"), (31, "over-30")]
)
def test_minutes_late_follow_the_arrival_time_and_without_one_the_clock(minutes: int, band: str) -> None:
    eta = NOW + timedelta(hours=1, minutes=minutes)
    assert value("minutes_late", interview=starting(1), eta=eta) == band
    assert value("minutes_late", interview=starting(-minutes / 60)) == band


def test_what_is_not_known_says_so() -> None:
    unknown = Situation(Incident(kind="missed"), NOW).values()
    for field in (
        "mine",
        "format",
        "hours_to_go",
        "hour",
        "minutes_late",
        "hours_since_noticed",
        "new_format",
    ):
        assert unknown[field] == "unknown"
    assert unknown["new_time"] == "none"


def test_their_number_is_known_a_gap_or_given_up() -> None:
    given_up = Incident(kind="missed").without_knowing("contact.phone")
    assert value("phone", contact=Contact(phone="1")) == "yes"
    assert value("phone") == "open"
    assert Situation(given_up, NOW).values()["phone"] == "no"


def test_whose_doing_it_is_comes_from_outside_before_the_fact() -> None:
    known = Incident(kind="missed", cause=Cause(mine=True))
    assert Situation(known, NOW).values()["mine"] == "yes"
    assert Situation(known, NOW, mine=False).values()["mine"] == "no"


def test_the_last_word_is_theirs_until_one_writes_again() -> None:
    mine = Touch(at=NOW - timedelta(hours=2), channel="email", message="first", result="sent")
    theirs = Touch(at=NOW - timedelta(hours=1), by="them")
    again = Touch(at=NOW, channel="email", message="nudge", result="sent")
    assert value("answered", contacted=(mine,)) == "no"
    assert value("answered", contacted=(theirs, mine)) == "yes"
    assert value("answered", contacted=(mine, theirs, again)) == "no"


def test_calls_count_whoever_answered_and_reached_only_if_they_did() -> None:
    nobody = Touch(at=NOW, channel="call", result="no-answer")
    assert (value("called", contacted=(nobody,)), value("reached", contacted=(nobody,))) == ("yes", "no")
    rung = Touch(at=NOW, by="them", channel="call", result="reached")
    assert value("called", contacted=(rung,)) == "no"


def test_a_repair_is_a_slot_any_time_or_a_promise_to_write() -> None:
    assert value("can_offer") == "no"
    assert value("can_offer", slots=(Slot(),)) == "yes"
    assert value("can_offer", any_time=True) == "yes"
    assert value("can_offer", will_write_by=NOW) == "yes"


def test_the_new_time_takes_its_length_and_format_from_the_old_one() -> None:
    new = NewTime(start=NOW - timedelta(minutes=80))
    assert value("new_time", new_time=new) == "over"
    assert value("new_time", new_time=new, interview=Interview(minutes=90)) == "ahead"
    assert value("new_format", new_time=new, interview=Interview(format="video")) == "video"


def test_others_are_recruiters_or_several_who_wait() -> None:
    agency = (Other(relation="agency"),)
    assert (value("recruiter", others=agency), value("several", others=agency)) == ("yes", "no")
    assert value("several", others=(Other(relation="panel"),)) == "yes"


def test_two_times_of_one_zone_are_compared_as_instants_over_a_clock_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    start = datetime(2026, 10, 25, 5, tzinfo=berlin)
    now = datetime(2026, 10, 25, 0, 30, tzinfo=berlin).astimezone(UTC)
    assert value("hours_to_go", now, interview=Interview(start=start)) == "4-24"
    end = Situation(
        Incident(kind="late", interview=Interview(start=start.replace(hour=2), minutes=90)), now
    ).end
    assert end == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


times = st.none() | st.datetimes(timezones=st.sampled_from([UTC, ZoneInfo("Pacific/Kiritimati")]))


@given(
    st.builds(
        Incident,
        kind=st.just("missed"),
        noticed=times,
        eta=times,
        interview=st.builds(Interview, start=times, minutes=st.none() | st.integers(1, 1440)),
        new_time=st.builds(NewTime, start=times),
        outcome=st.sampled_from(OUTCOMES),
        contacted=st.lists(
            st.builds(
                Touch,
                at=times,
                by=st.sampled_from(["me", "them"]),
                channel=st.sampled_from(["call", "email"]),
                result=st.sampled_from([None, "sent", "reached"]),
            ),
            max_size=3,
        ).map(tuple),
    ),
    times,
)
@settings(max_examples=60, deadline=None)
def test_every_field_has_one_of_its_values_for_any_facts(incident: Incident, heard: datetime | None) -> None:
    values = Situation(incident, NOW, heard=heard).values()
    assert values.keys() == FIELDS.keys()
    assert all(value in FIELDS[field] for field, value in values.items())
