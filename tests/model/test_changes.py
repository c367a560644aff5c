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


def ranges(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    return [(change.start, change.end) for change in changes(old, new)]


class TestWhatIsPaired:
    """Which old piece became which new one decides what collides with a changed fact."""

    def test_a_sentence_is_paired_with_the_one_that_shares_half_of_its_words(self) -> None:
        old = sentences("I missed our call today. I am sorry for that.")
        new = sentences("Hello again. I missed our talk today. I am so sorry for that.")
        assert ranges(list(old), list(new)) == [(0, 0), (0, 1), (2, 3)]

    def test_sentences_that_share_less_are_one_passage(self) -> None:
        old = sentences("I missed our call today. Could you spare an hour.")
        new = sentences("I know. Please name an evening of yours. Thanks.")
        assert ranges(list(old), list(new)) == [(0, 3)]

    def test_as_many_lines_are_paired_one_by_one(self) -> None:
        old = sentences("Aa bb.\nCc dd. Ee ff.\nGg hh.")
        new = sentences("Pp qq. Rr ss.\nTt uu.\nVv ww. Xx yy. Zz.")
        assert ranges(list(old), list(new)) == [(0, 1), (2, 5), (6, 7)]

    def test_as_many_paragraphs_are_paired_one_by_one(self) -> None:
        old = sentences("Aa bb.\nCc dd.\n\nEe ff.")
        new = sentences("Pp qq.\n\nTt uu.\nXx yy.")
        assert ranges(list(old), list(new)) == [(0, 3), (5, 6)]


class TestBounds:
    """Sizes that would take too long to compare piece by piece become one long change."""

    def test_many_pieces_that_all_look_alike(self) -> None:
        old = ["xy", *("ab"[number % 2] for number in range(900)), "z"]
        new = ["yx", *("ba"[number % 3 == 0] for number in range(901)), "zz"]
        assert ranges(old, new) == [(0, 902)]

    def test_too_many_pieces(self) -> None:
        old = [str(number) for number in range(2_500)]
        assert ranges(old, [*old[1_000:], "more", *old[:1_000]]) == [(0, 2_500)]

    def test_too_many_sentences_that_resemble_each_other(self) -> None:
        old = [f"This was sentence {number}" for number in range(40)]
        new = [f"This is sentence {number}" for number in range(41)]
        assert ranges(old, new) == [(0, 40)]
