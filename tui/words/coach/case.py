"""One text under review: the message that it is, the facts behind it, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property

from msgspec import Struct

from tui.model.incident import Incident, Other
from tui.words.coach.phrases import Hit
from tui.words.coach.rulebook import Rule, Rules
from tui.words.coach.text import Span, Text
from tui.words.coach.times import Said, times_in
from tui.words.coach.value import Finding, Mend, Severity

KINDS: dict[str, str] = {
    "missed": "mi",
    "late": "la",
    "postpone": "po",
    "withdraw": "wi",
    "switch": "sw",
    "cut-off": "cu",
    "stood-up": "st",
}
MESSAGES: dict[str, str] = {
    "nudge": "nu",
    "nudge-2": "nu",
    "stop": "nu",
    "confirm": "co",
    "thanks": "th",
    "thanks-after": "th",
    "accept-refusal": "re",
}
"""The codes of the coach's table (facts.md); any other message has its kind's."""


class About(Struct, frozen=True):
    """Which message a text is, for whom it is reviewed, and when."""

    channel: str
    kind: str
    message: str
    incident: Incident | None
    now: datetime
    mine: bool | None

    @property
    def code(self) -> str:
        """The code of the message in the coach's table, "" where no kind is known."""
        return MESSAGES.get(self.message) or KINDS.get(self.kind, "")


class Case:
    """A text with all that the checks ask of it, worked out once."""

    def __init__(self, rules: Rules, text: Text, about: About) -> None:
        self.rules = rules
        self.text = text
        self.about = about
        self.code = about.code
        self.channel = about.channel
        self.incident = about.incident
        self.facts = about.incident or Incident(kind=about.kind)
        """The facts; where there are none, all of them are gaps."""
        self.now = about.now
        self.skipped: dict[str, str] = {}

    def skip(self, rule: Rule, why: str) -> None:
        """Note that a rule could not run, and why."""
        self.skipped.setdefault(rule.id, why)

    @cached_property
    def times(self) -> tuple[Said, ...]:
        """The dates and clock times in subject and sentences, in order."""
        return times_in(self.text.said, self.now)

    @cached_property
    def zones(self) -> tuple[str, ...]:
        """The reader's zone and the user's own, as far as they are known."""
        if self.incident is None:
            return ()
        known = (*self._reader_zones, self.incident.me.zone)
        return tuple(dict.fromkeys(filter(None, known)))

    @cached_property
    def _reader_zones(self) -> tuple[str, ...]:
        other = self.reader_other
        contact = self.incident.contact.zone if self.incident else ""
        return (other.zone, contact) if other else (contact,)

    @cached_property
    def two_clocks(self) -> tuple[str, ...]:
        """The zones of the two clocks that could be confused: the reader's, and the other side's."""
        if self.incident is None:
            return ()
        theirs, mine = self.incident.contact.zone, self.incident.me.zone
        between = self.reader_other.zone if self.reader_other else ""
        pair = (between, theirs or mine) if between else (theirs, mine)
        return tuple(filter(None, pair))

    @property
    def reader_zone(self) -> str:
        """The zone of whoever reads it, the user's own where none is known."""
        return next(iter(self.zones), "")

    @cached_property
    def reader_other(self) -> Other | None:
        """The one of the others whom it goes to, None where it goes to the contact."""
        from tui.words.view import RELATIONS

        wanted = {"recruiter-note": "recruiter", "letter": "careers_office"}.get(self.about.message)
        if self.incident is None or wanted is None:
            return None
        return next((o for o in self.incident.others if o.relation in RELATIONS[wanted]), None)

    @cached_property
    def doing(self) -> str:
        """Whose doing it is: `own`, `other`, or "" where that is not known."""
        if self.about.mine is not None:
            return "own" if self.about.mine else "other"
        if self.incident is not None and self.incident.cause.id:
            return ""
        if any(self.text.hits(self.rules.listed("outside"), "body")):
            return "other"
        if any(self.text.hits(self.rules.listed("accusing"), "body")):
            return ""
        own = any(self.text.hits(self.rules.listed("own"), "body"))
        return "own" if own or (self.code == "mi" and self.incident is None) else ""

    def hits(self, name: str, part: str = "body") -> tuple[Hit, ...]:
        """Return where the phrases of a word list are."""
        return self.text.hits(self.rules.listed(name), part)

    def has(self, name: str, span: Span) -> bool:
        """Tell whether a phrase of a word list begins in a part of the text."""
        return any(span.has(hit.start) for hit in self.hits(name, "all"))

    def sentences_with(self, name: str) -> Iterator[Span]:
        """Yield each sentence in which a phrase of a word list is."""
        yield from (span for span in self.text.sentences if self.has(name, span))

    def found(
        self,
        rule: Rule,
        span: Span | Hit | None = None,
        *,
        severity: Severity | None = None,
        why: str = "",
        fix: str | None = None,
        mend: Mend | None = None,
        words: str = "",
        path: str = "",
    ) -> Finding:
        """Return what a rule says of a part of the text."""
        start, end = (span.start, span.end) if span is not None else (-1, -1)
        said = words or (" ".join(self.text.raw[start:end].split()) if span is not None else "")
        how = mend or rule.mend
        return Finding(
            id=rule.id,
            severity=severity or rule.severity,
            found=said[:80],
            why=(why or rule.why).replace("{found}", said[:60]),
            fix=rule.fix if fix is None else fix,
            start=start,
            end=end,
            mend=how,
            place=rule.place,
            path=path,
        )
