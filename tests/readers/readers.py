"""Calls readers that are not ours, where they are installed; `.ci/setup dev` installs those of npm."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent


def need_node(package: str) -> None:
    """Skip the test, with the reason, where Node or the package is missing."""
    if shutil.which("node") is None:
        pytest.skip("node is not installed: nothing was read back with it")
    if not (HERE / "node_modules" / package).is_dir():
        pytest.skip(f"{package} is not installed: npm ci --prefix tests/readers")


def need(program: str, package: str) -> None:
    """Skip the test, with the reason, where a program is missing."""
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed: apt install {package}")


def by_mailparser(mails: list[bytes]) -> list[dict[str, Any]]:
    """Return what Node's mailparser makes of mails: subject, from, to, body, headers."""
    need_node("mailparser")
    read: list[dict[str, Any]] = _node("mails.mjs", [b64encode(mail).decode("ascii") for mail in mails])
    return read


def by_ical_js(calendars: list[str]) -> list[list[dict[str, Any]]]:
    """Return what ical.js makes of calendars: for each its events."""
    need_node("ical.js")
    read: list[list[dict[str, Any]]] = _node("calendars.mjs", calendars)
    return read


def by_mblaze(mails: list[bytes], folder: Path) -> list[dict[str, str]]:
    """Return what mblaze makes of mails: subject, from, to and body."""
    need("mshow", "mblaze")
    files = [folder / f"{number:04}.eml" for number in range(len(mails))]
    for file, mail in zip(files, mails, strict=True):
        file.write_bytes(mail)
    read = {
        name: _said("mhdr", "-d", "-h", name, *map(str, files)).split("\n")[:-1]
        for name in ("subject", "from", "to")
    }
    bodies = [_said("mshow", "-O", str(file), "1") for file in files]
    rows = zip(read["subject"], read["from"], read["to"], bodies, strict=True)
    return [dict(zip(("subject", "from", "to", "body"), row, strict=True)) for row in rows]


def _said(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    return done.stdout.decode("utf-8")


def _node(script: str, given: list[str]) -> Any:
    done = subprocess.run(
        ["node", str(HERE / script)], input=json.dumps(given).encode(), capture_output=True, check=True
    )
    return json.loads(done.stdout)
