"""Names of files made from what people typed."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.model.filenames import LONGEST, safe_name, slug

HOSTILE: list[str] = json.loads(
    (Path(__file__).parents[1] / "cases" / "hostile_strings.json").read_text(encoding="utf-8")
)["strings"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme Robotics", "acme-robotics"),
        ("  Müller & Söhne GmbH ", "muller-sohne-gmbh"),
        ("Crédit-Lyonnais/Paris", "credit-lyonnais-paris"),
        ("日本語の会社", "日本語の会社"),
        ("がぎぐ", "がぎぐ"),
        ("../../etc/passwd", "etc-passwd"),
        ("$(id)", "id"),
        ("!?", ""),
        ("x" * 50, "x" * 40),
        ("日" * 20, "日" * 13),
    ],
)
def test_a_slug_keeps_the_words_and_nothing_else(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("notes", "notes.txt"),
        ("CON", "_CON.txt"),
        ("aux.old", "_aux.old.txt"),
        ("com7", "_com7.txt"),
        ("console", "console.txt"),
        (".hidden", "_.hidden.txt"),
        ("-rf", "_-rf.txt"),
        ("~", "_~.txt"),
        ("../../etc/passwd", "_....etcpasswd.txt"),
        ("a\x00b\u202ec\n", "abc.txt"),
        (" . ", "unnamed.txt"),
        ("e\u0301", "é.txt"),
        ("x" * 200, "x" * 116 + ".txt"),
    ],
)
def test_a_safe_name_is_one_on_every_system(stem: str, expected: str) -> None:
    assert safe_name(stem, ".txt") == expected


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_makes_harmless_names(text: str, tmp_path: Path) -> None:
    (tmp_path / safe_name(text, ".txt")).write_text("", encoding="utf-8")
    (tmp_path / f"x-{slug(text)}.md").write_text("", encoding="utf-8")
    assert len(list(tmp_path.iterdir())) == 2


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_every_name_is_short_normal_and_without_separators_or_controls(text: str) -> None:
    for name in (safe_name(text, ".txt"), slug(text, 120)):
        assert len(name.encode()) <= LONGEST
        assert not {"/", "\\", "\0", "\n"} & set(name)
        assert not any(unicodedata.category(char) in ("Cc", "Cf") for char in name)
        assert name == unicodedata.normalize("NFC", name)
    assert safe_name(text, ".txt")[0] not in ".-~ "
