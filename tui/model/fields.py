"""What each fact is called, how it is typed and what it is for: the one place that names a field.

A path may stand for every entry of a list with `*` (`slots.*.note`).
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from msgspec import Struct

Shape = Literal[
    "line", "text", "time", "zone", "choice", "cause", "number", "flag", "list", "slots", "hours", "kind"
]
Way = Literal["past", "future", "nearest", "kind"]


class Field(Struct, frozen=True):
    """One fact as the form shows it.

    `gap` is what a draft prints in its place, `way` where a typed time is looked for (`kind`: as the
    playbook says).
    """

    path: str
    label: str
    gap: str
    shape: Shape = "line"
    hint: str = ""
    way: Way = "future"


class Group(Struct, frozen=True):
    """A titled part of the form; `folded` fields are mounted when the user unfolds them."""

    title: str
    fields: tuple[Field, ...]
    folded: tuple[Field, ...] = ()
    note: str = ""


def _f(
    path: str, label: str, gap: str = "", shape: Shape = "line", hint: str = "", way: Way = "future"
) -> Field:
    return Field(path, label, gap or label.lower(), shape, hint, way)


GROUPS: tuple[Group, ...] = (
    Group("", (_f("kind", "What", "what happened", "kind", "The whole plan follows from it."),)),
    Group(
        "The interview",
        (
            _f("interview.company", "Company", "company", hint="As they write it."),
            _f("interview.role", "Role", "role", hint="The position you applied for."),
            _f(
                "interview.start",
                "When",
                "when",
                "time",
                "today 14:00, tue 9:30 - on your clock.",
                "kind",
            ),
            _f("interview.format", "Format", "format", "choice", "On site, video or phone."),
            _f("contact.name", "With", "name", hint="Who was to meet you; the greeting uses it."),
            _f("contact.phone", "Their no.", "their number", hint="Invitation, signature or switchboard."),
            _f("contact.email", "Their mail", "their e-mail"),
            _f("contact.zone", "Their city", "their city", "zone", "Empty: the same clock as yours."),
        ),
        (
            _f("contact.address_as", "Greet as", "how to greet", hint="Ms Lee, or a first name."),
            _f("contact.role", "Their role", "their role"),
            _f(
                "contact.hours",
                "Their hours",
                "their hours",
                "hours",
                "Empty: 09:00-17:00 (ours).",
            ),
            _f("contact.address", "Address", "their address", "text", "For a letter."),
            _f("interview.minutes", "Minutes", "length", "number", "How long it was to last."),
            _f("interview.place", "Place", "place"),
            _f("interview.link", "Link", "link"),
        ),
    ),
    Group(
        "Why",
        (
            _f("cause.id", "Cause", "reason", "cause", "Type to search."),
            _f(
                "cause.privacy",
                "Say",
                "how much to say",
                "choice",
                "Nothing, in general, or the reason.",
            ),
            _f("cause.detail", "In my words", "reason", "line", "One true clause, used as you write it."),
        ),
        (
            _f("cause.mine", "My doing", "whose doing", "flag", "Empty: it follows from the cause."),
            _f("first_time", "First time", "first time", "flag", "Only if it truly is out of character."),
            _f("told_late", "Told late", "told late", "flag", "You could have told them earlier."),
            _f(
                "earlier",
                "Before this",
                "earlier misses",
                "number",
                "With them, before this one.",
            ),
            _f("earlier_round", "Met before", "met before", "flag", "An interview did take place."),
        ),
    ),
    Group(
        "On the day",
        (),
        (
            _f("noticed", "Noticed at", "noticed", "time", "When you saw it.", "past"),
            _f("eta", "I arrive at", "arrival time", "time", "Honest, with a margin.", "nearest"),
            _f(
                "can_join_at",
                "I can join",
                "when you can join",
                "time",
                "While the hour runs.",
                "nearest",
            ),
            _f("broke_off", "Broke off", "when it broke off", "time", "", "past"),
            _f("waited_until", "I waited to", "how long you waited", "time", "", "past"),
        ),
    ),
    Group(
        "I can offer",
        (_f("slots", "Times", "times you can offer", "slots", "tomorrow 15-18, thu 20:00 - on your clock."),),
        (
            _f("any_time", "Any time", "any time", "flag", "Any time that suits them."),
            _f("will_write_by", "I write by", "when you write", "time", "I will send times by then."),
            _f(
                "wanted_format",
                "Format now",
                "the format you ask for",
                "choice",
                "What you ask for instead.",
            ),
        ),
        note="on my clock",
    ),
    Group(
        "They say",
        (),
        (
            _f("outcome", "Outcome", "outcome", "choice", "ctrl+r records it with its time."),
            _f("answer_by", "Answer by", "answer by", "time", "When they need your reply."),
            _f("promised_by", "Promised by", "promised by", "time", "When they said they would answer."),
            _f("new_time.start", "New time", "new time", "time", "The time that was agreed."),
            _f("new_time.minutes", "New length", "new length", "number", "Minutes."),
            _f("new_time.format", "New format", "new format", "choice"),
            _f("new_time.place", "New place", "new place"),
            _f("new_time.link", "New link", "new link"),
        ),
    ),
    Group(
        "Me",
        (),
        (
            _f("me.name", "My name", "your name"),
            _f("me.phone", "My phone", "your phone"),
            _f("me.email", "My e-mail", "your e-mail"),
            _f("me.zone", "My city", "your city", "zone"),
            _f("me.address", "My address", "your address", "text", "For a letter."),
            _f("me.signature", "Signature", "signature", "text", "Below your name, as you write it."),
        ),
    ),
    Group(
        "More",
        (),
        (
            _f("interest", "Why them", "why this job", "line", "One true sentence."),
            _f("remembered", "Thank for", "what you remember", "line", "One true detail."),
            _f("extras", "Extras", "extras", "list", "References, a task; one per line."),
            _f("keep_private", "Private", "private words", "list", "Words for no draft."),
            _f("tone", "Tone", "tone", "choice"),
            _f("language", "Language", "language", "choice"),
            _f("now", "As of", "now", "time", "Empty: the clock."),
        ),
    ),
)

REPEATED: dict[str, tuple[Field, ...]] = {
    "others": (
        _f("others.*.relation", "Who", "relation", "choice", "Panel, recruiter, agency, coordinator ..."),
        _f("others.*.name", "Name", "name"),
        _f("others.*.address_as", "Greet as", "how to greet"),
        _f("others.*.role", "Role", "role"),
        _f("others.*.email", "E-mail", "e-mail"),
        _f("others.*.phone", "Phone", "phone"),
        _f("others.*.zone", "City", "city", "zone"),
    ),
    "slots": (
        _f("slots.*.start", "From", "from", "time"),
        _f("slots.*.end", "To", "to", "time"),
        _f("slots.*.format", "Format", "format", "choice"),
        _f("slots.*.open", "Or later", "or later", "flag"),
        _f("slots.*.note", "Note", "note"),
    ),
    "contacted": (
        _f("contacted.*.at", "At", "at", "time", "", "past"),
        _f("contacted.*.by", "By", "by", "choice"),
        _f("contacted.*.who", "Who", "who"),
        _f("contacted.*.channel", "Channel", "channel"),
        _f("contacted.*.message", "Message", "message"),
        _f("contacted.*.result", "Result", "result", "choice"),
        _f("contacted.*.answer", "Answer", "answer"),
    ),
}
"""The fields of one entry of each list, with the title the form gives it."""

REPEATED_TITLES = {"others": "Others", "slots": "Offered", "contacted": "Contacts"}
OTHERS = {"others.recruiter": "recruiter", "others.careers_office": "careers office"}


@cache
def _by_path() -> dict[str, Field]:
    grouped = [field for group in GROUPS for field in (*group.fields, *group.folded)]
    return {field.path: field for field in (*grouped, *(f for fields in REPEATED.values() for f in fields))}


def folded_paths() -> frozenset[str]:
    """Return the paths of the facts that the form folds away unless a kind asks for them."""
    return frozenset(field.path for group in GROUPS for field in group.folded)


@cache
def field(path: str) -> Field:
    """Return the field at a dotted path, with its index for `*`; KeyError when there is none."""
    found = _by_path().get(path)
    if found is None:
        name, _, rest = path.partition(".")
        index, _, leaf = rest.partition(".")
        pattern = _by_path()[f"{name}.*.{leaf}"]
        found = Field(path, pattern.label, pattern.gap, pattern.shape, pattern.hint, pattern.way)
        if not index.isdigit():
            raise KeyError(path)
    return found


def gap_label(path: str) -> str:
    """Return what a draft prints between ‹ › in place of the fact."""
    return OTHERS.get(path) or field(path).gap
