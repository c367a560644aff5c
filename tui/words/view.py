"""The facts as the templates see them: plain values, times that can say themselves, and what follows.

A fact that is missing is a `Missing` with its path, one that the user does not know is `UNKNOWN`: both are
false.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import Struct

from tui.model.fields import gap_label
from tui.model.incident import Incident, is_gap
from tui.model.situation import Situation, ends
from tui.words.causes import CauseEntry
from tui.words.speech import Clocks, Instant, Span, clocks, differs, format_words, length, spans_city
from tui.words.values import UNKNOWN, Address, Missing, View

_GROUPS = ("me", "contact", "interview", "new_time")
_PLAIN = (
    *("noticed", "broke_off", "waited_until", "eta", "can_join_at", "will_write_by"),
    *("wanted_format", "answer_by", "promised_by"),
)
_FREE = ("interest", "remembered")
_FLAGS = ("any_time", "first_time", "told_late", "earlier", "earlier_round", "outcome", "kind", "tone")
_SPOKEN = frozenset({"call", "voicemail"})


@lru_cache(maxsize=256)
def missing(path: str) -> Missing:
    """Return what stands for a fact that is not there, with its short name."""
    return Missing(path, gap_label(path))


RELATIONS: dict[str, tuple[str, ...]] = {
    "recruiter": ("recruiter", "agency"),
    "careers_office": ("careers-office",),
}
"""Who among the others reads a message that does not go to the contact; the first of them is meant."""


def view(incident: Incident, entry: CauseEntry | None, address: Address, now: datetime) -> dict[str, Any]:
    """Return all that a template can name, for a message on a channel at a moment."""
    shown = _Facts(incident, address.to, now)
    seen: dict[str, Any] = {name: shown.group(name) for name in _GROUPS}
    seen |= {name: shown.fact(getattr(incident, name), name) for name in _PLAIN}
    seen |= {name: shown.free(getattr(incident, name)) for name in _FREE}
    seen |= {name: getattr(incident, name) for name in _FLAGS}
    seen |= shown.moment()
    seen["message"], seen["channel"] = address.message, address.channel
    seen["now"] = shown.instant(now)
    seen["british"] = incident.language == "en-GB"
    seen["offer"] = shown.offer()
    seen["cause"] = shown.cause(entry)
    seen["said"] = shown.contacts()
    seen["extras"] = tuple(filter(None, map(shown.free, incident.extras)))
    seen["panel"] = sum(other.relation == "panel" for other in incident.others) > 0
    seen["others"] = tuple(shown.person(place) for place in range(len(incident.others)))
    seen |= {role: shown.other(role) for role in RELATIONS}
    seen["reader"] = seen[address.to]
    seen["reader_is_contact"] = address.to == "contact"
    seen["their_time"] = length(incident.interview.minutes)
    return seen


class _Facts:
    """One incident at one moment, turned into what templates see."""

    def __init__(self, incident: Incident, to: str, now: datetime) -> None:
        self.incident, self.now = incident, now
        self.private = tuple(word.casefold() for word in incident.keep_private if word.strip())
        place = self._place(to)
        zone = "" if place is None else incident.others[place].zone
        theirs, mine = incident.contact.zone, incident.me.zone
        # Somebody in between reads their own clock first, then that of those whom the interview is with.
        reader, other = (zone, theirs or mine) if zone else (theirs, mine)
        self.clocks: Clocks = clocks(reader, other, now, incident.language)

    def fact(self, value: object, path: str) -> Any:
        """Return a value to print, a time as an `Instant`, or what stands for its absence."""
        if is_gap(value):
            return UNKNOWN if path in self.incident.unknown else missing(path)
        return Instant(value, self.clocks) if isinstance(value, datetime) else value

    def group(self, name: str) -> View:
        """Return a group of facts."""
        struct: Struct = getattr(self.incident, name)
        return View(
            {
                field: self.fact(getattr(struct, field), f"{name}.{field}")
                for field in struct.__struct_fields__
            }
        )

    def free(self, said: str) -> Any:
        """Return words of the user's own, unless they hold a word that is to appear nowhere."""
        return said if said and not self.is_private(said) else UNKNOWN

    def is_private(self, said: str) -> bool:
        """Tell whether a text holds a word that is to appear in no draft."""
        folded = said.casefold()
        return any(word in folded for word in self.private)

    def instant(self, at: datetime | None) -> Any:
        """Return a time that is optional: absent, it leaves no trace."""
        return Instant(at, self.clocks) if at else UNKNOWN

    def moment(self) -> dict[str, Any]:
        """Return where the interview stands on the clock, and how late one will be."""
        incident, now = self.incident, self.now
        start, end = incident.interview.start, ends(incident.interview.start, incident.interview.minutes)
        running = bool(start and end and start <= now < end)
        join = incident.can_join_at
        late = (incident.eta - start).total_seconds() / 60 if incident.eta and start else 0
        return {
            "ahead": bool(start and now < start),
            "running": running,
            "over": bool(end and now >= end),
            "early": bool(start and (start - now).total_seconds() > 24 * 3600),
            "short_notice": bool(start and 0 < (start - now).total_seconds() <= 24 * 3600),
            "joinable": self.instant(join if running and end and join and join < end else None),
            "right_now": bool(join and join <= now),
            "minutes_late": max(0, round(late)),
            "times_differ": bool(start and differs(Instant(start, self.clocks))),
        }

    def offer(self) -> View:
        """Return what can be offered: times still to come, any time, or a day by which times will be sent."""
        incident = self.incident
        spans = tuple(
            self._span(slot) for slot in incident.slots if slot.start and (slot.end or slot.start) > self.now
        )
        by = incident.will_write_by
        by = by if by and by > self.now else None
        anything = spans or incident.any_time or by
        none = UNKNOWN if anything or "slots" in incident.unknown else missing("slots")
        return View(
            slots=spans or none,
            city=spans_city(spans),
            any_time=incident.any_time,
            by=self.instant(by),
            given=bool(anything),
        )

    def _span(self, slot: Any) -> Span:
        remarks = (format_words(slot.format) if slot.format else "", self.free(slot.note) or "")
        end = Instant(slot.end, self.clocks) if slot.end else None
        return Span(Instant(slot.start, self.clocks), end, slot.open, tuple(filter(None, remarks)))

    def cause(self, entry: CauseEntry | None) -> View:
        """Return whose doing it is, and the reason in past and present, as far as it is to be told."""
        cause = self.incident.cause
        mine = cause.mine if cause.mine is not None else entry.mine if entry else None
        return View(
            mine=bool(mine), known=bool(entry or cause.detail), past=self._reason(entry, "past"),
            now=self._reason(entry, "now"),
        )  # fmt: skip

    def _reason(self, entry: CauseEntry | None, tense: str) -> Any:
        cause = self.incident.cause
        privacy = cause.privacy or (entry.privacy if entry else "specific")
        if privacy == "none":
            return UNKNOWN
        if entry is None and not cause.detail:
            given_up = {"cause", "cause.id", "cause.detail"} & set(self.incident.unknown)
            return UNKNOWN if given_up else missing("cause.id")
        general = entry.general.at(tense) if entry else ""
        specific = (cause.detail, entry.specific.at(tense) if entry else "") if privacy == "specific" else ()
        return next((said for said in (*specific, general) if said and not self.is_private(said)), UNKNOWN)

    def contacts(self) -> View:
        """Return what has been tried and said so far in this matter, by whom and when."""
        touches = Situation(self.incident, self.now).touches
        mine = [touch for touch in touches if touch.by == "me"]
        spoken = [t for t in mine if t.channel in _SPOKEN]
        written = [t for t in mine if t.result == "sent" and t.channel not in _SPOKEN]
        reached = [t for t in spoken if t.result == "reached"]
        theirs = [t for t in touches if t.by == "them" and t.channel == "call"]
        talked = (reached or theirs)[-1:]
        return View(
            spoke=self.instant(talked[0].at) if talked else UNKNOWN,
            spoken=bool(talked),
            with_other=self._somebody_else(talked[0].who) if talked else UNKNOWN,
            voicemail=any(t.result == "voicemail" for t in spoken),
            tried=any(t.result == "no-answer" for t in spoken),
            texted=any(t.channel == "text" for t in written),
            mailed=any(t.channel in ("email", "linkedin", "letter") for t in written),
            wrote=self.instant(written[-1].at) if written else UNKNOWN,
        )

    def _somebody_else(self, who: str) -> Any:
        contact = self.incident.contact
        return UNKNOWN if not who or who in (contact.name, contact.address_as) else who

    def other(self, role: str) -> Any:
        """Return the first of the others in a role, else what stands for them."""
        place, path = self._place(role), f"others.{role}"
        if place is not None:
            return self.person(place)
        return UNKNOWN if path in self.incident.unknown else missing(path)

    def _place(self, role: str) -> int | None:
        relations = RELATIONS.get(role, ())
        others = enumerate(self.incident.others)
        return next((place for place, person in others if person.relation in relations), None)

    def person(self, place: int) -> View:
        """Return one of the others."""
        facts: Mapping[str, Any] = msgspec.structs.asdict(self.incident.others[place])
        return View({name: self.fact(value, f"others.{place}.{name}") for name, value in facts.items()})
