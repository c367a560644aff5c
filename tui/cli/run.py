"""One run of a command: what the global options say, and what follows from them when it is needed."""

from __future__ import annotations

import errno
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.faults import BadInput

if TYPE_CHECKING:
    from tui.model.incident import Incident
    from tui.model.when import Reading
    from tui.store.places import Places
    from tui.store.profile import Profile
    from tui.words.book import Book
    from tui.words.library import Library


class Run:
    """The global options of one run, each given before or after the command's name."""

    def __init__(self) -> None:
        self.data: str | None = None
        self.moment: str | None = None
        self.json: bool = False

    @cached_property
    def places(self) -> Places:
        """Where things are. Raises Unusable where a file bears the name of the data folder."""
        from tui.store.places import places

        try:
            found = places(Path(self.data) if self.data else None)
        except RuntimeError as error:  # `~nobody` names no home
            raise BadInput(f"--data: {error}") from error
        if found.data.exists() and not found.data.is_dir():
            from tui.store.errors import Unusable

            raise Unusable(found.data, NotADirectoryError(errno.ENOTDIR, "Not a directory"))
        return found

    @cached_property
    def templates(self) -> Path | None:
        """The folder of the user's own templates, None where there is none."""
        own = self.places.templates
        return own if own.is_dir() else None

    @cached_property
    def compiled(self) -> Path | None:
        """Where the app keeps compiled templates; None before it did, so that a command makes no folder."""
        return self.places.compiled if self.places.compiled.is_dir() else None

    @cached_property
    def library(self) -> Library:
        """The messages, the user's own first: all that a message of a facts file needs."""
        from tui.words.library import library

        return library(self.templates, self.compiled)

    @cached_property
    def book(self) -> Book:
        """The words and the playbooks, the user's own first; what is wrong with those is said."""
        from tui.cli.output import say
        from tui.words.book import book

        found = book(self.templates, self.compiled)
        for problem in found.broken:
            say(problem)
        return found

    @cached_property
    def profile(self) -> Profile:
        """Who the user is; what is wrong in the file is said and left out."""
        from tui.cli.output import say
        from tui.store.profile import read_profile

        profile, problem = read_profile(self.places.settings)
        if problem:
            say(problem)
        return profile

    @cached_property
    def export_folder(self) -> Path:
        """Where exported files go: a setting, else the place of the platform."""
        chosen = self.profile.settings.export
        return Path(chosen).expanduser() if chosen else self.places.export

    @cached_property
    def zone(self) -> str:
        """The zone of the user's clock: the profile's, else this machine's, else UTC."""
        from tui.model.zones import load_zone
        from tui.store.zone import machine_zone

        mine = self.profile.me.zone
        return mine if load_zone(mine) else machine_zone()

    @cached_property
    def now(self) -> datetime:
        """The moment of the run, to the second. Raises BadInput for a `--now` that is no one time."""
        clock = datetime.now(UTC).astimezone().replace(microsecond=0)
        if self.moment is None:
            return clock
        return plain_instant(self.moment) or self._typed(self.moment, clock, "nearest", "--now")

    def at_moment(self, incident: Incident) -> Incident:
        """Return the incident as of `--now`, which comes before the moment that the facts name."""
        if self.moment is None:
            return incident
        from msgspec.structs import replace

        return replace(incident, now=self.now)

    def instant(self, text: str, direction: str, option: str, zone: str = "") -> datetime:
        """Return the instant that an option names, in RFC 3339 or as people type it. Raises BadInput."""
        return plain_instant(text) or self._typed(text, self.now, direction, option, zone)

    def _typed(self, text: str, now: datetime, direction: str, option: str, zone: str = "") -> datetime:
        from tui.model.when import Direction, understand

        reading = understand(text, now=now, zone=zone or self.zone, direction=Direction(direction))
        if reading.instant is None:
            raise BadInput(f"{option}: {reading.why}{_choices(reading)}")
        return reading.instant


def plain_instant(text: str) -> datetime | None:
    """Return the instant of a text in RFC 3339, None for any other text."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    return instant if instant.tzinfo and len(text) > len("2026-12-01") else None


def _choices(reading: Reading) -> str:
    said = " or ".join(instant.isoformat() for instant in reading.readings)
    return f" It may be {said}." if said else ""
