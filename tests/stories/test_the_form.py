"""The form: every fact has a field, what is half typed is kept, what is not known is said so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec import Struct

from tests.stories.story import NARROW, SIZES, WIDE, Begin, Story
from tui.model.incident import LISTS, Incident, field_types
from tui.state.entry import show_fact
from tui.widgets.field import FactField
from tui.widgets.form import Fold

NO_FIELD = {"version", "unknown"}
"""The version is the contract's; what is unknown is said by F7 in the field of the fact itself."""


def facts(of: type[Struct] = Incident, front: str = "") -> Iterator[str]:
    """Every fact of the incident by its path, in the first entry of each list."""
    for name, kind in field_types(of).items():
        path = front + name
        if isinstance(kind, type) and issubclass(kind, Struct):
            yield from facts(kind, f"{path}.")
        elif path in LISTS:
            yield from facts(LISTS[path], f"{path}.0.")
        elif path not in NO_FIELD:
            yield path


def is_second(fold: Fold) -> bool:
    """Whether it holds one more entry of a list, which has been seen already."""
    return ".1." in fold.fields[0].path


async def unfold_all(story: Story) -> list[FactField]:
    """Unfold what is folded with Enter; the fields that Tab reaches, in its order."""
    while closed := [fold for fold in story.desk.form.folds if not fold.is_open and not is_second(fold)]:
        story.desk.set_focus(closed[0])
        await story.press("enter")
        assert closed[0].is_open
    reached = [each for each in story.desk.focus_chain if isinstance(each, FactField)]
    return [each for each in reached if each in story.desk.form.fields]


async def test_every_fact_has_a_field_that_tab_and_enter_reach_and_that_takes_any_text(begin: Begin) -> None:
    async with begin(WIDE) as story:
        fields = await unfold_all(story)
        paths = [field.path for field in fields]
        assert sorted(paths) == sorted({*paths})
        assert set(facts()) - set(paths) == set()
        chain = story.desk.focus_chain
        at = chain.index(fields[0])
        story.desk.set_focus(fields[0])
        typing = [each for each in fields if each.path != "cause.id"]
        story.post(*"".join("1\t" if each in typing else "\t" for each in chain[at:] + chain[:at]))
        await story.rest()
        assert story.app.focused is fields[0]
        assert [field.path for field in typing if not field.text.endswith("1")] == []
        for field in fields:
            typed = story.state.typed_at(field.path)
            assert field.text in (typed, show_fact(field.path, story.state, story.app.book)), field.path
        story.agree()


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x40"])
async def test_f7_says_i_do_not_know_and_the_text_does_without(begin: Begin, size: tuple[int, int]) -> None:
    async with begin(size) as story:
        await story.at("contact.name")
        assert "contact.name" in story.gaps
        await story.press("f7")
        assert "contact.name" in story.state.incident.unknown
        assert "contact.name" not in story.gaps
        assert "‹name›" not in story.text
        await story.press("tab")
        assert "I don't know" in next(row for row in story.rows if "  With " in row)
        story.agree()


async def test_a_fact_that_becomes_known_is_unknown_no_more(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await story.at("contact.name")
        await story.press("f7")
        await story.say("Dana")
        assert story.state.incident.unknown == ()
        assert "Dana" in story.text
        await story.press("f7")
        assert story.focused("contact.name").text == ""
        assert story.state.incident.contact.name == ""
        story.agree()


async def test_ctrl_u_clears_a_field_and_the_gap_is_back(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await story.fill(interview__role="Clerk")
        assert "interview.role" not in story.gaps
        await story.press("ctrl+u")
        assert story.focused("interview.role").text == ""
        assert "interview.role" in story.gaps
        story.agree()


async def test_a_half_typed_time_is_kept_over_a_restart(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await story.fill(interview__company="Acme", interview__start="tomorow-ish")
        assert "interview.start" in story.gaps
        assert "kept" in story.painted
        await story.press("ctrl+q")
    async with begin(WIDE, key="") as story:
        assert story.state.typed_at("interview.start") == "tomorow-ish"
        field = await story.at("interview.start")
        assert field.text == "tomorow-ish"
        await story.press("ctrl+u")
        await story.say("today 14:00")
        assert story.state.incident.interview.start is not None
        story.agree()


async def test_a_time_is_echoed_on_both_clocks(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await story.fill(contact__zone="New York", interview__start="today 14:00")
        row = next(index for index, row in enumerate(story.rows) if "  When " in row)
        echo = " ".join(story.rows[row : row + 3])
        assert "14:00 Berlin" in echo
        assert "08:00 New York" in echo


async def test_choices_open_with_space_narrow_down_and_are_taken_with_enter(begin: Begin) -> None:
    async with begin(NARROW) as story:
        await story.at("cause.id")
        await story.press("space")
        await story.say("overslept")
        await story.press("enter")
        await story.rest()
        assert story.state.incident.cause.id == "overslept"
        story.agree()


async def test_a_cause_is_searched_from_its_first_letter_or_said_in_own_words(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await story.at("cause.id")
        await story.say("overslept\n")
        assert story.state.incident.cause.id == "overslept"
        story.focused("cause.privacy")
        await story.at("cause.id")
        await story.press("ctrl+u")
        await story.say("my goat ate the clock\n")
        assert story.state.incident.cause.id == ""
        assert story.state.incident.cause.detail == "my goat ate the clock"
        story.agree()


async def test_leaving_a_choice_with_escape_changes_nothing(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await story.at("interview.format")
        before = story.state
        await story.press("space", "down", "escape")
        assert story.state.content == before.content
        story.focused("interview.format")


async def test_a_list_takes_several_lines_and_enter_makes_a_new_one(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await story.fill(extras="references\na small task")
        assert story.state.incident.extras == ("references", "a small task")
        story.agree()


async def test_a_second_person_can_be_added_when_the_first_is_there(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await story.fill(others__0__name="Ann")
        await story.fill(others__1__name="Ben")
        assert [other.name for other in story.state.incident.others] == ["Ann", "Ben"]
        story.agree()


async def test_a_fold_says_what_is_known_in_it(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await story.fill(contact__role="Head of HR")
        fold = next(fold for fold in story.desk.form.folds if fold.is_open)
        story.desk.set_focus(fold)
        await story.press("enter")
        await story.press("tab")
        assert any("› " in row and "their role known" in row for row in story.rows)


async def test_arrows_walk_the_fields_in_reading_order(begin: Begin) -> None:
    async with begin(WIDE) as story:
        await story.press("down")
        story.focused("interview.role")
        await story.press("enter")
        story.focused("interview.start")
        await story.press("up", "shift+tab")
        story.focused("interview.company")
