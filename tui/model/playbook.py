"""What a playbook is: the steps that make sense for one kind of incident, as values read from TOML."""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct

Phase = Literal["now", "today", "next-days", "after"]
Unit = Literal["minutes", "hours", "business-days"]
Direction = Literal["past", "future", "nearest"]
PhraseAfter = Literal["interview", "broke_off"]
Anchor = Literal[
    "noticed",
    "interview",
    "interview_end",
    "contacted",
    "called",
    "sent",
    "outcome",
    "replied",
    "promised_by",
    "answer_by",
    "new_time",
    "new_time_end",
    "broke_off",
    "waited_until",
    "eta",
]

PHASES: tuple[Phase, ...] = get_args(Phase)
UNITS: tuple[Unit, ...] = get_args(Unit)
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
PHRASE_AFTER: tuple[PhraseAfter, ...] = get_args(PhraseAfter)
ANCHORS: tuple[Anchor, ...] = get_args(Anchor)

SCREENS = ("weigh",)
"""The screens that a step may open in place of a message."""

LABEL_CELLS = 24
"""A label is at most so wide, so that it fits beside its due time."""


class Due(Struct, frozen=True):
    """A time counted from an anchor, before it where `amount` is negative; `of` names the message of `sent`.

    `contacted` is the first contact by the user, `called` the last call, `replied` the last contact by them,
    `outcome` when the present outcome was heard; `promised_by` and `answer_by` are the facts of that name.
    """

    after: Anchor
    amount: int
    unit: Unit = "minutes"
    of: str = ""


class Condition(Struct, frozen=True):
    """One field of the situation has one of these values."""

    field: str
    values: tuple[str, ...]


class Step(Struct, frozen=True):
    """One thing to do.

    The step is in the plan while all of `when` hold. It leaves, unless it was done, when all conditions of
    one group of `moot` hold. It is due by the first rule of `due` whose anchor is known.
    """

    id: str
    phase: Phase
    label: str
    detail: str
    due: tuple[Due, ...] = ()
    when: tuple[Condition, ...] = ()
    moot: tuple[tuple[Condition, ...], ...] = ()
    message: str = ""
    channel: str = ""
    screen: str = ""
    advice: tuple[str, ...] = ()


class Offer(Struct, frozen=True):
    """Another kind that fits better while all of `when` hold, with the one line that says so."""

    kind: str
    says: str
    when: tuple[Condition, ...] = ()


class Playbook(Struct, frozen=True):
    """One kind of incident.

    `says` is what the user would say, `label` the short name in lists, `phrase` the words before
    "42 min ago" and `phrase_after` what that counts from, `direction` where a typed time is looked for,
    `group` the coach's code. `move` says what comes first, for Start; `asks` are facts that the form folds
    away otherwise and that this kind needs in front.
    """

    id: str
    key: str
    says: str
    label: str
    phrase: str
    direction: Direction
    group: str
    steps: tuple[Step, ...]
    offers: tuple[Offer, ...] = ()
    phrase_after: PhraseAfter = "interview"
    move: str = ""
    asks: tuple[str, ...] = ()

    def step(self, name: str) -> Step:
        """Return the step of this id; KeyError when there is none."""
        for step in self.steps:
            if step.id == name:
                return step
        raise KeyError(name)


class BadPlaybook(Exception):  # noqa: N818 - named for what it is, like the other errors here
    """A playbook cannot be used: names the file, the line and what is wrong with it."""

    def __init__(self, source: str, line: int, reason: str) -> None:
        super().__init__(f"{source}, line {line}: {reason}")
        self.source = source
        self.line = line
        self.reason = reason
