"""An invitation on the command line: read, answered by options, and said in words."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from tui.cli.faults import BadInput
from tui.cli.output import say
from tui.cli.run import Run

if TYPE_CHECKING:
    from tui.cli.begin import Answers
    from tui.exchange.invitation import Event, Invitation, Taken
    from tui.model.incident import Incident


def read_invited(
    run: Run, data: bytes, name: str, kind: str | None, answers: Answers
) -> tuple[Incident, Invitation]:
    """Return the incident that an invitation begins; what was taken from where is said on standard error.

    Raises BadInput for what is none, for several events of which none is chosen, and where the kind is open.
    """
    from tui.cli.stored import me_of
    from tui.exchange.invitation import NotAnInvitation, read_invitation
    from tui.exchange.invitation_apply import apply_invitation
    from tui.model.incident import Incident

    try:
        read = read_invitation(data, now=run.now, zone=run.zone)
    except NotAnInvitation as error:
        raise BadInput(f"{name}: {error}") from None
    invitation = _answered(run, read, answers)
    said = invitation.said(run.zone)
    if "event" in invitation.asks:
        raise BadInput(f"{name}: {said} Name it with --event:\n{_listed(run, invitation)}")
    kind = kind or invitation.kind(run.now)
    if not kind:
        raise BadInput(f"{name}: {said} Nothing was stored; {_open(invitation)}.")
    say(f"{said}{_hint(invitation)}")
    incident, _ = apply_invitation(Incident(kind=kind, me=me_of(run)), invitation)
    for taken in invitation.taken:
        say(_line(run, taken))
    return incident, invitation


def _answered(run: Run, read: Invitation, answers: Answers) -> Invitation:
    if answers.event is not None and answers.event > len(read.events):
        raise BadInput(f"--event {answers.event}: it has {len(read.events)} of them.")
    return read.answered(
        event=None if answers.event is None else answers.event - 1,
        day=_day(run, answers.day) if answers.day else None,
        zone=_zone(answers.zone) if answers.zone else None,
    )


def _day(run: Run, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return run.instant(f"{text} 12:00", "nearest", "--day").date()


def _zone(text: str) -> str:
    from tui.model.zones import find_zone

    zone = find_zone(text)
    if zone is None:
        raise BadInput(f"--zone: {text} is no city or zone that is known, or has several meanings.")
    return zone


def _open(invitation: Invitation) -> str:
    if invitation.cancelled:
        return (
            "if you want to answer it all the same, name a kind, such as `raincheck new postpone --from ...`"
        )
    ways = {"day": "--day", "zone": "--zone"}
    asked = [ways[need] for need in invitation.asks if need in ways]
    return f"answer it with {' and '.join(asked)}, or name a kind" if asked else "name a kind of incident"


def _hint(invitation: Invitation) -> str:
    ways = {"day": "--day", "zone": "--zone"}
    asked = [ways[need] for need in invitation.asks if need in ways]
    return f" Its time is left open; {' and '.join(asked)} would say it." if asked else ""


def _listed(run: Run, invitation: Invitation) -> str:
    return "\n".join(
        f"  {number}  {_event(run, event)}" for number, event in enumerate(invitation.events, start=1)
    )


def _event(run: Run, event: Event) -> str:
    from tui.model.when import clock

    start = event.start
    if start is None:
        return event.title
    when = clock(start.instant, run.zone, year=True) if start.instant else start.wall.replace("T", " ")
    return f"{when}  {event.title}"


def _line(run: Run, taken: Taken) -> str:
    from tui.model.fields import field
    from tui.model.when import echo

    value = taken.value
    shown = echo(value, now=run.now, zone=run.zone) if isinstance(value, datetime) else str(value)
    doubt = "" if taken.sure else "; not sure, check it"
    return f"  {field(taken.path).label}: {shown[:120]} (from {taken.source}{doubt})"
