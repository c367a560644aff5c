"""Two versions of one incident: compared fact by fact, merged by choice, settled without loss."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.store.failing import FailingDisk
from tests.store.records import CALL, EMAIL, KINDS, NOON, make_record
from tui.model.plan import Tick
from tui.model.record import DraftText, Record
from tui.model.timeline import Entry
from tui.store.conflict import Choice, compare, merged, opened_versions, settle
from tui.store.folder import listing, versions_beside
from tui.store.history import History, NotKept, read_version
from tui.store.save import ChangedOutside, NotSaved, Stored, save

BASE = make_record()
LATER = NOON + timedelta(hours=1)


def fact(record: Record, path: str, value: object) -> Record:
    return replace(record, incident=record.incident.with_fact(path, value))


def text(record: Record, said: str, base: str = "Dear Ms Roe,\n") -> Record:
    return replace(record, drafts=(DraftText(EMAIL, base, said), *record.drafts[1:]))


def paths(one: Record, other: Record, base: Record | None = None) -> list[str]:
    return [found.path for found in compare(one, other, base)]


def test_equal_versions_have_no_difference() -> None:
    assert compare(BASE, BASE) == ()
    assert compare(BASE, replace(BASE, saved=LATER, shown=CALL, words="new")) == ()


def test_every_kind_of_difference_is_told_by_its_path_and_label() -> None:
    theirs = replace(BASE, title="Other", typed=(("eta", "soonish"),), drafts=BASE.drafts[:1], timeline=())
    theirs = fact(fact(theirs, "interview.company", "Bolt"), "slots.1.note", "by phone")
    found = {one.path: one.label for one in compare(BASE, theirs)}
    assert found == {
        "title": "Title",
        "facts.interview.company": "Company",
        "facts.slots": "Offered times",
        "typed.interview.start": found["typed.interview.start"],
        "typed.eta": found["typed.eta"],
        "drafts.missed/first/call": "first, call (missed)",
        "timeline": "What happened",
    }


def test_what_has_no_field_of_its_own_is_named_by_its_path() -> None:
    theirs = replace(BASE, incident=replace(BASE.incident, unknown=("contact.phone",)))
    assert [one.label for one in compare(BASE, theirs)] == ["unknown"]


def test_the_side_that_changed_since_the_base_is_the_best() -> None:
    mine, theirs = fact(BASE, "contact.name", "Ms Lee"), fact(BASE, "interview.company", "Bolt")
    best = {one.path: one.best for one in compare(mine, theirs, BASE)}
    assert best == {"facts.contact.name": "mine", "facts.interview.company": "theirs"}
    both = merged(mine, theirs, {}, BASE)
    assert both == fact(mine, "interview.company", "Bolt")


def test_a_fact_that_one_side_emptied_stays_empty() -> None:
    theirs = fact(fact(BASE, "interview.company", ""), "noticed", None)
    mine = fact(BASE, "noticed", NOON)
    assert merged(mine, theirs, {"facts.noticed": "theirs"}, BASE).incident == theirs.incident


def test_without_a_base_what_is_there_is_better_than_a_gap() -> None:
    mine, theirs = fact(BASE, "contact.name", "Ms Lee"), fact(BASE, "me.name", "Ana")
    assert merged(mine, theirs, {}) == fact(mine, "me.name", "Ana")


def test_where_both_changed_one_fact_mine_is_the_best_and_either_can_be_chosen() -> None:
    mine, theirs = fact(BASE, "me.name", "Ana"), fact(BASE, "me.name", "Bob")
    (one,) = compare(mine, theirs, BASE)
    assert (one.mine, one.theirs, one.base, one.best, one.choices) == (
        "Ana",
        "Bob",
        "",
        "mine",
        ("mine", "theirs"),
    )
    assert merged(mine, theirs, {one.path: "theirs"}, BASE).incident.me.name == "Bob"
    assert merged(mine, theirs, {one.path: "both"}, BASE).incident.me.name == "Ana"


def test_two_edits_of_one_text_go_together() -> None:
    start = "One is here.\n\nTwo is here.\n\nThree is here.\n"
    base = text(BASE, start)
    mine, theirs = text(BASE, start.replace("One", "1")), text(BASE, start.replace("Three", "3"))
    (one,) = compare(mine, theirs, base)
    assert one.best == "both"
    assert merged(mine, theirs, {}, base).drafts[0].text == "1 is here.\n\nTwo is here.\n\n3 is here.\n"


def test_without_a_base_texts_go_together_over_the_render_they_share() -> None:
    start = "One is here.\n\nTwo is here.\n"
    mine, theirs = text(BASE, f"{start}\nMine.\n", start), text(BASE, start.replace("One", "1"), start)
    assert merged(mine, theirs, {}).drafts[0].text == "1 is here.\n\nTwo is here.\n\nMine.\n"
    (apart,) = compare(mine, text(BASE, "Other.\n", "Another.\n"))
    assert (apart.best, apart.choices) == ("mine", ("mine", "theirs"))


def test_logs_of_both_sides_are_united_in_their_order() -> None:
    mine = replace(BASE, ticks=(*BASE.ticks, Tick("missed", "mail", LATER)))
    early = Entry(NOON - timedelta(hours=1), "noticed", "overslept")
    theirs = replace(BASE, timeline=(*BASE.timeline, early), ticks=())
    both = merged(mine, theirs, {}, BASE)
    assert both.timeline == theirs.timeline
    late = Entry(LATER, "note", "later")
    mine = replace(mine, timeline=(*BASE.timeline, late))
    assert merged(mine, theirs, {}, BASE).timeline == (early, *BASE.timeline, late)
    assert both.ticks == (Tick("missed", "mail", LATER),)


def test_a_draft_that_only_one_side_opened_is_kept() -> None:
    theirs = replace(BASE, drafts=BASE.drafts[:1])
    assert merged(theirs, BASE, {}).drafts == BASE.drafts
    assert merged(BASE, theirs, {"drafts.missed/first/call": "theirs"}).drafts == theirs.drafts


changes = st.lists(
    st.sampled_from(["company", "title", "text", "tick", "typed", "slot", "archive", "gap"]), max_size=6
)


def changed(record: Record, names: list[str], mark: str) -> Record:
    for name in names:
        match name:
            case "company":
                record = fact(record, "interview.company", mark)
            case "title":
                record = replace(record, title=mark)
            case "text":
                record = text(record, f"{record.drafts[0].text}{mark}\n")
            case "tick":
                record = replace(record, ticks=(*record.ticks, Tick("missed", mark, LATER)))
            case "typed":
                record = replace(record, typed=(*record.typed[:1], ("eta", mark)))
            case "slot":
                record = fact(record, "slots.0.note", mark)
            case "archive":
                record = replace(record, archived=not record.archived)
            case _:
                record = fact(record, "interview.company", "")
    return record


@settings(max_examples=60, deadline=None)
@given(changes, changes, st.booleans())
def test_choosing_one_side_everywhere_gives_that_side(one: list[str], other: list[str], known: bool) -> None:
    mine, theirs = changed(BASE, one, "mine"), changed(BASE, other, "theirs")
    base = BASE if known else None
    everywhere: dict[str, Choice] = dict.fromkeys(paths(mine, theirs, base), "mine")
    assert compare(merged(mine, theirs, everywhere, base), mine) == ()
    everywhere = dict.fromkeys(paths(mine, theirs, base), "theirs")
    assert compare(merged(mine, theirs, everywhere, base), theirs) == ()


@settings(max_examples=60, deadline=None)
@given(changes)
def test_a_change_of_one_side_alone_arrives_unasked(names: list[str]) -> None:
    theirs = changed(BASE, names, "theirs")
    assert compare(merged(BASE, theirs, {}, BASE), theirs) == ()
    assert compare(merged(theirs, BASE, {}, BASE), theirs) == ()


@pytest.fixture
def parted(folder: Path) -> tuple[Stored, Stored]:
    stored = save(folder, BASE)
    stored.path.write_bytes(stored.path.read_bytes().replace(b"robot job", b"other job"))
    with pytest.raises(ChangedOutside) as caught:
        save(folder, fact(BASE, "contact.name", "Ms Lee"), stored)
    return stored, caught.value.ours


def test_a_merge_is_saved_over_the_own_file_and_every_version_is_kept(
    folder: Path, parted: tuple[Stored, Stored]
) -> None:
    own, beside = versions_beside(folder, BASE.id, KINDS)
    assert (own.copy, beside.copy) == (False, True)
    (theirs, keep), (mine, ours) = opened_versions([own.path, beside.path], KINDS)
    history = History(folder.parent / "history")
    settle(merged(mine, theirs, {}, BASE), keep, [ours], history)
    (listed,) = listing(folder, KINDS)
    assert listed.record
    assert (listed.title, listed.record.incident.contact.name) == ("The other job", "Ms Lee")
    kept = [read_version(version, KINDS) for version in history.versions(BASE.id)]
    assert {(one.title, one.incident.contact.name) for one in kept} >= {
        ("The other job", ""),
        ("The robot job", "Ms Lee"),
    }


def test_a_version_that_changed_meanwhile_stays(folder: Path, parted: tuple[Stored, Stored]) -> None:
    (theirs, keep), (_, ours) = opened_versions([parted[0].path, parted[1].path], KINDS)
    newer = ours.path.read_bytes() + b"\nmore\n"
    ours.path.write_bytes(newer)
    settle(theirs, keep, [ours], History(folder.parent / "history"))
    assert ours.path.read_bytes() == newer
    ours.path.unlink()
    settle(theirs, keep, [ours], History(folder.parent / "history"))


def test_whichever_call_of_a_settlement_fails_no_version_is_lost(
    folder: Path, parted: tuple[Stored, Stored]
) -> None:
    contents = {path: path.read_bytes() for path in folder.iterdir()}
    (theirs, keep), (mine, ours) = opened_versions(sorted(contents, key=lambda path: len(path.name)), KINDS)
    both = merged(mine, theirs, {}, BASE)
    counted = FailingDisk()
    settle(both, keep, [ours], History(folder.parent / "counted", counted), counted)
    for at in range(1, counted.calls + 1):
        for path in folder.iterdir():
            path.unlink()
        for path, data in contents.items():
            path.write_bytes(data)
        disk = FailingDisk(at)
        history = History(folder.parent / f"history-{at}", disk)
        try:
            settle(both, keep, [ours], history, disk)
        except (NotKept, NotSaved, OSError):
            found = [path.read_bytes() for path in (*folder.iterdir(), *history.folder.rglob("*.md"))]
            assert all(data in found for data in contents.values()), counted.names[at - 1]
