"""What a hand wrote in a header stays as it is, comments and all, wherever it still says the same."""

from __future__ import annotations

import copy
import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.records import make_record
from tui.store.document import write_document
from tui.store.layout import lay_over
from tui.store.quick import read_quickly
from tui.store.toml import Unreadable, plain, read_toml, write_toml

SOURCE = """\
# My notes
schema = 1   # the first
id = "abcd" # mine
created = 2026-12-01T12:00:00Z
archived = false

# what happened
mood = { a = 1,   b = [1,2] } # odd
weird = [
  1, # one
  2,
]
story = \"\"\"
a # no comment
b\"\"\"

# the facts
[facts]
kind = 'missed'
interview = { company = "Acme", role = "x" }

[facts.me] # me
name = "Ana"

# an item
[[facts.slots]]
note = "a" # A
[[facts.slots]]
note = "b" # B
# end
"""


def tables() -> dict[str, Any]:
    said: dict[str, Any] = plain(read_toml(SOURCE))
    return copy.deepcopy(said)


def test_what_did_not_change_stays_byte_for_byte() -> None:
    assert lay_over(SOURCE, tables()) == SOURCE


def test_a_gap_that_was_written_out_stays_and_a_moment_is_a_moment() -> None:
    said = tables()
    del said["archived"]
    said["created"] = "2026-12-01T12:00:00Z"
    assert lay_over(SOURCE, said) == SOURCE


def test_without_a_source_it_is_the_plain_form() -> None:
    assert lay_over("", tables()) == write_toml(tables())


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        ({"id": "x"}, 'id = "abcd" # mine', 'id = "x" # mine'),
        ({"id": "x # y"}, 'id = "abcd" # mine', 'id = "x # y" # mine'),
        ({"schema": 2}, "schema = 1   # the first", "schema = 2 # the first"),
        ({"weird": 3}, "weird = [\n  1, # one\n  2,\n]", "weird = 3"),
        ({"story": "c"}, 'story = """\na # no comment\nb"""', 'story = "c"'),
        ({"archived": True}, "archived = false", "archived = true"),
        ({"title": "T"}, 'b"""\n', 'b"""\ntitle = "T"\n'),
    ],
)
def test_a_change_touches_its_own_line_only(change: dict[str, Any], old: str, new: str) -> None:
    assert old in SOURCE
    assert lay_over(SOURCE, tables() | change) == SOURCE.replace(old, new, 1)


def test_the_comment_above_a_fact_that_went_stays() -> None:
    said = tables()
    del said["mood"]
    text = lay_over(SOURCE, said)
    assert "# what happened\n" in text
    assert "mood" not in text


def test_an_inline_table_that_changed_is_written_out() -> None:
    said = tables()
    said["facts"]["interview"]["company"] = "Bolt"
    text = lay_over(SOURCE, said)
    assert '[facts.interview]\ncompany = "Bolt"\nrole = "x"\n' in text
    assert '[facts.me] # me\nname = "Ana"\n' in text


def test_items_take_their_comments_with_them() -> None:
    said = tables()
    said["facts"]["slots"] = [{"note": "b"}, {"note": "c"}, {"note": "a"}]
    text = lay_over(SOURCE, said)
    assert text.index('note = "b" # B') < text.index('note = "c"\n') < text.index('note = "a" # A')
    said["facts"]["slots"] = [{"note": "z"}, {"note": "b"}]
    text = lay_over(SOURCE, said)
    assert text.index('# an item\n[[facts.slots]]\nnote = "z" # A') < text.index('note = "b" # B')


def test_tables_that_went_go_and_new_ones_come_in_their_place() -> None:
    said = tables()
    del said["facts"]["me"]
    said["facts"]["cause"] = {"id": "overslept"}
    text = lay_over(SOURCE, said)
    assert "[facts.me]" not in text
    assert '[facts.cause]\nid = "overslept"\n' in text
    assert "# an item" in text


