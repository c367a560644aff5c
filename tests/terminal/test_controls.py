"""What somebody else wrote reaches the terminal as text: no control of it is ever obeyed."""

import json
import re
from pathlib import Path

import pytest

from tests.terminal.conftest import Start
from tests.terminal.steps import choose_missed
from tests.terminal.terminal import Terminal

CASES = Path(__file__).parents[1] / "cases" / "hostile_strings.json"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""All that a terminal may obey, but for the ends of lines."""
HOSTILE = [text for text in json.loads(CASES.read_text())["strings"] if CONTROL.search(text) or "\n" in text]
OWN = re.compile(
    r"\x1b(?:\[[0-9;]*[Hm]"  # places and colours
    r"|\[\?[0-9;]+(?:[hl]|\$p)"  # modes, and questions about them
    r"|\[[<>][0-9;]*u"  # the keyboard
    r"|\]22;[a-z-]*\x07)"  # the shape of the mouse pointer
)
"""What Textual itself writes."""


def obeyed(terminal: Terminal) -> list[str]:
    """The controls that the program wrote, without its own."""
    return CONTROL.findall(OWN.sub("", terminal.raw.decode()))


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_no_control_of_a_facts_file_reaches_the_terminal(raincheck: Start, tmp_path: Path, text: str) -> None:
    interview = {"company": f"Quix{text}werk", "role": f"Zymo{text}logist"}
    file = tmp_path / "facts.json"
    file.write_text(json.dumps({"version": 1, "kind": "missed", "interview": interview}))
    terminal = raincheck("new", "--from", str(file))
    terminal.wait_for("F1 Help")
    assert "Quix" in terminal.settle()
    assert not obeyed(terminal)


def test_no_control_of_a_paste_reaches_the_terminal(raincheck: Start) -> None:
    terminal = raincheck()
    choose_missed(terminal)
    terminal.paste("Quix\x9b2J\u202e\x07werk")
    terminal.wait_for("werk")
    assert "Incident" in terminal.settle()
    assert not obeyed(terminal)
