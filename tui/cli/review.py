"""`raincheck review`: what the coach says of a message, or of any text."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from tui.cli.faults import BadInput, WrongUse
from tui.cli.program import Command, pass_run
from tui.cli.run import Run

if TYPE_CHECKING:
    from tui.model.incident import Incident
    from tui.words.coach import Finding, Review

STANDARD_INPUT = "-"
MOST_BYTES = 2 << 20
"""How large a text may be (architecture.md: imports are capped)."""


class _Subject(Struct, frozen=True):
    """What is reviewed: a text, which message it is, and the facts behind it."""

    text: str
    channel: str
    message: str
    kind: str
    incident: Incident | None


@click.command("review", cls=Command, short_help="Say what would hurt in a message.")
@click.argument("sources", metavar="[ID] [TEXTFILE|-]", nargs=-1)
@click.option(
    "--facts", metavar="FILE", help="A facts file instead of a stored incident; - is standard input."
)
@click.option("--kind", help="Which kind of incident the text is about.")
@click.option("--message", help="Which message the text is.")
@click.option("--channel", help="On which channel it goes out; by default as an e-mail.")
@pass_run
@click.pass_context
def review_command(
    context: click.Context,
    run: Run,
    sources: tuple[str, ...],
    facts: str | None,
    kind: str | None,
    message: str | None,
    channel: str | None,
) -> None:
    """Say what would hurt in a message: of an incident, of a facts file, or of any text.

    The text of an e-mail may begin with a line "Subject: ..." and an empty one. Without facts the rules that
    need them are left out. Exit 1 if there is an error.
    """
    from tui.cli.output import emit, emit_json, say
    from tui.words.coach import review

    known = _rules(run)
    asked = _asked(run, sources, facts, kind, message, channel)
    found = review(
        known,
        asked.text,
        channel=asked.channel,
        kind=asked.kind,
        message=asked.message,
        incident=asked.incident,
        now=run.now,
        mine=whose(run, asked.incident),
    )
    for line in _left_out(found, asked):
        say(line)
    if run.json:
        emit_json(as_data(found, asked.text, asked.channel))
    else:
        emit("\n".join(lines(found)))
    context.exit(any(finding.severity == "error" for finding in found.findings))


def as_finding(finding: Finding) -> dict[str, str]:
    """Return a finding as the contract writes it in JSON."""
    return {name: getattr(finding, name) for name in ("id", "severity", "found", "why", "fix")}


def as_data(found: Review, text: str, channel: str) -> dict[str, Any]:
    """Return a review as the contract writes it in JSON."""
    from msgspec.structs import asdict

    from tui.words.measure import measure

    return {
        "findings": [as_finding(finding) for finding in found.findings],
        "ready": found.ready,
        "measures": asdict(measure(text, channel)),
    }


def lines(found: Review) -> list[str]:
    """Return a review in words: a line for each finding, then whether it is ready, and what is good."""
    said = [_line(finding) for finding in found.findings]
    counts = [
        (sum(f.severity == name for f in found.findings), name) for name in ("error", "warning", "hint")
    ]
    listed = ", ".join(f"{count} {name}{'s' * (count > 1)}" for count, name in counts if count)
    said.append(f"{'Ready to send' if found.ready else 'Not ready to send'}: {listed or 'nothing found'}.")
    return [*said, f"Good: {found.good}."] if found.good else said


def _line(finding: Finding) -> str:
    about = f'"{finding.found}": ' if finding.found else ""
    ways = {
        "replace": f"Instead: {finding.fix}",
        "insert": f"Add: {finding.fix}",
        "cut": "Leave the sentence out.",
    }
    way = ways.get(finding.mend, "") if finding.fix or finding.mend == "cut" else ""
    return f"{finding.severity:7}  {finding.id}: {about}{finding.why} {way}".rstrip()


def whose(run: Run, incident: Incident | None) -> bool | None:
    """Return whose doing it was, as far as the facts say so."""
    if incident is None or incident.cause.mine is not None:
        return incident.cause.mine if incident else None
    entry = run.library.cause(incident.cause.id) if incident.cause.id else None
    return entry.mine if entry else None


def _rules(run: Run) -> Any:
    from tui.cli.output import say
    from tui.words.coach import rules

    known = rules(run.library.folders)
    for fault in known.faults:
        say(fault)
    return known


def _left_out(found: Review, asked: _Subject) -> list[str]:
    """Return what could not be looked at, and why."""
    if not found.skipped:
        return []
    if not asked.kind:
        first = "Without --kind only the rules for all kinds run."
    elif asked.incident is None:
        first = "Without facts some rules cannot run."
    else:
        first = "Some rules could not run."
    return [first, *(f"Left out, {line}" for line in found.skipped)]


def _asked(
    run: Run,
    sources: tuple[str, ...],
    facts: str | None,
    kind: str | None,
    message: str | None,
    channel: str | None,
) -> _Subject:
    name, source = _sources(sources, facts)
    if facts == STANDARD_INPUT and source == STANDARD_INPUT:
        raise WrongUse("Standard input can be the facts or the text, not both.")
    _check(run, kind, message, channel)
    if source is None and name is None and facts is None and not _typed_at():
        text = read_text(STANDARD_INPUT)
        if text.strip():
            return _Subject(text, channel or "email", message or "", kind or "", None)
    if facts is not None:
        return _of_facts(run, facts, source, kind, message, channel)
    if source is not None and name is None:
        return _Subject(read_text(source), channel or "email", message or "", kind or "", None)
    return _of_record(run, name, source, kind, message, channel)


def _of_facts(
    run: Run, facts: str, source: str | None, kind: str | None, message: str | None, channel: str | None
) -> _Subject:
    from tui.cli.message import incident_of, of_facts

    way = channel or "email"
    if source is not None:
        incident = incident_of(run, facts)
        return _Subject(read_text(source), way, message or "", kind or incident.kind, incident)
    made = of_facts(run, facts, message or "first", way)
    return _Subject(made.text, way, made.message, kind or made.incident.kind, made.incident)


def _of_record(
    run: Run, name: str | None, source: str | None, kind: str | None, message: str | None, channel: str | None
) -> _Subject:
    from tui.cli.message import of_record
    from tui.cli.stored import chosen

    record = chosen(run, name)[1]
    if source is not None:
        incident = run.at_moment(record.incident)
        return _Subject(read_text(source), channel or "email", message or "", kind or incident.kind, incident)
    shown = record.shown if message is None and channel is None else None
    which = (shown.message, shown.channel) if shown else (message or "first", channel or "email")
    made = of_record(run, record, *which)
    return _Subject(made.text, made.channel, made.message, kind or made.incident.kind, made.incident)


def _sources(sources: tuple[str, ...], facts: str | None) -> tuple[str | None, str | None]:
    """Return the ID and the text file among the arguments: one alone is a file where there is such a file."""
    if len(sources) > (1 if facts is not None else 2):
        raise WrongUse("Name an ID or --facts, and one text at most.")
    if not sources:
        return None, None
    if len(sources) == 2:
        return sources[0], sources[1]
    one = sources[0]
    is_text = facts is not None or one == STANDARD_INPUT or Path(one).exists() or "/" in one or "." in one
    return (None, one) if is_text else (one, None)


def _check(run: Run, kind: str | None, message: str | None, channel: str | None) -> None:
    """Raise WrongUse for a kind, message or channel that there is not, and where they do not fit."""
    rows = run.library.rows
    for option, value, known in (
        ("--kind", kind, [name for row in rows for name in row.kinds]),
        ("--message", message, [row.message for row in rows]),
        ("--channel", channel, [row.channel for row in rows]),
    ):
        if value is not None and value not in known:
            raise WrongUse(f"{option}: there is no '{value}'; there are {', '.join(dict.fromkeys(known))}.")
    if kind and message and (message, channel or "email") not in run.library.pairs(kind):
        pairs = ", ".join(f"{m} by {c}" for m, c in run.library.pairs(kind))
        raise WrongUse(f"'{kind}' has no message '{message}' by {channel or 'email'}; it has: {pairs}.")


def _typed_at() -> bool:
    return sys.stdin is None or sys.stdin.isatty()


def read_text(source: str) -> str:
    """Return the text in a file, `-` for standard input, cleaned. Raises BadInput."""
    from tui.model.clean import clean

    name = "Standard input" if source == STANDARD_INPUT else source
    try:
        if source == STANDARD_INPUT:
            data = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(source).open("rb") as file:
                data = file.read(MOST_BYTES + 1)
    except OSError as error:
        from tui.store.errors import brief

        raise BadInput(f"{name} cannot be read ({brief(error)}); name a text file.") from error
    if len(data) > MOST_BYTES:
        raise BadInput(f"{name}: A text has at most {MOST_BYTES >> 20} MiB, and this is larger.")
    try:
        return clean(data.decode("utf-8-sig")).text
    except UnicodeDecodeError as error:
        raise BadInput(f"{name} is no text in UTF-8; save it as such.") from error
