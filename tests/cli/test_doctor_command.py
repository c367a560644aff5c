"""`raincheck doctor` says what is wrong, and mends only with --mend."""

from __future__ import annotations

import sys

import pytest

from tests.cli.commands import Raincheck
from tui.cli.doctor import terminal


def test_a_sound_folder_has_no_trouble(raincheck: Raincheck) -> None:
    raincheck.stored()
    raincheck.folder.chmod(0o700)

    answer = raincheck("doctor")

    assert answer.code == 0, answer.out
    assert "[x] incidents: 1 incident can be read." in answer.out
    assert "[x] templates: The templates and playbooks can be read." in answer.out


def test_trouble_is_told_and_mended_only_when_asked(raincheck: Raincheck) -> None:
    raincheck.stored()
    raincheck.folder.chmod(0o700)
    left = raincheck.folder / "incidents" / ".a.md.0a1b2c3d.tmp"
    left.touch(0o600)

    answer = raincheck("doctor")

    assert answer.code == 1
    assert f"[!] leftovers: {left}" in answer.out
    assert "(--mend: remove it)" in answer.out
    assert left.exists()
    answer = raincheck("doctor", "--mend")
    assert answer.code == 0
    assert f"{left} is gone." in answer.err
    assert not left.exists()


def test_the_json_has_all_findings_and_what_was_done(raincheck: Raincheck) -> None:
    raincheck.stored()
    raincheck.folder.chmod(0o700)
    (raincheck.folder / "incidents" / "2026-12-01-acme-deadbeef.md").write_text("+++\n", encoding="utf-8")

    answer = raincheck("doctor", "--mend", "--json")

    assert answer.code == 1
    assert answer.data["done"] == [
        f"{raincheck.folder / 'incidents' / '2026-12-01-acme-deadbeef.md'} is its owner's only now."
    ]
    (trouble,) = [one for one in answer.data["findings"] if one["weight"] == "trouble"]
    assert trouble["subject"] == "incidents"
    assert "cannot be read (line 2: " in trouble["says"]


def test_a_broken_template_is_told(raincheck: Raincheck) -> None:
    playbooks = raincheck.folder / "config" / "templates" / "playbooks"
    playbooks.mkdir(parents=True)
    (playbooks / "missed.toml").write_text("no = toml = at all", encoding="utf-8")

    assert "[!] templates: " in raincheck("doctor").out


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "This is no terminal that the app could be shown on."),
        ({"COLORTERM": "truecolor"}, "It shows 16 million colours."),
        ({"TERM": "xterm-256color"}, "It shows 256 colours."),
        ({"TERM": "xterm"}, "It shows 16 colours at least."),
        ({"NO_COLOR": "1"}, "It shows no colours, as NO_COLOR asks."),
        ({"SSH_TTY": "/dev/pts/1"}, "Over SSH the clipboard is reached by the terminal (OSC 52)"),
        ({"SSH_TTY": "/dev/pts/1", "TMUX": "x"}, "Over SSH the clipboard is reached through tmux"),
        ({"DISPLAY": ":0"}, "The clipboard is reached by xclip."),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "The clipboard is reached by the terminal (OSC 52)"),
    ],
)
def test_the_terminal_is_told_in_words(
    environment: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: "/bin/xclip" if name == "xclip" else None)
    assert any(finding.says.startswith(said) for finding in terminal(environment))


def test_a_small_terminal_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    monkeypatch.setenv("LINES", "10")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    found = list(terminal({"TERM": "xterm"}))
    assert [one.says for one in found if one.weight == "note"] == [
        "It has 50 columns and 10 rows, which is small: the app scrolls."
    ]
