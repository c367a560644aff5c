"""The State and its verbs: pure, and tested with no App."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.model.incident import Me
from tui.model.record import DraftKey
from tui.state import State
from tui.state.derived import current_plan, gaps, handed_over, shown
from tui.words.book import Book

ME = Me(name="Robin Vale", phone="+49 30 5550100", zone="Europe/Berlin")


@pytest.fixture
def state(words: Book, now: datetime) -> State:
    """A missed interview, begun now, with its e-mail shown."""
    begun = State.begin("missed", new_id="1a2b3c4d", me=ME, now=now, book=words)
    return begun.select("first", "email", words)


def typed(state: State, words: Book, **facts: str) -> State:
    """Type texts into fields; a double underscore stands for a dot."""
    for path, text in facts.items():
        state = state.type(path.replace("__", "."), text, words).settle()
    return state


class TestTyping:
    def test_what_is_understood_becomes_the_fact(self, state: State, words: Book) -> None:
        after = typed(state, words, interview__start="today 14:00")
        assert after.incident.interview.start == datetime.fromisoformat("2026-12-01T14:00:00+01:00")

    def test_what_is_half_typed_is_kept_as_typed_and_the_fact_is_a_gap(
        self, state: State, words: Book
    ) -> None:
        after = typed(state, words, interview__start="today 14:00").type(
            "interview.start", "tomorow-ish", words
        )
        assert after.typed_at("interview.start") == "tomorow-ish"
        assert after.incident.interview.start is None
        assert "interview.start" in {gap.field for gap in gaps(after, words)}

    def test_finishing_a_half_typed_text_clears_it(self, state: State, words: Book) -> None:
        after = typed(state, words, interview__start="tomorow-ish").type("interview.start", "14:00", words)
        assert after.typed_at("interview.start") is None

    def test_the_same_text_again_is_the_same_state(self, state: State, words: Book) -> None:
        once = state.type("interview.company", "Acme", words)
        assert once.type("interview.company", "Acme", words) is once

    def test_control_characters_never_become_facts(self, state: State, words: Book) -> None:
        after = typed(state, words, interview__company="Ac\x1b]52;c;x\x07me\x00")
        assert after.incident.interview.company == "Ac]52;c;xme"

    def test_i_do_not_know_is_no_gap_and_the_text_does_without(self, state: State, words: Book) -> None:
        with_gap = typed(state, words, interview__company="Acme")
        after = with_gap.forget("contact.name")
        assert "contact.name" in after.incident.unknown
        assert "contact.name" not in {gap.field for gap in gaps(after, words)}
        assert typed(after, words, contact__name="Dana").incident.unknown == ()

    @settings(max_examples=60, deadline=None)
    @given(text=st.text(max_size=30))
    @pytest.mark.parametrize(
        "path",
        [
            "interview.company",
            "interview.start",
            "slots",
            "cause.id",
            "contact.zone",
            "interview.minutes",
            "extras",
        ],
    )
    def test_no_text_in_any_field_raises(self, words: Book, now: datetime, path: str, text: str) -> None:
        begun = State.begin("missed", new_id="x", me=ME, now=now, book=words)
        after = begun.type(path, text, words)
        assert after.id == begun.id


class TestUndo:
    def test_keys_of_one_visit_are_one_step(self, state: State, words: Book) -> None:
        for end in range(1, 5):
            state = state.type("interview.company", "Acme"[:end], words)
        assert state.undo().incident.interview.company == ""

    def test_a_pause_makes_a_step_of_its_own(self, state: State, words: Book) -> None:
        state = state.type("interview.company", "Ac", words).settle().type("interview.company", "Acme", words)
        assert state.undo().incident.interview.company == "Ac"

    def test_it_says_what_it_undid(self, state: State, words: Book) -> None:
        assert typed(state, words, interview__role="Clerk").done[-1].label == "role"

    def test_redo_brings_back_exactly_what_undo_took(self, state: State, words: Book) -> None:
        after = typed(state, words, interview__company="Acme", interview__role="Clerk")
        assert after.undo().undo().redo().redo().content == after.content

    def test_a_new_change_ends_redo(self, state: State, words: Book) -> None:
        after = typed(typed(state, words, interview__company="Acme").undo(), words, interview__role="Clerk")
        assert after.redo() is after

    def test_clock_selection_and_timeline_are_no_part_of_it(
        self, state: State, words: Book, now: datetime
    ) -> None:
        changed = typed(state, words, interview__company="Acme").log("note", "kept")
        changed = changed.at(now + timedelta(minutes=5)).select("first", "text", words)
        undone = changed.undo()
        assert undone.incident.interview.company == ""
        assert undone.now == now + timedelta(minutes=5)
        assert undone.channel == "text"
        assert undone.timeline == changed.timeline

    def test_opening_a_draft_is_no_step(self, state: State, words: Book) -> None:
        assert state.select("first", "text", words).done == state.done


class TestHandEdits:
    def test_what_was_written_survives_a_later_change_of_the_facts(self, state: State, words: Book) -> None:
        text = shown(state, words).text
        written = state.write(text + "\nPS: I have your book.", words)
        after = typed(written, words, interview__company="Acme", interview__role="Clerk")
        assert "PS: I have your book." in shown(after, words).text
        assert "Clerk" in shown(after, words).text

    def test_where_both_changed_the_writer_wins_and_the_new_text_can_be_taken(
        self, state: State, words: Book
    ) -> None:
        before = typed(state, words, interview__role="Clerk")
        text = shown(before, words).text
        assert "Clerk" in text
        sentence = next(
            part for part in text.split("\n") if "Clerk" in part and not part.startswith("Subject")
        )
        written = before.write(text.replace(sentence, "It was about being a Clerk, and I blew it."), words)
        after = typed(written, words, interview__role="Baker")
        assert "I blew it" in shown(after, words).text
        assert len(shown(after, words).conflicts) == 1
        taken = after.take_new(0, words)
        assert "I blew it" not in shown(taken, words).text
        assert shown(taken, words).conflicts == ()

    def test_a_conflict_can_be_closed_with_the_writers_words(self, state: State, words: Book) -> None:
        before = typed(state, words, interview__role="Clerk")
        text = shown(before, words).text
        sentence = next(p for p in text.split("\n") if "Clerk" in p and not p.startswith("Subject"))
        after = typed(before.write(text.replace(sentence, "Mine."), words), words, interview__role="Baker")
        kept = after.keep_mine(0, words)
        assert shown(kept, words).text == shown(after, words).text
        assert shown(kept, words).conflicts == ()

    def test_starting_over_drops_the_edits(self, state: State, words: Book) -> None:
        fresh = shown(state, words).text
        assert shown(state.write("All my own.", words).start_over(), words).text == fresh

    def test_writing_back_what_is_shown_changes_nothing(self, state: State, words: Book) -> None:
        assert state.write(shown(state, words).text, words) is state


class TestKinds:
    def test_another_kind_keeps_facts_edits_and_timeline(self, state: State, words: Book) -> None:
        before = typed(state, words, interview__company="Acme")
        before = before.write(shown(before, words).text + "\nPS", words)
        turned = before.turn("late", words)
        assert turned.incident.interview.company == "Acme"
        assert turned.timeline[: len(before.timeline)] == before.timeline
        back = turned.turn("missed", words).select("first", "email", words)
        assert shown(back, words).text.endswith("PS")

    def test_a_message_that_the_kind_lacks_gives_way_to_one_it_has(self, state: State, words: Book) -> None:
        turned = state.turn("upcoming", words)
        assert (turned.message, turned.channel) in words.library.pairs("upcoming")


class TestPlan:
    def test_an_outcome_changes_the_plan_at_once(self, state: State, words: Book, now: datetime) -> None:
        before = {step.step.id for step in current_plan(state, words).steps}
        after = {step.step.id for step in current_plan(state.record_outcome("declined", now), words).steps}
        assert before != after

    def test_ticks_of_steps_that_went_stay_in_the_timeline(
        self, state: State, words: Book, now: datetime
    ) -> None:
        step = current_plan(state, words).steps[0].step
        after = state.tick(step).record_outcome("closed", now)
        assert any(entry.what == "ticked" and entry.step == step.id for entry in after.timeline)

    def test_a_tick_can_be_taken_back(self, state: State, words: Book) -> None:
        step = current_plan(state, words).steps[0].step
        assert state.tick(step).tick(step).content == state.content

    def test_the_tick_of_a_message_says_that_it_was_sent(self, state: State, words: Book) -> None:
        step = next(s.step for s in current_plan(state, words).steps if s.step.channel == "email")
        sent = state.tick(step)
        assert [(t.message, t.channel, t.result) for t in sent.incident.contacted] == [
            ("first", "email", "sent")
        ]
        assert sent.tick(step).incident.contacted == ()


class TestLeaving:
    def test_only_a_confirmed_sending_ends_the_question(self, state: State, now: datetime) -> None:
        key = DraftKey("missed", "first", "email")
        out = state.log("exported", "E-mail to a file", about=key)
        assert handed_over(out) == out.timeline[-1]
        assert handed_over(out.sent(key)) is None

    def test_exporting_again_asks_again(self, state: State, now: datetime) -> None:
        key = DraftKey("missed", "first", "email")
        sent = state.log("exported", "E-mail", about=key).sent(key)
        again = sent.at(now + timedelta(hours=1)).log("exported", "E-mail", about=key)
        assert handed_over(again) == again.timeline[-1]


class TestKeeping:
    def test_a_record_and_back_is_the_same(self, state: State, words: Book, now: datetime) -> None:
        before = typed(state, words, interview__company="Acme", interview__start="tomorow-ish")
        before = before.write(shown(before, words).text.replace("sorry", "truly sorry"), words)
        after = State.restored(before.record(words), words, now)
        assert after.incident == before.incident
        assert after.content.typed == before.content.typed
        assert after.timeline == before.timeline
        assert shown(after, words).text == shown(before, words).text
        assert (after.message, after.channel) == (before.message, before.channel)

    def test_open_conflicts_come_back(self, state: State, words: Book, now: datetime) -> None:
        before = typed(state, words, interview__role="Clerk")
        text = shown(before, words).text
        sentence = next(
            part for part in text.split("\n") if "Clerk" in part and not part.startswith("Subject")
        )
        after = typed(before.write(text.replace(sentence, "Mine."), words), words, interview__role="Baker")
        again = State.restored(after.record(words), words, now)
        assert len(shown(again, words).conflicts) == len(shown(after, words).conflicts) == 1

    def test_a_new_version_of_the_templates_does_not_re_word_an_opened_draft(
        self, state: State, words: Book, now: datetime
    ) -> None:
        record = typed(state, words, interview__company="Acme").record(words)
        from msgspec.structs import replace

        old = tuple(replace(d, base="Old words.", text="Old words.") for d in record.drafts)
        after = State.restored(replace(record, drafts=old, words="another version"), words, now)
        assert shown(after, words).text == "Old words."
        assert shown(typed(after, words, interview__role="Clerk"), words).text.count("Old words.") == 1
