"""What undo goes back over: the content of the state, and the trail of its changes."""

from __future__ import annotations

from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from tui.model.draft import HandEdit
from tui.model.incident import Incident
from tui.model.plan import Tick
from tui.model.record import DraftKey


class Opened(Struct, frozen=True):
    """A draft that was shown; `edit` is None while nobody wrote in it."""

    key: DraftKey
    edit: HandEdit | None = None


class Content(Struct, frozen=True):
    """What undo restores: the facts, what is half typed, the drafts and the ticks."""

    incident: Incident
    typed: tuple[tuple[str, str], ...] = ()
    opened: tuple[Opened, ...] = ()
    ticks: tuple[Tick, ...] = ()


class Change(Struct, frozen=True):
    """One step of the undo trail, with the words for it."""

    label: str
    content: Content


TRAIL = 200
"""Undo goes back so many changes (ours)."""


class Undoable(Struct, frozen=True, kw_only=True):
    """A content with the changes that led to it; changes of one label are one step until it is settled."""

    content: Content
    done: tuple[Change, ...] = ()
    undone: tuple[Change, ...] = ()
    settled: bool = True

    def undo(self) -> Self:
        """Go back one change; the same state when there is none."""
        if not self.done:
            return self
        *done, change = self.done
        undone = (*self.undone, Change(change.label, self.content))
        return replace(self, content=change.content, done=tuple(done), undone=undone, settled=True)

    def redo(self) -> Self:
        """Go forward one change that was undone; the same state when there is none."""
        if not self.undone:
            return self
        *undone, change = self.undone
        done = (*self.done, Change(change.label, self.content))
        return replace(self, content=change.content, done=done, undone=tuple(undone), settled=True)

    def settle(self) -> Self:
        """Close the running undo step: the next change is a step of its own."""
        return self if self.settled else replace(self, settled=True)

    def _changed(self, label: str, content: Content) -> Self:
        """Return the state with another content, and a step back to this one."""
        if content == self.content:
            return self
        done = self.done
        if self.settled or not done or done[-1].label != label:
            done = (*done, Change(label, self.content))[-TRAIL:]
        return replace(self, content=content, done=done, undone=(), settled=False)
