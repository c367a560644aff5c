"""An incident as a Markdown file: a TOML header between two `+++` lines, then the texts. Pure text."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, datetime
from functools import cache
from typing import Any

import msgspec
from msgspec import Struct, ValidationError
from msgspec.structs import asdict, fields, replace

from tui.model.clean import clean
from tui.model.facts import BadFacts, facts_of, write_facts
from tui.model.incident import Incident
from tui.model.plan import Tick
from tui.model.record import DraftKey, DraftText, Record
from tui.model.timeline import Entry
from tui.store.body import read_body, write_body
from tui.store.errors import Damaged, Newer
from tui.store.layout import lay_over
from tui.store.toml import Unreadable, line_of, plain, read_toml
from tui.store.unknown import NOTHING, Unknown, join, split

SCHEMA = 1
EDGE = "+++"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_NOTHING: tuple[Any, ...] = (None, "", False, [], {})
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_PLACE = re.compile(r" - at `\$\.?(.*)`$")
_MARK = re.compile(r"^<{7} .*\n(?:.*\n)*?={7}\n(?:.*\n)*?>{7} ", re.MULTILINE)
_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


class Document(Struct, frozen=True):
    """What a file holds; `newer` is the schema of a newer version that wrote it: it may only be shown."""

    record: Record
    unknown: Unknown
    newer: int = 0


class _DraftHead(Struct, frozen=True):
    kind: str
    message: str
    channel: str
    base: str = ""


class _Header(Struct, frozen=True, kw_only=True):
    schema: int
    id: str
    title: str = ""
    created: datetime
    saved: datetime | None = None
    words: str = ""
    archived: bool = False
    shown: DraftKey | None = None
    facts: dict[str, Any]
    typed: dict[str, str] = {}
    ticks: tuple[Tick, ...] = ()
    timeline: tuple[Entry, ...] = ()
    drafts: tuple[_DraftHead, ...] = ()


def write_document(record: Record, unknown: Unknown = NOTHING) -> str:
    """Return the file's text; `read_document` gives back the same record and the same unknown parts.

    When it was saved is not in it: two clones of a folder would always differ in that line. The file's own
    time tells it.
    """
    known = {
        "schema": SCHEMA,
        "id": record.id,
        "title": record.title,
        "created": record.created,
        "words": record.words,
        "archived": record.archived,
        "shown": record.shown,
        "facts": write_facts(record.incident),
        "typed": dict(record.typed),
        "ticks": [_lean(tick) for tick in record.ticks],
        "timeline": [_lean(entry) for entry in record.timeline],
        "drafts": [{**asdict(draft.key), "base": draft.base} for draft in record.drafts],
    }
    said = {name: value for name, value in known.items() if value not in _NOTHING}
    header = join(plain(msgspec.to_builtins(said)), unknown.header)
    texts = [(draft.key, draft.text) for draft in record.drafts]
    return f"{EDGE}\n{lay_over(unknown.source, header)}{EDGE}\n{write_body(texts, dict(unknown.body))}"


def read_document(text: str, kinds: Collection[str], saved: datetime = NEVER) -> Document:
    """Return the record in a file's text, and what of it this version does not know.

    `saved` is when the text was written, where it does not say so itself. Text is cleaned, since anybody may
    have written the file; clean text comes back as it was. Raises Damaged with the line and the reason, Newer
    where a newer version wrote what this one cannot read.
    """
    text = _line_ends(text)
    try:
        return _read(text, kinds, saved)
    except Damaged:
        if mark := _MARK.search(text):
            line = text.count("\n", 0, mark.start()) + 1
            raise Damaged("git left both versions in it, from <<<<<<< to >>>>>>>", line) from None
        raise


def _read(text: str, kinds: Collection[str], saved: datetime) -> Document:
    head, body, body_line = _cut(text)
    try:
        tables = read_toml(head)
    except Unreadable as error:
        raise Damaged(f"the header is no TOML ({error.reason})", error.line + 1) from None
    schema = tables.get("schema")
    newer = schema if isinstance(schema, int) and schema > SCHEMA else 0
    try:
        document = _interpret(tables, head, body, body_line, kinds, newer)
    except Damaged:
        if newer:
            raise Newer(newer) from None
        raise
    if "saved" in tables:
        return document
    return replace(document, record=replace(document.record, saved=saved))


def _interpret(
    tables: dict[str, Any], head: str, body: str, body_line: int, kinds: Collection[str], newer: int
) -> Document:
    known, unknown = split(tables, _Header)
    facts = known.get("facts", {})
    facts, unknown_facts = split(facts, Incident) if isinstance(facts, dict) else (facts, {})
    if unknown_facts:
        unknown["facts"] = unknown_facts
    try:
        said = {**known, "facts": {}}
        header = msgspec.convert(said if _is_clean(head) else _cleaned(said), _Header)
        incident = facts_of(facts, kinds)
    except ValidationError as error:
        raise _damaged(str(error), head) from None
    except BadFacts as error:
        path = ("facts", *error.problems[0].partition(" ")[0].split("."))
        steps = tuple(int(step) if step.isdigit() else step for step in path)
        raise Damaged(" ".join(error.problems).rstrip("."), 1 + line_of(head, steps)) from None
    if not _ID.fullmatch(header.id):
        raise Damaged("the id is not made of letters, digits and hyphens", 1 + line_of(head, ("id",)))
    keys = [DraftKey(draft.kind, draft.message, draft.channel) for draft in header.drafts]
    texts, extra = read_body(clean(body).text, keys, body_line)
    record = Record(
        id=header.id,
        incident=incident,
        typed=tuple(header.typed.items()),
        drafts=tuple(
            DraftText(key, draft.base, texts[key]) for key, draft in zip(keys, header.drafts, strict=True)
        ),
        ticks=header.ticks,
        timeline=header.timeline,
        shown=header.shown,
        title=header.title,
        archived=header.archived,
        created=header.created,
        saved=header.saved or NEVER,
        words=header.words,
    )
    return Document(record, Unknown(unknown, tuple(extra.items()), f"{head}\n"), newer)


def _cut(text: str) -> tuple[str, str, int]:
    """Return the header, the body, and the line on which the body begins."""
    if not text.strip("\0\n "):
        raise Damaged("it holds nothing but zeros" if "\0" in text else "it is empty", 1)
    if not text.startswith(f"{EDGE}\n"):
        raise Damaged("it does not begin with a line +++", 1)
    head, edge, body = text[len(EDGE) + 1 :].partition(f"\n{EDGE}\n")
    if not edge:
        if not head.endswith(f"\n{EDGE}"):
            raise Damaged("the header has no end (a second line +++)", text.count("\n") + 1)
        head = head[: -len(EDGE) - 1]
    return head, body, head.count("\n") + 4


def _line_ends(text: str) -> str:
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n") if text.startswith(f"{EDGE}\r\n") else text


def _damaged(reason: str, head: str) -> Damaged:
    place = _PLACE.search(reason)
    steps = _STEP.findall(place[1]) if place else []
    path = tuple(int(index) if index else name for index, name in steps)
    said = ".".join(str(part) for part in path)
    what = _PLACE.sub("", reason)
    return Damaged(f"{said}: {what}" if said else what, 1 + line_of(head, path))


def _is_clean(head: str) -> bool:
    """Tell whether every value is a clean part of the text: clean as a whole, and nothing is escaped."""
    return "\\" not in head and clean(head).text == head


def _cleaned(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _cleaned(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_cleaned(part) for part in value]
    return clean(value).text if isinstance(value, str) else value


def _lean(value: Struct) -> dict[str, Any]:
    """Return the fields that say more than their default, for TOML has no null and people read this."""
    return {
        name: said
        for name, field, default in _fields(type(value))
        if (said := getattr(value, field)) != default
    }


@cache
def _fields(of: type[Struct]) -> tuple[tuple[str, str, object], ...]:
    return tuple((field.encode_name, field.name, field.default) for field in fields(of))
