"""The built-in messages with complete facts pass the coach: no error and no warning."""

from __future__ import annotations

from hypothesis import given

from tests.words.coached import built_in
from tests.words.test_words_standard import LIBRARY, NOW, complete, few
from tui.model.incident import Incident
from tui.words.coach import review
from tui.words.render import render


@few
@given(draft=complete())
def test_a_built_in_message_with_complete_facts_raises_no_error_and_no_warning(
    draft: tuple[Incident, str, str],
) -> None:
    incident, message, channel = draft
    text = render(LIBRARY, *draft, NOW).text
    found = review(
        built_in(),
        text,
        channel=channel,
        kind=incident.kind,
        message=message,
        incident=incident,
        now=NOW,
    )
    assert [one for one in found.findings if one.severity != "hint"] == [], text
    assert found.ready
