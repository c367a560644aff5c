"""Which screens are shown in the README, and how each is reached."""

from typing import NamedTuple

WIDE, NARROW = (140, 40), (80, 24)


class Shot(NamedTuple):
    """One picture: the name of its files, its size in cells, and the keys that lead to it.

    It begins on the desk of the incident in `missed.json`, or on Start where `fresh`; with `others`, there
    are more incidents.
    """

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    fresh: bool = False
    others: bool = False


SHOTS = (
    Shot("start-80x24", NARROW, fresh=True),
    Shot(
        "desk-140x40",
        WIDE,
        (
            "escape",
            "e",
            "f4",
            "space",
            "down",
            "space",
            "f2",
            *["tab"] * 12,
            *"+instead+of+six".replace("+", " "),
        ),
    ),
    Shot("desk-80x24", NARROW, ("escape", "e", "g")),
    Shot("call-80x24", NARROW, ("ctrl+t",)),
    Shot("incidents-80x24", NARROW, ("ctrl+o",), others=True),
)
