"""The plan of a small playbook made here; the built-in playbooks are tested with the words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tui.model.incident import OUTCOMES, Contact, Incident, Interview, Me, NewTime, Touch
from tui.model.plan import Plan, Planned, Tick, due_words, plan
from tui.model.playbook import PHASES, Condition, Due, Playbook, Step

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 12, 1, 14, 42, tzinfo=BERLIN)
OPEN = (Condition("outcome", ("none", "waiting")),)


def step(name: str, phase: str = "now", **more: object) -> Step:
    return Step(id=name, phase=phase, label=name, detail=f"Do {name}.", **more)  # type: ignore[arg-type]  # short test steps


def after(anchor: str, amount: int = 0, unit: str = "minutes", of: str = "") -> tuple[Due, ...]:
    return (Due(anchor, amount, unit, of),)  # type: ignore[arg-type]  # anchors of the test


STEPS = (
    step("breathe", due=after("noticed", 2), moot=((Condition("wrote", ("yes",)),),)),
    step("call", due=after("noticed", 5), when=OPEN, message="first", channel="call"),
    step("write", due=after("noticed", 1, "hours"), when=OPEN, message="first", channel="email"),
    step("text", due=after("noticed", 1, "hours"), when=OPEN, message="first", channel="text"),
    step(
        "nudge",
        "next-days",
        due=after("sent", 2, "business-days", "first"),
        when=OPEN,
        message="nudge",
        channel="email",
    ),
    step(
        "nudge-2",
        "next-days",
        due=after("sent", 3, "business-days", "nudge"),
        when=OPEN,
        message="nudge-2",
        channel="email",
    ),
    step(
        "confirm",
        due=after("outcome", 1, "hours"),
        when=(Condition("outcome", ("rescheduled",)),),
        message="confirm",
        channel="email",
    ),
    step(
        "alarms", "next-days", due=after("new_time", -24, "hours"), when=(Condition("new_time", ("ahead",)),)
    ),
    step("why", "after"),
)
BOOK = Playbook("missed", "1", "I missed it", "Missed", "missed", "past", "mi", STEPS)
MISSED = Incident(
    kind="missed",
    me=Me(zone="Europe/Berlin"),
    noticed=NOW,
    interview=Interview(start=NOW - timedelta(minutes=42)),
)


def sent(message: str, at: datetime, channel: str = "email") -> Touch:
    return Touch(at=at, by="me", channel=channel, message=message, result="sent")


def touched(*touches: Touch, incident: Incident = MISSED) -> Incident:
    return replace(incident, contacted=touches)


def ids(found: Plan) -> list[str]:
    return [one.step.id for one in found.steps]


def of(found: Plan, name: str) -> Planned:
    return next(one for one in found.steps if one.step.id == name)


def test_only_steps_that_make_sense_now_are_in_the_plan() -> None:
    assert ids(plan(BOOK, MISSED, (), NOW)) == ["breathe", "call", "write", "text", "nudge", "nudge-2", "why"]


def test_the_first_open_step_is_next_and_nothing_is_done_at_first() -> None:
    found = plan(BOOK, MISSED, (), NOW)
    assert found.next is not None
    assert (found.next.step.id, found.next.state, found.done, found.total) == ("breathe", "next", 0, 7)


def test_a_tick_makes_a_step_done_at_its_time() -> None:
    found = plan(BOOK, MISSED, (Tick("missed", "breathe", NOW),), NOW)
    assert of(found, "breathe").state == "done"
    assert of(found, "breathe").done == NOW
    assert found.next == of(found, "call")


def test_a_tick_of_another_kind_does_not_count() -> None:
    assert plan(BOOK, MISSED, (Tick("late", "breathe", NOW),), NOW).done == 0


def test_a_call_does_its_step_and_leaves_the_e_mail_open() -> None:
    voicemail = Touch(at=NOW, channel="call", message="first", result="voicemail")
    found = plan(BOOK, touched(voicemail), (), NOW)
    assert (of(found, "call").state, of(found, "call").note) == ("done", "voicemail left")
    assert of(found, "write").state == "open"


def test_a_sending_does_the_step_of_its_message_and_channel_only() -> None:
    found = plan(BOOK, touched(sent("first", NOW, "text")), (), NOW)
    assert of(found, "text").state == "done"
    assert of(found, "write").state == "open"


def test_a_message_with_one_written_step_is_done_by_any_channel() -> None:
    by_linkedin = touched(sent("nudge", NOW, "linkedin"))
    found = of(plan(BOOK, by_linkedin, (), NOW), "nudge")
    assert (found.state, found.note) == ("done", "by linkedin")


def test_what_was_exported_but_not_confirmed_is_not_done() -> None:
    unconfirmed = Touch(at=NOW, channel="email", message="first")
    assert of(plan(BOOK, touched(unconfirmed), (), NOW), "write").state == "open"


def test_a_moot_step_leaves_unless_it_was_done() -> None:
    wrote = touched(sent("first", NOW))
    assert "breathe" not in ids(plan(BOOK, wrote, (), NOW))
    assert "breathe" in ids(plan(BOOK, wrote, (Tick("missed", "breathe", NOW),), NOW))


def test_ticks_of_steps_that_left_come_back_with_them() -> None:
    ticks = (Tick("missed", "write", NOW),)
    gone = plan(BOOK, replace(MISSED, outcome="declined"), ticks, NOW)
    assert "write" not in ids(gone)
    assert of(plan(BOOK, MISSED, ticks, NOW), "write").state == "done"


def test_business_days_pass_over_the_weekend_from_the_real_sending() -> None:
    friday = datetime(2026, 12, 4, 11, tzinfo=BERLIN)
    found = plan(BOOK, touched(sent("first", friday)), (), friday)
    assert of(found, "nudge").due == datetime(2026, 12, 8, 11, tzinfo=BERLIN)


def test_what_hangs_on_an_unsent_message_counts_from_when_that_is_due() -> None:
    found = plan(BOOK, MISSED, (), NOW)
    assert of(found, "nudge").due == datetime(2026, 12, 3, 15, 42, tzinfo=BERLIN)
    assert of(found, "nudge-2").due == datetime(2026, 12, 8, 15, 42, tzinfo=BERLIN)


def test_what_hangs_on_an_overdue_message_never_falls_into_the_past() -> None:
    later = NOW + timedelta(days=30)
    found = plan(BOOK, MISSED, (), later)
    due = of(found, "nudge").due
    assert due is not None
    assert due > later


def test_what_hangs_on_a_ticked_message_counts_from_the_tick() -> None:
    found = plan(BOOK, MISSED, (Tick("missed", "write", NOW),), NOW)
    assert of(found, "nudge").due == datetime(2026, 12, 3, 14, 42, tzinfo=BERLIN)


def test_a_message_of_the_next_days_falls_into_the_readers_office_hours() -> None:
    evening = datetime(2026, 12, 1, 22, tzinfo=BERLIN)
    found = plan(BOOK, touched(sent("first", evening)), (), evening)
    assert of(found, "nudge").due == datetime(2026, 12, 4, 9, tzinfo=BERLIN)
    new_york = replace(MISSED, contact=Contact(zone="America/New_York", hours="10:00-16:00"))
    found = plan(BOOK, touched(sent("first", NOW), incident=new_york), (), NOW)
    assert of(found, "nudge").due == datetime(2026, 12, 3, 10, tzinfo=ZoneInfo("America/New_York"))


def test_what_is_due_now_ignores_office_hours() -> None:
    night = datetime(2026, 12, 6, 23, tzinfo=BERLIN)
    found = plan(BOOK, replace(MISSED, noticed=night), (), night)
    assert of(found, "call").due == night + timedelta(minutes=5)


def test_an_unknown_anchor_gives_no_due_time_and_still_a_plan() -> None:
    found = plan(BOOK, Incident(kind="missed"), (), NOW)
    assert of(found, "call").due is None
    assert found.next is not None
    assert found.next.step.id == "breathe"


def test_hours_are_counted_on_the_clock_of_the_world_over_a_clock_change() -> None:
    before = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    found = plan(BOOK, replace(MISSED, noticed=before), (), before)
    due = of(found, "write").due
    assert due is not None
    assert due - before.astimezone(UTC) == timedelta(hours=1)


def rescheduled(heard: datetime, *touches: Touch) -> Incident:
    return replace(
        touched(*touches, Touch(at=heard, by="them")),
        outcome="rescheduled",
        new_time=NewTime(start=heard + timedelta(days=4)),
    )


def test_a_confirmation_is_due_within_an_hour_of_the_answer() -> None:
    found = plan(BOOK, rescheduled(NOW), (), NOW)
    assert of(found, "confirm").due == NOW + timedelta(hours=1)


def test_a_second_new_time_asks_for_a_second_confirmation() -> None:
    first = rescheduled(NOW, sent("confirm", NOW + timedelta(minutes=5)))
    assert of(plan(BOOK, first, (), NOW, heard=NOW), "confirm").state == "done"
    again = NOW + timedelta(days=1)
    assert of(plan(BOOK, first, (), again, heard=again), "confirm").state == "next"


def test_a_thank_you_from_them_does_not_open_the_confirmation_again() -> None:
    confirmed = rescheduled(NOW, sent("confirm", NOW + timedelta(minutes=5)))
    thanked = replace(
        confirmed, contacted=(*confirmed.contacted, Touch(at=NOW + timedelta(minutes=9), by="them"))
    )
    assert of(plan(BOOK, thanked, (), NOW, heard=NOW), "confirm").state == "done"


def test_a_preparation_whose_time_had_passed_is_due_when_the_case_began() -> None:
    soon = replace(rescheduled(NOW), new_time=NewTime(start=NOW + timedelta(hours=3)))
    assert of(plan(BOOK, soon, (), NOW, heard=NOW), "alarms").due == NOW


def test_contacts_before_the_change_of_kind_do_no_step_of_this_kind() -> None:
    earlier = touched(sent("first", NOW - timedelta(hours=1)))
    assert of(plan(BOOK, earlier, (), NOW), "write").state == "done"
    assert of(plan(BOOK, earlier, (), NOW, since=NOW), "write").state == "open"


def test_whose_doing_it_is_can_be_told_from_outside() -> None:
    own = replace(BOOK, steps=(step("own", when=(Condition("mine", ("yes",)),)),))
    assert plan(own, MISSED, (), NOW).total == 0
    assert plan(own, MISSED, (), NOW, mine=True).total == 1


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (None, ""),
        (NOW + timedelta(seconds=20), "now"),
        (NOW + timedelta(minutes=6), "in 6 min"),
        (NOW + timedelta(minutes=18), "15:00"),
        (NOW + timedelta(days=2), "Thu 3 Dec"),
        (NOW - timedelta(minutes=12), "overdue 12 min"),
        (NOW - timedelta(hours=2, minutes=5), "overdue 2 h"),
        (NOW - timedelta(days=3), "overdue 3 d"),
    ],
)
def test_due_times_are_said_in_few_words(due: datetime | None, words: str) -> None:
    assert due_words(due, NOW, "Europe/Berlin") == words


def test_due_times_are_said_on_the_users_clock() -> None:
    assert due_words(NOW + timedelta(hours=1), NOW.astimezone(UTC), "America/New_York") == "09:42"


def test_due_times_without_a_zone_keep_the_clock_they_carry() -> None:
    assert due_words(NOW + timedelta(hours=1), NOW, "") == "15:42"


moments = st.datetimes(datetime(2026, 11, 20), datetime(2026, 12, 20), timezones=st.just(UTC))  # noqa: DTZ001 - made aware by the strategy
touches = st.builds(
    Touch,
    at=st.none() | moments,
    by=st.sampled_from(["me", "them"]),
    channel=st.sampled_from(["call", "email", "text", ""]),
    message=st.sampled_from(["first", "nudge", "confirm", ""]),
    result=st.sampled_from([None, "sent", "reached", "voicemail"]),
)
incidents = st.builds(
    Incident,
    kind=st.just("missed"),
    noticed=st.none() | moments,
    interview=st.builds(Interview, start=st.none() | moments),
    contacted=st.lists(touches, max_size=4).map(tuple),
    outcome=st.sampled_from(OUTCOMES),
    new_time=st.builds(NewTime, start=st.none() | moments),
)
ticked = st.lists(
    st.builds(Tick, st.just("missed"), st.sampled_from([s.id for s in STEPS]), moments), max_size=4
)


@given(incidents, ticked.map(tuple), moments, st.none() | moments)
@settings(max_examples=60, deadline=None)
def test_a_plan_is_deterministic_sound_and_in_order(
    incident: Incident, ticks: tuple[Tick, ...], now: datetime, heard: datetime | None
) -> None:
    found = plan(BOOK, incident, ticks, now, heard=heard)
    assert found == plan.__wrapped__(BOOK, incident, ticks, now, heard=heard)
    assert len(set(ids(found))) == found.total == len(found.steps)
    assert found.done == sum(one.state == "done" for one in found.steps) <= found.total
    assert [PHASES.index(one.step.phase) for one in found.steps] == sorted(
        PHASES.index(one.step.phase) for one in found.steps
    )
    still_open = [one for one in found.steps if one.state != "done"]
    assert found.next == (still_open[0] if still_open else None)
    if found.next and found.next.due:
        peers = [one.due for one in still_open if one.step.phase == found.next.step.phase and one.due]
        assert found.next.due == min(peers)


@given(incidents, moments, st.sampled_from([s.id for s in STEPS]))
@settings(max_examples=60, deadline=None)
def test_a_tick_changes_nothing_but_its_step_and_what_hangs_on_it(
    incident: Incident, now: datetime, name: str
) -> None:
    before = plan(BOOK, incident, (), now)
    after_it = plan(BOOK, incident, (Tick("missed", name, now),), now)
    assert set(ids(before)) - set(ids(after_it)) == set()
    assert set(ids(after_it)) - set(ids(before)) <= {name}
