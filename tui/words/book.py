"""All that is read from `templates/`: the library of messages and the playbooks, loaded once."""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.model.playbook import Playbook
    from tui.words.coach import Rules
    from tui.words.library import Library


class Book:
    """The words and the plans; no two books are equal, so what is derived from one is cached under it."""

    def __init__(
        self, library: Library, playbooks: dict[str, Playbook], broken: tuple[str, ...] = ()
    ) -> None:
        self.library = library
        self.playbooks = playbooks
        self.broken = broken
        """What is wrong with the user's own playbooks, a sentence each; the built-in ones are used."""

    @cached_property
    def rules(self) -> Rules:
        """The rules of the coach."""
        from tui.words.coach import rules

        return rules(self.library.folders)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of incident that there is a playbook for, in the order of Start."""
        return tuple(self.playbooks)

    def playbook(self, kind: str) -> Playbook:
        """Return the playbook of a kind; KeyError when there is none."""
        return self.playbooks[kind]


@lru_cache(maxsize=4)
def book(user: Path | None = None, cache: Path | None = None) -> Book:
    """Return the book; templates and playbooks in the folder `user` win over the built-in ones.

    What was read and compiled is kept in the folder `cache` for the next start.
    """
    from tui.words.library import library
    from tui.words.playbooks import load_playbooks

    words = library(user, cache)
    broken: list[str] = []
    folders = [folder / "playbooks" for folder in words.folders]
    found = load_playbooks(
        folders, broken=lambda bad: broken.append(str(bad)), pairs=words.pairs, kept=words.kept
    )
    for kind in [kind for kind in found if not words.pairs(kind)]:
        broken.append(f"{kind}.toml: messages.toml has no message for this kind; it is left out.")
        del found[kind]
    return Book(words, found, tuple(broken))
