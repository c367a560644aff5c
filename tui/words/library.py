"""Which messages exist, for which kinds and channels, and the templates and causes that they are made from.

Everything is found in folders: the user's own first, then the built-in one, piece by piece.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, cached_property, partial
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from tui.words.causes import BadCauses, CauseEntry, load_causes
from tui.words.kept import Kept

if TYPE_CHECKING:
    from jinja2 import Environment, Template

    from tui.words.sandbox import Found


T = TypeVar("T")
Reader = Literal["contact", "recruiter", "careers_office"]


class NoSuchMessage(Exception):  # noqa: N818 - named as it reads in a sentence
    """A kind of incident has no such message on that channel; the text names those that it has."""


class BadTable(Exception):  # noqa: N818 - named as it reads in a sentence
    """The table of messages cannot be read; the text names the file and the reason."""


class Row(Struct, frozen=True, forbid_unknown_fields=True):
    """One message on one channel, the kinds of incident that have it, and who reads it."""

    message: str
    channel: str
    kinds: tuple[str, ...]
    to: Reader = "contact"


class _Table(Struct, frozen=True, forbid_unknown_fields=True):
    row: tuple[Row, ...] = ()


def template_root() -> Path:
    """Return the folder of the built-in templates: inside an installed package, else beside the package."""
    with as_file(files("tui").joinpath("templates")) as inside:
        return inside if inside.is_dir() else Path(str(files("tui"))).parent / "templates"


@cache
def library(user: Path | None = None, cache: Path | None = None) -> Library:
    """Return the library; what the folder `user` holds wins over the built-in, piece by piece.

    What was compiled is kept in the folder `cache` for the next start.
    """
    folders = (template_root(),) if user is None else (user, template_root())
    return Library(folders, Kept(cache))


class Library:
    """The messages, templates and causes found in folders, the first folder winning; read once."""

    def __init__(self, folders: tuple[Path, ...], kept: Kept | None = None) -> None:
        self.folders = folders
        self.kept = kept or Kept(None)
        self._faults: dict[str, None] = {}
        self._environments: dict[str, Environment] = {}
        self._files: dict[tuple[str, str], Path | None] = {}
        self._templates: dict[tuple[str, str, str, str, str], Template] = {}

    @cached_property
    def causes(self) -> Mapping[str, CauseEntry]:
        """All causes by id."""
        found: dict[str, CauseEntry] = {}
        for folder in reversed(self.folders):
            found |= self._sound(folder, partial(_causes, self.kept)) or {}
        return found

    def cause(self, name: str) -> CauseEntry | None:
        """Return the cause of an id, None for one that is the user's own."""
        return self.causes.get(name)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The table of messages in the order in which they are shown; a later folder's rows come first."""
        found: dict[tuple[str, str], Row] = {}
        for folder in reversed(self.folders):
            for row in self._sound(folder, partial(_rows, self.kept)) or ():
                known = found.get((row.message, row.channel))
                kinds = (*(known.kinds if known else ()), *row.kinds)
                found[row.message, row.channel] = replace(row, kinds=tuple(dict.fromkeys(kinds)))
        return tuple(found.values())

    @property
    def faults(self) -> tuple[str, ...]:
        """What cannot be used in the user's tables, each as a sentence; the built-in ones are used."""
        _ = self.causes, self.rows
        return tuple(self._faults)

    @cached_property
    def spare(self) -> Library | None:
        """The built-in library, for what fails in the user's; None if this is it."""
        return Library(self.folders[-1:]) if len(self.folders) > 1 else None

    def _sound(self, folder: Path, load: Callable[[Path], T]) -> T | None:
        """Return what a folder's table holds; None, and a fault, where one of the user's cannot be read."""
        try:
            return load(folder)
        except (BadCauses, BadTable) as error:
            if folder == self.folders[-1]:
                raise
            self._faults[str(error)] = None
            return None

    def pairs(self, kind: str) -> tuple[tuple[str, str], ...]:
        """Return the messages and channels that exist for a kind, in the order in which they are shown."""
        return self._pairs.get(kind, ())

    @cached_property
    def _pairs(self) -> dict[str, tuple[tuple[str, str], ...]]:
        kinds = dict.fromkeys(kind for row in self.rows for kind in row.kinds)
        return {kind: tuple((r.message, r.channel) for r in self.rows if kind in r.kinds) for kind in kinds}

    def reader(self, message: str, channel: str) -> Reader:
        """Return who reads a message: the contact, or the first of the others with that relation."""
        return next((r.to for r in self.rows if (r.message, r.channel) == (message, channel)), "contact")

    @cached_property
    def fingerprint(self) -> str:
        """A short name for all sources together; it changes when any of them does."""
        files = [
            (f"{file.relative_to(folder)}", file)
            for folder in self.folders
            for file in sorted(path for path in folder.rglob("*") if path.suffix in (".j2", ".toml"))
        ]
        return self.kept.digest(files)

    def template(self, kind: str, message: str, channel: str, language: str, tone: str) -> Template:
        """Return the template of a message; NoSuchMessage when the kind has none on that channel."""
        key = (kind, message, channel, language, tone)
        if key not in self._templates:
            if (message, channel) not in self.pairs(kind):
                raise NoSuchMessage(self._refusal(kind, message, channel))
            self._templates[key] = self._find(*key)
        return self._templates[key]

    def _find(self, kind: str, message: str, channel: str, language: str, tone: str) -> Template:
        from jinja2 import TemplateNotFound

        from tui.words.sandbox import load

        own = kind if message == "first" else f"{kind}/{message}"
        names = [f"{place}/{channel}{end}" for place in (own, message) for end in (f".{tone}.j2", ".j2")]
        try:
            return load(self._environment(language), names)
        except TemplateNotFound as error:
            raise NoSuchMessage(self._refusal(kind, message, channel)) from error

    def _refusal(self, kind: str, message: str, channel: str) -> str:
        known = ", ".join(f"{message} by {channel}" for message, channel in self.pairs(kind))
        return f"'{kind}' has no message '{message}' by {channel}; it has: {known or 'none'}."

    def part(self, kind: str, language: str, name: str) -> str:
        """Return the name of a kind's own part, or of the one that all kinds share where it has none."""
        own = f"{kind}/{name}"
        return own if self._file(language, own) else f"parts/{name}"

    def _environment(self, language: str) -> Environment:
        from tui.words.sandbox import environment

        if language not in self._environments:
            self._environments[language] = environment(partial(self._source, language), self.kept.code())
        return self._environments[language]

    def _source(self, language: str, name: str) -> Found | None:
        file = self._file(language, name)
        return (file.read_text(encoding="utf-8"), str(file), None) if file else None

    def _file(self, language: str, name: str) -> Path | None:
        """Return the file of a template: the user's before the built-in, "en-GB" before "en"."""
        if (language, name) not in self._files:
            inside = ".." not in name.split("/") and not name.startswith("/")
            places = (
                folder / one for folder in self.folders for one in (language, language.partition("-")[0])
            )
            files = (place / name for place in places if inside)
            self._files[language, name] = next((file for file in files if file.is_file()), None)
        return self._files[language, name]


def _causes(kept: Kept, folder: Path) -> dict[str, CauseEntry]:
    return load_causes([folder / "causes.toml"], kept)


def _rows(kept: Kept, folder: Path) -> tuple[Row, ...]:
    file = folder / "messages.toml"
    if not file.is_file():
        return ()
    try:
        return msgspec.convert(kept.toml(file), _Table).row
    except (OSError, ValueError) as error:
        raise BadTable(f"{file}: {error}. Its rows are not used; mend the file.") from error
