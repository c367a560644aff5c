"""What many tests need: the book, a moment, an app on a folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tui.words.book import Book, book

if TYPE_CHECKING:
    from tui.app import Raincheck

NOW = datetime.fromisoformat("2026-12-01T14:42:00+01:00")


@pytest.fixture(scope="session")
def words() -> Book:
    """The built-in book."""
    return book()


@pytest.fixture(scope="session")
def now() -> datetime:
    """A Tuesday afternoon in Berlin."""
    return NOW


@pytest.fixture
def make_app(words: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Raincheck]:
    """Make an app over the folder of this test, with a clock that the test sets (`app.clock`)."""
    from tui.app import Raincheck, keeping
    from tui.store.places import places

    monkeypatch.setattr(keeping, "machine_zone", lambda: "Europe/Berlin")
    monkeypatch.setenv("SSH_CONNECTION", "")

    def make(**options: object) -> Raincheck:
        app = Raincheck(words, lambda: NOW, places(tmp_path / "data"), **options)  # type: ignore[arg-type]  # whatever the test wants
        app.prepare()
        return app

    return make
