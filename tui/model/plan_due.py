"""When the steps of a plan are due: anchors, amounts, business days and the reader's office hours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from tui.model.playbook import Due, Step
from tui.model.situation import SPOKEN, Situation
from tui.model.when_office import OFFICE_HOURS, business_days, into_hours
from tui.model.when_wall import fixed


class Times:
    """The due times of one plan, made step by step in the order of the playbook.

    A step that waits for a message that was not sent yet counts from when that message is expected to go:
    when its own step is due, or now if that has passed.
    """

    def __init__(self, at: Situation) -> None:
        self._at = at
        self._expected: dict[str, datetime] = {}
        self._rules: dict[str, tuple[Due, datetime] | None] = {}

    def due(self, step: Step) -> datetime | None:
        """Return when a step is due by its first rule with a known anchor; None when there is none.

        A message of the next days falls into the reader's office hours. A preparation whose time had passed
        before the case began is due when it began, not in the past.
        """
        found = self._first(step)
        if found is None:
            return None
        rule, anchor = found
        due = self._counted(rule, anchor)
        if rule.amount < 0:
            due = max(due, self._began(rule))
        if step.phase == "next-days" and step.message:
            return self._in_office_hours(due)
        return due

    def expect(self, step: Step, done: datetime | None, due: datetime | None) -> None:
        """Note when the message of a step went, or is expected to go."""
        moment = done or (max(due, self._at.now) if due else None)
        if step.message and step.channel not in SPOKEN and moment:
            self._expected.setdefault(step.message, moment)

    def counts_from(self, step: Step) -> datetime | None:
        """Return the moment from which on a tick or sending counts for a step that hangs on their answer.

        None where any counts. A second new time asks for a second confirmation, and who is sent on to
        somebody else writes once more.
        """
        found = self._first(step)
        if found is None:
            return None
        rule, anchor = found
        if rule.after in ("promised_by", "replied", "new_time_end"):
            return anchor
        heard = self._at.outcome_at if rule.after in ("outcome", "answer_by", "new_time") else None
        return fixed(heard) if heard else None

    def _first(self, step: Step) -> tuple[Due, datetime] | None:
        """Return the first rule whose anchor is known, with the anchor."""
        if step.id not in self._rules:
            anchors = ((rule, self._anchor(rule)) for rule in step.due)
            self._rules[step.id] = next(((rule, fixed(anchor)) for rule, anchor in anchors if anchor), None)
        return self._rules[step.id]

    def _anchor(self, rule: Due) -> datetime | None:
        return self._sent(rule.of) if rule.after == "sent" else _ANCHORS[rule.after](self._at)

    def _sent(self, message: str) -> datetime | None:
        sent = [
            t.at for t in self._at.touches if t.by == "me" and t.message == message and t.result == "sent"
        ]
        return next((moment for moment in reversed(sent) if moment), None) or self._expected.get(message)

    def _counted(self, rule: Due, anchor: datetime) -> datetime:
        if rule.unit == "business-days":
            return business_days(anchor, rule.amount, self._at.reader_zone)
        return anchor + timedelta(**{rule.unit: rule.amount})

    def _began(self, rule: Due) -> datetime:
        began = self._at.outcome_at if rule.after.startswith("new_time") else self._at.incident.noticed
        return fixed(began) if began else self._at.now

    def _in_office_hours(self, due: datetime) -> datetime:
        return into_hours(due, self._at.reader_zone, self._at.incident.contact.hours or OFFICE_HOURS)


def _touched(at: Situation, by: str, *channels: str) -> list[datetime]:
    """Return the known times of contacts, oldest first; of every channel when none is given."""
    found = (t for t in at.touches if t.by == by and (not channels or t.channel in channels))
    return [t.at for t in found if t.at]


def _noticed(at: Situation) -> datetime | None:
    return at.incident.noticed or next(iter(_touched(at, "me")), None)


_ANCHORS: dict[str, Callable[[Situation], datetime | None]] = {
    "noticed": _noticed,
    "interview": lambda at: at.incident.interview.start,
    "interview_end": lambda at: at.end,
    "contacted": lambda at: next(iter(_touched(at, "me")), None),
    "called": lambda at: next(reversed(_touched(at, "me", *SPOKEN)), None),
    "outcome": lambda at: at.outcome_at,
    "replied": lambda at: next(reversed(_touched(at, "them")), None),
    "promised_by": lambda at: at.incident.promised_by,
    "answer_by": lambda at: at.incident.answer_by,
    "new_time": lambda at: at.incident.new_time.start,
    "new_time_end": lambda at: at.new_end,
    "broke_off": lambda at: at.incident.broke_off,
    "waited_until": lambda at: at.incident.waited_until,
    "eta": lambda at: at.incident.eta,
}
