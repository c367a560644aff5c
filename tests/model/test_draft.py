"""Hand edits: the writer's words survive every fresh render, and say where they and the facts disagree."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tui.model.changes import changes, sentences
from tui.model.draft import Conflict, HandEdit, keep, merge, rewrite, take

RENDER = """Dear Ms Reyes,

I missed our interview on Tuesday at 14:00. I entered it on the wrong day. I am sorry for your time.

Could we speak on one of these?
- Wed 2 Dec, 15:00
- Thu 3 Dec, 10:00

Kind regards
Sam Ito"""

quick = settings(max_examples=60, deadline=None)
PIECES = ["One.", "Two!", "three", "Four?", " ", " ", "\n", "\n", "\n\n", "- slot", "8 a.m."]
texts = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=30)


def lines_of(*numbers: int, mark: str = "") -> str:
    """Lines that are all unlike each other; `mark` makes them unlike those of another call, too."""
    return "\n".join(f"Line{number} says{mark} thing{number}." for number in numbers)


@st.composite
def disjoint_edits(draw: st.DrawFn) -> tuple[str, str, str, str]:
    """Unlike lines, the writer's text, the fresh render, all changes together; no line is changed by both."""
    owners = draw(st.lists(st.sampled_from(["nobody", "mine", "theirs"]), min_size=1, max_size=12))
    base, mine, theirs, both = [], [], [], []
    for number, owner in enumerate(owners):
        line, other = lines_of(number), lines_of(number, mark=f" {owner}")
        base.append(line)
        mine.append(other if owner == "mine" else line)
        theirs.append(other if owner == "theirs" else line)
        both.append(line if owner == "nobody" else other)
    return "\n".join(base), "\n".join(mine), "\n".join(theirs), "\n".join(both)


class TestMerge:
    @quick
    @given(texts, texts)
    def test_an_unchanged_render_leaves_the_writers_text(self, base: str, text: str) -> None:
        merged = merge(HandEdit(base, text), base)
        assert (merged.text, merged.base, merged.conflicts) == (text, base, ())

    @quick
    @given(texts, texts)
    def test_without_a_hand_edit_the_render_is_shown(self, base: str, render: str) -> None:
        merged = merge(HandEdit(base, base), render)
        assert (merged.text, merged.base, merged.conflicts) == (render, render, ())

    @quick
    @given(texts, texts)
    def test_the_same_change_on_both_sides_is_no_conflict(self, base: str, text: str) -> None:
        merged = merge(HandEdit(base, text), text)
        assert (merged.text, merged.conflicts) == (text, ())

    @quick
    @given(disjoint_edits())
    def test_changes_of_different_lines_all_arrive(self, edits: tuple[str, str, str, str]) -> None:
        base, mine, theirs, both = edits
        merged = merge(HandEdit(base, mine), theirs)
        assert (merged.text, merged.conflicts) == (both, ())

    @quick
    @given(texts, texts, texts)
    def test_what_the_writer_added_is_never_lost(self, base: str, text: str, render: str) -> None:
        shown = merge(HandEdit(base, text), render).text
        for change in changes(sentences(base), sentences(text)):
            assert "".join(change.new) in shown

    @quick
    @given(texts, texts, texts)
    def test_each_conflict_spans_the_writers_words(self, base: str, text: str, render: str) -> None:
        merged = merge(HandEdit(base, text), render)
        for conflict in merged.conflicts:
            assert merged.text[conflict.start : conflict.end] == conflict.mine
            assert len({conflict.base, conflict.mine, conflict.theirs}) == 3
        assert merged.conflicts or merged.base == render

    def test_an_edited_sentence_does_not_collide_with_a_changed_fact_in_its_neighbour(self) -> None:
        text = RENDER.replace("I am sorry for your time.", "I am very sorry.")
        render = RENDER.replace("Tuesday at 14:00", "Wednesday at 9:00")
        merged = merge(HandEdit(RENDER, text), render)
        assert merged.conflicts == ()
        assert "on Wednesday at 9:00. I entered it on the wrong day. I am very sorry.\n" in merged.text

    def test_a_sentence_appended_to_a_changed_one_does_not_collide(self) -> None:
        text = RENDER.replace("I am sorry for your time.", "I am sorry for your time. Truly.")
        render = RENDER.replace("I am sorry for your time.", "I am sorry that you waited.")
        merged = merge(HandEdit(RENDER, text), render)
        assert merged.conflicts == ()
        assert "I am sorry that you waited. Truly.\n" in merged.text

    def test_a_line_added_under_a_changed_one_does_not_collide(self) -> None:
        merged = merge(HandEdit("- one\n- two", "- one\n- two\n- three"), "- one\n- TWO")
        assert (merged.text, merged.conflicts) == ("- one\n- TWO\n- three", ())

    def test_a_deleted_line_stays_deleted_however_often_the_facts_change(self) -> None:
        edit = HandEdit(RENDER, RENDER.replace("- Thu 3 Dec, 10:00\n", ""))
        for hour in range(8, 20):
            render = RENDER.replace("14:00", f"{hour}:15")
            merged = merge(edit, render)
            assert (merged.text, merged.conflicts) == (render.replace("- Thu 3 Dec, 10:00\n", ""), ())

    def test_where_both_changed_one_sentence_the_writer_wins_and_it_is_counted(self) -> None:
        merged = merge(HandEdit("A.\nB.\nC.", "A.\nmine\nC."), "A.\ntheirs\nC.")
        assert merged.text == "A.\nmine\nC."
        assert merged.base == "A.\nB.\nC."
        assert merged.conflicts == (Conflict(3, 7, "B.", "mine", "theirs"),)

    def test_two_different_insertions_at_one_place_are_a_conflict(self) -> None:
        merged = merge(HandEdit("A.\nC.", "A.\nmine\nC."), "A.\ntheirs\nC.")
        assert merged.text == "A.\nmine\nC."
        assert [(conflict.mine, conflict.theirs) for conflict in merged.conflicts] == [("mine\n", "theirs\n")]

    def test_a_passage_that_the_writer_deleted_and_the_facts_changed_is_a_conflict(self) -> None:
        merged = merge(HandEdit("A.\nB.\nC.", "A.\nC."), "A.\nB2.\nC.")
        assert merged.text == "A.\nC."
        assert len(merged.conflicts) == 1

    def test_the_conflict_is_gone_when_the_facts_come_back(self) -> None:
        edit = HandEdit("A.\nB.", "A.\nmine")
        assert merge(edit, "A.\ntheirs").conflicts
        assert merge(edit, "A.\nB.").conflicts == ()

    def test_a_rewritten_paragraph_is_one_passage_whatever_blanks_it_shares(self) -> None:
        merged = merge(HandEdit("Aa. Bb. Cc. Dd.", "All new."), "Aa. Bb. Extra. Cc. Dd.")
        assert merged.text == "All new."
        assert len(merged.conflicts) == 1


