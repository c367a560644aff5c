"""The names of an incident's files: its own, the versions beside it, and what a killed save leaves."""

from __future__ import annotations

import re

from tui.model.filenames import slug
from tui.model.record import Record

ENDING = ".md"
ORPHAN = re.compile(r"\..+\.[0-9a-f]{8}\.tmp")
_COPY = re.compile(
    r"\.conflict-\d.*|\.sync-conflict-.*|_conflict-\d.*| ?\([^()]*conflict[^()]*\).*|\.was-.*", re.IGNORECASE
)
_SHORT = re.compile(r"-([A-Za-z0-9]{1,8})$")


def file_name(record: Record) -> str:
    """Return the name that the incident's file gets when it is created: date, company, short id."""
    company = slug(record.incident.interview.company) or "unnamed"
    return f"{record.created:%Y-%m-%d}-{company}-{record.id[:8]}{ENDING}"


def stem_of(name: str) -> str:
    """Return the name of the incident's own file, without its ending, for that file's or a version's name."""
    return _COPY.sub("", name.removesuffix(ENDING))


def is_copy(name: str) -> bool:
    """Tell whether a file is named as a version beside another, by this program or a sync tool."""
    return _COPY.search(name) is not None


def id_in(name: str) -> str:
    """Return the short id that the name ends with, for a file that cannot tell its own."""
    stem = stem_of(name)
    found = _SHORT.search(stem)
    return found[1] if found else stem
