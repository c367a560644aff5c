"""`make run` and `make test` set up what they need, once: shown with a Python that only pretends."""

import os
import re
import shutil
import subprocess
import time
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = ("sh", "make", "sed", "rm", "touch", "mkdir", "cp", "cat")
PRETENDER = """#!/bin/sh
echo "$*" >>'{log}'
case "$*" in
"-c import sys; print("*) echo {version} ;;
"-c import sys; sys.exit("*) exit {old} ;;
"-m venv .venv") [ -e '{stop}/venv' ] && exit 1; mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
"-m venv --without-pip .venv") mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
"-m pip --version") [ ! -e '{stop}/pip' ] ;;
*"-r .venv/runtime.lock") [ ! -e '{stop}/network' ] ;;
"-m tui"*) echo "started:$*" ;;
esac
"""


class Checkout:
    """A checkout in a folder with a space in its name, and the pretending Python to set it up with."""

    def __init__(self, tmp_path: Path) -> None:
        self.path = tmp_path / "my checkout"
        self.path.mkdir()
        for name in ("Makefile", "pyproject.toml", "requirements.lock"):
            shutil.copy(ROOT / name, self.path / name)
        (self.path / ".ci").mkdir()
        shutil.copy(ROOT / ".ci" / "setup", self.path / ".ci" / "setup")
        self.log = tmp_path / "log"
        self.bin = tmp_path / "bin"
        self.bin.mkdir()
        for tool in TOOLS:
            (self.bin / tool).symlink_to(shutil.which(tool) or pytest.skip(f"no {tool} here"))
        self.stop = tmp_path / "stop"
        self.stop.mkdir()
        self.python(version="3.11", old=0)

    def python(self, *, version: str, old: int) -> None:
        text = PRETENDER.format(log=self.log, stop=self.stop, version=version, old=old)
        (self.bin / "python3").write_text(text)
        (self.bin / "python3").chmod(0o755)

    def without(self, *parts: str) -> None:
        """Take away `venv`, `pip` or the `network`."""
        for part in parts:
            (self.stop / part).touch()

    def make(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run make; what Python was asked to do is then in `asked`."""
        self.log.write_text("")
        return subprocess.run(
            ["make", *words],
            cwd=self.path,
            env={"PATH": str(self.bin)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )

    @property
    def asked(self) -> list[str]:
        return self.log.read_text().splitlines()


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_the_first_run_sets_up_and_starts(checkout: Checkout) -> None:
    done = checkout.make("run", "ARGS=--version")
    assert done.returncode == 0
    assert done.stdout == "started:-m tui --version\n"
    assert "Setting up (once)" in done.stderr
    assert any("--require-hashes" in line for line in checkout.asked)


def test_the_second_run_only_starts(checkout: Checkout) -> None:
    checkout.make("run")
    done = checkout.make("run")
    assert checkout.asked == ["-m tui"]
    assert done.stderr == ""


def test_a_run_needs_no_package_of_the_tests(checkout: Checkout) -> None:
    checkout.make("run")
    wanted = (checkout.path / ".venv" / "runtime.lock").read_text()
    assert "\ntextual==" in wanted
    assert "pytest" not in wanted


def test_tests_set_up_for_both(checkout: Checkout) -> None:
    assert checkout.make("test").returncode == 0
    assert any(line.endswith("--require-hashes -r requirements.lock") for line in checkout.asked)
    checkout.make("run")
    assert checkout.asked == ["-m tui"]


def test_a_set_up_cut_short_is_done_again(checkout: Checkout) -> None:
    checkout.without("network")
    failed = checkout.make("run")
    assert failed.returncode != 0
    assert "started" not in failed.stdout
    assert "start it again" in failed.stderr
    (checkout.stop / "network").unlink()
    assert checkout.make("run").returncode == 0
    assert "-m venv .venv" in checkout.asked


@pytest.mark.parametrize("name", ["pyproject.toml", "requirements.lock"])
def test_other_needs_are_set_up_anew(checkout: Checkout, name: str) -> None:
    checkout.make("run")
    later = time.time() + 10
    os.utime(checkout.path / name, (later, later))
    checkout.make("run")
    assert "-m venv .venv" in checkout.asked


def test_a_python_upgraded_away_is_replaced(checkout: Checkout) -> None:
    checkout.make("run")
    python = checkout.path / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("gone")
    assert checkout.make("run").returncode == 0
    assert "-m venv .venv" in checkout.asked


def test_an_old_python_is_named_with_what_to_do(checkout: Checkout) -> None:
    checkout.python(version="3.10", old=1)
    failed = checkout.make("run")
    assert failed.returncode != 0
    assert "needs Python 3.11 or newer; 'python3' is 3.10" in failed.stderr
    assert not (checkout.path / ".venv").exists()


def test_a_python_that_is_not_there_is_named(checkout: Checkout) -> None:
    failed = checkout.make("run", "PYTHON=python3.99")
    assert failed.returncode != 0
    assert "there is no 'python3.99' here" in failed.stderr


def test_where_venv_is_packed_apart_the_systems_pip_serves(checkout: Checkout) -> None:
    checkout.without("venv")
    assert checkout.make("run").returncode == 0
    assert any(line.startswith("-m pip --python .venv/bin/python") for line in checkout.asked)


def test_where_nothing_makes_an_environment_the_command_is_told(checkout: Checkout) -> None:
    checkout.without("venv", "pip")
    failed = checkout.make("run")
    assert failed.returncode != 0
    assert "apt install python3.11-venv" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert not (checkout.path / ".venv").exists()


def _names(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=;\[ ]", line, maxsplit=1)[0] for line in requirements}


def test_the_lock_pins_every_package_by_hash_and_names_no_index() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    pins = re.split(r"\n(?=[a-z0-9])", lock)[1:]
    assert all("--hash=sha256:" in pin for pin in pins)
    assert "://" not in lock
    assert "--index" not in lock


def test_the_lock_holds_all_that_is_asked_for_in_its_own_half() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    runtime, dev = (ROOT / "requirements.lock").read_text().split("# Only for the tests:")
    assert _names(project["dependencies"]) <= _names(runtime.splitlines())
    assert _names(project["optional-dependencies"]["dev"]) <= _names(dev.splitlines())
