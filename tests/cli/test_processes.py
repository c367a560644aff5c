"""The real program as a process: its exit codes, its streams, and what it never imports."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.commands import FACTS, FactsFile
from tui.store.lock import Lock

ROOT = Path(__file__).parents[2]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return the environment of a user with an empty home."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT")}
    return {**kept, "HOME": str(tmp_path), "RAINCHECK_DATA": str(tmp_path / "data"), "TERM": "xterm-256color"}


def run(
    environment: dict[str, str],
    *arguments: str,
    given: bytes = b"",
    out: int = subprocess.PIPE,
) -> subprocess.CompletedProcess[bytes]:
    """Run `raincheck` to its end."""
    command = [sys.executable, "-m", "tui", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, input=given, stdout=out, stderr=subprocess.PIPE, timeout=60
    )


EVERY_COMMAND = """
import json, sys
from tui.cli import main

def run(*arguments):
    try:
        main(arguments)
    except SystemExit as end:
        return end.code

facts = sys.argv[1]
codes = [
    run("--version"), run("--help"), run("paths"), run("schema"), run("templates", "list"),
    run("new", "missed", "--no-open"), run("new", "--from", facts, "--no-open"), run("when", "fri 9"),
    run("draft", "--facts", facts, "--json"), run("draft"), run("list"), run("show"), run("show", "--json"),
    run("export"), run("export", "-o", "-", "--format", "md"), run("outcome", "waiting"),
    run("erase", "nothing", "--yes"), run(), run("new"),
]
heavy = {"textual", "rich", "asyncio"} & {name.partition(".")[0] for name in sys.modules}
print(json.dumps([codes, sorted(heavy)]), file=sys.stderr)
"""


def test_no_command_without_a_screen_imports_textual_rich_or_asyncio(
    environment: dict[str, str], facts_file: FactsFile
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", EVERY_COMMAND, facts_file()],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
    )

    codes, heavy = json.loads(done.stderr.splitlines()[-1])
    assert codes == [*[0] * 16, 3, 2, 2]
    assert heavy == []


def test_the_version_needs_nothing_but_click(environment: dict[str, str]) -> None:
    code = (
        "import sys; from tui.cli import main\n"
        "try: main(['--version'])\n"
        "except SystemExit: print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, timeout=60
    )

    loaded = {name.partition(".")[0] for name in done.stderr.decode().split()}
    unwanted = {"msgspec", "jinja2", "platformdirs", "zoneinfo", "json", "tomllib"}
    assert not loaded & unwanted
    assert "importlib.metadata" not in done.stderr.decode().split()


def test_a_facts_draft_leaves_alone_what_it_does_not_need(
    environment: dict[str, str], facts_file: FactsFile
) -> None:
    code = (
        "import sys; from tui.cli import main\n"
        f"try: main(['draft', '--facts', {facts_file()!r}])\n"
        "except SystemExit: print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, timeout=60
    )

    unwanted = {"platformdirs", "tzlocal", "tomli_w", "tui.words.playbooks", "tui.store.folder"}
    assert not set(done.stderr.decode().split()) & unwanted


@pytest.mark.parametrize("arguments", [(), ("new", "missed")], ids=["the app", "new"])
def test_without_a_terminal_the_app_says_what_to_use_instead(
    environment: dict[str, str], tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    done = run(environment, *arguments)

    assert done.returncode == 2
    assert done.stdout == b""
    assert b"raincheck draft" in done.stderr
    assert b"--help" in done.stderr
    assert not (tmp_path / "data").exists()


def on_terminal(environment: dict[str, str], *arguments: str) -> tuple[int, bytes]:
    """Run `raincheck` on a terminal to its end; return the exit code and all that was on the terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "tui", *arguments]
    child = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    said = b""
    try:
        while part := os.read(ours, 4096):
            said += part
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    return child.wait(60), said


@pytest.mark.parametrize("term", ["dumb", ""])
def test_on_a_terminal_that_cannot_place_text_the_app_says_so(environment: dict[str, str], term: str) -> None:
    code, said = on_terminal({**environment, "TERM": term})

    assert code == 2
    assert b"TERM" in said
    assert b"\x1b" not in said


def test_while_another_window_holds_the_data_no_incident_is_begun(
    environment: dict[str, str], tmp_path: Path
) -> None:
    with Lock(tmp_path / "data"):
        code, said = on_terminal(environment, "new", "missed")

    assert code == 4
    assert b"in use by process" in said
    assert b"\x1b" not in said


@pytest.mark.parametrize("arguments", [("schema",), ("--help",)], ids=" ".join)
def test_a_reader_that_has_gone_is_no_trouble(
    environment: dict[str, str], arguments: tuple[str, ...]
) -> None:
    reading, writing = os.pipe()
    os.close(reading)

    done = run(environment, *arguments, out=writing)
    os.close(writing)

    assert done.returncode == -signal.SIGPIPE
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_under_standard_output_is_storage_trouble(
    environment: dict[str, str], facts_file: FactsFile
) -> None:
    with Path("/dev/full").open("wb") as full:
        done = run(environment, "draft", "--facts", facts_file(), out=full.fileno())

    assert done.returncode == 4
    assert b"disk full" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_closed_standard_output_is_said(environment: dict[str, str], facts_file: FactsFile) -> None:
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" >&-', "sh", sys.executable, "-m", "tui", "draft", "--facts", facts_file()],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        timeout=60,
    )

    assert done.returncode == 4
    assert b"Traceback" not in done.stderr


def test_ctrl_c_ends_at_once_and_without_a_word(environment: dict[str, str], tmp_path: Path) -> None:
    pipe = tmp_path / "facts"
    os.mkfifo(pipe)
    child = subprocess.Popen(
        [sys.executable, "-m", "tui", "draft", "--facts", str(pipe)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with pipe.open("wb"):  # opens as soon as the other end reads
        for _ in range(10):  # one that comes just before the read is noticed only after it
            child.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                out, err = child.communicate(timeout=5)
                break

    assert child.returncode == 130
    assert (out, err) == (b"", b"")


def test_an_ascii_terminal_gets_signs_it_can_show_and_json_that_is_whole(
    environment: dict[str, str], tmp_path: Path
) -> None:
    facts = json.dumps({**FACTS, "me": {"name": "Ana Müller"}, "contact": {}}).encode()
    plain = {**environment, "PYTHONIOENCODING": "ascii"}

    text = run(plain, "draft", "--facts", "-", given=facts)
    data = run(plain, "draft", "--facts", "-", "--json", given=facts)

    assert (text.returncode, data.returncode) == (0, 0)
    assert b"Ana M?ller" in text.stdout
    assert "Ana Müller" in json.loads(data.stdout.decode("ascii"))["body"]


def test_the_completion_of_the_shell_knows_the_commands(environment: dict[str, str]) -> None:
    asked = {
        **environment,
        "_RAINCHECK_COMPLETE": "bash_complete",
        "COMP_WORDS": "raincheck dr",
        "COMP_CWORD": "1",
    }

    done = run(asked)

    assert b"plain,draft" in done.stdout
