"""What the parts of a screen say to the App: who speaks; the App reads the control then and there."""

from __future__ import annotations

from textual.message import Message
from textual.widget import Widget


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
