"""A message as it is printed: taken apart into subject, body and branches, with its gaps and measures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import asdict

from tui.cli.faults import WrongUse

if TYPE_CHECKING:
    from tui.cli.run import Run
    from tui.model.incident import Incident
    from tui.model.record import Record
    from tui.words.coach import Review
    from tui.words.measure import Measures
    from tui.words.render import Gap


class Message(Struct, frozen=True):
    """One message of one incident; `text` is all of it, as its editor shows it."""

    message: str
    channel: str
    text: str
    gaps: tuple[Gap, ...]
    measures: Measures
    incident: Incident
    review: Review

    @property
    def ready(self) -> bool:
        """Whether nothing is missing in it and the coach lets it pass."""
        return not self.gaps and self.review.ready


def of_facts(run: Run, source: str, message: str, channel: str) -> Message:
    """Return a message of a facts file, made from nothing else. Raises BadInput, NoSuchMessage."""
    from tui.words.render import render

    incident = incident_of(run, source)
    rendered = render(run.library, incident, message, channel, run.now)
    _say_notes(run, rendered.note)
    return _message(run, incident, message, channel, rendered.text)


def incident_of(run: Run, source: str) -> Incident:
    """Return the incident of a facts file, as of `--now` where that is given. Raises BadInput."""
    from tui.cli.reading import read_incident

    library = run.library
    kinds = tuple(dict.fromkeys(kind for row in library.rows for kind in row.kinds))
    return run.at_moment(read_incident(source, kinds, library.causes))


def of_record(run: Run, record: Record, message: str, channel: str) -> Message:
    """Return a message of a stored incident, with its hand edits. Raises NoSuchMessage."""
    from tui.cli.stored import restored
    from tui.model.record import DraftKey
    from tui.state.derived import merged

    state = restored(run, record)
    key = DraftKey(state.incident.kind, message, channel)
    _say_notes(run, state.rendered(key, run.book).note)
    return _message(run, state.incident, message, channel, merged(state, key, run.book).text)


def _say_notes(run: Run, note: str) -> None:
    """Say what of the user's own templates and tables could not be used."""
    from tui.cli.output import say

    for problem in filter(None, (*run.library.faults, note)):
        say(problem)


def chosen_format(run: Run, form: str | None) -> str:
    """Return the format asked for, `--json` being one. Raises WrongUse for two of them."""
    if run.json and form not in (None, "json"):
        raise WrongUse(f"--json and --format {form} exclude each other.")
    return "json" if run.json else form or "text"


def as_data(message: Message) -> dict[str, Any]:
    """Return a message as the contract writes it in JSON."""
    from tui.cli.review import as_finding
    from tui.model.facts_paths import in_file
    from tui.words.layout import split_script, split_subject

    subject, body = split_subject(message.text) if message.channel == "email" else ("", message.text)
    body, branches = split_script(body) if message.channel == "call" else (body, ())
    return {
        "message": message.message,
        "channel": message.channel,
        "subject": subject,
        "body": body,
        "branches": dict(branches),
        "gaps": [{"field": in_file(gap.field), "label": gap.label} for gap in message.gaps],
        "findings": [as_finding(finding) for finding in message.review.findings],
        "ready": message.ready,
        "measures": asdict(message.measures),
    }


def as_text(message: Message, form: str) -> str:
    """Return a message in a format: text, md or json."""
    if form == "json":
        from tui.cli.output import json_text

        return json_text(as_data(message))
    if form == "md":
        from tui.exchange.markdown import as_markdown

        return as_markdown(message.text, message.channel)
    return message.text


def as_file(run: Run, message: Message, form: str, incident_id: str) -> bytes | None:
    """Return a message that is written to the last byte, None in a form that is text. Raises WrongUse.

    It answers the mail that the incident was begun from, if one was (`incident_id` is "" for none). What
    stands in an address field and is no address is said and left out.
    """
    if form != "eml":
        return None
    if message.channel != "email":
        raise WrongUse(f"Only the e-mail can be an .eml file; --format text prints the {message.channel}.")
    from tui.cli.output import say
    from tui.exchange.eml import as_eml, unusable
    from tui.exchange.invitation_kept import kept_invitation
    from tui.words.layout import split_subject

    for text in unusable(message.incident):
        say(f"{text} is no e-mail address; it was left out, fill it in before you send.")
    subject, body = split_subject(message.text)
    invited = kept_invitation(run.places.invitations, incident_id) if incident_id else None
    thread = invited.mail if invited and invited.mail.message_id else None
    return as_eml(message.incident, subject, body, now=run.now, thread=thread)


def lacking(message: Message) -> str:
    """Return in words what keeps a message from being ready, "" for nothing."""
    labels = ", ".join(gap.label for gap in message.gaps)
    count = len(message.gaps)
    if count:
        return f"{count} {'gap' if count == 1 else 'gaps'} left: {labels}."
    whys = [finding.why for finding in message.review.findings if finding.severity != "hint"]
    return "" if message.review.ready else " ".join(whys)


def _message(run: Run, incident: Incident, message: str, channel: str, text: str) -> Message:
    from tui.cli.review import whose
    from tui.model.clean import clean
    from tui.words.coach import review, rules
    from tui.words.measure import measure
    from tui.words.render import gaps_in

    text = clean(text).text
    found = review(
        rules(run.library.folders),
        text,
        channel=channel,
        kind=incident.kind,
        message=message,
        incident=incident,
        now=run.now,
        mine=whose(run, incident),
    )
    return Message(message, channel, text, gaps_in(text, incident), measure(text, channel), incident, found)
