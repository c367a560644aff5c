"""The outcomes as one hears them, and what else is asked when one is recorded."""

from __future__ import annotations

from msgspec import Struct

from tui.model.incident import Outcome


class Choice(Struct, frozen=True):
    """One outcome to choose: `label` for lists, `hears` the words that one hears, `key` its letter.

    `asks` are the facts that it asks for, by their dotted paths; `who` is the person named, kept with the
    contact.
    """

    outcome: Outcome
    key: str
    label: str
    hears: str
    asks: tuple[str, ...] = ()


WHO = "who"

OUTCOME_CHOICES: tuple[Choice, ...] = (
    Choice("waiting", "w", "No answer yet", "Sent; nothing heard yet."),
    Choice("talking", "t", "They can talk now", '"I have a moment now."'),
    Choice(
        "rescheduled", "r", "A new time", '"Thursday at four, then."', ("new_time.start", "new_time.format")
    ),
    Choice("offered", "o", "They offer one time", '"Only tomorrow at ten."', ("answer_by",)),
    Choice("promised", "p", "They will let me know", '"We will let you know by Friday."', ("promised_by",)),
    Choice("redirected", "u", "Write to someone else", '"Please write to HR."', (WHO,)),
    Choice("declined", "d", "They said no", '"We have moved on with others."'),
    Choice("held", "h", "It took place", "We talked, then or later.", ("remembered",)),
    Choice("withdrawn", "x", "I have withdrawn", "I no longer take part."),
    Choice("closed", "c", "It is over", "Nothing more to do here."),
)
"""In the order of the screen: what moves the matter first, its ends last."""


def choice(outcome: Outcome) -> Choice | None:
    """Return the choice of an outcome; None for `none`, which is no answer."""
    return next((one for one in OUTCOME_CHOICES if one.outcome == outcome), None)
