"""Lives of a data folder: edits, crashes, outside changes, restarts, merges, restores and erasing, at random.

After every step the newest text that was acknowledged is in the file, a version or a conflict copy, and what
somebody else wrote was overwritten by nobody but themselves.
"""

from __future__ import annotations

import errno
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.store.failing import FailingDisk
from tests.store.records import EMAIL, KINDS, make_record
from tui.model.record import DraftText, Record
from tui.store.conflict import compare, merged, opened_versions, settle
from tui.store.erasing import erase_all
from tui.store.errors import StoreError
from tui.store.folder import listing, sweep, versions_beside
from tui.store.history import History, read_version
from tui.store.lock import Lock
from tui.store.places import Places, places
from tui.store.recovery import take_back, write_recovery
from tui.store.save import ChangedOutside, NotSaved, Stored, open_incident, save

ID = "1a2b3c4d5e6f70819203a4b5c6d7e8f9"
MEMORY = Path("/dev/shm")  # noqa: S108 (what is tested here needs no medium)
calls = st.integers(1, 40)


class Killed(BaseException):
    """The process is no more."""


class Dying(FailingDisk):
    """A disk whose process is killed at the k-th call."""

    def _count(self, name: str) -> None:
        self.names.append(name)
        if self.calls >= self.at:
            raise Killed


def record_of(text: str) -> Record:
    return make_record(id=ID, drafts=(DraftText(EMAIL, "", text),))


def text_in(path: Path) -> str:
    return open_incident(path, KINDS)[0].drafts[0].text


