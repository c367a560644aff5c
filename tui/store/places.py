"""Where things are: data, configuration, state, cache and exports, by platform or all below one folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from tui.disk import make_private
from tui.store.errors import Unusable

VARIABLE = "RAINCHECK_DATA"


class Places(Struct, frozen=True):
    """The folders of one life of Raincheck. None of them need exist."""

    data: Path
    config: Path
    state: Path
    cache: Path
    export: Path

    @property
    def incidents(self) -> Path:
        """One Markdown file per incident."""
        return self.data / "incidents"

    @property
    def invitations(self) -> Path:
        """What was read of the invitation of each incident."""
        return self.data / "invitations"

    @property
    def recovery(self) -> Path:
        """Where texts go while `incidents` refuses them."""
        return self.state / "recovery"

    @property
    def history(self) -> Path:
        """Earlier versions, a folder for each incident."""
        return self.state / "history"

    @property
    def index(self) -> Path:
        """What listing knows of files that did not change; may go at any time."""
        return self.cache / "incidents.index"

    @property
    def settings(self) -> Path:
        """The file with the profile and the settings."""
        return self.config / "settings.toml"

    @property
    def compiled(self) -> Path:
        """What was read and compiled of the templates, kept for the next start."""
        return self.cache / "compiled"

    @property
    def templates(self) -> Path:
        """The user's own templates."""
        return self.config / "templates"

    def ready(self) -> Places:
        """Make the folder of the incidents, for its owner only. Raises Unusable where that cannot be."""
        try:
            make_private(self.incidents)
            if not os.access(self.incidents, os.R_OK | os.X_OK):
                raise PermissionError(13, "Permission denied")
        except OSError as error:
            raise Unusable(self.incidents, error) from error
        return self


def places(data: Path | None = None, environment: Mapping[str, str] = os.environ) -> Places:
    """Return the places below `data` or, without it, RAINCHECK_DATA; without both those of the platform."""
    named = data or Path(environment.get(VARIABLE, ""))
    if named != Path():
        root = named.expanduser().absolute()
        return Places(root, root / "config", root / "state", root / "cache", root / "export")
    from platformdirs import PlatformDirs

    own = PlatformDirs("raincheck", appauthor=False)
    return Places(
        own.user_data_path,
        own.user_config_path,
        own.user_state_path,
        own.user_cache_path,
        own.user_documents_path / "Raincheck",
    )