class TestRewrite:
    @quick
    @given(texts, texts)
    def test_the_first_edit_lies_over_the_render(self, render: str, text: str) -> None:
        edit = rewrite(None, render, text)
        assert edit == (None if text == render else HandEdit(render, text))

    @quick
    @given(texts, texts, texts, texts)
    def test_what_was_written_is_what_is_shown(self, base: str, text: str, render: str, later: str) -> None:
        edit = rewrite(HandEdit(base, text), render, later)
        assert (render if edit is None else merge(edit, render).text) == later

    def test_writing_the_render_back_leaves_the_draft_untouched(self) -> None:
        assert rewrite(HandEdit("A.\nB.", "A.\nmine"), "A.\ntheirs", "A.\ntheirs") is None

    def test_writing_nothing_new_changes_nothing(self) -> None:
        edit = HandEdit("A.\nB.", "A.\nmine")
        assert rewrite(edit, "A.\ntheirs", "A.\nmine") is edit

    @quick
    @given(
        st.sets(st.integers(0, 9), min_size=1, max_size=6),
        st.integers(0, 9),
        st.sampled_from(["{} Extra.", "New. {}", "{}\nAnother line.", "Rewritten."]),
    )
    def test_open_conflicts_stay_counted_while_the_writer_types_elsewhere(
        self, disputed: set[int], elsewhere: int, typed: str
    ) -> None:
        assume(elsewhere not in disputed)
        base = [lines_of(number) for number in range(10)]
        mine = [line + " So." if number in disputed else line for number, line in enumerate(base)]
        mine = [
            line.replace("says", "told") if number in disputed else line for number, line in enumerate(mine)
        ]
        facts = [
            line.replace("says", "had") if number in disputed else line for number, line in enumerate(base)
        ]
        edit, render = HandEdit("\n".join(base), "\n".join(mine)), "\n".join(facts)
        assert len(merge(edit, render).conflicts) == len(disputed)
        mine[elsewhere] = typed.format(mine[elsewhere])
        written = rewrite(edit, render, "\n".join(mine))
        assert written is not None
        merged = merge(written, render)
        assert merged.text == "\n".join(mine)
        assert len(merged.conflicts) == len(disputed)

    def test_a_line_typed_above_two_disputed_ones_joins_neither(self) -> None:
        base, mine = lines_of(0, 1, 2), "\n".join((lines_of(0), lines_of(1, 2, mark=" my")))
        render = "\n".join((lines_of(0), lines_of(1, 2, mark=" new")))
        later = mine.replace("Line1", "Typed just now.\nLine1")
        edit = rewrite(HandEdit(base, mine), render, later)
        assert edit is not None
        merged = merge(edit, render)
        assert merged.text == later
        assert [conflict.theirs for conflict in merged.conflicts] == render.split("\n")[1:]

    def test_a_conflict_closes_when_the_writer_puts_the_old_words_back(self) -> None:
        edit = rewrite(HandEdit("A.\nB.\nC.", "A.\nmine\nC."), "A.\ntheirs\nC.", "A.\nB.\nC.")
        assert edit is not None
        merged = merge(edit, "A.\ntheirs\nC.")
        assert (merged.text, merged.conflicts) == ("A.\nB.\nC.", ())

    def test_one_conflict_that_closes_leaves_the_other_open(self) -> None:
        base, render = "A.\nB.\nC.\nD.", "A.\nB2.\nC.\nD2."
        edit = rewrite(HandEdit(base, "A.\nmine\nC.\nalso mine"), render, "A.\nB.\nC.\nalso mine")
        assert edit is not None
        merged = merge(edit, render)
        assert merged.text == "A.\nB.\nC.\nalso mine"
        assert [conflict.mine for conflict in merged.conflicts] == ["also mine"]

    def test_deleted_lines_do_not_come_back_after_later_writing_and_later_facts(self) -> None:
        shown = RENDER.replace("I entered it on the wrong day. ", "")
        edit = rewrite(None, RENDER, shown)
        for hour in range(8, 20):
            assert edit is not None
            render = RENDER.replace("14:00", f"{hour}:15")
            shown = merge(edit, render).text + "!"
            edit = rewrite(edit, render, shown)
        assert "wrong day" not in shown
        assert "on Tuesday at 19:15. I am sorry" in shown
        assert shown.endswith("Sam Ito" + "!" * 12)


