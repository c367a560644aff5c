"""The folder to store in, and a saver over a disk that waits and fails on demand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.store.slow import LONG, Slow, Watch
from tui.store.saver import Saver


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "incidents"


@pytest.fixture
def disk() -> Slow:
    return Slow()


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def make(folder: Path, disk: Slow, watch: Watch) -> Iterator[Callable[..., Saver]]:
    made: list[Saver] = []

    def make(delay: float = LONG, retry: float = LONG) -> Saver:
        made.append(Saver(folder, folder.parent / "recovery", watch, delay=delay, retry=retry, write=disk))
        return made[-1]

    yield make
    disk.error, disk.refusing = None, False
    disk.go.set()
    for saver in made:
        saver.close()
