"""What a review says beyond its findings, what its fixes do, and what no text can make it do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.words.coached import INCIDENT, NOW, built_in, coach, ids
from tui.words.coach import BadRules, Finding, Review, apply, review, rules
from tui.words.library import template_root

GOOD = """Subject: Missed interview today, Jonas Weber

Dear Ms Okafor,

I missed our interview this morning at 9:00: I overslept. That was my mistake, and I am sorry.

I could come tomorrow at 10:00 or on Thursday 3 December at 14:00. Would either suit you?

Thank you for your time.

Kind regards,
Jonas Weber"""


def finding(found: Review, name: str) -> Finding:
    return next(one for one in found.findings if one.id == name)


def mended(text: str, name: str, **more: Any) -> str | None:
    return apply(text, finding(coach(text, **more), name))


def test_a_good_message_is_ready_and_told_what_is_good_about_it() -> None:
    found = coach(GOOD)

    assert found.ready
    assert ids(found, "error", "warning") == set()
    assert found.good.startswith("owned, sorry once, 2 times offered")


def test_errors_come_first_and_two_warnings_are_one_too_many() -> None:
    one = coach(GOOD.replace("Thank you", "Perhaps, maybe, possibly thank you"))
    two = coach(GOOD.replace("Thank you", "Perhaps, maybe, possibly thank you, lol"))
    bad = coach(GOOD.replace("Jonas Weber", "[Name]"))

    assert one.ready
    assert not two.ready
    assert bad.findings[0].severity == "error"
    assert not bad.ready


def test_the_words_found_are_those_at_their_place_in_the_text() -> None:
    text = GOOD.replace("Thank you", "Answer asap. Thank you")
    found = finding(coach(text), "pressure")

    assert text[found.start : found.end] == found.found == "asap"


def test_rules_that_need_facts_are_left_out_and_named() -> None:
    left_out = " ".join(coach(GOOD).skipped)

    assert "unsupported_fact" in left_out
    assert "no_time_zone" in left_out
    assert coach(GOOD, facts=True).skipped == ()


def test_without_a_kind_only_the_rules_for_all_kinds_run() -> None:
    found = coach("Subject: Hello you\n\nSorry if I am late. [Name] and so on, asap.", kind="")

    assert "placeholder" in ids(found)
    assert "conditional_apology" not in ids(found)
    assert any(line.startswith("no_repair") for line in found.skipped)


def test_quoted_mail_greeting_and_signature_are_not_read() -> None:
    quoted = f"{GOOD}\n\n> I expect an answer asap, you idiot\n> [Name]"

    assert coach(quoted).findings == coach(GOOD).findings
    assert ids(coach(GOOD.replace("Kind regards", "Kind regards")), "error") == set()


def test_a_stop_asks_for_nothing_and_offers_nothing() -> None:
    text = "Dear Ms Okafor,\n\nI will not write again about the interview. Thank you.\n\nJonas Weber"

    assert not ids(coach(text, message="stop", channel="linkedin")) & {"no_ask", "no_repair"}
    assert "no_ask" in ids(coach(text, message="nudge", channel="linkedin"))


def test_of_a_call_only_the_opening_is_read() -> None:
    opening = (
        "Hello, this is Jonas Weber. I overslept and missed our interview; I am sorry. May I come today?"
    )

    assert ids(coach(f"{opening}\n\n## They are angry\n\nYou idiot! You must!", channel="call")) == ids(
        coach(opening, channel="call")
    )


def test_a_detail_marked_private_is_found_wherever_it_stands() -> None:
    found = review(
        built_in(),
        GOOD.replace("overslept", "had my Tuesday Group"),
        channel="email",
        incident=INCIDENT.with_fact("keep_private", ("tuesday group",)),
        now=NOW,
    )

    assert finding(found, "private_details").found == "Tuesday Group"


@pytest.mark.parametrize(
    ("old", "new", "name", "mend"),
    [
        ("Thursday 3 December", "Friday 3 December", "date_error", "Thursday 3 December"),
        (
            "Thank you for your time.",
            "Answer me. Thank you. I am such an idiot.",
            "self_abasement",
            "Answer me. Thank you.",
        ),
    ],
)
def test_a_fix_mends_the_text(old: str, new: str, name: str, mend: str) -> None:
    assert mended(GOOD.replace(old, new), name) == GOOD.replace(old, mend)


def test_what_is_missing_is_put_in_where_it_belongs() -> None:
    bare = GOOD.replace(" That was my mistake, and I am sorry.", "").replace(
        "I missed our interview this morning at 9:00: I overslept.",
        "Our interview did not take place.",
    )
    found = coach(bare, mine=True)
    once = apply(bare, finding(found, "no_responsibility"))

    assert once is not None
    assert "take place. That was my mistake." in once
    assert "no_responsibility" not in ids(coach(once, mine=True))
    twice = apply(once, finding(coach(once, mine=True), "no_regret"))
    assert twice is not None
    assert "no_regret" not in ids(coach(twice, mine=True))


def test_the_times_of_the_facts_are_put_in_where_none_is_offered() -> None:
    text = "Dear Ms Reed,\n\nI missed our interview. Would another hour suit you?\n\nAna Petrova"
    once = mended(text, "no_repair", facts=True)

    assert once is not None
    assert "Thursday, December 3, 9:00 a.m. (New York time)" in once
    assert not ids(coach(once, facts=True)) & {"no_repair", "no_time_zone", "unsupported_fact", "date_error"}


def test_a_city_is_added_to_the_clock_that_the_facts_know() -> None:
    text = GOOD.replace("tomorrow at 10:00", "tomorrow at 16:00")
    found = finding(coach(text, facts=True), "no_time_zone")

    assert found.mend == "none" or "in " in found.fix
    fixed = mended("I could talk on Wednesday at 10:00.", "no_time_zone", facts=True)
    assert fixed == "I could talk on Wednesday at 10:00 in New York."


def test_a_finding_without_a_fix_changes_nothing() -> None:
    assert apply(GOOD, Finding("x", "hint", "", "why")) is None
    assert apply(GOOD, Finding("x", "hint", "", "why", mend="insert")) is None
    assert apply("short", Finding("x", "hint", "", "why", fix="y", start=3, end=900, mend="replace")) is None


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.sampled_from(["email", "text", "voicemail", "call", "linkedin", "letter"]))
def test_no_text_ends_a_review_and_every_fix_gives_a_text(text: str, channel: str) -> None:
    for facts in (False, True):
        for found in coach(text, channel=channel, facts=facts).findings:
            assert -1 <= found.start <= found.end <= len(text)
            assert found.why
            apply(text, found)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "sorry",
                "if",
                "I",
                "Ms Reed",
                "10:00",
                "Wednesday 3 December",
                "in New York",
                "\n\n",
                ".",
                "?",
                "CST",
                "asap",
                "-",
                ":",
            ]
        ),
        max_size=60,
    )
)
def test_words_of_the_trade_in_any_order_are_reviewed(words: list[str]) -> None:
    coach(" ".join(words), facts=True)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        ".,;:!?()" * 2_500,
        "Здравствуйте 你好 مرحبا İstanbul ß e\u0301 " * 500,
        "sorry if it was not " * 1_000,
        "- 10:00 CST\n" * 1_700,
        "‹" * 20_000,
        " " * 20_000,
    ],
)
def test_hostile_texts_are_reviewed(text: str) -> None:
    assert isinstance(coach(text, facts=True).ready, bool)


def user_rules(tmp_path: Path, text: str) -> Any:
    folder = tmp_path / "own"
    (folder / "review").mkdir(parents=True)
    (folder / "review" / "en.toml").write_text(text, encoding="utf-8")
    return rules((folder, template_root()))


def test_a_user_can_silence_a_rule_and_add_one(tmp_path: Path) -> None:
    own = user_rules(
        tmp_path,
        'silence = ["pressure"]\n\n[[rule]]\nid = "no_weasels"\ncheck = "found"\nseverity = "warning"\n'
        'why = "No weasels."\nwords = ["weasel* => fox"]\n',
    )
    text = GOOD.replace("Thank you", "Answer asap, says the weasel. Thank you")
    found = review(own, text, channel="email", kind="missed", now=NOW)

    assert own.faults == ()
    assert "pressure" not in ids(found)
    assert apply(text, finding(found, "no_weasels")) == text.replace("weasel", "fox")


@pytest.mark.parametrize(
    ("broken", "line", "reason"),
    [
        ('[[rule]]\nid = "x"\ncheck = "nonsense"\nseverity = "hint"\nwhy = "y"\n', "line 1", "nonsense"),
        ('[[rule]]\nid = "x"\n', "line 1", "check"),
        ('\n\n[words]\nask = ["(open"]\n', "line 4", "(open"),
        ("[[rule]\n", "line 1", "review"),
    ],
)
def test_broken_rules_are_named_with_file_and_line_and_the_built_in_ones_used(
    tmp_path: Path, broken: str, line: str, reason: str
) -> None:
    own = user_rules(tmp_path, broken)

    assert len(own.faults) == 1
    assert "en.toml" in own.faults[0]
    assert line in own.faults[0]
    assert reason in own.faults[0]
    assert {rule.id for rule in own.rules} == {rule.id for rule in built_in().rules}


def test_broken_built_in_rules_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "review").mkdir()
    (tmp_path / "review" / "en.toml").write_text("[[rule]", encoding="utf-8")

    with pytest.raises(BadRules):
        rules((tmp_path,))
