"""What a template meets: nothing yet, nothing known, a group of facts; and whom it writes to."""

from __future__ import annotations

from typing import Any

from msgspec import Struct


class Missing:
    """A fact that nobody has given yet: false in a condition, its mark when printed."""

    __slots__ = ("label", "path")

    def __init__(self, path: str, label: str) -> None:
        self.path, self.label = path, label

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return f"‹{self.label}›"


class Unknown:
    """A fact that the user does not know: false in a condition, nothing when printed."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return ""


UNKNOWN = Unknown()


class View(dict[str, Any]):
    """A group of facts as a template sees it; only its keys can be reached."""

    __slots__ = ()


class Address(Struct, frozen=True):
    """Which message goes to whom, and how."""

    message: str
    channel: str
    to: str = "contact"
