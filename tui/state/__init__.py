"""The one shared state: a frozen value, replaced whole by its verbs."""

from tui.state.content import Content, Opened
from tui.state.value import State

__all__ = ["Content", "Opened", "State"]
