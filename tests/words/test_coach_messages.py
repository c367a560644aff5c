"""Whole messages: what is good passes, and what would hurt is found."""

from __future__ import annotations

import pytest

from tests.words.coached import cases, coach, ids


def test_the_coach_finds_what_would_hurt_and_seldom_more(capsys: pytest.CaptureFixture[str]) -> None:
    right = wrong = missed = flagged = good = 0
    for case in (*cases("messages.toml", "message"), *cases("more_messages.toml", "message")):
        more = {name: case[name] for name in ("kind", "message", "channel", "facts") if name in case}
        found = coach(case["text"].lstrip("\n"), **more)
        serious, expected = ids(found, "error", "warning"), set(case["expect"])
        right += len(expected & ids(found))
        wrong += len(serious - expected)
        missed += len(expected - ids(found))
        good += not expected
        flagged += not expected and bool(serious)
    precision, recall = right / (right + wrong), right / (right + missed)
    with capsys.disabled():
        print(f"\nwhole messages: precision {precision:.2f}, recall {recall:.2f};", end=" ")
        print(f"{flagged} of {good} good ones flagged")
    assert precision >= 0.85
    assert recall >= 0.75
    assert flagged <= 3
    assert good >= 15
