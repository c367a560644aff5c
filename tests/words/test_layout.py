"""From what a template writes to text, and back from an edited text to its parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.words.layout import (
    BRANCHES,
    fenced,
    lay_out,
    mark_paragraphs,
    script,
    split_script,
    split_subject,
    subject_and_body,
)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("One\n  two\n three.", "One two three."),
        ("One.\n\nTwo.", "One.\n\nTwo."),
        ("One.\n\n\n\nTwo.", "One.\n\nTwo."),
        ("Kind regards,\n| Ana\n|\n| 030", "Kind regards,\nAna\n030"),
        ("|   indented", "  indented"),
        ("I waited\n, and left\n.", "I waited, and left."),
        (f"I work at {fenced('Acme Inc.')}.", "I work at Acme Inc."),
        (f"I work at {fenced('.NET Ltd')}.", "I work at .NET Ltd."),
        (f"Really{fenced('?')}. Yes.", "Really? Yes."),
        (f"{fenced('| not a line')}\nof its own", "| not a line of its own"),
        (f"{fenced('## not a branch')}", "## not a branch"),
        (f"kept {fenced('as , typed')} here", "kept as , typed here"),
    ],
)
def test_a_template_is_laid_out(written: str, text: str) -> None:
    assert lay_out(mark_paragraphs(written + "\n")) == text


@given(st.text(max_size=40))
def test_a_value_is_one_line_without_controls(value: str) -> None:
    line = lay_out(fenced(value))
    assert "\n" not in line
    assert not any(ord(char) < 32 for char in line)
    assert "  " not in line


def test_an_email_is_one_text_and_splits_again() -> None:
    assert split_subject(subject_and_body("Hello", "One.\n\nTwo.")) == ("Hello", "One.\n\nTwo.")
    assert split_subject("Subject: only\nOne.") == ("only", "One.")
    assert split_subject("Subject:\n\nOne.") == ("", "One.")
    assert split_subject("One.") == ("", "One.")
    assert split_subject("") == ("", "")


def test_a_call_is_one_text_and_splits_again() -> None:
    branches = tuple((name, f"Say {name}.\n\n(Wait.)") for name in BRANCHES)
    assert split_script(script("Hello?", branches)) == ("Hello?", branches)


def test_a_heading_of_the_users_own_is_a_branch_of_that_name() -> None:
    assert split_script("Hello?\n\n## They laugh\n\nHa.") == ("Hello?", (("They laugh", "Ha."),))
