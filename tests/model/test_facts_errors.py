"""A facts file that cannot be used: each problem is a sentence that names field, value and nearest name."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.model.facts import MOST_BYTES, BadFacts, facts_of, read_facts
from tui.model.incident import Incident

KINDS = ("upcoming", "missed", "late")


def problems(**data: object) -> tuple[str, ...]:
    with pytest.raises(BadFacts) as caught:
        facts_of({"kind": "missed", **data}, KINDS, causes={"overslept", "traffic"})
    assert str(caught.value) == "\n".join(caught.value.problems)
    return caught.value.problems


def refusal(text: str | bytes) -> str:
    with pytest.raises(BadFacts) as caught:
        read_facts(text, KINDS)
    return str(caught.value)


def outcome(read: Callable[[], Incident]) -> Incident | tuple[str, ...]:
    """The incident, or what was wrong; anything else is a fault."""
    try:
        return read()
    except BadFacts as error:
        return error.problems


EXPECTED: list[tuple[dict[str, object], str]] = [
    (
        {"contact": {"nmae": "Ann"}},
        'contact.nmae ("Ann") is no field of a facts file; did you mean contact.name?',
    ),
    ({"eat": "x"}, 'eat ("x") is no field of a facts file; did you mean eta?'),
    ({"company": "Acme"}, 'company ("Acme") is no field of a facts file; did you mean interview.company?'),
    (
        {"cause": {"xyzzy": 1}},
        "cause.xyzzy (1) is no field of a facts file; cause has id, mine, detail or privacy.",
    ),
    ({"xyzzy": 1}, "xyzzy (1) is no field of a facts file; `raincheck schema` shows them all."),
    ({"slots": [{"start": "x"}]}, 'slots.0.start ("x") is no field of a facts file; did you mean'),
    ({"kind": "misst"}, 'kind is "misst": upcoming, missed or late is expected; did you mean "missed"?'),
    ({"kind": 5}, "kind is 5: upcoming, missed or late is expected."),
    ({"kind": ""}, "kind is missing: it is one of upcoming, missed, late."),
    ({"kind": "  "}, "kind is missing: it is one of upcoming, missed, late."),
    ({"kind": None}, "kind is missing: it is one of upcoming, missed, late."),
    (
        {"interview": {"format": "vidoe"}},
        'interview.format is "vidoe": on-site, phone or video is expected; did you mean "video"?',
    ),
    ({"tone": "Warm"}, 'tone is "Warm": brief, formal or warm is expected; did you mean "warm"?'),
    ({"version": 2}, "version is 2: this Raincheck reads version 1 only."),
    ({"version": True}, "version is true: this Raincheck reads version 1 only."),
    ({"version": "1"}, 'version is "1": this Raincheck reads version 1 only, without quotes.'),
    (
        {"interview": {"minutes": "60"}},
        'interview.minutes is "60": a whole number is expected, without quotes.',
    ),
    (
        {"interview": {"minutes": 0}},
        "interview.minutes is 0: a whole number from 1 to 1440 is expected.",
    ),
    (
        {"interview": {"minutes": 1441}},
        "interview.minutes is 1441: a whole number from 1 to 1440 is expected.",
    ),
    ({"interview": {"minutes": 1.5}}, "interview.minutes is 1.5: a whole number is expected."),
    ({"interview": {"minutes": True}}, "interview.minutes is true: a whole number is expected."),
    ({"earlier": -1}, "earlier is -1: a whole number of 0 or more is expected."),
    ({"any_time": "yes"}, 'any_time is "yes": true or false is expected, without quotes.'),
    ({"any_time": 1}, "any_time is 1: true or false is expected."),
    ({"contact": "Ann"}, 'contact must be an object, not "Ann".'),
    ({"contact": [{"name": "Ann"}]}, "contact must be an object, not a list."),
    ({"others": {"name": "Ann"}}, "others must be a list, not an object."),
    ({"others": ["Ann"]}, 'others.0 must be an object, not "Ann".'),
    ({"extras": "references"}, 'extras must be a list, not "references".'),
    ({"extras": ["a", 5]}, "extras.1 is 5: a text in quotes is expected."),
    ({"me": {"phone": 555}}, "me.phone is 555: a text in quotes is expected."),
    ({"me": {"phone": {}}}, "me.phone is an object: a text in quotes is expected."),
    (
        {"eta": "2026-12-01T14:00:00"},
        "add the offset of its clock from UTC, as in 2026-12-01T14:00:00+01:00 (Z is UTC).",
    ),
    ({"eta": "2026-12-01T14:00"}, 'eta is "2026-12-01T14:00": add the offset'),
    ({"eta": "tomorrow"}, 'eta is "tomorrow": a time like 2026-12-01T14:00:00+01:00 is expected.'),
    ({"eta": 1764594000}, "eta is 1764594000: a time like 2026-12-01T14:00:00+01:00 is expected."),
    ({"eta": "20261201T140000Z"}, 'eta is "20261201T140000Z": a time like'),
    ({"eta": "2026-02-30T14:00:00Z"}, 'eta is "2026-02-30T14:00:00Z": no calendar or clock has that time.'),
    ({"eta": "2026-12-01T25:00:00Z"}, 'eta is "2026-12-01T25:00:00Z": no calendar or clock has that time.'),
    ({"eta": "2026-12-01T24:00:00Z"}, 'eta is "2026-12-01T24:00:00Z": a time like'),
    ({"eta": "9999-12-31T23:59:59-10:00"}, 'eta is "9999-12-31T23:59:59-10:00": a year from 2 to 9998'),
    (
        {"me": {"zone": "Europe/Berln"}},
        'me.zone is "Europe/Berln": the IANA name of a zone is expected; did you mean "Europe/Berlin"?',
    ),
    ({"contact": {"zone": "new york"}}, 'did you mean "America/New_York"?'),
    ({"me": {"zone": "../../etc/passwd"}}, 'me.zone is "../../etc/passwd": the IANA name'),
    ({"me": {"zone": "Europe"}}, 'me.zone is "Europe": the IANA name'),
    ({"me": {"zone": 1}}, "me.zone is 1: a text in quotes is expected."),
    ({"contact": {"hours": "nine to five"}}, 'contact.hours is "nine to five": hours like 09:00-17:00 are'),
    ({"contact": {"hours": "25:00-26:00"}}, 'contact.hours is "25:00-26:00": hours like 09:00-17:00 are'),
    (
        {"unknown": ["contact.nam"]},
        'unknown has "contact.nam": the path of a field is expected; did you mean "contact.name"?',
    ),
    ({"unknown": ["kind"]}, 'unknown has "kind": the path of a field is expected'),
    ({"unknown": "contact.name"}, 'unknown must be a list, not "contact.name".'),
    ({"unknown": [5]}, "unknown.0 is 5: a text in quotes is expected."),
    (
        {"cause": {"id": "oversleept"}},
        'which is no known cause: did you mean "overslept"? A cause of your own needs cause.detail.',
    ),
    (
        {"cause": {"id": "goat"}},
        'cause.id is "goat", which is no known cause: a cause of your own needs cause.detail.',
    ),
]


@pytest.mark.parametrize(("data", "sentence"), EXPECTED, ids=lambda value: json.dumps(value)[:40])
def test_each_problem_is_a_sentence(data: dict[str, object], sentence: str) -> None:
    (said,) = problems(**data)
    assert sentence in said


def test_all_problems_are_told_at_once() -> None:
    assert len(problems(kind="misst", eta="soon", tone="rude", contact={"nmae": ""}, slots="x")) == 5


def test_after_forty_problems_the_rest_is_counted() -> None:
    said = problems(**{f"field{number}": number for number in range(100)})
    assert len(said) == 41
    assert said[-1] == "The file has 60 more problems."


def test_a_quoted_value_is_short_and_harmless() -> None:
    (said,) = problems(tone="\x1b[2J\u202e" + "x" * 500 + "\n")
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "\n" not in said
    assert '"[2J' + "x" * 54 + '..."' in said


def test_sixty_characters_are_quoted_whole_and_one_more_is_cut() -> None:
    assert '"' + "x" * 60 + '"' in problems(tone="x" * 60)[0]
    assert '"' + "x" * 57 + '..."' in problems(tone="x" * 61)[0]


def test_a_long_name_of_a_field_is_cut_too() -> None:
    (said,) = problems(**{"y" * 100_000: "x" * 100_000})
    assert len(said) < 250


def test_times_without_offset_from_toml_are_refused_too() -> None:
    header = tomllib.loads("eta = 2026-12-01T14:00:00\nnoticed = 2026-12-01\nanswer_by = 14:00:00")
    first, second, third = problems(**header)
    assert first.startswith("eta is 2026-12-01T14:00:00: add the offset")
    assert second.startswith("noticed is 2026-12-01: a time like")
    assert third.startswith("answer_by is 14:00:00: a time like")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"kind": "late",\n "me" {"name": "x"}}', "no JSON: expecting ':' delimiter at line 2, column 7."),
        ('{"kind": "late"', "The file is no JSON: expecting ',' delimiter at line 1, column 16."),
        ('{"kind": "la\nte"}', "The file is no JSON: invalid control character at line 1, column 13."),
        ('{"kind": "late"} x', "The file is no JSON: extra data at line 1, column 18."),
        ("", 'The file is empty: the least that it can hold is {"kind": "missed"}.'),
        (b"\n\n", "The file is empty"),
        ("[]", "A facts file must be an object, not a list."),
        ("null", "A facts file must be an object, not null."),
        ('"late"', 'A facts file must be an object, not "late".'),
        (b'{"kind": "late",\n"me": {"name": "\xe4"}}', "The file is not UTF-8 text: line 2 has other bytes."),
        ('{"kind": "late"}'.encode("utf-16"), "The file is not UTF-8 text: line 1 has other bytes."),
        ("[" * 100_000, "The file is nested too deeply to be a facts file."),
        ('{"kind": ' + "[" * 300 + "]" * 300 + "}", "kind is a list"),
        ('{"a":' * 100_000, "The file is nested too deeply to be a facts file."),
        ('{"kind": "late", "earlier": NaN}', "earlier is NaN: a whole number is expected."),
        ('{"kind": "late", "earlier": -Infinity}', "earlier is a huge number: a whole number is expected."),
        ('{"kind": "late", "earlier": 1e999}', "earlier is a huge number: a whole number is expected."),
        ('{"kind": "late", "me": {"name": NaN}}', "me.name is NaN: a text in quotes is expected."),
        (
            '{"kind": "late", "interview": {"minutes": ' + "9" * 5_000 + "}}",
            "interview.minutes is a huge number",
        ),
        (
            '{"kind": "late", "interview": {"minutes": ' + "9" * 25 + "}}",
            "interview.minutes is a huge number",
        ),
        ('{"kind": "late", "kind": "missed"}', "kind is there twice: only one of them can be meant."),
        ('{"kind": "late", "me": {"name": "a", "name": "b"}}', "me.name is there twice"),
        ('{"kind": "late", "unknown": "\\ud800"}', 'unknown must be a list, not "".'),
        (
            b'{"kind": "late", "interest": "' + b"x" * MOST_BYTES + b'"}',
            "The file has 2,097,184 bytes: a facts file has at most 2,097,152.",
        ),
        ("\ud800", "The file is no JSON: expecting value at line 1, column 1."),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_file_that_is_no_facts_file_is_refused_in_a_sentence(text: str | bytes, sentence: str) -> None:
    assert sentence in refusal(text)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=60))
def test_no_file_whatever_ends_in_anything_but_facts_or_a_refusal(text: str | bytes) -> None:
    assert outcome(lambda: read_facts(text, KINDS))


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.datetimes()
    | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
names = st.sampled_from(
    ["kind", "version", "me", "contact", "others", "eta", "slots", "earlier", "unknown", "cause"]
)
leaves = st.sampled_from(["name", "zone", "hours", "relation", "from", "open", "id", "mine", "detail"])


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(
        names, values | st.dictionaries(leaves, values) | st.lists(st.dictionaries(leaves, values))
    )
)
def test_no_data_whatever_ends_in_anything_but_facts_or_a_refusal(data: dict[str, object]) -> None:
    said = outcome(lambda: facts_of(data, KINDS, causes=()))
    assert isinstance(said, Incident) or all(len(sentence) < 500 for sentence in said)


def test_thousands_of_wrong_zones_are_counted_without_searching_for_each() -> None:
    assert len(problems(others=[{"zone": f"Europe/Berln{number}"} for number in range(5_000)])) == 41
