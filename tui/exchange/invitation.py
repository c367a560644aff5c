"""An invitation as a value: what it says, from where each thing was taken, what it leaves open."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from tui.exchange.calendar_stamps import Stamp, settle
from tui.exchange.confined import Limits, TooMuch, confined
from tui.model.situation import DEFAULT_MINUTES
from tui.model.when_show import clock
from tui.model.zones import city, load_zone

Method = Literal["request", "cancel", "reply", "counter", "publish", "mail"]
"""What the sender wants; `mail` is a message or pasted text with a time in it, but without a calendar."""
Need = Literal["event", "day", "zone"]

MOST_EVENTS = 100
JOINABLE = 20
"""Minutes after the start in which one is late rather than missing (ours)."""
STANDARD = Limits()


class NotAnInvitation(Exception):  # noqa: N818 - named as it reads in a sentence
    """The file says nothing of an interview, or cannot be read; the sentence says which."""

    exit_code = 3


class Taken(Struct, frozen=True):
    """One fact and where it was found in words ("the organiser"); `sure` only where it is said outright."""

    path: str
    value: str | int | datetime
    source: str
    sure: bool = True


class Text(Struct, frozen=True):
    """One fact in text that an event states, as it crosses from the reading process."""

    path: str
    value: str
    source: str
    sure: bool = True


class Event(Struct, frozen=True):
    """One event of a calendar; `repeats` says how in words, "" for once. Addresses are plain ones."""

    uid: str = ""
    sequence: int = 0
    title: str = ""
    start: Stamp | None = None
    minutes: int | None = None
    repeats: str = ""
    occurrence: str = ""
    cancelled: bool = False
    organiser: str = ""
    attendees: tuple[str, ...] = ()
    declined_by: str = ""
    facts: tuple[Text, ...] = ()


class Mail(Struct, frozen=True):
    """The mail that brought it: who wrote it, and what an answer names to stay in its thread."""

    sender: str = ""
    sender_name: str = ""
    subject: str = ""
    message_id: str = ""
    references: tuple[str, ...] = ()


class Invitation(Struct, frozen=True):
    """What was read. `event`, `day` and `zone` are answers to what `asks` names; `answered` gives them."""

    method: Method
    events: tuple[Event, ...]
    mail: Mail = Mail()
    notes: tuple[str, ...] = ()
    event: int | None = None
    day: date | None = None
    zone: str = ""

    @property
    def asks(self) -> tuple[Need, ...]:
        """What must be answered before its time is known: which event, which day of a repeat, which zone."""
        chosen = self.chosen
        if chosen is None:
            return ("event",) if self.events else ()
        needs: list[Need] = []
        if self.cancelled or chosen.start is None:
            return ()
        if chosen.repeats and self.day is None:
            needs.append("day")
        if chosen.start.floating and not load_zone(self.zone):
            needs.append("zone")
        return tuple(needs)

    @property
    def chosen(self) -> Event | None:
        """The event that is meant; None while there are several and none is chosen."""
        if self.event is None:
            return self.events[0] if len(self.events) == 1 else None
        return self.events[self.event] if 0 <= self.event < len(self.events) else None

    @property
    def cancelled(self) -> bool:
        """Whether it takes the interview back."""
        return self.method == "cancel" or bool(self.chosen and self.chosen.cancelled)

    @property
    def start(self) -> Stamp | None:
        """When the chosen event starts, with the answers; of a repeat only once its day is known."""
        event = self.chosen
        if event is None or event.start is None or (event.repeats and self.day is None):
            return None
        stamp = event.start
        if self.day is not None and event.repeats:
            stamp = _on_day(stamp, self.day)
        return settle(stamp, self.zone) if stamp.floating else stamp

    @property
    def taken(self) -> tuple[Taken, ...]:
        """Every fact that it gives, with its source; what is open is not among them."""
        event = self.chosen
        if event is None:
            return ()
        found = [Taken(fact.path, fact.value, fact.source, fact.sure) for fact in event.facts]
        start = self.start
        if start and start.instant:
            source = "the start" if not start.why else f"the start: {start.why}"
            asked = bool(event.start and event.start.floating)
            found.append(
                Taken("interview.start", start.instant, "the start, on the clock you named", True)
                if asked and start.sure
                else Taken("interview.start", start.instant, source, start.sure)
            )
            if start.zone and not asked:
                sure = start.sure and start.zone == start.tzid
                found.append(Taken("contact.zone", start.zone, "the zone of the start", sure))
        if event.minutes:
            found.append(Taken("interview.minutes", event.minutes, "start and end"))
        return _once(found)

    def answered(
        self, *, event: int | None = None, day: date | None = None, zone: str | None = None
    ) -> Invitation:
        """Return it with answers to what it asks; what is not given stays."""
        return replace(
            self,
            event=self.event if event is None else event,
            day=self.day if day is None else day,
            zone=self.zone if zone is None else zone,
        )

    def said(self, zone: str) -> str:
        """Return in one or two sentences what it is, with its time on the user's clock."""
        event = self.chosen
        kind = "update" if self._kind() == "request" and event and event.sequence else self._kind()
        declined = event.declined_by if event and kind == "reply" else ""
        notes = (f"{declined} declines it.",) if declined else ()
        return " ".join([f"{_METHODS[kind]}{self._when(zone)}.", *notes, *self.notes, *self._questions()])

    def kind(self, now: datetime) -> str:
        """Return the kind of incident that fits at a moment; "" where it has no time, or was taken back."""
        start = self.start
        if self.cancelled or start is None or start.instant is None:
            return ""
        if now < start.instant:
            return "upcoming"
        event = self.chosen
        late = (now - start.instant).total_seconds() / 60
        runs = (event.minutes if event else None) or DEFAULT_MINUTES
        return "late" if late < min(runs, JOINABLE) else "missed"

    def _kind(self) -> str:
        return "cancel" if self.cancelled and self.method != "reply" else self.method

    def _when(self, zone: str) -> str:
        event, start = self.chosen, self.start
        if event is None:
            return f" with {len(self.events)} events" if self.events else ""
        title = f': "{event.title[:80]}"' if event.title else ""
        if start is None or (start.instant is None and not start.all_day):
            return title
        if start.instant is None:
            return f"{title}, on {start.wall} without a time of day"
        where = f" {city(zone)}" if load_zone(zone) else ""
        return f"{title}, {clock(start.instant, zone, year=True)}{where}"

    def _questions(self) -> list[str]:
        event = self.chosen
        start = event.start if event else None
        said = {
            "event": "Which one is the interview?",
            "day": f"It repeats {event.repeats if event else ''}; which one is the interview?",
            "zone": f"{start.why if start else ''} On whose clock is it?",
        }
        doubt = self.start
        doubts = [doubt.why] if doubt and doubt.why and not doubt.floating else []
        return [*doubts, *(said[need].strip() for need in self.asks)]


