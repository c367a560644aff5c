"""The facts file, version 1: an incident as plain data, in and out, with its JSON Schema."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any, cast

import msgspec

from tui.model.facts_notes import Notes, shown
from tui.model.facts_paths import in_file, known_paths
from tui.model.facts_schema import schema
from tui.model.facts_value import Twice, is_nothing, read_group
from tui.model.incident import Incident

__all__ = ["MOST_BYTES", "BadFacts", "facts_of", "known_paths", "read_facts", "schema", "write_facts"]

MOST_BYTES = 2 * 1024 * 1024
"""The largest facts file that is read."""


class BadFacts(Exception):  # noqa: N818 - named as it reads in a sentence, like the other errors here
    """Facts that cannot be used; `problems` has one sentence for each thing that is wrong."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_facts(text: str | bytes, kinds: Collection[str], causes: Collection[str] | None = None) -> Incident:
    """Return the incident in a facts file; `causes`, when given, are the ids that need no `cause.detail`.

    Raises BadFacts with all that is wrong.
    """
    return facts_of(_from_json(_decode(text)), kinds, causes)


def facts_of(
    data: Mapping[str, object], kinds: Collection[str], causes: Collection[str] | None = None
) -> Incident:
    """Return the incident in plain data, of JSON or TOML; times may be texts or aware datetimes.

    Raises BadFacts with all that is wrong.
    """
    notes = Notes(kinds, causes)
    incident = read_group(_incident_type(), data, "", notes)
    if isinstance(incident, Incident):
        _check_whole(incident, data, notes)
    if problems := notes.problems():
        raise BadFacts(*problems)
    return cast(Incident, incident)


def write_facts(incident: Incident) -> dict[str, object]:
    """Return the incident as plain data for JSON or TOML, gaps and defaults left out.

    `facts_of` gives back the same incident.
    """
    data = _plain(msgspec.to_builtins(incident, builtin_types=(datetime,)))
    if incident.unknown:
        data["unknown"] = [in_file(path) for path in incident.unknown]
    return cast(dict[str, object], data)


def _check_whole(incident: Incident, data: Mapping[str, object], notes: Notes) -> None:
    """Note what no single value shows: a missing kind, and a cause that nobody knows without its clause."""
    if is_nothing(data.get("kind")):
        notes.add(f"kind is missing: it is one of {', '.join(notes.kinds)}.")
    cause = incident.cause
    if notes.causes is not None and cause.id and cause.id not in notes.causes and not cause.detail:
        near = notes.near(cause.id, notes.causes)
        guess = f'did you mean "{near}"? A' if near else "a"
        said = f"cause.id is {shown(cause.id)}, which is no known cause"
        notes.add(f"{said}: {guess} cause of your own needs cause.detail.")


def _decode(text: str | bytes) -> str:
    size = len(text) if isinstance(text, bytes) else len(text.encode("utf-8", "surrogatepass"))
    if size > MOST_BYTES:
        raise BadFacts(f"The file has {size:,} bytes: a facts file has at most {MOST_BYTES:,}.")
    if isinstance(text, str):
        return text.removeprefix("\ufeff")
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = text.count(b"\n", 0, error.start) + 1
        raise BadFacts(f"The file is not UTF-8 text: line {line} has other bytes.") from None


def _from_json(text: str) -> Any:
    if not text.strip():
        raise BadFacts('The file is empty: the least that it can hold is {"kind": "missed"}.')
    try:
        return json.loads(text, object_pairs_hook=_object, parse_int=_number)
    except json.JSONDecodeError as error:
        reason = error.msg[:1].lower() + error.msg[1:].removesuffix(" at")
        raise BadFacts(
            f"The file is no JSON: {reason} at line {error.lineno}, column {error.colno}."
        ) from None
    except RecursionError:
        raise BadFacts("The file is nested too deeply to be a facts file.") from None


def _object(pairs: list[tuple[str, object]]) -> Twice:
    found = Twice(pairs)
    if len(found) < len(pairs):
        times = Counter(name for name, _ in pairs)
        found.twice = tuple(name for name, count in times.items() if count > 1)
    return found


def _number(digits: str) -> int | float:
    """A number of thousands of digits is refused by Python itself; as a float it is only too big."""
    return int(digits) if len(digits) < 30 else float(digits)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return _rfc3339(value) if isinstance(value, datetime) else value


def _rfc3339(when: datetime) -> str:
    """Old local mean times have seconds in their offset, which RFC 3339 cannot write: they go as UTC."""
    offset = when.utcoffset()
    return (when.astimezone(UTC) if offset and offset.seconds % 60 else when).isoformat()


@cache
def _incident_type() -> msgspec.inspect.StructType:
    return cast(msgspec.inspect.StructType, msgspec.inspect.type_info(Incident))
