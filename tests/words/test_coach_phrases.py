"""The small language of the word lists: what a phrase finds, and that none can be made to search for ever."""

from __future__ import annotations

import re

import pytest

from tests.words.coached import built_in
from tui.words.coach.phrases import BadPhrase, Phrases, phrases

LISTS = {
    phrase
    for rule in built_in().rules
    for listed in (rule.words, rule.near, rule.unless)
    for phrase in listed
}


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("sorry", "so sorry, sorryish", ["sorry"]),
        ("apolog*", "my apologies and an apology", ["apologies", "apology"]),
        ("(one|just one) more", "just one more, one more", ["just one more", "one more"]),
        ("[so] sorry", "so sorry or sorry", ["so sorry", "sorry"]),
        ("sorry ... if", "sorry about that if, sorry. if", ["sorry about that if"]),
        ("such a _ day", "such a long day", ["such a long day"]),
        ("# euros", "12,000 euros and €70 euros", ["12,000 euros", "€70 euros"]),
        ("don't", "i don't", ["don't"]),
        ("as well", "as\nwell", ["as\nwell"]),
    ],
)
def test_a_phrase_finds_its_words(phrase: str, text: str, found: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in phrases((phrase,)).hits(text)] == found


def test_a_phrase_can_name_what_to_put_instead_or_nothing() -> None:
    assert [hit.instead for hit in phrases(("pls => please",)).hits("pls")] == ["please"]
    assert [hit.instead for hit in phrases(("so it goes =>",)).hits("so it goes")] == [""]
    assert [hit.instead for hit in phrases(("pls",)).hits("pls")] == [None]


@pytest.mark.parametrize("phrase", ["", "=> x", "(open", "close)", "[a", "(a|)", "()", "x" * 1001])
def test_what_is_no_phrase_is_refused(phrase: str) -> None:
    with pytest.raises(BadPhrase):
        phrases((phrase,))


def test_no_phrase_repeats_without_a_bound() -> None:
    """A pattern whose every repetition is bounded and apart by blanks does a bounded work at each place."""
    for phrase in LISTS:
        for one in Phrases((phrase,))._phrases:
            bare = re.sub(r"\\.|\[[^\]]*\]", "x", one.source)
            assert not re.search(r"[*+]|\{\d+,\}", bare), phrase


def test_every_phrase_ends_on_its_own_words_over_and_over() -> None:
    for phrase in LISTS:
        words = " ".join(re.findall(r"[\w']+", phrase.partition("=>")[0])) or "x"
        text = f"{words} " * (4_000 // len(words) + 1)
        assert sum(1 for _ in phrases((phrase,)).hits(text)) >= 0
