"""Pieces of a text, and what turns one list of them into another."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tui.model.changes import changes, sentences, words

quick = settings(max_examples=60, deadline=None)
PIECES = ["One.", "Two!", "three", "Four?", " ", " ", "\n", "\n", "\n\n", "- slot", "8 a.m."]
texts = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=30)


class TestPieces:
    @quick
    @given(texts)
    def test_pieces_join_back_to_their_text(self, text: str) -> None:
        assert "".join(sentences(text)) == text
        assert "".join(words(text)) == text

    def test_a_line_splits_into_its_sentences(self) -> None:
        assert sentences("One. Two?  “Three.” four\nFive") == (
            "One.",
            " ",
            "Two?",
            "  ",
            "“Three.”",
            " ",
            "four",
            "\n",
            "Five",
        )

    def test_a_full_stop_inside_a_number_or_a_name_does_not_split(self) -> None:
        assert sentences("version 8.2 at acme.example") == ("version 8.2 at acme.example",)

    @quick
    @given(texts, texts)
    def test_the_changes_turn_one_list_into_the_other(self, old: str, new: str) -> None:
        before, result, at = sentences(old), [], 0
        for change in changes(before, sentences(new)):
            assert at <= change.start <= change.end
            result += [*before[at : change.start], *change.new]
            at = change.end
        assert "".join([*result, *before[at:]]) == new
