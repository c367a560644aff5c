"""A file that is dropped on the terminal arrives as its path, written in many ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange.invited import calendar
from tui.exchange.confined import Limits
from tui.exchange.invitation_dropped import dropped_file, given_bytes, looks_like_invitation


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An invitation in a file whose name is not a simple one."""
    path = tmp_path / "my invite (1) ö's.ICS"
    path.write_text(calendar("DTSTART:20261201T130000Z"), encoding="utf-8")
    return path


@pytest.mark.parametrize("way", ["plain", "single", "double", "backslashes", "address", "blanks around"])
def test_the_path_is_understood_however_the_terminal_writes_it(file: Path, way: str) -> None:
    name = str(file)
    text = {
        "plain": name,
        "single": "'" + name.replace("'", "'\\''") + "'",
        "double": f'"{name}"',
        "backslashes": "".join(f"\\{sign}" if sign in " ()'" else sign for sign in name),
        "address": file.as_uri(),
        "blanks around": f"  {name} \n",
    }[way]

    assert dropped_file(text) == file
    assert given_bytes(text) == file.read_bytes()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "/etc/passwd",
        "/no/such.ics",
        "a\0.ics",
        "file://host/x.ics",
        "~nobody-here/x.ics",
        "x" * 9000,
    ],
)
def test_any_other_text_names_no_file(text: str) -> None:
    assert dropped_file(text) is None
    assert given_bytes(text) == text.encode()


def test_a_file_is_read_no_further_than_needed_to_refuse_it(file: Path) -> None:
    assert len(given_bytes(str(file), Limits(size=10))) == 11


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        (calendar("SUMMARY:x"), True),
        ("> BEGIN:VCALENDAR\n", True),
        ("From: a@b.example\nSubject: x\n", True),
        ("Interview\nWhen: Tue 1 Dec 14:00\n", True),
        ("Dear Ms Lee,\nwhen we met ...", False),
        ("", False),
    ],
)
def test_text_that_is_worth_reading_is_recognised(text: str, looks: bool) -> None:
    assert looks_like_invitation(text) is looks
