"""The JSON Schema of the facts file, made from the incident itself; the descriptions are the contract's."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

from msgspec import inspect

from tui.model.facts_paths import known_paths
from tui.model.facts_value import HOURS
from tui.model.incident import LISTS, Incident

_GAP = {"$ref": "#/$defs/gap"}
_PERSON = {
    "name": "Full name.",
    "address_as": 'How the greeting names them: "Ms Lee", or a first name.',
    "role": "Their position.",
    "email": "Their e-mail address.",
    "phone": "Their telephone number.",
    "zone": "Their time zone, an IANA name; without it, me.zone.",
}
_AGREED = {
    "start": "When it starts.",
    "minutes": "How long it lasts, in minutes.",
    "format": "On site, by video or by phone.",
    "place": "Where it takes place.",
    "link": "The link of a video call.",
}
_DESCRIPTIONS: dict[str, str | dict[str, str]] = {
    "version": "The version of this contract.",
    "kind": "What happened: which playbook and which messages apply.",
    "me": "The user.",
    "me.*": {
        "name": "The user's name, as it stands under a message.",
        "phone": "The number on which the user can be reached.",
        "email": "The user's e-mail address.",
        "zone": "The user's time zone, an IANA name.",
        "address": "The user's postal address, for a letter; may have several lines.",
        "signature": "Lines under the name; may have several lines.",
    },
    "contact": "The person to whom the message goes.",
    "contact.*": {
        **_PERSON,
        "hours": "Their office hours on their own clock, as in 09:00-17:00.",
        "address": "Their postal address, for a letter; may have several lines.",
    },
    "others": "Everybody else concerned.",
    "others.*": {**_PERSON, "relation": "What they have to do with it."},
    "interview": "The interview that this is about.",
    "interview.*": {**_AGREED, "company": "The company's name.", "role": "The position applied for."},
    "cause": "Why it happened.",
    "cause.*": {
        "id": "The id of a known cause, or of one's own, which needs a detail.",
        "mine": "Whether it was the user's own doing; without it, that follows from the id.",
        "detail": "The user's own clause, used as written.",
        "privacy": "How much of the reason is told: nothing, in general words, or the reason itself.",
    },
    "noticed": "When the user noticed.",
    "broke_off": "When the interview broke off.",
    "waited_until": "Until when the user waited for them.",
    "eta": "When the user will arrive.",
    "can_join_at": "From when the user could still join today's interview.",
    "contacted": "What was said and tried so far, in the order of time.",
    "contacted.*": {
        "at": "When it took place.",
        "by": "Who got in touch.",
        "who": "With whom, or who it was.",
        "channel": "Over which channel: call, voicemail, text, email, linkedin, letter.",
        "message": "Which message it was: first, nudge and so on.",
        "result": "What came of it.",
        "answer": "What they answered; may have several lines.",
    },
    "slots": "Times that the user can offer.",
    "slots.*": {
        "from": "The start of the time.",
        "to": "Its end; without one, from is a start time.",
        "format": "On site, by video or by phone.",
        "open": "Then or later.",
        "note": "What to say about this time.",
    },
    "any_time": "Any time that suits them is offered.",
    "will_write_by": "By when the user will send times.",
    "wanted_format": "The format that is asked for instead.",
    "interest": "One true sentence on why the user wants the job.",
    "remembered": "One true detail to thank for.",
    "extras": "What the user offers on top: references, a task, another round.",
    "first_time": "True only if it never happened before.",
    "told_late": "True only if the user could have told them earlier.",
    "earlier": "How many interviews with this company were missed or moved before.",
    "earlier_round": "An interview with them did take place before.",
    "answer_by": "When they need the user's reply.",
    "promised_by": "When they said that they would answer.",
    "new_time": "The time that was agreed instead.",
    "new_time.*": _AGREED,
    "outcome": "What came of it so far.",
    "unknown": "Paths of facts that the user does not know: no gaps any more, the text does without.",
    "keep_private": "Words that may appear in no draft.",
    "tone": "The tone of the messages.",
    "language": "The language of the messages.",
    "now": "The moment for which the messages are made; without it, the clock's.",
}


def schema(kinds: Collection[str]) -> dict[str, object]:
    """Return the JSON Schema (2020-12) of the facts file; `kinds` are the values of `kind`."""
    incident = cast(inspect.StructType, inspect.type_info(Incident))
    root = _group(incident, "", kinds)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Raincheck facts, version 1",
        "description": "What is known of one interview that went wrong. All fields but kind may be missing.",
        **root,
        "required": ["kind"],
        "$defs": {
            "gap": {"description": "Nothing is known: the same as leaving it out.", "enum": [None, "", []]}
        },
    }


def _group(of: inspect.StructType, path: str, kinds: Collection[str]) -> dict[str, Any]:
    said = _DESCRIPTIONS[f"{path}.*"] if path else _DESCRIPTIONS
    properties = {
        field.encode_name: {
            "description": cast(dict[str, str], said)[field.encode_name],
            **_property(field.type, f"{path}.{field.encode_name}" if path else field.encode_name, kinds),
        }
        for field in of.fields
    }
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _property(of: inspect.Type, path: str, kinds: Collection[str]) -> dict[str, Any]:
    if path == "kind":
        return {"enum": list(kinds)}
    if isinstance(of, inspect.UnionType):
        of = next(part for part in of.types if not isinstance(part, inspect.NoneType))
    return {"anyOf": [_value(of, path, kinds), _GAP]}


def _value(of: inspect.Type, path: str, kinds: Collection[str]) -> dict[str, Any]:
    match of:
        case inspect.StructType():
            return _group(of, path, kinds)
        case inspect.VarTupleType():
            item = _unknown() if path == "unknown" else _value(of.item_type, path, kinds)
            return {"type": "array", "items": {"anyOf": [item, _GAP]}}
        case inspect.LiteralType():
            return {"const": of.values[0]} if len(of.values) == 1 else {"enum": list(of.values)}
        case inspect.IntType():
            limits = {"minimum": of.ge, "maximum": of.le}
            return {"type": "integer", **{name: limit for name, limit in limits.items() if limit is not None}}
        case inspect.BoolType():
            return {"type": "boolean"}
        case inspect.DateTimeType():
            return {"type": "string", "format": "date-time"}
    return {"type": "string", "pattern": f"^({HOURS})$"} if path.endswith(".hours") else {"type": "string"}


def _unknown() -> dict[str, Any]:
    entries = [
        rf"^{name}\.[0-9]+\.({'|'.join(of.__struct_encode_fields__)})$" for name, of in sorted(LISTS.items())
    ]
    return {"anyOf": [{"enum": sorted(known_paths())}, {"type": "string", "pattern": "|".join(entries)}]}
