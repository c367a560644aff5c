"""A message as Markdown reads as it was written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tui.exchange.markdown import as_markdown


def shown(markdown: str) -> str:
    """Return the text that a reader of the Markdown sees, a line for each line."""
    lines: list[str] = []
    for block in MarkdownIt("commonmark").parse(markdown):
        for part in block.children or ():
            if part.type in ("softbreak", "hardbreak"):
                lines.append("\n")
            else:
                lines.append(part.content)
        if block.type == "inline":
            lines.append("\n\n")
    return "".join(lines).strip()


def test_the_subject_of_an_email_is_the_heading() -> None:
    markdown = as_markdown("Subject: Missed interview\n\nDear Ms Lee,\n\nI am sorry.", "email")

    assert markdown == "# Missed interview\n\nDear Ms Lee,\n\nI am sorry."


def test_a_subject_keeps_its_signs() -> None:
    assert shown(as_markdown("Subject: C #\n\nHello", "email")) == "C #\n\nHello"


def test_the_branches_of_a_call_are_headings() -> None:
    markdown = as_markdown("Hello.\n\n## They say no\n\nThank you.", "call")

    assert markdown == "Hello.\n\n## They say no\n\nThank you."


def test_the_lines_of_a_signature_stay_lines() -> None:
    assert as_markdown("Kind regards,\nAna\n+49 30 1", "text") == "Kind regards,\\\nAna\\\n\\+49 30 1"


def test_an_address_with_an_underscore_stays_as_it_is() -> None:
    assert as_markdown("ana_ruiz@example.org", "text") == "ana_ruiz@example.org"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[click](javascript:alert)",
        "![x](http://example.org/x.png)",
        "# no heading",
        "1. no list",
        "12) no list",
        "- no list",
        "* no list",
        "> no quotation",
        "`no code`",
        "a **b** _c_ \\ d",
        "&lt; &#60; & AT&T;",
        "--- \nno rule",
        "no heading\n===",
        "~~~\nno fence",
        "    no code block",
    ],
)
def test_what_was_typed_is_text_and_never_markup(text: str) -> None:
    wanted = "\n".join(line.strip() for line in text.split("\n"))

    assert shown(as_markdown(text, "text")) == wanted
    assert {block.type for block in MarkdownIt("commonmark").parse(as_markdown(text, "text"))} == {
        "paragraph_open",
        "inline",
        "paragraph_close",
    }


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab1 .)#>-+=*_`~<>[]()!&;\\:|'\"", min_size=1, max_size=30))
def test_any_line_comes_out_as_it_was_typed(line: str) -> None:
    assert shown(as_markdown(line, "text")) == line.strip()
