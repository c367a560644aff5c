"""Search finds every word anywhere, forgives one wrong letter, and puts titles first."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.store.records import make_record
from tui.model.record import DraftText
from tui.store.search import Search, words_of


class Item(NamedTuple):
    title: str
    words: str


ITEMS = [
    Item("Acme Robotics", "acme robotics missed berlin ms roe"),
    Item("Bolt", "bolt late berlin traffic acme"),
    Item("Zorn", "zorn postpone konstanz übel 030-1234567"),
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", (0, 1, 2)),
        ("   ", (0, 1, 2)),
        ("berlin", (0, 1)),
        ("BERLIN", (0, 1)),
        ("berlin bolt", (1,)),
        ("bot acme", (0,)),
        ("stanz", (2,)),
        ("ÜBE", (2,)),
        ("1234", (2,)),
        ("acme", (0, 1)),
        ("nothing-like-it", ()),
        ("acme nothing-like-it", ()),
        (".*", ()),
        ("(", ()),
    ],
)
def test_every_word_typed_is_found_anywhere(typed: str, found: tuple[int, ...]) -> None:
    assert Search(ITEMS)(typed) == found


@pytest.mark.parametrize(
    "typed",
    ["robitics", "roboics", "robotiics", "orbotics", "robtics", "robots", "xobotics", "robotcis", "robotix"],
)
def test_one_wrong_missing_superfluous_or_swapped_letter_is_forgiven(typed: str) -> None:
    assert Search(ITEMS)(typed) == (0,)


def test_where_nothing_is_near_letters_in_order_do() -> None:
    assert Search(ITEMS)("rbtcs") == (0,)
    assert Search(ITEMS)("rbt missed") == (0,)
    assert Search(ITEMS)("tcsrb") == ()


def test_several_words_may_be_mistyped() -> None:
    assert Search(ITEMS)("robitics mised") == (0,)


def test_a_title_comes_before_a_text() -> None:
    items = [Item("Bolt", "bolt acme"), Item("Acme", "acme")]
    assert Search(items)("acme") == (1, 0)


def test_all_text_of_an_incident_is_searched_and_each_word_once() -> None:
    record = make_record("Unheard-of words, here: twice twice!")
    words = words_of(record).split(" ")
    for word in ("unheard-of", "robot", "acme", "video", "tomorow-ish", "rang", "missed"):
        assert word in words
    assert words.count("twice") == 1
    assert words_of(make_record(drafts=(DraftText(record.drafts[0].key, "", "ÄRGER"),))).endswith("ärger")