class TestTakeAndKeep:
    EDIT = HandEdit("A.\nB.\nC.\nD.\nE.", "A.\nmy B\nC.\nmy D\nE.")
    RENDER = "A.\nB2.\nC.\nD2.\nE2."

    def test_taking_the_new_text_leaves_the_other_conflicts(self) -> None:
        edit = take(self.EDIT, self.RENDER, 0)
        assert edit is not None
        merged = merge(edit, self.RENDER)
        assert merged.text == "A.\nB2.\nC.\nmy D\nE2."
        assert [conflict.mine for conflict in merged.conflicts] == ["my D"]

    def test_taking_all_leaves_the_render_and_no_hand_edit(self) -> None:
        edit = take(self.EDIT, self.RENDER, 1)
        assert edit is not None
        assert take(edit, self.RENDER, 0) is None

    def test_keeping_ones_words_settles_that_conflict_only(self) -> None:
        edit = keep(self.EDIT, self.RENDER, 1)
        assert edit is not None
        merged = merge(edit, self.RENDER)
        assert merged.text == merge(self.EDIT, self.RENDER).text
        assert [conflict.mine for conflict in merged.conflicts] == ["my B"]

    def test_a_kept_passage_is_disputed_again_only_when_its_fact_changes_again(self) -> None:
        edit = keep(HandEdit("A.\nB.", "A.\nmine"), "A.\nB2.", 0)
        assert edit is not None
        assert merge(edit, "A.\nB2.").conflicts == ()
        assert len(merge(edit, "A.\nB3.").conflicts) == 1

    @pytest.mark.parametrize("settle", [take, keep])
    def test_a_conflict_that_is_not_there_is_refused(self, settle: type[object]) -> None:
        with pytest.raises(IndexError):
            settle(self.EDIT, self.RENDER, 2)  # type: ignore[call-arg] # both functions take these three

    @quick
    @given(texts, texts, texts, st.integers(0, 9))
    def test_taking_any_conflict_shows_the_new_text_there(
        self, base: str, text: str, render: str, number: int
    ) -> None:
        edit = HandEdit(base, text)
        merged = merge(edit, render)
        if not merged.conflicts:
            return
        number %= len(merged.conflicts)
        conflict = merged.conflicts[number]
        expected = merged.text[: conflict.start] + conflict.theirs + merged.text[conflict.end :]
        taken = take(edit, render, number)
        assert (render if taken is None else merge(taken, render).text) == expected
