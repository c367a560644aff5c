"""Where a time lies that does not say so itself."""

from __future__ import annotations

from enum import StrEnum


class Direction(StrEnum):
    """Before now, after now, or whichever is nearer; it belongs to the field."""

    PAST = "past"
    FUTURE = "future"
    NEAREST = "nearest"
