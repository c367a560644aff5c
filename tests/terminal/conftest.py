"""The real program on a real terminal, with a data folder of its own."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal

Start = Callable[..., Terminal]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder of every program that `raincheck` starts."""
    return tmp_path / "data"


@pytest.fixture
def raincheck(data: Path, tmp_path: Path) -> Iterator[Start]:
    """Start the program, once or several times: `raincheck(*arguments, size=(140, 40))`."""
    with ExitStack() as programs:

        def start(*arguments: str, size: tuple[int, int] = (140, 40)) -> Terminal:
            argv = (sys.executable, "-m", "tui", "--data", str(data), *arguments)
            return programs.enter_context(Terminal(argv, home=tmp_path, size=size))

        yield start
