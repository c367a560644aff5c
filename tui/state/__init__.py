"""The one shared state: a frozen value, replaced whole by its verbs."""

from tui.state.value import Content, Opened, State

__all__ = ["Content", "Opened", "State"]
