"""The edits that bring an editor up to date, and the passage to mark: small, exact, and quick at any size."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.model.changes import changed_spans
from tui.model.draft import HandEdit, line_edits, merge

RENDER = "Hello,\n\nI am sorry. Could we speak?\n\nSam"

quick = settings(max_examples=60, deadline=None)
PIECES = ["One.", "Two!", "three", "Four?", " ", " ", "\n", "\n", "\n\n", "- slot", "8 a.m."]
texts = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=30)


def lines_of(*numbers: int, mark: str = "") -> str:
    """Lines that are all unlike each other; `mark` makes them unlike those of another call, too."""
    return "\n".join(f"Line{number} says{mark} thing{number}." for number in numbers)


def applied(old: str, edits: tuple[tuple[tuple[int, int], tuple[int, int], str], ...]) -> str:
    """What an editor does: each edit on the text that the one before left."""
    text = old
    for start, end, replacement in edits:
        lines = text.split("\n")
        head = "\n".join([*lines[: start[0]], lines[start[0]][: start[1]]])
        tail = "\n".join([lines[end[0]][end[1] :], *lines[end[0] + 1 :]])
        text = head + replacement + tail
    return text


class TestChangedSpan:
    @pytest.mark.parametrize(
        ("old", "new", "passage"),
        [
            ("on Tuesday at 14:00.", "on Tuesday at 15:00.", "15:00."),
            ("at ‹company›.", "at Acme.", "Acme."),
            ("one cat", "one cats", "cats"),
            ("one cats", "one cat", "cat"),
            ("a b c", "a c", ""),
            ("a c", "a b c", "b"),
            ("", "new", "new"),
            ("old", "", ""),
        ],
    )
    def test_it_covers_the_whole_words_that_differ(self, old: str, new: str, passage: str) -> None:
        assert " ".join(new[slice(*span)] for span in changed_spans(old, new)) == passage

    def test_two_passages_far_apart_are_two_spans(self) -> None:
        old, new = "Dear name, I missed it. Bye, me", "Dear Dana, I missed it. Bye, Robin"
        assert [new[slice(*span)] for span in changed_spans(old, new)] == ["Dana,", "Robin"]

    @quick
    @given(texts, texts)
    def test_outside_of_them_nothing_differs(self, old: str, new: str) -> None:
        spans = changed_spans(old, new)
        rest = "".join(
            new[a:b] for a, b in zip((0, *(e for _, e in spans)), (*(s for s, _ in spans), None), strict=True)
        )
        before = iter(old.split())
        assert all(word in before for word in rest.split())


class TestBounds:
    """Sizes at which a comparison of all with all would take minutes."""

    def test_one_word_of_a_hundred_thousand_letters_merges(self) -> None:
        word = "x" * 100_000
        merged = merge(HandEdit(word, word + "y"), word + "z")
        assert merged.text == word + "y"
        assert changed_spans(word, word + "z") == ((0, 100_001),)
        assert line_edits(word, word + "z") == (((0, 100_000), (0, 100_000), "z"),)

    def test_thousands_of_like_lines_in_another_order_merge(self) -> None:
        old = "\n".join("ab"[number % 2] for number in range(6_000))
        new = "\n".join("ab"[number % 3 == 0] for number in range(6_000))
        assert merge(HandEdit(old, new), old + "\nend").text == new + "\nend"
        assert applied(old, line_edits(old, new)) == new

    def test_three_hundred_lines_all_rewritten_merge(self) -> None:
        old, new = lines_of(*range(300)), lines_of(*range(300), mark=" now")
        assert merge(HandEdit(old, new), old + "\nend").text == new + "\nend"
