"""Every error that a user may cause ends in its sentence and its exit code."""

from __future__ import annotations

from importlib import import_module

import pytest

from tui.cli.faults import _BY_NAME, told


@pytest.mark.parametrize(("module", "name", "code"), _BY_NAME)
def test_every_named_error_exists_and_has_its_code(module: str, name: str, code: int) -> None:
    kind = getattr(import_module(module), name)
    error = kind.__new__(kind)
    Exception.__init__(error, "What happened.")

    known = told(error)

    assert known is not None
    assert known[1] == getattr(kind, "exit_code", code)


def test_the_system_refusing_a_file_is_storage_trouble() -> None:
    assert told(PermissionError(13, "Permission denied", "/some/file")) == (
        "/some/file cannot be used (folder is not writable); make the folder writable and try again.",
        4,
    )


def test_a_fault_of_our_own_is_not_told_as_the_users() -> None:
    assert told(KeyError("x")) is None
