"""The user's profile and settings: one TOML file, read leniently and never destroyed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from tui.disk import DISK, Disk, make_private, put_new, read_plain, write_whole
from tui.model.incident import Language, Me, Tone
from tui.store.errors import StoreError, brief, remedy
from tui.store.toml import Unreadable, line_of, plain, read_toml, write_toml
from tui.store.unknown import join, split

Part = TypeVar("Part", bound=Struct)


class _Wrong(Exception):  # noqa: N818 (named as it reads in a sentence)
    def __init__(self, reason: str, *place: str) -> None:
        super().__init__(reason)
        self.reason, self.place = reason, place


class Settings(Struct, frozen=True, omit_defaults=True):
    """What the user has chosen; "" is the built-in choice."""

    export: str = ""
    tone: Tone = "warm"
    language: Language = "en-US"
    theme: str = ""
    hours: str = ""
    calendar: str = ""
    """The user's own calendar: an .ics file, or a folder of them."""


class Profile(Struct, frozen=True, omit_defaults=True):
    """Who the user is and what they have chosen."""

    me: Me = Me()
    settings: Settings = Settings()


class SettingsNotSaved(StoreError):  # noqa: N818 (named as it reads in a sentence)
    """The profile or a setting could not be written; the file is as it was."""

    def __init__(self, path: Path, error: OSError) -> None:
        self.brief = brief(error)
        super().__init__(
            f"{path} could not be saved ({self.brief}); the file is as it was and the change holds until you "
            f"leave, {remedy(error)} and change it again."
        )


def read_profile(path: Path, disk: Disk = DISK) -> tuple[Profile, str]:
    """Return what the file says, and a sentence for the user where something in it is wrong ("" else).

    A value that is wrong is at its default then; a file that is not there is all defaults.
    """
    try:
        text, tables = _read(path, disk)
    except FileNotFoundError:
        return Profile(), ""
    except OSError as error:
        return Profile(), _problem(path, f"it cannot be read ({brief(error)})")
    except Unreadable as error:
        return Profile(), _problem(path, error.reason, error.line)
    me, wrong = _part(tables, "me", Me, _me)
    settings, also_wrong = _part(tables, "settings", Settings, _settings)
    found = wrong or also_wrong
    return Profile(me, settings), _problem(path, found.reason, line_of(text, found.place)) if found else ""


def save_profile(path: Path, profile: Profile, disk: Disk = DISK) -> Path | None:
    """Write the profile; what the file says beyond it stays.

    A file that was wrong is kept under another name, which is returned. Raises SettingsNotSaved.
    """
    kept = None
    try:
        make_private(path.parent)
        real = path.resolve()
        unknown: dict[str, Any] = {}
        if read_profile(path, disk)[1]:
            kept = real.with_name(f"{path.stem}.bad-{datetime.now(UTC):%Y%m%dT%H%M%SZ}{path.suffix}")
            put_new(real, kept, disk)
        elif real.exists():
            unknown = split(_read(path, disk)[1], Profile)[1]
        tables = join({name: part for name, part in msgspec.to_builtins(profile).items() if part}, unknown)
        write_whole(real, write_toml(tables).encode("utf-8", "replace"), disk)
    except OSError as error:
        raise SettingsNotSaved(path, error) from error
    return kept


def _read(path: Path, disk: Disk) -> tuple[str, dict[str, Any]]:
    data = read_plain(path.resolve(), disk)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(f"byte {error.start} is no UTF-8", data.count(b"\n", 0, error.start) + 1) from None
    return text, read_toml(text)


def _part(
    tables: dict[str, Any], name: str, of: type[Part], read: Callable[[dict[str, Any]], Part]
) -> tuple[Part, _Wrong | None]:
    """Return one table as its type and the first thing that is wrong in it; what is wrong is left out."""
    table = tables.get(name, {})
    if not isinstance(table, dict):
        return read({}), _Wrong(f"{name} is not a table", name)
    known = split(table, of)[0]
    first = None
    while True:
        try:
            return read(known), first
        except _Wrong as wrong:
            first = first or wrong
            known = {key: value for key, value in known.items() if key != wrong.place[1]}


def _me(table: dict[str, Any]) -> Me:
    """Read the user's facts as those of any facts file: clean, and with a zone that there is."""
    from tui.model.facts import BadFacts, facts_of

    try:
        return facts_of({"kind": "missed", "me": table}, ("missed",)).me
    except BadFacts as error:
        place = error.problems[0].partition(" ")[0]
        raise _Wrong(error.problems[0].rstrip("."), *place.split(".")) from None


def _settings(table: dict[str, Any]) -> Settings:
    try:
        return msgspec.convert(plain(table), Settings)
    except msgspec.ValidationError as error:
        reason, _, key = str(error).partition(" - at `$.")
        key = key.rstrip("`")
        raise _Wrong(f"settings.{key}: {reason}", "settings", key) from None


def _problem(path: Path, reason: str, line: int = 0) -> str:
    where = f"{path}, line {line}" if line else str(path)
    return (
        f"{where}: {reason}; the file was left as it is and the built-in value is used, mend it in an editor."
    )
