"""`raincheck when`: how a typed time is understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli.faults import BadInput, WrongUse
from tui.cli.program import Command, pass_run
from tui.cli.run import Run

if TYPE_CHECKING:
    from tui.model.when import Reading

CODES = {"ok": 0, "ambiguous": 1, "refused": 3}


@click.command(
    "when",
    cls=Command,
    short_help="Show how a typed time is understood.",
    context_settings={"ignore_unknown_options": True},
)
@click.argument("text", nargs=-1, required=True)
@click.option("--zone", metavar="Z", help="The city or zone of the clock; by default your own.")
@click.option("--past", is_flag=True, help="Look back where the day or the year is left open.")
@click.option("--future", is_flag=True, help="Look forward (the default).")
@pass_run
@click.pass_context
def when_command(
    context: click.Context, run: Run, text: tuple[str, ...], zone: str | None, past: bool, future: bool
) -> None:
    """Show how a typed time is understood; exit 1 if it is ambiguous, 3 if it is refused."""
    from tui.model.when import Direction, understand

    unknown = next((word for word in text if word.startswith("--")), None)
    if unknown:
        raise click.NoSuchOption(unknown, ctx=context)
    if past and future:
        raise WrongUse("--past and --future exclude each other.")
    own = named_zone(zone) if zone is not None else run.zone
    direction = Direction("past" if past else "future")
    reading = understand(" ".join(text), now=run.now, zone=own, direction=direction)
    if run.json:
        _print_json(reading, run, own)
    else:
        _print(reading, run, own)
    context.exit(CODES[reading.status])


def named_zone(text: str) -> str:
    """Return the IANA name for a city or zone. Raises BadInput with the nearest names."""
    from tui.model.zones import find_zone, suggest_zones

    found = find_zone(text)
    if found is None:
        near = ", ".join(suggest_zones(text, 3))
        hint = f"it may be {near}" if near else "name a city, or a zone like Europe/Berlin"
        raise BadInput(f'--zone: "{text}" is no one zone; {hint}.')
    return found


def _print_json(reading: Reading, run: Run, zone: str) -> None:
    from tui.cli.output import emit_json
    from tui.model.when import echo

    emit_json(
        {
            "status": reading.status,
            "instant": reading.instant,
            "readings": list(reading.readings),
            "echo": echo(reading.instant, now=run.now, zone=zone) if reading.instant else "",
            "why": reading.why,
        }
    )


def _print(reading: Reading, run: Run, zone: str) -> None:
    from tui.cli.output import emit, say
    from tui.model.when import echo
    from tui.model.zones import same_clock

    for instant in (reading.instant,) if reading.instant else reading.readings:
        emit(echo(instant, now=run.now, zone=zone))
        if reading.zone and not same_clock(reading.zone, zone, instant):
            emit(echo(instant, now=run.now, zone=reading.zone))
    if reading.why:
        say(reading.why)