@pytest.mark.parametrize(
    "source",
    [
        'a.b = 1\na.c = 2\n[d]\ne = "f"\n',
        "no toml at all\n",
        'a = "open\n',
        "[a]\nb = 1\n[c]\n[a]\n",
        "x = [\n",
    ],
)
def test_what_is_too_intricate_to_keep_is_written_plainly(source: str) -> None:
    said = {"a": {"b": 5, "c": 2}, "d": {"e": "f"}}
    assert lay_over(source, said) == write_toml(said)


@pytest.mark.parametrize(
    "source", ["a.b = 1\n", "[a.b]\nc = 1\n", "[[a]]\n[[a.b]]\nc = 1\n", '"a b" = 1\n["c d"]\n']
)
def test_other_forms_of_toml_stay_as_they_are(source: str) -> None:
    assert lay_over(source, plain(tomllib.loads(source))) == source


def test_a_last_line_without_an_end_gets_one() -> None:
    assert lay_over("# c\na = 1", {"a": 1, "b": 2}) == "# c\na = 1\nb = 2\n"


keys = st.sampled_from(["a", "b", "c d", "schema", "é"])
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8) | st.sampled_from(
    ["x\ny", '"', "#"]
)
values = st.booleans() | st.integers(0, 99) | texts | st.lists(texts, max_size=2)
groups = st.dictionaries(keys, values, max_size=3)
trees = st.dictionaries(
    keys,
    values | groups | st.lists(groups, min_size=1, max_size=2) | st.fixed_dictionaries({"a": groups}),
    max_size=4,
)


@settings(max_examples=150, deadline=None)
@given(trees, trees, st.lists(st.integers(0, 30), max_size=4))
def test_whatever_the_source_the_new_facts_are_told_exactly(
    old: dict[str, Any], new: dict[str, Any], places: list[int]
) -> None:
    lines = write_toml(old).splitlines(keepends=True)
    for place in places:
        lines.insert(place, "# a note\n")
    text = lay_over("".join(lines), new)
    assert without_gaps(tomllib.loads(text)) == without_gaps(new)


def without_gaps(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {name: without_gaps(part) for name, part in value.items()}
        return {name: part for name, part in kept.items() if part not in ("", False, 0, [], {})}
    return [without_gaps(part) for part in value] if isinstance(value, list) else value


@settings(max_examples=200, deadline=None)
@given(trees, st.text(st.sampled_from('[]"=# \n\\.a1\t\x00'), max_size=6), st.integers(0, 200))
def test_the_quick_reader_never_says_what_the_full_one_would_not(
    tree: dict[str, Any], noise: str, place: int
) -> None:
    text = write_toml(tree)
    text = text[:place] + noise + text[place:]
    quickly = read_quickly(text)
    if quickly is not None:
        assert quickly == tomllib.loads(text)


def test_the_header_of_an_incident_is_read_quickly() -> None:
    head = write_document(make_record()).split("\n+++\n")[0].removeprefix("+++\n")
    assert read_quickly(head) == tomllib.loads(head)


@pytest.mark.parametrize(
    "text",
    [
        "a = 1\na = 2\n",
        "[a]\n[a]\n",
        "a = 1\n[a]\n",
        "a = 1\n[a.b]\n",
        "[[a]]\n[a]\n",
        "[a]\n[[a]]\n",
        "a = []\n[[a]]\n",
        'a = [\n    "x",\n]\n[[a]]\n',
        "[a..b]\n",
        "a = 'b'\n",
        "a = 1.5\n",
        'a = "\\n"\n',
        'a = "\x07"\n',
        "a = 1 # no\n",
        "a = 01\n",
    ],
)
def test_the_quick_reader_leaves_all_else_to_the_full_one(text: str) -> None:
    assert read_quickly(text) is None
    try:
        assert read_toml(text) == tomllib.loads(text)
    except Unreadable:
        with pytest.raises(tomllib.TOMLDecodeError):
            tomllib.loads(text)
