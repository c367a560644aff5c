"""Which advice (words.md 4) is served by the words: each part names the ids that its sentences serve."""

from __future__ import annotations

import re
from pathlib import Path

_SERVES = re.compile(r"\{#-? serves ([A-E0-9 ]+?) -?#\}")


def served_by_templates(root: Path) -> dict[str, tuple[str, ...]]:
    """Return the ids of advice that templates under a folder name, each with the templates that serve it."""
    found: dict[str, list[str]] = {}
    for file in sorted(root.rglob("*.j2")):
        for ids in _SERVES.findall(file.read_text(encoding="utf-8")):
            for one in ids.split():
                found.setdefault(one, []).append(file.relative_to(root).as_posix())
    return {one: tuple(found[one]) for one in sorted(found)}
