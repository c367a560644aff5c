"""The zone of this machine is one that there is, whatever the system says."""

from __future__ import annotations

import pytest
import tzlocal

from tui.store.zone import machine_zone


@pytest.mark.parametrize(
    ("said", "zone"),
    [("Europe/Berlin", "Europe/Berlin"), ("Mars/Olympus", "UTC"), ("", "UTC"), (None, "UTC")],
)
def test_the_systems_zone_is_taken_where_there_is_such_a_zone(
    said: str | None, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tzlocal, "get_localzone_name", lambda: said)
    assert machine_zone() == zone


@pytest.mark.parametrize("error", [LookupError, ValueError, OSError])
def test_a_system_that_cannot_tell_is_on_utc(error: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> str:
        raise error

    monkeypatch.setattr(tzlocal, "get_localzone_name", fail)
    assert machine_zone() == "UTC"
