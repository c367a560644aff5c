"""The schema says the same as the reader: the example and every gap fit, what is refused does not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tui.model.facts import BadFacts, facts_of, schema

KINDS = ("upcoming", "missed", "late")
CASES = Path(__file__).parent.parent / "cases"
FULL: dict[str, Any] = json.loads((CASES / "full_facts.json").read_text(encoding="utf-8"))
SCHEMA: dict[str, Any] = schema(KINDS)
TYPES: dict[str, Any] = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int}
KEYWORDS = {
    *("$schema", "$defs", "$ref", "title", "description", "type", "properties", "required", "items"),
    *("additionalProperties", "anyOf", "enum", "const", "minimum", "maximum", "pattern", "format"),
}


def fits(value: Any, rule: dict[str, Any]) -> bool:
    """Judge a value by as much of JSON Schema as the schema uses."""
    assert set(rule) <= KEYWORDS
    if "$ref" in rule:
        assert rule["$ref"] == "#/$defs/gap"
        return fits(value, SCHEMA["$defs"]["gap"])
    if "anyOf" in rule and not any(fits(value, choice) for choice in rule["anyOf"]):
        return False
    if "enum" in rule and not any(same(value, choice) for choice in rule["enum"]):
        return False
    if "const" in rule and not same(value, rule["const"]):
        return False
    return "type" not in rule or (fits_type(value, rule["type"]) and fits_inside(value, rule))


def same(one: Any, other: Any) -> bool:
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def fits_type(value: Any, name: str) -> bool:
    if isinstance(value, bool):
        return name == "boolean"
    return isinstance(value, TYPES[name])


def fits_inside(value: Any, rule: dict[str, Any]) -> bool:
    if isinstance(value, dict):
        known = rule["properties"]
        inside = all(name in known and fits(part, known[name]) for name, part in value.items())
        return inside and set(rule.get("required", ())) <= set(value)
    if isinstance(value, list):
        return all(fits(part, rule["items"]) for part in value)
    if isinstance(value, str):
        return bool(re.search(rule.get("pattern", ""), value)) and ("format" not in rule or is_time(value))
    return bool(rule.get("minimum", value) <= value <= rule.get("maximum", value))


def is_time(value: str) -> bool:
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def rules(rule: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field's name and rule, at any depth."""
    for name, part in rule.get("properties", {}).items():
        yield name, part
    for part in (*rule.get("properties", {}).values(), *rule.get("anyOf", ())):
        yield from rules(part)
    if "items" in rule:
        yield from rules(rule["items"])


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to each value, at any depth."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in inner:
        yield (*path, name)
        yield from leaves(part, (*path, name))


def with_value(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """The full example with another value at one place."""
    changed: dict[str, Any] = json.loads(json.dumps(FULL))
    place: Any = changed
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    return changed


def accepted(data: dict[str, Any]) -> bool:
    try:
        facts_of(data, KINDS)
    except BadFacts:
        return False
    return True


PLACES = list(leaves(FULL))
WRONG = ["nonsense", 5, -1, 1.5, True, {"no": 1}, ["nonsense"], [5], {}, "2026-12-01T14:00:00", 99999]
FREE_ZONES = ("zone",)
"""What the schema cannot know: the names of zones."""


def test_it_is_a_schema_of_2020_12_that_is_plain_json() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


def test_the_kinds_are_those_that_were_found() -> None:
    assert SCHEMA["properties"]["kind"]["enum"] == list(KINDS)


def test_every_field_says_what_it_means() -> None:
    found = list(rules(SCHEMA))
    assert len(found) > 80
    assert all(rule["description"].endswith(".") for _, rule in found)


def test_the_full_example_fits() -> None:
    assert fits(FULL, SCHEMA)


def test_the_kind_alone_fits_and_nothing_does_not() -> None:
    assert fits({"kind": "late"}, SCHEMA)
    assert not fits({}, SCHEMA)


def test_a_slot_has_from_and_to() -> None:
    slot = SCHEMA["properties"]["slots"]["anyOf"][0]["items"]["anyOf"][0]
    assert list(slot["properties"]) == ["from", "to", "format", "open", "note"]
    assert slot["properties"]["from"]["anyOf"][0] == {"type": "string", "format": "date-time"}


def test_unknown_fields_do_not_fit_at_any_depth() -> None:
    assert not fits({"kind": "late", "nonsense": 1}, SCHEMA)
    assert not fits({"kind": "late", "me": {"nonsense": 1}}, SCHEMA)
    assert not fits({"kind": "late", "slots": [{"nonsense": 1}]}, SCHEMA)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: ".".join(map(str, place)))
def test_a_gap_fits_wherever_the_reader_takes_one(place: tuple[Any, ...]) -> None:
    gaps: list[object] = [None, "", []]
    for gap in gaps:
        data = with_value(place, gap)
        assert fits(data, SCHEMA) == accepted(data) == (place != ("kind",))


@pytest.mark.parametrize("place", PLACES, ids=lambda place: ".".join(map(str, place)))
def test_what_the_reader_refuses_does_not_fit(place: tuple[Any, ...]) -> None:
    for wrong in WRONG:
        data = with_value(place, wrong)
        if not (place[-1] in FREE_ZONES and isinstance(wrong, str)):
            assert fits(data, SCHEMA) == accepted(data), wrong
