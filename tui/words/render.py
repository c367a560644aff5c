"""From the facts to a message: pure, deterministic, and saying nothing that was not entered."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache, partial
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from tui.model.clean import clean
from tui.model.fields import GROUPS, OTHERS, REPEATED
from tui.model.incident import Incident
from tui.words.layout import BRANCHES, lay_out, script, split_script, split_subject, subject_and_body
from tui.words.library import Library
from tui.words.measure import BOUNDS, amount
from tui.words.values import Address

TIGHTER = 3
"""How often a message may be said more briefly before it is left longer than its channel bears."""

_MEANWHILE = "The built-in template is used meanwhile."
_MARK = re.compile(r"‹([^‹›\n]+)›")


class Gap(Struct, frozen=True):
    """A fact that a text still lacks: its dotted path, and the label between the marks."""

    field: str
    label: str


class Rendered(Struct, frozen=True):
    """A message as the facts make it; only a call has branches, only an e-mail a subject.

    `note` says which template of the user's could not be used, so that the built-in one was.
    """

    subject: str
    body: str
    branches: tuple[tuple[str, str], ...]
    gaps: tuple[Gap, ...]
    note: str = ""

    @property
    def text(self) -> str:
        """The whole message as one text to edit (`split_subject` and `split_script` take it apart again)."""
        return (
            script(self.body, self.branches) if self.branches else subject_and_body(self.subject, self.body)
        )


@lru_cache(maxsize=512)
def render(library: Library, incident: Incident, message: str, channel: str, now: datetime) -> Rendered:
    """Return a message at a moment (the incident's own `now` comes first).

    Raises NoSuchMessage where the kind has none on that channel, BadTemplate where it cannot be made.
    """
    from tui.words.sandbox import BadTemplate

    try:
        return _made(library, incident, Address(message, channel, library.reader(message, channel)), now)
    except BadTemplate as error:
        spare = library.spare
        if spare is None or (message, channel) not in spare.pairs(incident.kind):
            raise
        return replace(render(spare, incident, message, channel, now), note=f"{error} {_MEANWHILE}")


def _made(library: Library, incident: Incident, address: Address, now: datetime) -> Rendered:
    from tui.words.sandbox import run
    from tui.words.view import view

    message, channel = address.message, address.channel
    template = library.template(incident.kind, message, channel, incident.language, incident.tone)
    entry = library.cause(incident.cause.id) if incident.cause.id else None
    part = partial(library.part, incident.kind, incident.language)
    seen = view(incident, entry, address, incident.now or now)

    def written(tight: int) -> str:
        return clean(lay_out(run(template, {**seen, "tight": tight}, part))).text

    return _fitted(written, channel, incident)


def _fitted(written: Callable[[int], str], channel: str, incident: Incident) -> Rendered:
    """Render, leaving out what can be spared (`tight`) until the message fits its channel."""
    bounds = BOUNDS.get(channel)
    rendered = _taken_apart(written(0), incident)
    for tight in range(1, TIGHTER + 1):
        if bounds is None or amount(rendered.text, channel) <= bounds.most:
            break
        rendered = _taken_apart(written(tight), incident)
    return rendered


def _taken_apart(text: str, incident: Incident) -> Rendered:
    subject, body = split_subject(text)
    body, branches = split_script(body)
    named = dict(branches)
    ordered = tuple((name, named[name]) for name in dict.fromkeys((*BRANCHES, *named)) if name in named)
    return Rendered(subject, body, ordered, gaps_in(text, incident))


def gaps_in(text: str, incident: Incident) -> tuple[Gap, ...]:
    """Return the gaps whose marks are in a text, in its order, each once."""
    paths = _paths()
    labels = dict.fromkeys(_MARK.findall(text))
    return tuple(Gap(_placed(paths[label], incident), label) for label in labels if label in paths)


def _placed(path: str, incident: Incident) -> str:
    """Return the path with the index of the first entry that lacks the fact, for a fact of entries."""
    if "*" not in path:
        return path
    name, _, leaf = path.partition(".*.")
    entries: tuple[Any, ...] = getattr(incident, name)
    lacking = next((place for place, entry in enumerate(entries) if not getattr(entry, leaf)), 0)
    return f"{name}.{lacking}.{leaf}"


@lru_cache(maxsize=1)
def _paths() -> dict[str, str]:
    paths = {label: path for path, label in OTHERS.items()}
    fields = [field for group in GROUPS for field in (*group.fields, *group.folded)]
    for field in (*fields, *(field for entry in REPEATED.values() for field in entry)):
        paths.setdefault(field.gap, field.path)
    return paths
