"""The user's own words, put into a sentence as written."""

from __future__ import annotations

import pytest

from tui.words.clauses import (
    as_because,
    as_clause,
    as_sentence,
    can_follow_because,
    fragments,
    is_clause,
    listed,
)


@pytest.mark.parametrize(
    "words",
    [
        "I overslept",
        "my train was cancelled.",
        "The bridge is closed",
        "overslept",
        "we’ve lost power",
        "the train didn't run",
        "You took an hour to show me the plant.",
        "Sam showed me the plant",
        "bus was late",
        "You built the maps that I grew up with",
        "my teacher spoke of you",
    ],
)
def test_a_sentence_of_its_own_is_known(words: str) -> None:
    assert is_clause(words)


@pytest.mark.parametrize(
    "words", ["", "flat tyre on the ring road", "my own mistake", "delayed train", "because of fog"]
)
def test_a_fragment_is_known(words: str) -> None:
    assert not is_clause(words)


def test_a_clause_becomes_a_sentence_and_loses_no_word() -> None:
    assert as_sentence("my train was cancelled") == "My train was cancelled."
    assert as_sentence("overslept!") == "I overslept!"
    assert as_clause("flat tyre.") == "flat tyre"


def test_the_word_because_is_not_said_twice() -> None:
    assert as_sentence("because my train was late") == "My train was late."
    assert as_clause("due to fog") == "fog"
    assert as_clause("because") == "because"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("My train stopped outside Reading.", "because my train stopped outside Reading"),
        ("i was ill", "because I was ill"),
        ("was held up", "because I was held up"),
        ("because the power failed", "because the power failed"),
    ],
)
def test_one_short_reason_can_end_the_sentence_that_says_what_happened(words: str, told: str) -> None:
    assert can_follow_because(words)
    assert as_because(words) == told


@pytest.mark.parametrize(
    "words",
    [
        "",
        "fog on the runway",
        "the reason was a family matter",
        "My train stopped. The next one was full.",
        "Bahn had a strike",
        "I was held up at the border because the officer had to look through every single bag twice",
    ],
)
def test_a_reason_that_would_read_badly_after_because_stays_apart(words: str) -> None:
    assert not can_follow_because(words)


def test_a_fragment_in_a_sentence_loses_its_capital_and_its_sign() -> None:
    assert as_clause("The tour of the lab.") == "the tour of the lab"
    assert as_clause("how you explained it?") == "how you explained it"
    assert as_clause("Sam's tour") == "Sam's tour"


def test_fragments_are_joined_and_sentences_left_out() -> None:
    offers = ("A trial day.", "one or two references", "I can come in at the weekend")
    assert listed(fragments(offers)) == "a trial day and one or two references"
    assert listed(("a", "b", "c")) == "a, b and c"
    assert listed(()) == ()
