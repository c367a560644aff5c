"""What was typed stays in its files: no network, no core file, and no text of the user's in an error."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORD = "Xyzzyquux"

STORY = f"""
import resource, socket, sys
from datetime import datetime, UTC
from pathlib import Path

calls = []

def watch(event, arguments):
    if not event.startswith("socket."):
        return
    if event == "socket.__new__" and arguments[1] == socket.AF_UNIX:
        return  # the loop wakes itself with a pair of these
    calls.append(event)

sys.addaudithook(watch)

from tui.app import Raincheck
from tui.store.places import places
from tui.words.book import book

home = places(Path(sys.argv[1]), {{}})
app = Raincheck(book(), lambda: datetime(2026, 12, 1, 14, 43, tzinfo=UTC), home)
app.prepare()

async def story(pilot):
    await pilot.press("1")
    await pilot.pause(0.5)
    await pilot.press("f2", *"{WORD}", "enter", *"{WORD}", "ctrl+s")
    await pilot.pause(0.5)
    app.save_now()
    if len(sys.argv) > 2:
        text = "{WORD}"
        def broken():
            local = text
            raise ValueError(f"cannot use {{local}}")
        app.call_later(broken)
        await pilot.pause(1)
    app.exit()

app.run(headless=True, size=(140, 40), auto_pilot=story)
app.saver.close()
print("calls", *sorted(set(calls)))
"""


def live(home: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", STORY, str(home), *more], cwd=ROOT, capture_output=True, text=True, timeout=120
    )


def held(home: Path) -> list[Path]:
    return [path for path in home.rglob("*") if path.is_file() and WORD.encode() in path.read_bytes()]


def test_a_whole_story_opens_no_socket_and_its_text_is_in_its_files_only(tmp_path: Path) -> None:
    done = live(tmp_path / "home")
    assert done.stdout.strip() == "calls", done.stdout + done.stderr
    assert WORD not in done.stderr
    places = {path.relative_to(tmp_path / "home").parts[0] for path in held(tmp_path / "home")}
    assert "incidents" in places
    assert places <= {"incidents", "state", "cache", "export", "config"}


def test_when_the_app_breaks_it_says_where_and_nothing_that_was_typed(tmp_path: Path) -> None:
    done = live(tmp_path / "home", "break")
    assert "a fault of its own (ValueError, in " in done.stderr
    assert WORD not in done.stdout + done.stderr
    assert any(path.parent.name == "incidents" for path in held(tmp_path / "home"))


COMMAND = """
import resource, sys
import tui.cli
from tui.cli import program

def broken(*arguments, **names):
    raise ValueError("cannot use " + sys.argv[1])

program.program.main = broken
try:
    tui.cli.main([])
finally:
    print(resource.getrlimit(resource.RLIMIT_CORE)[0])
"""


def test_when_a_command_breaks_it_says_where_and_leaves_no_core_file(tmp_path: Path) -> None:
    command = [sys.executable, "-c", COMMAND, WORD]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 70
    assert "a fault of its own (ValueError, in " in done.stderr
    assert WORD not in done.stderr
    assert done.stdout == "0\n"


@pytest.mark.parametrize("command", [["list"], ["show"], ["draft"], ["doctor"], ["paths"], ["report"]])
def test_no_command_opens_a_socket(tmp_path: Path, command: list[str]) -> None:
    code = (
        "import json, sys\n"
        "calls = []\n"
        "sys.addaudithook(lambda event, _: calls.append(event) if event.startswith('socket.') else None)\n"
        "from tui.cli import main\n"
        "try:\n    main(['--data', sys.argv[1], *sys.argv[2:]])\n"
        "finally:\n    print('\\n' + json.dumps(calls))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "home"), *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert json.loads(done.stdout.splitlines()[-1]) == []
