"""What happened, when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tui.model.timeline import Entry, during, heard, in_order

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


def test_entries_are_read_by_time_and_those_of_one_moment_as_they_were_added() -> None:
    late = Entry(NOON + timedelta(hours=1), "sent", "e-mail")
    one, other = Entry(NOON, "noticed", "I missed it"), Entry(NOON, "tried", "call")
    assert in_order((late, one, other)) == (one, other, late)


def test_the_outcome_recorded_last_was_heard_at_its_own_time() -> None:
    first = Entry(NOON, "outcome", "waiting")
    corrected = Entry(NOON - timedelta(hours=1), "outcome", "declined")
    assert heard((first, Entry(NOON, "note", "outcome"), corrected)) == corrected.at
    assert heard(()) is None


def test_a_moment_belongs_to_the_kind_that_the_incident_was_then() -> None:
    began = Entry(NOON, "noticed", "I am late", kind="late")
    turned = Entry(NOON + timedelta(hours=1), "kind", "I missed it", kind="missed")
    back = Entry(NOON + timedelta(hours=2), "kind", "I am late", kind="late")
    lived = (began, turned, back)
    for minutes, late, missed in ((30, True, False), (60, True, True), (90, False, True), (150, True, False)):
        moment = NOON + timedelta(minutes=minutes)
        assert (during(lived, "late", moment), during(lived, "missed", moment)) == (late, missed)


def test_what_was_before_the_first_entry_belongs_to_the_first_kind() -> None:
    assert during((Entry(NOON, "noticed", "x", kind="late"),), "late", NOON - timedelta(days=1))
    assert during((), "late", NOON)
