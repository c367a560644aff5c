"""A fault of our own is told by its place, and by nothing that anybody typed."""

from __future__ import annotations

from tui.store.errors import broke_at


def test_a_fault_is_told_by_its_kind_and_place() -> None:
    try:
        raise ValueError("what somebody typed")
    except ValueError as fault:
        told = broke_at(fault)
    assert told.startswith(f"Raincheck has a fault of its own (ValueError, in {__file__}, line ")
    assert "typed" not in told


def test_a_fault_that_never_was_raised_has_no_place() -> None:
    assert "(ValueError)" in broke_at(ValueError("typed"))
    assert "typed" not in broke_at(ValueError("typed"))
    assert broke_at(None).startswith("Raincheck has a fault")
