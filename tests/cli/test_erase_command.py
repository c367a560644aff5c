"""`raincheck erase` removes an incident for good, and asks first."""

from __future__ import annotations

import pytest

from tests.cli.commands import Raincheck
from tui.cli import erase
from tui.store.lock import Lock
from tui.store.recall import recall, remember


def test_with_yes_the_incident_and_its_traces_are_gone(raincheck: Raincheck) -> None:
    stored = raincheck.stored(interview={"company": "Zanzibar Holdings"})
    other = raincheck.stored()
    raincheck("export", stored, "-o", "-")
    remember(raincheck.folder / "state", stored)

    answer = raincheck("erase", stored[:8], "--yes")

    assert answer.code == 0
    assert "Erased" in answer.err
    assert [one["id"] for one in raincheck("list", "--json").data] == [other]
    assert recall(raincheck.folder / "state") == ""
    left = [file.read_bytes() for file in raincheck.folder.rglob("*") if file.is_file()]
    assert not any(b"Zanzibar" in content or stored.encode() in content for content in left)


def test_without_a_terminal_it_needs_yes(raincheck: Raincheck) -> None:
    stored = raincheck.stored()

    answer = raincheck("erase", stored, given="y\n")

    assert answer.code == 2
    assert "--yes" in answer.err
    assert len(raincheck("list", "--json").data) == 1


@pytest.mark.parametrize(("typed", "code", "left"), [("y\n", 0, 0), ("n\n", 1, 1), ("\n", 1, 1), ("", 1, 1)])
def test_with_a_terminal_it_asks_and_only_a_yes_erases(
    raincheck: Raincheck, monkeypatch: pytest.MonkeyPatch, typed: str, code: int, left: int
) -> None:
    stored = raincheck.stored()
    monkeypatch.setattr(erase, "_is_terminal", lambda: True)

    answer = raincheck("erase", stored, given=typed)

    assert 'Erase "Acme, Engineer"' in answer.err
    assert answer.code == code
    assert len(raincheck("list", "--json").data) == left


def test_an_id_must_be_named(raincheck: Raincheck) -> None:
    raincheck.stored()

    assert raincheck("erase", "--yes").code == 2
    assert raincheck("erase", "", "--yes").code == 3
    assert len(raincheck("list", "--json").data) == 1


def test_a_damaged_file_can_be_erased(raincheck: Raincheck) -> None:
    folder = raincheck.folder / "incidents"
    folder.mkdir(parents=True)
    (folder / "2026-12-01-acme-deadbeef.md").write_text("no header", encoding="utf-8")

    assert raincheck("erase", "deadbeef", "--yes").code == 0
    assert not list(folder.iterdir())


def test_while_another_window_holds_the_data_nothing_is_erased(raincheck: Raincheck) -> None:
    stored = raincheck.stored()

    with Lock(raincheck.folder):
        assert raincheck("erase", stored, "--yes").code == 4
    assert len(raincheck("list", "--json").data) == 1
