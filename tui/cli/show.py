"""`raincheck show`: one incident with its facts, plan, timeline and drafts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from tui.cli.program import Command, pass_run
from tui.cli.run import Run

if TYPE_CHECKING:
    from tui.model.plan import Plan, Planned
    from tui.model.record import Record
    from tui.state import State
    from tui.store.folder import Listed

_BOX = {"done": "[x]", "open": "[ ]", "next": "[>]"}


@click.command("show", cls=Command, short_help="Show one incident.")
@click.argument("incident_id", metavar="[ID]", required=False)
@pass_run
def show_command(run: Run, incident_id: str | None) -> None:
    """Show one incident: facts, plan, timeline and drafts. Without an ID: the one that needs attention."""
    from tui.cli.output import emit, emit_json
    from tui.cli.stored import chosen, restored

    listed, record = chosen(run, incident_id)
    state = restored(run, record)
    if run.json:
        emit_json(_data(run, listed, record, state))
    else:
        emit("\n".join(_lines(run, listed, record, state)))


def _data(run: Run, listed: Listed, record: Record, state: State) -> dict[str, Any]:
    from msgspec.structs import asdict

    from tui.model.facts import write_facts
    from tui.model.timeline import in_order
    from tui.state.derived import current_plan

    return {
        "id": record.id,
        "title": record.title,
        "archived": record.archived,
        "created": record.created,
        "saved": record.saved,
        "path": listed.path,
        "facts": write_facts(record.incident),
        "typed": dict(record.typed),
        "plan": _plan_data(current_plan(state, run.book)),
        "timeline": [asdict(entry) for entry in in_order(record.timeline)],
        "drafts": _drafts(run, record, state),
    }


def _plan_data(plan: Plan) -> dict[str, Any]:
    return {
        "done": plan.done,
        "total": plan.total,
        "next": plan.next.step.id if plan.next else None,
        "steps": [
            {
                "id": one.step.id,
                "label": one.step.label,
                "phase": one.step.phase,
                "due": one.due,
                "done": one.state == "done",
                "done_at": one.done,
                "note": one.note,
                "message": one.step.message or None,
                "channel": one.step.channel or None,
            }
            for one in plan.steps
        ],
    }


def _drafts(run: Run, record: Record, state: State) -> list[dict[str, str]]:
    from msgspec.structs import asdict

    from tui.model.clean import clean
    from tui.state.derived import merged

    return [
        {**asdict(draft.key), "text": clean(merged(state, draft.key, run.book).text).text}
        for draft in record.drafts
    ]


def _lines(run: Run, listed: Listed, record: Record, state: State) -> Iterator[str]:
    from msgspec.structs import replace

    from tui.cli.stored import SHORT, title
    from tui.cli.table import table
    from tui.state.derived import current_moment, current_plan

    moment = current_moment(state, run.book)
    label = run.book.playbook(record.incident.kind).label
    yield f"{title(record)}: {label} ({record.id[:SHORT]}{', archived' if record.archived else ''})"
    yield " · ".join(filter(None, (moment.phrase, moment.clocks)))
    yield str(listed.path)
    stored = replace(state, content=replace(state.content, incident=record.incident))
    facts = list(_facts(run, stored))
    if facts:
        yield from ("", "Facts", table(facts))
    steps = [_step(run, record, one) for one in current_plan(state, run.book).steps]
    if steps:
        yield from ("", "Plan", table(steps))
    timeline = list(_timeline(run, record))
    if timeline:
        yield from ("", "Timeline", table(timeline))
    for draft in _drafts(run, record, state):
        yield from ("", f"Draft: {draft['message']} by {draft['channel']}", "", draft["text"])


def _facts(run: Run, state: State) -> Iterator[tuple[str, str]]:
    from tui.model.fields import GROUPS, REPEATED
    from tui.model.incident import LISTS

    for group in GROUPS:
        for field in (*group.fields, *group.folded):
            if field.path not in LISTS and field.path != "kind":
                yield from _fact(run, state, field.path, field.label)
    for name, fields in REPEATED.items():
        for place in range(len(getattr(state.incident, name))):
            for field in fields:
                path = field.path.replace("*", str(place))
                yield from _fact(run, state, path, f"{name} {place + 1}: {field.label}")


def _fact(run: Run, state: State, path: str, label: str) -> Iterator[tuple[str, str]]:
    from tui.model.clean import clean
    from tui.state.entry import show_fact

    said = "I don't know" if path in state.incident.unknown else show_fact(path, state, run.book)
    if said:
        yield f"  {label}", clean(said.replace("\n", " / "), one_line=True).text


def _step(run: Run, record: Record, one: Planned) -> tuple[str, str, str]:
    from tui.cli.stored import my_zone, on_clock
    from tui.model.plan import due_words

    zone = my_zone(run, record)
    if one.state == "done":
        return f"  {_BOX[one.state]}", one.step.label, one.note or on_clock(one.done, zone) or "done"
    return f"  {_BOX[one.state]}", one.step.label, due_words(one.due, run.now, zone)


def _timeline(run: Run, record: Record) -> Iterator[tuple[str, str, str]]:
    from tui.cli.stored import my_zone, on_clock
    from tui.model.clean import clean
    from tui.model.timeline import in_order

    zone = my_zone(run, record)
    for entry in in_order(record.timeline):
        yield f"  {on_clock(entry.at, zone)}", entry.what, clean(entry.text, one_line=True).text
