"""Text from outside keeps its words and loses what could steer a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.model.clean import clean

texts = st.text(st.characters(exclude_categories=[])) | st.text(
    st.sampled_from(
        "a \t\n\r\v\f\x00\x1b\x7f\x85\x9b\u200b\u200c\u200d\u200e\u2028\u202e\u2066\ufe0f\ufeffe\u0301\ud800"
    )
)


@settings(max_examples=100, deadline=None)
@given(texts)
def test_nothing_that_steers_a_terminal_comes_through(text: str) -> None:
    kept = clean(text).text
    assert not [
        letter for letter in kept if unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\t\n"
    ]
    assert not set(kept) & {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
    kept.encode("utf-8")


@settings(max_examples=100, deadline=None)
@given(texts, st.booleans())
def test_cleaning_twice_changes_nothing_more(text: str, one_line: bool) -> None:
    once = clean(text, one_line=one_line)
    assert clean(once.text, one_line=one_line) == (once.text, 0)


@settings(max_examples=50, deadline=None)
@given(texts)
def test_one_line_holds_neither_line_feeds_nor_tabs(text: str) -> None:
    assert not set(clean(text, one_line=True).text) & set("\t\n")


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_letters_signs_and_blanks_are_kept(text: str) -> None:
    assert clean(text) == (unicodedata.normalize("NFC", text), 0)


@pytest.mark.parametrize(
    ("text", "kept", "removed"),
    [
        ("plain", "plain", 0),
        ("tab\tinside\nand line", "tab\tinside\nand line", 0),
        ("a\r\nb\rc", "a\nb\nc", 0),
        ("a\u2028b\u2029c\vd\fe\x85f", "a\nb\nc\nd\ne\nf", 0),
        ("\x1b]0;title\x07x", "]0;titlex", 2),
        ("\x9b2J", "2J", 1),
        ("a\x00b\x7f", "ab", 2),
        ("\u202eevil\u202c", "evil", 2),
        ("a\u200bb\ufeff", "ab", 2),
        ("e\u0301", "é", 0),
        ("👩\u200d💻 می\u200cخواهم ❤\ufe0f", "👩\u200d💻 می\u200cخواهم ❤\ufe0f", 0),
        ("half \ud83d", "half ", 1),
        ("{{ 7*7 }} [/] %s", "{{ 7*7 }} [/] %s", 0),
    ],
)
def test_each_kind_of_character_has_its_rule(text: str, kept: str, removed: int) -> None:
    assert clean(text) == (kept, removed)


def test_a_pasted_text_of_several_lines_stays_whole_in_a_one_line_field() -> None:
    assert clean(" one  line \n\n\tline two ", one_line=True).text == " one  line line two "


def test_a_hundred_thousand_blanks_are_cleaned() -> None:
    assert clean(" " * 100_000 + "é", one_line=True).text == " " * 100_000 + "é"


def test_a_letter_under_fifty_thousand_marks_keeps_thirty() -> None:
    kept, removed = clean("a" + "\u0316\u0301" * 25_000 + "b")
    assert (len(kept), removed) == (31, 50_000 - 30)  # one of them made the letter an á
    assert clean(kept) == (kept, 0)
