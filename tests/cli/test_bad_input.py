"""Bad input of every sort: a clear sentence, the right exit code, nothing on standard output."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import FACTS, FactsFile, Raincheck


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"{", "is no JSON"),
        (b'{"kind": "missed",}', "line 1"),
        (b"[]", "must be an object"),
        (b'"missed"', "must be an object"),
        (b"[" * 100_000, "nested too deeply"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"{}", "kind is missing"),
        (b'{"kind": "mised"}', '"missed"'),
        (b'{"kind": "missed", "intervew": {}}', "did you mean interview"),
        (b'{"kind": "missed", "interview": {"compny": "Acme"}}', "interview.company"),
        (b'{"kind": "missed", "interview": {"start": "tomorrow"}}', "interview.start"),
        (b'{"kind": "missed", "kind": "late"}', "twice"),
        (b'{"kind": "missed", "cause": {"id": "dog"}}', "cause.detail"),
        (b'{"kind": "missed", "me": {"name": "' + b"x" * 2_100_000 + b'"}}', "2 MiB"),
    ],
    ids=lambda value: repr(value[:40]) if isinstance(value, bytes) else "",
)
@pytest.mark.parametrize("command", [("draft", "--facts"), ("new", "--no-open", "--from")], ids=" ".join)
def test_a_facts_file_that_cannot_be_used_is_named_with_what_is_wrong(
    raincheck: Raincheck, tmp_path: Path, command: tuple[str, ...], content: bytes, said: str
) -> None:
    file = tmp_path / "facts.json"
    file.write_bytes(content)

    by_name = raincheck(*command, str(file))
    by_input = raincheck(*command, "-", given=content)

    for answer, name in ((by_name, str(file)), (by_input, "Standard input")):
        assert answer.code == 3
        assert answer.out == ""
        assert said in answer.err
        assert all(line.startswith(f"{name}: ") for line in answer.err.splitlines())
    assert not raincheck.folder.exists()


def test_everything_wrong_is_said_at_once(raincheck: Raincheck, facts_file: FactsFile) -> None:
    answer = raincheck("draft", "--facts", facts_file(tone="rude", earlier=-1, nonsense=1))

    assert answer.code == 3
    assert len(answer.err.splitlines()) == 3


def test_a_file_that_is_not_there_is_bad_input(raincheck: Raincheck, tmp_path: Path) -> None:
    answer = raincheck("draft", "--facts", str(tmp_path / "none.json"))

    assert answer.code == 3
    assert f"{tmp_path / 'none.json'} cannot be read (no such file or directory)" in answer.err


def test_a_folder_in_place_of_a_file_is_bad_input(raincheck: Raincheck, tmp_path: Path) -> None:
    answer = raincheck("draft", "--facts", str(tmp_path))

    assert answer.code == 3
    assert "cannot be read (is a directory)" in answer.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_bad_input(raincheck: Raincheck, facts_file: FactsFile) -> None:
    source = Path(facts_file())
    source.chmod(0)

    assert raincheck("draft", "--facts", str(source)).code == 3


@pytest.mark.parametrize("name", ["a" * 5000, "\x1b]0;owned\x07.json", "no\udcffname"])
def test_no_name_of_a_file_is_too_odd_for_a_sentence(raincheck: Raincheck, name: str) -> None:
    answer = raincheck("draft", "--facts", name)

    assert answer.code == 3
    assert "cannot be read" in answer.err
    assert "\x1b" not in answer.err


@pytest.mark.parametrize(
    "arguments",
    [
        *(("list",), ("show",), ("draft",), ("export",), ("outcome", "waiting"), ("erase", "x", "--yes")),
        *(("new", "missed", "--no-open"), ("paths",), ("schema",), ("when", "now"), ("templates", "list")),
    ],
    ids=" ".join,
)
def test_a_data_folder_that_is_a_file_is_storage_trouble(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    file = tmp_path / "data"
    file.write_text("mine", encoding="utf-8")

    answer = Raincheck(file)(*arguments)

    assert answer.code == 4
    assert answer.out == ""
    assert f"{file} cannot be used as a folder" in answer.err
    assert "--data" in answer.err
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["a" * 5000, "~nobody-of-this-name/data"])
def test_a_data_folder_that_cannot_be_is_a_sentence(name: str) -> None:
    answer = Raincheck(Path(name))("list")

    assert answer.code in (3, 4)
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize(
    "text",
    [
        "[red]markup[/red]",
        "{{ me.name }} {% if %}",
        "‹company›",
        "\x1b[31mred\x1b[0m",
        "\x9b31m",
        "\u202etxet",
        "a\nb\r\nc",
        "--help",
        "'; rm -rf /",
        "Ω≈ç√ 日本語 🧑‍🚀",
        "\u0000",
    ],
)
def test_hostile_text_in_any_field_stays_data_on_every_output(raincheck: Raincheck, text: str) -> None:
    facts: dict[str, Any] = {
        **FACTS,
        "contact": {"name": text, "role": text},
        "interview": {**FACTS["interview"], "company": text, "role": text, "place": text},
        "extras": [text],
        "remembered": text,
    }
    stored = raincheck("new", "--from", "-", "--no-open", given=json.dumps(facts)).out.strip()

    printed = [
        raincheck("draft", stored),
        raincheck("draft", stored, "--json"),
        raincheck("show", stored),
        raincheck("show", stored, "--json"),
        raincheck("list"),
        raincheck("export", stored, "-o", "-", "--format", "md"),
    ]

    for answer in printed:
        assert answer.code == 0
        assert not any(code in answer.out + answer.err for code in "\x00\x1b\x9b\u202e\r")
