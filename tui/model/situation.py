"""Where an incident stands at a moment, in the few words that the conditions of playbooks are made of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache

from msgspec import Struct

from tui.model.incident import OUTCOMES, Incident, Touch
from tui.model.when_wall import fixed

_FLAG = ("yes", "no")

FIELDS: dict[str, tuple[str, ...]] = {
    "outcome": OUTCOMES,
    "mine": ("yes", "no", "unknown"),
    "format": ("on-site", "video", "phone", "unknown"),
    "hours_to_go": ("under-4", "4-24", "over-24", "past", "unknown"),
    "hour": ("ahead", "running", "over", "unknown"),
    "minutes_late": ("none", "under-10", "10-20", "20-30", "over-30", "unknown"),
    "hours_since_noticed": ("under-1", "1-24", "over-24", "unknown"),
    "new_time": ("none", "ahead", "over"),
    "new_format": ("on-site", "video", "phone", "unknown"),
    "phone": ("yes", "open", "no"),
    "recruiter": _FLAG,
    "several": _FLAG,
    "called": _FLAG,
    "reached": _FLAG,
    "wrote": _FLAG,
    "answered": _FLAG,
    "can_offer": _FLAG,
    "earlier": _FLAG,
    "earlier_round": _FLAG,
}
"""The fields that a condition may name, with the values they can have.

`phone` is `open` while their number is a gap, and `no` once the user does not know it.
"""

DEFAULT_MINUTES = 60
"""How long an interview is taken to last where the facts do not say (ours)."""

WRITTEN = ("email", "text", "linkedin", "letter")
SPOKEN = ("call", "voicemail")


class Situation(Struct, frozen=True):
    """The incident at a moment, with what the facts alone do not say.

    `mine` is whose doing it is (None: `cause.mine` counts), `heard` when the present outcome was heard (None:
    the last contact by them), `since` the moment before which contacts belong to another kind. `now` has a
    plain offset, not a zone: see `fixed`.
    """

    incident: Incident
    now: datetime
    mine: bool | None = None
    heard: datetime | None = None
    since: datetime | None = None

    @property
    def touches(self) -> tuple[Touch, ...]:
        """The contacts that belong to this kind, oldest first; those without a time come first."""
        return _in_order(self.incident.contacted, self.since)

    @property
    def outcome_at(self) -> datetime | None:
        """When the present outcome was heard."""
        if self.incident.outcome == "none":
            return None
        return self.heard or next((t.at for t in reversed(self.touches) if t.by == "them" and t.at), None)

    @property
    def end(self) -> datetime | None:
        """When the interview was to end, None while its start is not known."""
        interview = self.incident.interview
        return ends(interview.start, interview.minutes)

    @property
    def new_end(self) -> datetime | None:
        """When the new time ends, None while there is none."""
        new = self.incident.new_time
        return ends(new.start, new.minutes or self.incident.interview.minutes)

    @property
    def reader_zone(self) -> str:
        """The zone of the one who reads the messages; "" where nothing is known of it."""
        return self.incident.contact.zone or self.incident.me.zone

    def values(self) -> dict[str, str]:
        """Return the value of every field in `FIELDS`."""
        return {field: read(self) for field, read in _READERS.items()}


@lru_cache(maxsize=8)
def _in_order(touches: tuple[Touch, ...], since: datetime | None) -> tuple[Touch, ...]:
    kept = (touch for touch in touches if touch.at is None or since is None or touch.at >= since)
    return tuple(sorted(kept, key=lambda t: (t.at is not None, t.at.timestamp() if t.at else 0.0)))


def ends(start: datetime | None, minutes: int | None) -> datetime | None:
    """Return when something that starts then ends; an hour later where its length is not known."""
    return fixed(start) + timedelta(minutes=minutes or DEFAULT_MINUTES) if start else None


def _yes(flag: object) -> str:
    return "yes" if flag else "no"


def _mine(at: Situation) -> str:
    mine = at.incident.cause.mine if at.mine is None else at.mine
    return "unknown" if mine is None else _yes(mine)


def _hours_to_go(at: Situation) -> str:
    start = at.incident.interview.start
    if start is None:
        return "unknown"
    left = fixed(start) - at.now
    if left <= timedelta():
        return "past"
    if left < timedelta(hours=4):
        return "under-4"
    return "4-24" if left <= timedelta(hours=24) else "over-24"


def _hour(at: Situation) -> str:
    return _phase(at.incident.interview.start, at.end, at.now)


def _phase(start: datetime | None, end: datetime | None, now: datetime) -> str:
    if start is None or end is None:
        return "unknown"
    if now < fixed(start):
        return "ahead"
    return "running" if now < end else "over"


def _minutes_late(at: Situation) -> str:
    start = at.incident.interview.start
    if start is None:
        return "unknown"
    late = fixed(at.incident.eta or at.now) - fixed(start)
    if late <= timedelta():
        return "none"
    for minutes, band in ((10, "under-10"), (20, "10-20"), (30, "20-30")):
        if late <= timedelta(minutes=minutes):
            return band
    return "over-30"


def _since(then: datetime | None, now: datetime) -> str:
    if then is None:
        return "unknown"
    if now - then < timedelta(hours=1):
        return "under-1"
    return "1-24" if now - then <= timedelta(hours=24) else "over-24"


def _new_time(at: Situation) -> str:
    phase = _phase(at.incident.new_time.start, at.new_end, at.now)
    return {"unknown": "none", "over": "over"}.get(phase, "ahead")


def _answered(at: Situation) -> bool:
    """Whether the last word is theirs; a silence recorded after their reply ("waiting") reopens the wait."""
    touches = at.touches
    if not touches or touches[-1].by != "them":
        return False
    heard, replied = at.heard, touches[-1].at
    waiting = at.incident.outcome == "waiting" and heard is not None
    return not (waiting and (replied is None or heard is None or heard >= replied))


def _phone(at: Situation) -> str:
    if at.incident.contact.phone:
        return "yes"
    return "no" if "contact.phone" in at.incident.unknown else "open"


def _by_me(at: Situation, channels: tuple[str, ...], *results: str | None) -> bool:
    mine = (touch for touch in at.touches if touch.by == "me" and touch.channel in channels)
    return any(not results or touch.result in results for touch in mine)


_READERS: dict[str, Callable[[Situation], str]] = {
    "outcome": lambda at: at.incident.outcome,
    "mine": _mine,
    "format": lambda at: at.incident.interview.format or "unknown",
    "hours_to_go": _hours_to_go,
    "hour": _hour,
    "minutes_late": _minutes_late,
    "hours_since_noticed": lambda at: _since(at.incident.noticed, at.now),
    "new_time": _new_time,
    "new_format": lambda at: at.incident.new_time.format or at.incident.interview.format or "unknown",
    "phone": _phone,
    "recruiter": lambda at: _yes(any(o.relation in ("recruiter", "agency") for o in at.incident.others)),
    "several": lambda at: _yes(any(o.relation in ("panel", "coordinator") for o in at.incident.others)),
    "called": lambda at: _yes(_by_me(at, SPOKEN)),
    "reached": lambda at: _yes(_by_me(at, SPOKEN, "reached")),
    "wrote": lambda at: _yes(_by_me(at, WRITTEN, "sent")),
    "answered": lambda at: _yes(_answered(at)),
    "can_offer": lambda at: _yes(at.incident.slots or at.incident.any_time or at.incident.will_write_by),
    "earlier": lambda at: _yes(at.incident.earlier),
    "earlier_round": lambda at: _yes(at.incident.earlier_round),
}
