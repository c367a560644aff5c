"""The causes: whose doing each is, how private, and the words for it, general or specific."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from tui.model.incident import Privacy
from tui.words.kept import Kept


class BadCauses(Exception):  # noqa: N818 - named as it reads in a sentence
    """A file of causes cannot be used; the text names the file and the reason."""


class Phrase(Struct, frozen=True, forbid_unknown_fields=True):
    """A cause as a clause: `past` once it is over, `now` while it lasts or lies ahead."""

    past: str = ""
    now: str = ""

    def at(self, tense: str) -> str:
        """Return the clause for "past" or "now"; where it has no own one, the other."""
        return (self.now or self.past) if tense == "now" else (self.past or self.now)


class CauseEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """One cause: `mine` is whose doing it is by nature, a sensitive one starts out in general words."""

    id: str
    label: str
    group: str
    mine: bool
    sensitive: bool = False
    kinds: tuple[str, ...] = ()
    general: Phrase = Phrase()
    specific: Phrase = Phrase()

    @property
    def privacy(self) -> Privacy:
        """How much is said of it unless the user chooses."""
        return "general" if self.sensitive else "specific"


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    cause: tuple[CauseEntry, ...] = ()


def load_causes(files: Iterable[Path], kept: Kept | None = None) -> dict[str, CauseEntry]:
    """Return the causes of the files that exist, by id; a later file replaces causes of an earlier one.

    Raises BadCauses.
    """
    found: dict[str, CauseEntry] = {}
    for file in files:
        if file.is_file():
            found |= {entry.id: entry for entry in _read(file, kept or Kept(None))}
    return found


def _read(file: Path, kept: Kept) -> tuple[CauseEntry, ...]:
    try:
        return msgspec.convert(kept.toml(file), _File).cause
    except (OSError, ValueError) as error:
        raise BadCauses(f"{file}: {error}. The causes in it are not used; mend the file.") from error
