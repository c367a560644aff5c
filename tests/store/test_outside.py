"""What editors, git and sync tools do to the files meanwhile: followed, merged, shown, never overwritten."""

from __future__ import annotations

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.store.records import CALL, EMAIL, KINDS, NOON, make_record
from tests.store.slow import only, text_of
from tui.model.incident import Incident
from tui.model.plan import Tick
from tui.model.record import DraftText, Record
from tui.model.timeline import Entry
from tui.store.conflict import compare
from tui.store.folder import listing, versions_beside
from tui.store.save import ChangedOutside, Stored, open_incident, save


def test_a_renamed_file_is_followed(folder: Path) -> None:
    stored = save(folder, make_record("old"))
    mine = stored.path.rename(folder / "my robots.md")
    again = save(folder, make_record("new"), stored)
    assert again.path == mine == only(folder)
    assert text_of(mine) == "new"
    assert save(folder, make_record("newer"), again).path == mine


def test_a_file_renamed_while_a_save_failed_half_way_is_followed_too(folder: Path) -> None:
    stored = save(folder, make_record("old"))
    tried = replace(stored, digest="0" * 64, tried=stored.digest)
    mine = stored.path.rename(folder / "my robots.md")
    assert save(folder, make_record("new"), tried).path == mine


def test_a_file_renamed_and_changed_is_kept_and_ours_goes_beside_it(folder: Path) -> None:
    stored = save(folder, make_record("old"))
    mine = stored.path.rename(folder / "mine.md")
    theirs = stored.data.replace(b"old", b"theirs")
    mine.write_bytes(theirs)
    with pytest.raises(ChangedOutside) as caught:
        save(folder, make_record("ours"), stored)
    assert mine.read_bytes() == theirs
    assert caught.value.ours.path.name.startswith("mine.conflict-")
    assert text_of(caught.value.ours.path) == "ours"


def test_the_version_of_a_sync_tool_does_not_take_the_place_of_a_file_that_went(folder: Path) -> None:
    stored = save(folder, make_record("old"))
    copy = stored.path.with_name(f"{stored.path.stem}.sync-conflict-20261201-120000-ABCDEFG.md")
    copy.write_bytes(stored.data.replace(b"old", b"theirs"))
    save(folder, make_record(id="bbbb2222"))
    stored.path.unlink()
    assert save(folder, make_record("new"), stored).path == stored.path
    assert text_of(copy) == "theirs"


def test_a_bad_file_in_the_folder_hinders_no_search_for_a_renamed_one(folder: Path) -> None:
    stored = save(folder, make_record("old"))
    (folder / "a.md").mkdir()
    mine = stored.path.rename(folder / "z.md")
    assert save(folder, make_record("new"), stored).path == mine


@pytest.mark.parametrize(
    "name",
    [
        "{}.sync-conflict-20261201-120000-ABCDEFG.md",
        "{} (conflicted copy 2026-12-01).md",
        "{} (Ana's conflicted copy 2026-12-01).md",
        "{}_conflict-20261201-120000.md",
        "{} (Case Conflict).md",
        "{} (1).md",
        "{} 2.md",
        "{}-laptop.md",
    ],
)
@pytest.mark.parametrize("damaged", [False, True], ids=["whole", "damaged"])
def test_a_sync_tools_copy_is_a_version_of_its_incident(folder: Path, name: str, damaged: bool) -> None:
    stored = save(folder, make_record("ours"))
    copy = folder / name.format(stored.path.stem)
    copy.write_bytes(stored.data[:200] if damaged else stored.data.replace(b"ours", b"theirs"))
    if damaged and "onflict" not in name:
        return  # a damaged file that is named like any other tells nobody whose it is
    own, other = versions_beside(folder, make_record().id, KINDS)
    assert (own.path, own.copy) == (stored.path, False)
    assert (other.path, other.copy, bool(other.damaged)) == (copy, True, damaged)


