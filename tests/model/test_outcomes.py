"""The outcomes as one hears them."""

from __future__ import annotations

from tui.model.fields import field
from tui.model.incident import OUTCOMES
from tui.model.outcomes import OUTCOME_CHOICES, WHO, choice


def test_every_outcome_but_none_can_be_chosen_by_a_letter_of_its_own() -> None:
    assert {one.outcome for one in OUTCOME_CHOICES} == set(OUTCOMES) - {"none"}
    assert len({one.key for one in OUTCOME_CHOICES}) == len(OUTCOME_CHOICES)
    assert all(one.key.isalpha() and len(one.key) == 1 for one in OUTCOME_CHOICES)


def test_what_is_asked_for_is_a_fact_of_the_form_or_the_person_named() -> None:
    asked = {path for one in OUTCOME_CHOICES for path in one.asks}
    assert all(field(path) for path in asked - {WHO})


def test_a_promise_asks_by_when_and_a_new_time_asks_when() -> None:
    promised, rescheduled, offered = choice("promised"), choice("rescheduled"), choice("offered")
    assert promised is not None
    assert promised.asks == ("promised_by",)
    assert rescheduled is not None
    assert "new_time.start" in rescheduled.asks
    assert offered is not None
    assert offered.asks == ("answer_by",)


def test_no_outcome_is_no_choice() -> None:
    assert choice("none") is None
