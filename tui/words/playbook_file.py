"""One playbook file: TOML to values, with the line of whatever is wrong in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from typing import Any, NoReturn

from tui.model.fields import folded_paths
from tui.model.playbook import (
    ANCHORS,
    DIRECTIONS,
    LABEL_CELLS,
    PHASES,
    PHRASE_AFTER,
    SCREENS,
    UNITS,
    BadPlaybook,
    Condition,
    Due,
    Offer,
    Playbook,
    Step,
)
from tui.model.situation import FIELDS

_HEAD = ("key", "says", "label", "phrase", "direction", "group")
_MORE = ("phrase_after", "move", "asks", "use", "step", "offer")
_STEP = ("id", "phase", "label", "detail", "due", "when", "moot", "message", "channel", "screen", "advice")
_OFFER = ("kind", "says", "when")
_DUE = ("after", "amount", "unit", "of")

Table = dict[str, Any]
Place = tuple[str, int]
"""The name of a kind of table and which of them it is; ("", 0) is the head of the file."""

_TOP: Place = ("", 0)


class PlaybookFile:
    """A file read as TOML, to be made into values; BadPlaybook names file, line and reason."""

    def __init__(self, source: str, text: str, load: Callable[[], Table] | None = None) -> None:
        self.source = source
        self._lines = text.splitlines()
        try:
            self._data: Table = load() if load else tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"line (\d+)", str(error))
            line = int(found[1]) if found else max(1, len(self._lines))
            raise BadPlaybook(source, line, f"this is not TOML ({error}).") from error
        self._known(_TOP, self._data, (*_HEAD, *_MORE))

    def playbook(self, kind: str, steps: tuple[Step, ...]) -> Playbook:
        """Return the playbook of this head, with the steps of the file and of its parts."""
        found = {name: self._text(_TOP, self._data, name, needed=True) for name in _HEAD}
        if len(found["key"]) != 1:
            self._fail(_TOP, "key", "`key` is one character.")
        after = self._text(_TOP, self._data, "phrase_after") or "interview"
        return Playbook(
            id=kind,
            key=found["key"],
            says=found["says"],
            label=found["label"],
            phrase=found["phrase"],
            phrase_after=self._one_of(_TOP, "phrase_after", after, PHRASE_AFTER),
            direction=self._one_of(_TOP, "direction", found["direction"], DIRECTIONS),
            group=found["group"],
            move=self._text(_TOP, self._data, "move"),
            asks=self._asks(),
            steps=steps,
            offers=tuple(self._offer(("offer", i), table) for i, table in enumerate(self._tables("offer"))),
        )

    def _asks(self) -> tuple[str, ...]:
        paths = self._texts(_TOP, self._data, "asks")
        for path in paths:
            self._one_of(_TOP, "asks", path, tuple(folded_paths()))
        return paths

    def uses(self, parts: Iterable[str]) -> tuple[str, ...]:
        """Return the names of the parts that the playbook uses, each one of `parts`."""
        names = self._texts(_TOP, self._data, "use")
        for name in names:
            self._one_of(_TOP, "use", name, tuple(parts))
        return names

    def steps(self) -> tuple[Step, ...]:
        """Return the steps in the order of the file, each id once."""
        steps: list[Step] = []
        for index, table in enumerate(self._tables("step")):
            step = self._step(("step", index), table)
            if any(step.id == other.id for other in steps):
                self._fail(("step", index), "id", f"there are two steps `{step.id}`.")
            steps.append(step)
        return tuple(steps)

    def fail_at_step(self, name: str, word: str, reason: str) -> NoReturn:
        """Raise BadPlaybook at a word of the step of this id; where the parts are named when it is in one."""
        ids = [table.get("id") for table in self._tables("step")]
        if name in ids:
            self._fail(("step", ids.index(name)), word, reason)
        self._fail(_TOP, "use", reason)

    def _step(self, place: Place, table: Table) -> Step:
        self._known(place, table, _STEP)
        label = self._text(place, table, "label", needed=True)
        if len(label) > LABEL_CELLS:
            self._fail(place, "label", f"`label` is {len(label)} long; {LABEL_CELLS} fit beside a due time.")
        moot = self._list(place, table, "moot")
        screen = self._text(place, table, "screen")
        if screen:
            self._one_of(place, "screen", screen, SCREENS)
        return Step(
            id=self._text(place, table, "id", needed=True),
            phase=self._one_of(place, "phase", self._text(place, table, "phase", needed=True), PHASES),
            label=label,
            detail=self._text(place, table, "detail", needed=True),
            due=tuple(self._due(place, due) for due in self._list(place, table, "due")),
            when=self._conditions(place, "when", table.get("when", {})),
            moot=tuple(group for group in (self._conditions(place, "moot", one) for one in moot) if group),
            message=self._text(place, table, "message"),
            channel=self._text(place, table, "channel"),
            screen=screen,
            advice=self._texts(place, table, "advice"),
        )

    def _offer(self, place: Place, table: Table) -> Offer:
        self._known(place, table, _OFFER)
        kind, says = (self._text(place, table, name, needed=True) for name in ("kind", "says"))
        return Offer(kind, says, self._conditions(place, "when", table.get("when", {})))

    def _due(self, place: Place, table: object) -> Due:
        if not isinstance(table, dict):
            self._fail(
                place, "due", '`due` is a table like { after = "noticed", amount = 5, unit = "minutes" }.'
            )
        self._known(place, table, _DUE)
        after = self._one_of(place, "after", self._text(place, table, "after", needed=True), ANCHORS)
        amount = table.get("amount")
        if type(amount) is not int:
            self._fail(place, "amount", "`amount` is a whole number.")
        unit = self._one_of(place, "unit", self._text(place, table, "unit") or "minutes", UNITS)
        of = self._text(place, table, "of")
        if (after == "sent") != bool(of):
            self._fail(place, "after", '`of` names the message after which it is due, with `after = "sent"`.')
        return Due(after, amount, unit, of)

    def _conditions(self, place: Place, name: str, table: object) -> tuple[Condition, ...]:
        if not isinstance(table, dict):
            self._fail(place, name, f"`{name}` is a table of field = value.")
        found: list[Condition] = []
        for field, value in table.items():
            self._one_of(place, field, field, tuple(FIELDS), what="field")
            values = tuple(map(_as_text, value if isinstance(value, list) else [value]))
            for one in values:
                self._one_of(place, field, one, FIELDS[field], what=f"value of `{field}`")
            found.append(Condition(field, values))
        return tuple(found)

    def _tables(self, name: str) -> list[Table]:
        tables = self._data.get(name, [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self._fail(_TOP, name, f"each {name} begins with [[{name}]].")
        return tables

    def _list(self, place: Place, table: Table, name: str) -> Sequence[object]:
        value = table.get(name, [])
        return value if isinstance(value, list) else [value]

    def _text(self, place: Place, table: Table, name: str, *, needed: bool = False) -> str:
        value = table.get(name, "")
        if not isinstance(value, str):
            self._fail(place, name, f"`{name}` is a text.")
        if needed and not value.strip():
            self._fail(place, name, f"`{name}` is missing.")
        return value

    def _texts(self, place: Place, table: Table, name: str) -> tuple[str, ...]:
        value = table.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self._fail(place, name, f"`{name}` is a list of texts.")
        return tuple(value)

    def _known(self, place: Place, table: Table, names: tuple[str, ...]) -> None:
        for name in table:
            self._one_of(place, name, name, names, what="name")

    def _one_of(self, place: Place, word: str, value: str, known: tuple[Any, ...], *, what: str = "") -> Any:
        if value not in known:
            near = get_close_matches(value, [one for one in known if one], n=1, cutoff=0.0)
            hint = f"; the nearest is `{near[0]}`" if near else ""
            self._fail(place, word, f"`{value}` is no {what or f'`{word}`'}{hint}.")
        return value

    def _fail(self, place: Place, word: str, reason: str) -> NoReturn:
        raise BadPlaybook(self.source, self._line(place, word), reason)

    def _line(self, place: Place, word: str) -> int:
        """Return the line of a word within a table, counted from 1; else that of the table."""
        name, index = place
        starts = [i for i, line in enumerate(self._lines) if line.strip().startswith("[[")]
        of_name = [i for i in starts if line_is(self._lines[i], name)]
        start = of_name[index] if index < len(of_name) else 0
        end = next((i for i in starts if i > start or (not name and i >= start)), len(self._lines))
        written = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
        return next((i for i in range(start, end) if written.search(_code(self._lines[i]))), start) + 1


def line_is(line: str, name: str) -> bool:
    """Tell whether a line begins a table of this name."""
    return bool(name) and re.match(rf"\s*\[\[\s*{re.escape(name)}\s*\]\]", line) is not None


def _code(line: str) -> str:
    """Return a line with its texts blanked, so that only the names in it are found."""
    return re.sub(r'"(?:[^"\\]|\\.)*"', '""', line).split("#")[0]


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