def git(where: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.invalid", "-C", str(where), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


BASE = make_record(
    incident=Incident(kind="missed")
    .with_fact("me.name", "Ana Ruiz")
    .with_fact("contact.name", "Ms Roe")
    .with_fact("contact.phone", "+49 30 1")
    .with_fact("interview.company", "Acme")
    .with_fact("interview.place", "Berlin")
    .with_fact("interest", "robots"),
    drafts=(
        DraftText(
            EMAIL, "Dear Ms Roe,\n\nOne.\n\nTwo.\n\nThree.\n", "Dear Ms Roe,\n\nOne.\n\nTwo.\n\nThree.\n"
        ),
        DraftText(CALL, "Hello.\n\nBye.\n", "Hello.\n\nBye.\n"),
    ),
)
LATER = NOON + timedelta(hours=1)


def fact(record: Record, path: str, value: object) -> Record:
    return replace(record, incident=record.incident.with_fact(path, value))


def draft(record: Record, number: int, old: str, new: str) -> Record:
    drafts = list(record.drafts)
    drafts[number] = replace(drafts[number], text=drafts[number].text.replace(old, new))
    return replace(record, drafts=tuple(drafts))


APART = {
    "two facts": (fact(BASE, "contact.name", "Mr Lee"), fact(BASE, "interview.place", "Hamburg")),
    "a fact and a text": (fact(BASE, "interest", "arms"), draft(BASE, 0, "One.", "1.")),
    "two passages": (draft(BASE, 0, "One.", "1."), draft(BASE, 0, "Three.", "3.")),
    "two texts": (draft(BASE, 0, "Two.", "2."), draft(BASE, 1, "Hello.", "Hi.")),
    "a tick and a note": (
        replace(BASE, ticks=(*BASE.ticks, Tick("missed", "mail", LATER))),
        replace(BASE, timeline=(*BASE.timeline, Entry(LATER, "note", "rang back"))),
    ),
    "a new fact and the title": (fact(BASE, "cause.id", "overslept"), replace(BASE, title="Other")),
}


@pytest.fixture
def clones(tmp_path: Path) -> tuple[Path, Path]:
    """Return two clones of a data folder with one incident in it."""
    one, other = tmp_path / "one", tmp_path / "other"
    save(one, BASE)
    assert git(one, "init", "-q", "-b", "main").returncode == 0
    git(one, "add", ".")
    assert git(one, "commit", "-q", "-m", "begin").returncode == 0
    assert git(tmp_path, "clone", "-q", str(one), str(other)).returncode == 0
    return one, other


def edit(clone: Path, record: Record) -> Stored:
    path = next(clone.glob("*.md"))
    stored = save(clone, record, open_incident(path, KINDS)[1])
    assert git(clone, "commit", "-q", "-a", "-m", "edit").returncode == 0
    return stored


@pytest.mark.parametrize("name", APART)
def test_two_clones_that_edited_different_parts_merge_and_open(clones: tuple[Path, Path], name: str) -> None:
    one, other = clones
    mine, theirs = APART[name]
    edit(one, mine)
    edit(other, theirs)
    done = git(other, "pull", "-q", "--no-rebase", "--no-edit")
    assert done.returncode == 0, done.stdout + done.stderr
    (listed,) = listing(other, KINDS)
    assert listed.record
    changed = {found.path for found in compare(BASE, mine)} | {found.path for found in compare(BASE, theirs)}
    assert {found.path for found in compare(BASE, listed.record)} == changed


def test_a_merge_that_git_gave_up_is_told_with_its_line(clones: tuple[Path, Path]) -> None:
    one, other = clones
    edit(one, fact(BASE, "contact.name", "Mr Lee"))
    edit(other, fact(BASE, "contact.name", "Mrs Poe"))
    assert git(other, "pull", "-q", "--no-rebase", "--no-edit").returncode != 0
    (listed,) = listing(other, KINDS)
    assert "git left both versions in it" in listed.damaged
    number = int(listed.damaged.removeprefix("line ").split(":")[0])
    assert listed.path.read_text(encoding="utf-8").split("\n")[number - 1].startswith("<<<<<<<")


def test_the_marks_of_git_in_a_text_of_ones_own_are_text(folder: Path) -> None:
    said = "<<<<<<< mine\none\n=======\ntwo\n>>>>>>> theirs\n"
    assert text_of(save(folder, make_record(said)).path) == said
