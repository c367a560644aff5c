"""The incident: every fact of the public contract (version 1), frozen.

A field that is `""`, `None` or `()` is a gap. Times are aware datetimes, zones IANA names. A change makes a
new value: `with_fact` replaces one fact by its dotted path.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal, cast, get_args

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

Format = Literal["on-site", "video", "phone"]
Privacy = Literal["none", "general", "specific"]
Relation = Literal["panel", "recruiter", "agency", "coordinator", "front-desk", "careers-office"]
Result = Literal["reached", "voicemail", "no-answer", "wrong-person", "sent"]
Tone = Literal["formal", "warm", "brief"]
Language = Literal["en-US", "en-GB"]
Outcome = Literal[
    "none",
    "waiting",
    "promised",
    "redirected",
    "offered",
    "talking",
    "rescheduled",
    "declined",
    "held",
    "withdrawn",
    "closed",
]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)

Count = Annotated[int, Meta(ge=0)]
Minutes = Annotated[int, Meta(ge=1, le=24 * 60)]


class Facts(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A group of facts; equal facts are equal values."""


class Me(Facts, frozen=True):
    """The user."""

    name: str = ""
    phone: str = ""
    email: str = ""
    zone: str = ""
    address: str = ""
    signature: str = ""


class Contact(Facts, frozen=True):
    """Who the message goes to; `address_as` is how the greeting names them, `zone` defaults to `me.zone`."""

    name: str = ""
    address_as: str = ""
    role: str = ""
    email: str = ""
    phone: str = ""
    zone: str = ""
    hours: str = ""
    address: str = ""


class Other(Facts, frozen=True):
    """Somebody else concerned."""

    name: str = ""
    address_as: str = ""
    role: str = ""
    email: str = ""
    phone: str = ""
    zone: str = ""
    relation: Relation | None = None


class Interview(Facts, frozen=True):
    """The interview that the incident is about."""

    company: str = ""
    role: str = ""
    start: datetime | None = None
    minutes: Minutes | None = None
    format: Format | None = None
    place: str = ""
    link: str = ""


class Cause(Facts, frozen=True):
    """Why; `mine` says whose doing (None: it follows from the id), `detail` is the user's own clause."""

    id: str = ""
    mine: bool | None = None
    detail: str = ""
    privacy: Privacy | None = None


class Touch(Facts, frozen=True):
    """One contact that did take place, or was tried (`contacted` in the facts file)."""

    at: datetime | None = None
    by: Literal["me", "them"] = "me"
    who: str = ""
    channel: str = ""
    message: str = ""
    result: Result | None = None
    answer: str = ""


class Slot(Facts, frozen=True, rename={"start": "from", "end": "to"}):
    """A time that the user can offer: without `end` a start time; `open` means then or later."""

    start: datetime | None = None
    end: datetime | None = None
    format: Format | None = None
    open: bool = False
    note: str = ""


class NewTime(Facts, frozen=True):
    """The time that was agreed instead."""

    start: datetime | None = None
    minutes: Minutes | None = None
    format: Format | None = None
    place: str = ""
    link: str = ""


class Incident(Facts, frozen=True, kw_only=True):
    """All facts of one incident; only `kind` is required."""

    version: Literal[1] = 1
    kind: str
    me: Me = Me()
    contact: Contact = Contact()
    others: tuple[Other, ...] = ()
    interview: Interview = Interview()
    cause: Cause = Cause()
    noticed: datetime | None = None
    broke_off: datetime | None = None
    waited_until: datetime | None = None
    eta: datetime | None = None
    can_join_at: datetime | None = None
    contacted: tuple[Touch, ...] = ()
    slots: tuple[Slot, ...] = ()
    any_time: bool = False
    will_write_by: datetime | None = None
    wanted_format: Format | None = None
    interest: str = ""
    remembered: str = ""
    extras: tuple[str, ...] = ()
    first_time: bool = False
    told_late: bool = False
    earlier: Count = 0
    earlier_round: bool = False
    answer_by: datetime | None = None
    promised_by: datetime | None = None
    new_time: NewTime = NewTime()
    outcome: Outcome = "none"
    unknown: tuple[str, ...] = ()
    keep_private: tuple[str, ...] = ()
    tone: Tone = "warm"
    language: Language = "en-US"
    now: datetime | None = None

    def fact(self, path: str) -> Any:
        """Return the value at a dotted path (`contact.name`, `slots.0.note`); past the end of a list, None.

        Raises KeyError for a path that names no fact.
        """
        value: Any = self
        for name in path.split("."):
            if isinstance(value, tuple):
                value = value[int(name)] if name.isdigit() and int(name) < len(value) else None
            elif value is None:
                return None
            elif isinstance(value, Struct) and name in value.__struct_fields__:
                value = getattr(value, name)
            else:
                raise KeyError(path)
        return value

    def with_fact(self, path: str, value: Any) -> Incident:
        """Return the incident with one fact replaced; a list grows by one when its next index is set.

        A fact that becomes known leaves `unknown`. Raises KeyError for a path that names no fact.
        """
        changed = cast(Incident, _put(self, path.split("."), value, path))
        if path in self.unknown and not is_gap(value):
            changed = replace(changed, unknown=tuple(name for name in self.unknown if name != path))
        return changed

    def without_knowing(self, path: str) -> Incident:
        """Return the incident with the fact emptied and marked "I don't know"."""
        empty = self.with_fact(path, _default(path))
        return empty if path in empty.unknown else replace(empty, unknown=(*empty.unknown, path))


LISTS: dict[str, type[Struct]] = {"others": Other, "slots": Slot, "contacted": Touch}
"""The lists of groups, by name, with the type of one entry."""


def is_gap(value: object) -> bool:
    """Tell whether a value says nothing: absent, null, empty text and an empty list are the same thing."""
    return value is None or value == "" or value == ()


def field_types(of: type[Struct]) -> dict[str, Any]:
    """Return the types of a group's fields by their Python names."""
    return {field.name: field.type for field in msgspec.structs.fields(of)}


def _put(group: Any, names: list[str], value: Any, path: str) -> Any:
    name, *rest = names
    if isinstance(group, tuple):
        if not name.isdigit() or int(name) > len(group):
            raise KeyError(path)
        index = int(name)
        of = LISTS.get(path.split(".", 1)[0])
        old = group[index] if index < len(group) else of() if of and rest else None
        new = _put(old, rest, value, path) if rest else value
        return (*group[:index], new, *group[index + 1 :])
    if not isinstance(group, Struct) or name not in group.__struct_fields__:
        raise KeyError(path)
    return replace(group, **{name: _put(getattr(group, name), rest, value, path) if rest else value})


def _default(path: str) -> Any:
    group: Any = Incident(kind="upcoming")
    names = path.split(".")
    for name in names:
        group = LISTS[names[0]]() if isinstance(group, tuple) else getattr(group, name)
    return group
