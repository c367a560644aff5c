"""Words, seconds, characters and parts, as the editor's text is measured."""

from __future__ import annotations

import pytest

from tui.words.measure import BOUNDS, Measures, amount, measure, prose
from tui.words.sms import forced_by, segments

MAIL = (
    "Subject: One two\n\nDear Ms Reed,\n\nThree four five.\n\nSix seven?\n\n"
    "Kind regards,\nAna Petrova\n+49 30 5550100"
)


def test_an_email_is_measured_without_subject_greeting_and_signature() -> None:
    assert measure(MAIL, "email") == Measures(words=5, seconds=None, characters=None, segments=None)
    assert prose(MAIL, "email") == "Three four five.\n\nSix seven?"


def test_a_gap_mark_counts_as_its_label() -> None:
    assert measure("I missed ‹date and time›.", "email").words == 5
    assert measure("‹name›", "text").characters == 4
    assert measure("‹name›", "text").segments == 1


def test_only_the_opening_of_a_call_is_measured_at_150_words_a_minute() -> None:
    script = "One two three four five?\n\n## They say no\n\nSix seven."
    assert measure(script, "call") == Measures(words=5, seconds=2, characters=None, segments=None)


def test_a_call_is_bounded_by_the_words_before_its_question() -> None:
    assert BOUNDS["call"].unit == "words before the question"
    assert amount("One two three? Four.", "call") == 3


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 0),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("a" * 152 + "€" + "b" * 152, 3),
        ("ü" * 160, 1),
        ("ł" * 70, 1),
        ("ł" * 71, 2),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("“" + "a" * 69, 1),
        ("“" + "a" * 70, 2),
    ],
)
def test_a_text_is_split_as_gsm_03_38_splits_it(text: str, parts: int) -> None:
    assert segments(text) == parts


def test_the_character_that_cuts_the_room_is_named() -> None:
    assert forced_by("it's plain") == ""
    assert forced_by("it’s not “plain”") == "’"


def test_every_bound_says_who_says_so() -> None:
    assert all(bounds.says and bounds.least <= bounds.most for bounds in BOUNDS.values())
    assert measure("One two.", "pigeon").words == 2
    assert amount("One two.", "pigeon") == 2
