"""The calendar files of a stored incident."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from tui.cli.faults import BadInput

if TYPE_CHECKING:
    from tui.cli.run import Run
    from tui.model.record import Record


def calendar_of(run: Run, record: Record, form: str) -> tuple[str, bytes]:
    """Return what a calendar file is called and holds: new time or follow-ups for `ics`, else the decline.

    Raises NothingToExport, BadInput where the incident was begun without an invitation.
    """
    from tui.cli.stored import me_of, plan_of
    from tui.exchange.ics import follow_ups_ics, new_time_ics, sequence_of

    incident = record.incident
    me = incident.me if incident.me.zone else replace(incident.me, zone=me_of(run).zone)
    incident = replace(incident, me=me)
    if form == "decline":
        return "decline", _decline(run, record)
    sequence = sequence_of(record.created, run.now)
    if incident.outcome == "rescheduled" and incident.new_time.start:
        data = new_time_ics(incident, incident_id=record.id, sequence=sequence, now=run.now)
        return "new-time", data
    steps = plan_of(run, record)
    return "follow-ups", follow_ups_ics(
        incident, steps, incident_id=record.id, sequence=sequence, now=run.now
    )


def _decline(run: Run, record: Record) -> bytes:
    from tui.exchange.ics import decline_ics
    from tui.exchange.invitation_kept import kept_invitation

    invitation = kept_invitation(run.places.invitations, record.id)
    if invitation is None:
        raise BadInput("This incident was not begun from an invitation; nothing was written, write a mail.")
    me = record.incident.me
    return decline_ics(invitation, address=me.email, name=me.name, now=run.now)
