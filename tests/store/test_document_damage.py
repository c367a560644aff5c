"""A damaged file is told from a whole and from a newer one, with its line and the reason."""

from __future__ import annotations

import pytest

from tests.store.records import EMAIL, KINDS, make_record
from tui.model.record import DraftText
from tui.store.document import read_document, write_document
from tui.store.errors import Damaged, Newer


def damage(text: str) -> Damaged:
    with pytest.raises(Damaged) as caught:
        read_document(text, KINDS)
    return caught.value


def test_a_file_truncated_at_any_byte_is_damaged_or_lacks_only_its_last_line_end() -> None:
    record = make_record(drafts=(DraftText(EMAIL, "Hi", "Hi"),), timeline=(), ticks=(), typed=())
    text = write_document(record)
    for end in range(len(text) - 1):
        assert 1 <= damage(text[:end]).line <= text.count("\n") + 1
    assert read_document(text[:-1], KINDS).record == record


WHOLE = write_document(make_record())


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        (WHOLE, "", 1, "it is empty"),
        (WHOLE, "\0" * 4096, 1, "it holds nothing but zeros"),
        (WHOLE, "# Notes\n", 1, "it does not begin with a line +++"),
        ("schema = 1", "schema = ", 2, "the header is no TOML (invalid value)"),
        ("schema = 1", "schema = " + "[" * 5000, 2, "the header is no TOML (brackets are nested too deeply)"),
        ('title = "The robot job"', 'title = "The', 4, "the header is no TOML (illegal character '\\n')"),
        ("schema = 1\n", "", 2, "Object missing required field `schema`"),
        ("schema = 1", 'schema = "one"', 2, "schema: Expected `int`, got `str`"),
        ('id = "1a2b', 'id = "../1a2b', 3, "the id is not made of letters, digits and hyphens"),
        ('step = "call"', "step = 7", 27, "ticks.0.step: Expected `str`, got `int`"),
        ('what = "tried"', 'what = "bribed"', 32, "timeline.0.what: Invalid enum value 'bribed'"),
        ('kind = "missed"\n\n[facts', 'kind = "mised"\n\n[facts', 14, 'kind is "mised"'),
        ('company = "Acme Robotics"', "company = 7", 17, "interview.company is 7"),
        ('[shown]\nkind = "missed"\nmessage = "first"\nchannel = "email"', "shown = 7", 8, "shown: Expected"),
        ("## Call: first", "## Call: frist", 65, 'the section "## Call: first (missed)" is missing'),
        (
            "```text\nHello.",
            "Hello.",
            62,
            'the text below "## Call: first (missed)" does not begin',
        ),
        ("Hello.\n```", "Hello.", 62, 'the fence below "## Call: first (missed)" is not closed'),
    ],
)
def test_damage_is_told_with_its_line_and_reason(old: str, new: str, line: int, reason: str) -> None:
    assert old in WHOLE
    found = damage(WHOLE.replace(old, new, 1))
    assert reason in found.reason
    assert found.line == line


def test_facts_that_are_no_table_are_damage() -> None:
    text = "+++\nfacts = 7\nschema = 1\nid = 'abcd1234'\ncreated = 2026-12-01T12:00:00Z\n"
    assert damage(f"{text}saved = 2026-12-01T12:00:00Z\n+++\n").line == 2


def test_a_list_of_something_else_is_damage() -> None:
    text = write_document(make_record(ticks=()))
    assert "ticks.0: Expected `obj" in damage(text.replace("schema = 1", "schema = 1\nticks = [7]")).reason


def test_a_newer_file_that_can_be_read_is_read_and_marked() -> None:
    document = read_document(WHOLE.replace("schema = 1", "schema = 99"), KINDS)
    assert document.record == make_record()
    assert document.newer == 99


def test_a_newer_file_that_cannot_be_read_is_told_from_a_damaged_one() -> None:
    with pytest.raises(Newer, match="schema 99") as caught:
        read_document(WHOLE.replace("schema = 1", "schema = 99").replace("[facts]", "[fakts]"), KINDS)
    assert caught.value.schema == 99
