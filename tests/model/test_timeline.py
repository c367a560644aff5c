"""What happened, when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tui.model.timeline import Entry, heard, in_order, turned

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


def test_a_change_of_kind_is_dated() -> None:
    change = Entry(NOON, "kind", "I am late", kind="late")
    assert turned((change, Entry(NOON + timedelta(hours=1), "sent", "text"))) == NOON
    assert turned(()) is None
