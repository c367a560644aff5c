"""Which screens are shown in the README, and how each is reached."""

from typing import NamedTuple

WIDE, NARROW = (140, 40), (80, 24)


class Shot(NamedTuple):
    """One picture: the name of its files, its size in cells, and the keys that lead to it.

    It begins on the desk of the incident in `missed.json`, or on Start where `fresh`.
    """

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    fresh: bool = False


SHOTS = (
    Shot("start-80x24", NARROW, fresh=True),
    Shot("desk-140x40", WIDE, ("escape", "e", "f4", "space", "down", "space", "down", "space", "f2")),
    Shot("desk-80x24", NARROW, ("escape", "e")),
    Shot("call-80x24", NARROW, ("ctrl+t",)),
    Shot("incidents-80x24", NARROW, ("ctrl+o",)),
)
