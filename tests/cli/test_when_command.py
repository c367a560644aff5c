"""`raincheck when` shows how a typed time is understood."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import Raincheck

CASES = json.loads((Path(__file__).parents[1] / "cases" / "typed_times.json").read_text(encoding="utf-8"))
KEYS = ["status", "instant", "readings", "echo", "why"]


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["text"])
def test_the_forty_forms_come_out_right(raincheck: Raincheck, case: dict[str, Any]) -> None:
    way = {"past": "--past", "future": "--future"}.get(case["direction"])
    if way is None:
        pytest.skip("the command looks forward or back")
    options = [way, "--zone", CASES["zone"], "--json"]

    answer = raincheck("when", *options, "--", case["text"], now=CASES["now"])

    wanted = {"AMBIG": ("ambiguous", 1), "REJECT": ("refused", 3)}.get(case["expect"], ("ok", 0))
    assert list(answer.data) == KEYS
    assert (answer.data["status"], answer.code) == wanted
    if wanted[0] == "ok":
        assert datetime.fromisoformat(answer.data["instant"]) == datetime.fromisoformat(case["expect"])


def test_an_understood_time_is_echoed_with_its_city_and_how_far_off_it_is(raincheck: Raincheck) -> None:
    answer = raincheck("when", "2026-12-07 14:00", "--zone", "Berlin")

    assert answer.code == 0
    assert answer.out == "Mon 7 Dec 2026 14:00 Berlin, in 6 days\n"


def test_several_words_need_no_quotes_and_a_minus_is_no_option(raincheck: Raincheck) -> None:
    assert raincheck("when", "tomorrow", "3pm").out.startswith("Wed 2 Dec 2026 15:00")
    assert raincheck("when", "-2h", "--past").out.startswith("Tue 1 Dec 2026 12:43")


def test_a_time_in_another_city_is_echoed_on_both_clocks(raincheck: Raincheck) -> None:
    own, theirs = raincheck("when", "tomorrow 3pm new york", "--zone", "Berlin").out.splitlines()

    assert own.startswith("Wed 2 Dec 2026 21:00 Berlin")
    assert theirs.startswith("Wed 2 Dec 2026 15:00 New York")


def test_an_ambiguous_time_prints_every_reading_and_exits_1(raincheck: Raincheck) -> None:
    answer = raincheck("when", "12/03 14:00", "--zone", "Berlin")

    assert answer.code == 1
    assert len(answer.out.splitlines()) >= 2
    assert answer.err
    data = raincheck("when", "12/03 14:00", "--zone", "Berlin", "--json").data
    assert data["instant"] is None
    assert len(data["readings"]) == len(answer.out.splitlines())
    assert data["why"]


def test_a_refused_time_exits_3_with_the_reason_on_standard_error(raincheck: Raincheck) -> None:
    answer = raincheck("when", "30 Feb 14:00")

    assert (answer.code, answer.out) == (3, "")
    assert answer.err


def test_without_a_zone_it_is_the_clock_of_the_profile(raincheck: Raincheck) -> None:
    settings = raincheck.folder / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[me]\nzone = "America/New_York"\n', encoding="utf-8")

    assert raincheck("when", "tomorrow 3pm", "--json").data["instant"] == "2026-12-02T15:00:00-05:00"


def test_without_a_profile_it_is_the_clock_of_this_machine(raincheck: Raincheck) -> None:
    assert raincheck("when", "tomorrow 3pm", "--json").data["instant"] == "2026-12-02T15:00:00+01:00"


def test_a_zone_that_is_none_is_bad_input_with_a_hint(raincheck: Raincheck) -> None:
    answer = raincheck("when", "now", "--zone", "Berln")

    assert answer.code == 3
    assert "--zone" in answer.err


def test_past_and_future_exclude_each_other(raincheck: Raincheck) -> None:
    assert raincheck("when", "fri 9", "--past", "--future").code == 2


def test_an_unknown_option_is_wrong_use_and_no_time(raincheck: Raincheck) -> None:
    answer = raincheck("when", "fri 9", "--zoen", "Berlin")

    assert answer.code == 2
    assert "--zoen" in answer.err


def test_no_text_is_wrong_use(raincheck: Raincheck) -> None:
    assert raincheck("when").code == 2


def test_a_moment_as_people_type_it_moves_the_clock(raincheck: Raincheck) -> None:
    answer = raincheck("when", "now", "--json", now="2026-12-05 09:00")

    assert answer.data["instant"] == "2026-12-05T09:00:00+01:00"


@pytest.mark.parametrize("now", ["12/03 14:00", "nonsense", "2026-13-45T00:00:00Z"])
def test_a_moment_that_is_no_one_time_is_bad_input(raincheck: Raincheck, now: str) -> None:
    answer = raincheck("when", "fri 9", now=now)

    assert answer.code == 3
    assert "--now" in answer.err
