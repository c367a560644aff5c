"""The playbooks from their folders: one TOML file a kind, with the parts that several kinds share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import TypeVar

from tui.model.playbook import BadPlaybook, Playbook, Step
from tui.words.kept import Kept
from tui.words.playbook_file import PlaybookFile

T = TypeVar("T")

PARTS = "parts"
LARGEST = 64 * 1024
"""A playbook file of more bytes is refused (ours)."""


Pairs = Callable[[str], Iterable[tuple[str, str]]]
"""The messages and channels that exist for a kind."""


def load_playbooks(
    folders: Sequence[Path],
    broken: Callable[[BadPlaybook], None] | None = None,
    pairs: Pairs | None = None,
    kept: Kept | None = None,
) -> dict[str, Playbook]:
    """Return the playbooks by kind, in the order of their keys; the earlier folder wins file by file.

    A file that cannot be used raises BadPlaybook; with `broken` it is told instead, and the next folder's
    file of that name is used. With `pairs` each message that a step opens must exist for the kind.
    """
    names = sorted({path.stem for folder in folders for path in folder.glob("*.toml")})
    loader = _Loader(folders, broken, pairs, kept or Kept(None))
    found = [playbook for playbook in map(loader.playbook, names) if playbook]
    return {playbook.id: playbook for playbook in sorted(found, key=lambda p: (p.key, p.id))}


class _Loader:
    """The folders, and the steps of each part once."""

    def __init__(
        self,
        folders: Sequence[Path],
        broken: Callable[[BadPlaybook], None] | None,
        pairs: Pairs | None,
        kept: Kept,
    ) -> None:
        self._kept = kept
        self._folders = folders
        self._broken = broken
        self._pairs = pairs
        paths = (path for folder in folders for path in sorted((folder / PARTS).glob("*.toml")))
        self._part_names = tuple(dict.fromkeys(path.stem for path in paths))
        self._parts: dict[str, tuple[Step, ...]] = {}

    def playbook(self, kind: str) -> Playbook | None:
        """Return the first playbook of this kind that can be used."""
        return self._first(f"{kind}.toml", lambda file: self._playbook(kind, file))

    def _playbook(self, kind: str, file: Path) -> Playbook:
        read = _read(file, self._kept)
        steps = {step.id: step for step in read.steps()}
        for name in read.uses(self._part_names):
            for step in self._part(name):
                steps.setdefault(step.id, step)
        if not steps:
            raise BadPlaybook(read.source, 1, "there is no [[step]] in it.")
        _check_order(read, tuple(steps.values()))
        if self._pairs:
            _check_messages(read, tuple(steps.values()), set(self._pairs(kind)))
        return read.playbook(kind, tuple(steps.values()))

    def _part(self, name: str) -> tuple[Step, ...]:
        if name not in self._parts:
            found = self._first(f"{PARTS}/{name}.toml", lambda file: _read(file, self._kept).steps())
            self._parts[name] = found or ()
        return self._parts[name]

    def _first(self, name: str, read: Callable[[Path], T]) -> T | None:
        for folder in self._folders:
            try:
                if (folder / name).is_file():
                    return read(folder / name)
            except BadPlaybook as bad:
                if self._broken is None:
                    raise
                self._broken(bad)
        return None


def _check_order(file: PlaybookFile, steps: tuple[Step, ...]) -> None:
    """A step that waits for a message stands after a step that opens it, so that its time can be foreseen."""
    opened: set[str] = set()
    for step in steps:
        for due in step.due:
            if due.of and due.of not in opened and due.of in {s.message for s in steps}:
                file.fail_at_step(
                    step.id, "due", f"step `{step.id}` stands before the step that opens `{due.of}`."
                )
        opened.add(step.message)


def _check_messages(file: PlaybookFile, steps: tuple[Step, ...], pairs: set[tuple[str, str]]) -> None:
    known = {message for message, _ in pairs}
    for step in steps:
        if step.message and step.message not in known:
            near = get_close_matches(step.message, known, n=1, cutoff=0.0)
            hint = f"; the nearest is `{near[0]}`" if near else ""
            file.fail_at_step(step.id, "message", f"this kind has no message `{step.message}`{hint}.")
        if step.message and (step.message, step.channel) not in pairs:
            channels = ", ".join(sorted(channel for message, channel in pairs if message == step.message))
            reason = f"`{step.message}` does not go by `{step.channel}`; it goes by {channels}."
            file.fail_at_step(step.id, "channel", reason)


def _read(file: Path, kept: Kept) -> PlaybookFile:
    try:
        if file.stat().st_size > LARGEST:
            raise BadPlaybook(str(file), 1, f"it is larger than {LARGEST // 1024} KiB.")
        return PlaybookFile(str(file), file.read_text(encoding="utf-8"), partial(kept.toml, file))
    except (OSError, ValueError) as error:
        raise BadPlaybook(str(file), 1, f"it cannot be read ({error}).") from error