class Lives(RuleBasedStateMachine):
    """One data folder and what must be in it."""

    steps = 0

    @initialize()
    def begin(self) -> None:
        self.root = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
        self.home: Places = places(self.root / "data", {}).ready()
        self.history = History(self.home.history)
        self.handle: Stored | None = None
        self.acknowledged = ""
        self.theirs: set[str] = set()
        self.number = 0

    def teardown(self) -> None:
        if hasattr(self, "root"):
            shutil.rmtree(self.root)

    # What must hold

    @invariant()
    def nothing_is_lost(self) -> None:
        if not hasattr(self, "root"):
            return
        Lives.steps += 1
        kept = self.kept()
        assert not self.acknowledged or self.acknowledged in kept, "the newest acknowledged text is gone"
        assert self.theirs <= kept, "a text of somebody else's is gone"

    def kept(self) -> set[str]:
        found = [*self.files(), *self.home.recovery.glob("*.md")]
        found += [version.path for version in self.history.versions(ID)]
        return {text_in(path) for path in found}

    def files(self) -> list[Path]:
        return sorted(path for path in self.home.incidents.glob("*.md") if not path.name.startswith("."))

    # Our window

    def new_text(self, who: str) -> str:
        self.number += 1
        return f"{who} {self.number}\n"

    def saved(self, record: Record, disk: FailingDisk) -> None:
        """Save; where it is acknowledged it must be there from now on, and the base of a conflict too."""
        base = self.handle.data if self.handle else b""
        try:
            self.handle = save(self.home.incidents, record, self.handle, disk, self.history)
        except ChangedOutside as conflict:
            self.handle = conflict.ours
            if base and not disk.at:
                assert base in [version.path.read_bytes() for version in self.history.versions(ID)]
        self.acknowledged = record.drafts[0].text

    @rule()
    def edit(self) -> None:
        self.saved(record_of(self.new_text("ours")), FailingDisk())

    @rule(at=calls, number=st.sampled_from([errno.EIO, errno.ENOSPC, errno.EROFS]))
    def edit_on_a_bad_disk(self, at: int, number: int) -> None:
        record = record_of(self.new_text("ours"))
        try:
            self.saved(record, FailingDisk(at, number))
        except NotSaved as error:
            self.handle = error.stored
            write_recovery(self.home.recovery, record, error.stored)
            self.acknowledged = record.drafts[0].text

    @rule(at=calls)
    def edit_and_be_killed(self, at: int) -> None:
        text = self.new_text("ours")
        with suppress(Killed):
            self.saved(record_of(text), Dying(at))
        if text in self.kept():  # it was on the disk before anybody could be told
            self.acknowledged = text
        self.restart()

    @rule()
    def restart(self) -> None:
        with Lock(self.home.data):
            sweep(self.home.incidents)
            sweep(self.home.recovery)
            for back in take_back(self.home.incidents, self.home.recovery, KINDS):
                assert not back.copy.exists()
        self.history = History(self.home.history)
        self.handle = None
        for listed in versions_beside(self.home.incidents, ID, KINDS)[:1]:
            self.handle = open_incident(listed.path, KINDS)[1]
            self.theirs.discard(text_in(listed.path))  # it is on our screen now, and ours to edit

    @rule()
    def second_window(self) -> None:
        with Lock(self.home.data):
            assert not Lock(self.home.data).try_take()

    @precondition(lambda self: self.files() and self.handle)
    @rule(at=st.integers(0, 100))
    def restore(self, at: int) -> None:
        kept = self.history.versions(ID)
        if kept and self.handle:
            record = read_version(kept[at % len(kept)], KINDS)
            self.history.keep(ID, self.handle.data, "restore")
            self.saved(record, FailingDisk())

    @precondition(lambda self: len(self.files()) > 1)
    @rule()
    def merge(self) -> None:
        self.restart()
        found = versions_beside(self.home.incidents, ID, KINDS)
        opened = opened_versions([listed.path for listed in found], KINDS)
        before = {record.drafts[0].text for record, _ in opened}
        whole, keep = opened[0]
        for record, _ in opened[1:]:
            whole = merged(whole, record, {one.path: "mine" for one in compare(whole, record)})
        self.handle = settle(whole, keep, [stored for _, stored in opened[1:]], self.history)
        assert before <= self.kept(), "a merge lost a version"
        assert len(self.files()) == 1
        self.acknowledged, self.theirs = whole.drafts[0].text, set()

    @precondition(lambda self: self.files())
    @rule()
    def erase(self) -> None:
        erase_all(self.home, ID, KINDS)
        left = [path for path in self.home.data.rglob("*") if path.is_file()]
        assert [path.name for path in left] in ([], ["raincheck.lock"])
        self.handle, self.acknowledged, self.theirs = None, "", set()

    # Somebody else

    def overwritten(self, path: Path) -> None:
        """Take note that somebody else replaced a text that they could see."""
        text = text_in(path)
        self.theirs.discard(text)
        if text == self.acknowledged:
            self.acknowledged = ""

    @precondition(lambda self: self.files())
    @rule(at=st.integers(0, 100), in_place=st.booleans())
    def edit_outside(self, at: int, in_place: bool) -> None:
        path = self.files()[at % len(self.files())]
        old = text_in(path)
        new = self.new_text("theirs")
        data = path.read_bytes().replace(f"text\n{old}".encode(), f"text\n{new}".encode())
        self.overwritten(path)
        if in_place:
            path.write_bytes(data)
        else:
            other = path.with_name("swap")
            other.write_bytes(data)
            other.replace(path)
        self.theirs.add(new)

    @precondition(lambda self: self.files())
    @rule(at=st.integers(0, 100))
    def rename_outside(self, at: int) -> None:
        path = self.files()[at % len(self.files())]
        self.number += 1
        path.rename(path.with_name(f"mine-{self.number}.md"))

    @precondition(lambda self: self.files())
    @rule(at=st.integers(0, 100))
    def remove_outside(self, at: int) -> None:
        path = self.files()[at % len(self.files())]
        self.overwritten(path)
        path.unlink()

    @precondition(lambda self: self.files())
    @rule()
    def sync_outside(self) -> None:
        path = self.files()[0]
        copy = path.with_name(f"{path.stem}.sync-conflict-20261201-120000-{self.number}.md")
        if not copy.exists():
            copy.write_bytes(path.read_bytes())

    @precondition(lambda self: self.files())
    @rule()
    def touch_outside(self) -> None:
        self.files()[0].touch()

    @precondition(lambda self: self.files())
    @rule()
    def upgrade(self) -> None:
        """The file is as an older version wrote it."""
        path = self.files()[0]
        text = path.read_text(encoding="utf-8")
        if "\nsaved = " not in text:
            path.write_text(
                text.replace("\ncreated =", '\nsaved = "2026-12-01T12:00:00Z"\ncreated ='), encoding="utf-8"
            )
        self.restart()

    @rule()
    def list_all(self) -> None:
        with_index = listing(self.home.incidents, KINDS, index=self.home.index)
        plainly = listing(self.home.incidents, KINDS)
        assert [(one.path, one.record) for one in with_index] == [(one.path, one.record) for one in plainly]

    @precondition(lambda self: self.files())
    @rule(at=calls)
    def be_killed_while_merging(self, at: int) -> None:
        found = versions_beside(self.home.incidents, ID, KINDS)
        (whole, keep), *others = opened_versions([listed.path for listed in found], KINDS)
        disk = Dying(at)
        history = History(self.home.history, disk)
        with suppress(Killed, StoreError):
            settle(whole, keep, [stored for _, stored in others], history, disk)
            self.acknowledged, self.theirs = whole.drafts[0].text, set()
        self.restart()
