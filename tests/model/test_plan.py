"""Which steps are in the plan, which are done, and which is next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.model.small_plan import BOOK, MISSED, NOW, STEPS, ids, of, rescheduled, sent, step, touched
from tui.model.incident import OUTCOMES, Incident, Interview, NewTime, Touch
from tui.model.plan import Tick, plan
from tui.model.playbook import PHASES, Condition


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


def test_contacts_before_the_change_of_kind_do_no_step_of_this_kind() -> None:
    earlier = touched(sent("first", NOW - timedelta(hours=1)))
    assert of(plan(BOOK, earlier, (), NOW), "write").state == "done"
    assert of(plan(BOOK, earlier, (), NOW, since=NOW), "write").state == "open"


def test_whose_doing_it_is_can_be_told_from_outside() -> None:
    own = replace(BOOK, steps=(step("own", when=(Condition("mine", ("yes",)),)),))
    assert plan(own, MISSED, (), NOW).total == 0
    assert plan(own, MISSED, (), NOW, mine=True).total == 1


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


def test_a_voicemail_does_not_do_the_e_mail_even_where_that_is_the_only_writing() -> None:
    two = replace(BOOK, steps=(BOOK.step("call"), BOOK.step("write")))
    voicemail = Touch(at=NOW, channel="voicemail", message="first", result="voicemail")
    found = plan(two, touched(voicemail), (), NOW)
    assert [one.state for one in found.steps] == ["done", "next"]
