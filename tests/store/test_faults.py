"""The real system refuses: a full disk, a size limit, a read-only folder, used-up descriptors, kill -9."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.killing import kill_writers
from tests.store.records import KINDS, make_record
from tui.store.folder import listing
from tui.store.save import NotSaved, Stored, open_incident, save

LARGE = "a long text\n" * 20_000
NOBODY = 65_534


def text_of(stored: Stored) -> str:
    return open_incident(stored.path, KINDS)[0].drafts[0].text


def refused(folder: Path, stored: Stored | None, text: str = LARGE) -> NotSaved:
    with pytest.raises(NotSaved) as caught:
        save(folder, make_record(text), stored)
    return caught.value


def in_a_child(code: str, folder: Path) -> str:
    """Run the code in a process of its own, in the folder's parent, and return what it prints."""
    begin = "import os\nfrom tests.store.test_faults import *\nfolder = Path('incidents')\n"
    done = subprocess.run(
        [sys.executable, "-c", begin + code],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder.parent,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_under_a_file_size_limit_the_old_file_stays(folder: Path) -> None:
    stored = save(folder, make_record("old"))
    told = in_a_child(
        "import resource\n"
        "stored = open_incident(next(folder.iterdir()), KINDS)[1]\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))\n"
        "print(refused(folder, stored))\n",
        folder,
    )
    assert "file size limit reached" in told
    assert "ulimit -f" in told
    assert text_of(stored) == "old"
    assert list(folder.iterdir()) == [stored.path]


def test_with_all_descriptors_used_up_the_old_file_stays_and_the_next_save_holds(folder: Path) -> None:
    stored = save(folder, make_record("old"))
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, limits[1]))
    try:
        error = refused(folder, stored, "new")
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)
    assert error.brief == "too many open files"
    assert text_of(stored) == "old"
    assert text_of(save(folder, make_record("new"), error.stored)) == "new"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "small"
    place.mkdir()
    mounted = os.geteuid() == 0 and mount("-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place))
    if not mounted:
        pytest.skip("only root can mount a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def mount(*options: str) -> bool:
    return subprocess.run(["mount", *options], capture_output=True, check=False).returncode == 0


def test_on_a_full_disk_the_old_file_stays_whole_and_what_was_begun_goes(small_disk: Path) -> None:
    folder = small_disk / "incidents"
    stored = save(folder, make_record("old"))
    error = refused(folder, stored)
    assert error.brief == "disk full"
    assert "free some space" in str(error)
    assert list(folder.iterdir()) == [stored.path]
    assert text_of(stored) == "old"
    assert text_of(save(folder, make_record("new"), error.stored)) == "new"


def test_without_a_free_inode_the_old_file_stays_whole(small_disk: Path) -> None:
    folder = small_disk / "incidents"
    stored = save(folder, make_record("old"))
    assert mount("-o", "remount,nr_inodes=3", str(small_disk))
    error = refused(folder, stored, "new")
    assert error.brief == "disk full"
    assert list(folder.iterdir()) == [stored.path]
    assert mount("-o", "remount,nr_inodes=0", str(small_disk))
    assert text_of(save(folder, make_record("new"), error.stored)) == "new"


def test_on_a_disk_made_read_only_the_old_file_stays(small_disk: Path) -> None:
    folder = small_disk / "incidents"
    stored = save(folder, make_record("old"))
    assert mount("-o", "remount,ro", str(small_disk))
    error = refused(folder, stored, "new")
    assert error.brief == "disk is read-only"
    assert mount("-o", "remount,rw", str(small_disk))
    assert text_of(save(folder, make_record("new"), error.stored)) == "new"


def test_in_a_folder_that_may_not_be_written_the_old_file_stays(folder: Path) -> None:
    stored = save(folder, make_record("old"))
    folder.chmod(0o500)
    try:
        told = str(refused(folder, stored, "new")) if os.geteuid() else as_nobody(folder, stored)
    finally:
        folder.chmod(0o700)
    assert "not writable" in told
    assert text_of(stored) == "old"
    assert list(folder.iterdir()) == [stored.path]


def as_nobody(folder: Path, stored: Stored) -> str:
    """Modes do not hold root back, so let somebody else try."""
    for path in (folder, stored.path):
        os.chown(path, NOBODY, NOBODY)
    code = "stored = open_incident(next(folder.iterdir()), KINDS)[1]\nos.setuid(NOBODY)\n"
    return in_a_child(f"{code}print(refused(folder, stored, 'new'))", folder)


def test_no_acknowledged_save_is_lost_to_kill_9_and_no_file_is_damaged(folder: Path) -> None:
    toll = kill_writers(folder, times=15, seed=2026)
    assert (toll.lost, toll.damaged) == (0, 0)
    assert toll.acknowledged >= toll.kills
    assert len(listing(folder, KINDS)) == 1
