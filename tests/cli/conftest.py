"""The fixtures of the command line: the commands, and a facts file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import FACTS, FactsFile, Raincheck


@pytest.fixture
def raincheck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Raincheck:
    """Return the commands on an empty folder."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    monkeypatch.delenv("RAINCHECK_DATA", raising=False)
    return Raincheck(tmp_path / "data")


@pytest.fixture
def facts_file(tmp_path: Path) -> FactsFile:
    """Return a function that writes a facts file with some of the usual facts changed, and gives its path."""

    def write(**changes: Any) -> str:
        file = tmp_path / "facts.json"
        file.write_text(json.dumps({**FACTS, **changes}), encoding="utf-8")
        return str(file)

    return write