_METHODS = {
    "request": "An invitation",
    "update": "A changed invitation",
    "cancel": "They cancelled it",
    "reply": "This is somebody's answer to an invitation, not the invitation itself",
    "counter": "Somebody proposes another time for it",
    "publish": "This tells of an event and invites nobody; use it only if it is the interview",
    "mail": "No calendar is in it; what follows was read from its words",
}


def read_invitation(data: bytes, *, now: datetime, zone: str, limits: Limits = STANDARD) -> Invitation:
    """Read a calendar file, a mail, or text pasted from one; `now` and `zone` are for times written in words.

    The reading takes place in a process of its own that is ended at the limits, and fetches nothing. Raises
    NotAnInvitation, with a sentence, for what holds none and for what is too large, too deep or too costly.
    """
    import msgspec

    if len(data) > limits.size:
        raise NotAnInvitation(
            f"It is larger than {limits.size >> 20} MiB, and no invitation is; nothing was taken."
        )
    try:
        answer = confined("tui.exchange.invitation_read:answer", data, now.isoformat(), zone, limits=limits)
    except TooMuch:
        raise NotAnInvitation(
            "It could not be read within the time and memory that an invitation needs; nothing was taken, "
            "type what it says."
        ) from None
    found = msgspec.json.decode(answer, type=Invitation | str)
    if isinstance(found, str):
        raise NotAnInvitation(found)
    return found


def _on_day(stamp: Stamp, day: date) -> Stamp:
    """Return the stamp on another day at the same clock time."""
    if stamp.all_day:
        return replace(stamp, wall=day.isoformat())
    wall = datetime.combine(day, datetime.fromisoformat(stamp.wall).time())
    moved = replace(stamp, wall=wall.isoformat(), instant=None)
    if stamp.instant is None:
        return moved
    if stamp.zone:
        return settle(moved, stamp.zone)
    return replace(moved, instant=wall.replace(tzinfo=stamp.instant.tzinfo))


def _once(found: list[Taken]) -> tuple[Taken, ...]:
    """Return each fact once: what is sure before what is not, then what was found first."""
    best: dict[str, Taken] = {}
    for taken in found:
        if taken.path not in best or (taken.sure and not best[taken.path].sure):
            best[taken.path] = taken
    return tuple(best.values())
