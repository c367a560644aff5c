"""Calls commands in this process, on a data folder of their own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from tui.cli.program import program

FactsFile = Callable[..., str]
"""Writes a facts file with some of the usual facts changed, and gives its path."""

NOW = "2026-12-01T14:43:00+01:00"
FACTS: dict[str, Any] = {
    "kind": "missed",
    "me": {"name": "Ana Ruiz", "phone": "+49 30 1234567", "zone": "Europe/Berlin"},
    "contact": {"name": "Ms Lee"},
    "interview": {"company": "Acme", "role": "Engineer", "start": "2026-12-01T14:00:00+01:00", "minutes": 60},
    "cause": {"id": "overslept"},
    "noticed": "2026-12-01T14:42:00+01:00",
    "will_write_by": "2026-12-03T12:00:00+01:00",
}


class Answer:
    """What a command printed, and its exit code."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def data(self) -> Any:
        """What was printed, as JSON."""
        return json.loads(self.out)


class Raincheck:
    """Calls commands on one data folder at one moment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *arguments: str, given: str | bytes | None = None, now: str = NOW) -> Answer:
        before = ["--data", str(self.folder), "--now", now]
        result = CliRunner().invoke(program, [*before, *arguments], input=given, prog_name="raincheck")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Answer(result.exit_code, result.stdout, result.stderr)

    def stored(self, **changes: Any) -> str:
        """Store an incident with the usual facts, some of them changed, and return its id."""
        answer = self("new", "--from", "-", "--no-open", given=json.dumps({**FACTS, **changes}))
        assert answer.code == 0, answer.err
        return answer.out.strip()
