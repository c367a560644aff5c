"""The coach: reads a message as a careful friend would, by rules that are data (words.md 5)."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from tui.words.coach.mend import apply
from tui.words.coach.rulebook import BadRules, Rules, rules
from tui.words.coach.value import RANK, Finding, Review

if TYPE_CHECKING:
    from tui.model.incident import Incident
    from tui.words.coach.case import Case

__all__ = ["BadRules", "Finding", "Review", "Rules", "apply", "review", "rules"]

OF_FIRST = frozenset({"no_responsibility", "no_regret", "not_identified"})
"""What has been said in the call that a text message confirms, and is not said again (ours)."""

MOST_WARNINGS = 1
"""How many warnings a message may have and be ready to send (words.md 5)."""


@lru_cache(maxsize=256)
def review(
    rules: Rules,
    text: str,
    *,
    channel: str,
    kind: str = "",
    message: str = "",
    incident: Incident | None = None,
    now: datetime,
    mine: bool | None = None,
) -> Review:
    """Return what the coach says of a text, as its editor shows it; of a call, the opening is read.

    Without a kind only the rules for all kinds run, without an incident none that needs facts; `skipped`
    names them. `mine` says whose doing it was; None: it follows from the cause of the incident.
    """
    from tui.words.coach.case import About, Case
    from tui.words.coach.good import good
    from tui.words.coach.text import parse

    kind = kind or (incident.kind if incident else "")
    mine = _mine(incident) if mine is None else mine
    moment = incident.now if incident and incident.now else now
    about = About(channel, kind, message, incident, moment, mine)
    case = Case(rules, parse(text, channel), about)
    found = _findings(case)
    severities = [finding.severity for finding in found]
    ready = "error" not in severities and severities.count("warning") <= MOST_WARNINGS and "‹" not in text
    skipped = tuple(f"{name}: {why}" for name, why in case.skipped.items())
    return Review(found, ready, good(case, found), skipped)


def _findings(case: Case) -> tuple[Finding, ...]:
    from tui.words.coach.checks import CHECKS, MOST_OF_ONE

    found: list[Finding] = []
    about = case.about
    for rule in case.rules.rules:
        if rule.channels and case.channel not in rule.channels:
            continue
        if rule.id in OF_FIRST and about.message == "written-confirmation" and about.channel == "text":
            continue
        if rule.on and case.code not in rule.on:
            if not case.code:
                case.skip(rule, "the kind of incident is not known.")
            continue
        if rule.doing and (rule.doing == "own") != (case.doing == "own"):
            if rule.doing == "own" and not case.doing:
                case.skip(rule, "it is not known whose doing it was.")
            continue
        found.extend([*CHECKS[rule.check](case, rule)][:MOST_OF_ONE])
    once = dict.fromkeys(found)
    order = sorted(once, key=lambda one: (RANK[one.severity], one.start < 0, one.start))
    return tuple(order)


def _mine(incident: Incident | None) -> bool | None:
    if incident is None or incident.cause.mine is not None:
        return incident.cause.mine if incident else None
    if not incident.cause.id:
        return None
    from tui.words.library import library

    entry = library().cause(incident.cause.id)
    return entry.mine if entry else None
