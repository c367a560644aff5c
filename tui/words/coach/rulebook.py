"""The rules of the coach as data: read from `review/<language>.toml`, the user's own folder first."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from tui.words.coach.phrases import BadPhrase, Phrases, phrases
from tui.words.coach.value import Mend, Place, Severity

Doing = Literal["", "own", "not-own"]
Within = Literal["clause", "sentence", "text"]
Part = Literal["body", "all", "subject", "prose"]


class BadRules(Exception):  # noqa: N818 - named as it reads in a sentence
    """A file of rules cannot be used; the text names the file, the line and the reason."""


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """One rule: what is looked for and where, for which messages it counts, and what to say of it."""

    id: str
    check: str
    """`found`, `absent`, `count`, or the name of a check in code."""
    severity: Severity
    why: str
    on: tuple[str, ...] = ()
    """The codes of the messages it is for (words.md 5); none: all."""
    channels: tuple[str, ...] = ()
    doing: Doing = ""
    words: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    """Word lists by name whose phrases count as well."""
    near: tuple[str, ...] = ()
    """Phrases of which one has to stand in the same unit."""
    unless: tuple[str, ...] = ()
    """Phrases that excuse it when they stand in the same unit."""
    within: Within = "clause"
    part: Part = "body"
    most: int = 0
    """For `count` and the checks of size: how much is still right."""
    least: int = 0
    mend: Mend = "none"
    fix: str = ""
    place: Place = "close"


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    silence: tuple[str, ...] = ()
    words: dict[str, tuple[str, ...]] = {}
    causes: dict[str, tuple[str, ...]] = {}
    rule: tuple[Rule, ...] = ()


class Rules:
    """All rules of a language with their word lists; equal only to itself, so that reviews are kept by it."""

    def __init__(self, files: Iterable[_File], faults: tuple[str, ...]) -> None:
        self.faults = faults
        """What is wrong in the user's own file, a sentence each; the built-in rules are used meanwhile."""
        rules: dict[str, tuple[Rule, ...]] = {}
        lists: dict[str, tuple[str, ...]] = {}
        causes: dict[str, tuple[str, ...]] = {}
        silent: set[str] = set()
        for file in files:
            lists |= file.words
            causes |= file.causes
            silent |= set(file.silence)
            ids = dict.fromkeys(rule.id for rule in file.rule)
            rules |= {name: tuple(rule for rule in file.rule if rule.id == name) for name in ids}
        self.silent = frozenset(silent)
        self._lists = lists
        self.rules = tuple(
            map(self._whole, (r for n, rows in rules.items() if n not in silent for r in rows))
        )
        self.causes = causes
        """Words that tell of a cause, by the name of a group of causes."""

    def _whole(self, rule: Rule) -> Rule:
        """Return a rule with the phrases of the lists that it names."""
        more = tuple(phrase for name in rule.lists for phrase in self.listed(name))
        return replace(rule, words=(*rule.words, *more)) if more else rule

    def listed(self, name: str) -> tuple[str, ...]:
        """Return a word list by name, empty where there is none."""
        return self._lists.get(name, ())

    def words(self, name: str) -> Phrases:
        """Return a word list by name, compiled."""
        return phrases(self.listed(name))


@cache
def rules(folders: tuple[Path, ...], language: str = "en") -> Rules:
    """Return the rules found in `review/<language>.toml` below the folders, the first folder winning.

    A rule of the user's replaces the built-in ones of its id, `silence` takes ids away. What cannot be read
    is a fault, and the built-in rules are used; BadRules where those are broken.
    """
    files: list[_File] = []
    faults: list[str] = []
    for folder in reversed(folders):
        path = folder / "review" / f"{language}.toml"
        if not path.is_file():
            continue
        try:
            files.append(_read(path))
        except BadRules as error:
            if folder == folders[-1]:
                raise
            faults.append(str(error))
    return Rules(files, tuple(faults))


def _read(path: Path) -> _File:
    try:
        text = path.read_text(encoding="utf-8")
        raw: dict[str, Any] = tomllib.loads(text)
    except (OSError, ValueError) as error:
        raise BadRules(f"{path}: {error}. The built-in rules are used meanwhile.") from error
    try:
        found = msgspec.convert(raw, _File)
        for place, rule in enumerate(found.rule):
            _check(rule, place)
        for listed in (*found.words.values(), *found.causes.values()):
            phrases(listed)
    except (msgspec.ValidationError, BadPhrase) as error:
        where = _line(text, str(error))
        raise BadRules(f"{path}, line {where}: {error}. The built-in rules are used meanwhile.") from error
    return found


def _check(rule: Rule, place: int) -> None:
    from tui.words.coach.checks import CHECKS

    if rule.check not in CHECKS:
        near = ", ".join(sorted(CHECKS))
        raise msgspec.ValidationError(f"there is no check `{rule.check}` ({near}) - at `$.rule[{place}]`")
    for listed in (rule.words, rule.near, rule.unless):
        phrases(listed)


def _line(text: str, reason: str) -> int:
    """Return the line that a reason is about: the rule it counts, or the words it quotes."""
    lines = text.splitlines()
    counted = re.search(r"\$\.rule\[(\d+)\]", reason)
    if counted:
        heads = [place for place, line in enumerate(lines, 1) if line.strip() == "[[rule]]"]
        return heads[int(counted[1])] if int(counted[1]) < len(heads) else 1
    quoted = re.search(r'"([^"]{3,})"', reason)
    found = [place for place, line in enumerate(lines, 1) if quoted and quoted[1][:30] in line]
    return found[0] if found else 1
