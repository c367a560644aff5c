"""Each criterion of words.md 5 raises what it must and spares the near misses."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

import pytest

from tests.words.coached import built_in, cases, coach

IDS = (
    *(
        "no_responsibility",
        "no_regret",
        "over_apology",
        "conditional_apology",
        "blame_shift",
        "self_abasement",
    ),
    *("begging", "over_explaining", "vague_reason", "private_details", "doubtful_claim", "no_repair"),
    *(
        "vague_times",
        "no_time_zone",
        "date_error",
        "no_ask",
        "no_thanks",
        "pressure",
        "burned_bridge",
        "length",
    ),
    *("subject_problem", "not_identified", "name_mismatch", "placeholder", "agentless_passive", "hedging"),
    *("tone_marks", "buried_news", "cliche", "bad_send_time", "unsupported_fact"),
)
"""The thirty criteria, and the fact gate."""

Told = tuple[str, str, bool, bool]


def told() -> list[Told]:
    """Return for each text of the file: its criterion, the text, whether it must be raised, whether it is."""
    found: list[Told] = []
    for case in cases("criteria.toml", "criterion"):
        for must, listed in ((True, case["raise"]), (False, case["spare"])):
            found += [(case["id"], text, must, _raised(case, text)) for text in listed]
    return found


def _raised(case: dict[str, Any], text: str) -> bool:
    more: dict[str, Any] = {
        name: case[name] for name in ("kind", "message", "channel", "facts", "mine") if name in case
    }
    if "now" in case:
        more["now"] = datetime.fromisoformat(case["now"])
    review = coach(text, **more)
    main = [one for one in review.findings if one.id == case["id"]]
    return any(one.severity != "hint" or one.id not in ("no_repair",) for one in main)


def test_every_criterion_is_a_rule_and_every_rule_is_one_of_them() -> None:
    assert {rule.id for rule in built_in().rules} == set(IDS)


def test_every_criterion_has_four_texts_to_raise_and_four_to_spare() -> None:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for case in cases("criteria.toml", "criterion"):
        counts[case["id"]][0] += len(case["raise"])
        counts[case["id"]][1] += len(case["spare"])
    assert {name: counts[name] for name in IDS if min(counts[name]) < 4} == {}


def test_the_texts_are_raised_or_spared(capsys: pytest.CaptureFixture[str]) -> None:
    found = told()
    with capsys.disabled():
        print(table(found))
    assert [one for one in found if one[2] != one[3]] == []


def table(found: list[Told]) -> str:
    """Return precision and recall for each criterion."""
    lines = ["", f"{'criterion':22}  raise  spare  precision  recall"]
    for name in IDS:
        mine = [(must, is_) for one, _, must, is_ in found if one == name]
        right = sum(must and is_ for must, is_ in mine)
        raised, must_be = sum(is_ for _, is_ in mine), sum(must for must, _ in mine)
        figures = f"{right / max(raised, 1):9.2f}  {right / max(must_be, 1):6.2f}"
        lines.append(f"{name:22}  {must_be:5}  {len(mine) - must_be:5}  {figures}")
    return "\n".join(lines)
