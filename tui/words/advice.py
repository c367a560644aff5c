"""Which advice (words.md 4) is served by the words: each part names the ids that its sentences serve."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.words.book import Book

SCREENS = {
    "E1": "screen weigh",
    "E2": "screen weigh",
    "D1": "screen call",
    "C6": "screen call",
    "E3": "screen export",
}
"""What a screen serves by its own words."""

_SERVES = re.compile(r"\{#-? serves ([A-E0-9 ]+?) -?#\}")


def served_by_templates(root: Path) -> dict[str, tuple[str, ...]]:
    """Return the ids of advice that templates under a folder name, each with the templates that serve it."""
    found: dict[str, list[str]] = {}
    for file in sorted(root.rglob("*.j2")):
        for ids in _SERVES.findall(file.read_text(encoding="utf-8")):
            for one in ids.split():
                found.setdefault(one, []).append(file.relative_to(root).as_posix())
    return {one: tuple(found[one]) for one in sorted(found)}


def served(book: Book) -> dict[str, tuple[str, ...]]:
    """Return every id of advice that is served, with the steps, templates and screens that serve it."""
    found: dict[str, list[str]] = {}
    for kind, playbook in book.playbooks.items():
        for step in playbook.steps:
            for one in step.advice:
                found.setdefault(one, []).append(f"{kind}: {step.label}")
    for root in reversed(book.library.folders):
        for one, files in served_by_templates(root).items():
            found.setdefault(one, []).extend(files)
    for one, screen in SCREENS.items():
        found.setdefault(one, []).append(screen)
    return {one: tuple(dict.fromkeys(found[one])) for one in sorted(found, key=lambda o: (o[0], int(o[1:])))}
