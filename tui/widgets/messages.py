"""What the parts of a screen say to the App: who speaks; the App reads the control then and there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.widget import Widget

if TYPE_CHECKING:
    from tui.model.incident import Outcome


class Edited(Message):
    """The user changed what stands in a control."""

    def __init__(self, source: Widget) -> None:
        super().__init__()
        self.source = source

    @property
    def control(self) -> Widget:
        """The control that was changed."""
        return self.source


class Left(Message):
    """The user left a control: a good moment to save and to close the undo step."""


class ChoiceWanted(Message):
    """The user wants to choose a value for a field; `typed` is what they have typed to find it."""

    def __init__(self, path: str, typed: str = "") -> None:
        super().__init__()
        self.path = path
        self.typed = typed


class Selected(Message):
    """The user wants to see a message, or another channel of it (empty: as it is)."""

    def __init__(self, message: str = "", channel: str = "") -> None:
        super().__init__()
        self.message = message
        self.channel = channel


class StepTicked(Message):
    """The user ticked a step, or took its tick back."""

    def __init__(self, step: str, label: str) -> None:
        super().__init__()
        self.step = step
        self.label = label


class StepSearch(Message):
    """The user wants to find a step by typing."""


class StepOpened(Message):
    """The user wants the message that belongs to a step."""

    def __init__(self, step: str) -> None:
        super().__init__()
        self.step = step


class BranchTaken(Message):
    """The call took a branch."""

    def __init__(self, branch: str, seconds: int) -> None:
        super().__init__()
        self.branch = branch
        self.seconds = seconds


class OutcomeChosen(Message):
    """The user said how it stands."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


class IncidentWanted(Message):
    """The user wants something done with an incident: `open`, `archive` or `erase`."""

    def __init__(self, what: str, incident: str, title: str) -> None:
        super().__init__()
        self.what = what
        self.incident = incident
        self.title = title


class KindChosen(Message):
    """The user said what happened."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind
