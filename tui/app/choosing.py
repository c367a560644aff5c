"""Choosing: a value of a fact, a city, one of the readings of a time, a cause or one's own words for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on

from tui.app.shared import Shared
from tui.model.fields import field
from tui.widgets.messages import ChoiceWanted

if TYPE_CHECKING:
    from tui.screens.choose import Option

OWN = "own words: "
"""What stands before a cause that the user says in words of their own."""


class Choosing(Shared):
    """The App as far as choices go."""

    @on(ChoiceWanted)
    def _choose(self, event: ChoiceWanted) -> None:
        from tui.screens.choose import Choose
        from tui.state.entry import choices, readings_of

        event.stop()
        state = self.state
        if state is None:
            return
        path, label = event.path, field(event.path).label
        match field(path).shape:
            case "time":
                known = {words: instant for instant, words in readings_of(path, state, self.book)}
                sheet = Choose("Which one?", [(words, words) for words in known])
                self.push_screen(sheet, lambda words: self._chosen(path, known.get(words or "")))
            case "zone":
                self.push_screen(Choose.zone(label), lambda zone: self._chosen(path, zone))
            case "cause":
                if isinstance(self.screen, Choose):
                    self.screen.options.take_before(event.typed)
                    return
                sheet = Choose(label, search=self._causes, typed=event.typed)
                self.push_screen(sheet, self._cause_chosen)
            case _:
                self.push_screen(Choose(label, choices(path, self.book)), lambda v: self._chosen(path, v))

    def _causes(self, typed: str) -> Sequence[Option]:
        from tui.screens.choose import matching
        from tui.state.entry import choices

        found = matching(choices("cause.id", self.book), typed)
        own = [(OWN + typed.strip(), f'in my words: "{typed.strip()}"')] if typed.strip() else []
        return [*found, *own]

    def _cause_chosen(self, value: str | None) -> None:
        """Take a cause, or the user's own words for it in its place."""
        state = self.state
        if value is None or state is None:
            return
        if value.startswith(OWN):
            own = value.removeprefix(OWN)
            self.change(state.settle().edit("cause.id", "").type("cause.detail", own, self.book).settle())
            self._go_on()
        else:
            self._chosen("cause.id", value)

    def _chosen(self, path: str, value: object) -> None:
        if value is None or self.state is None:
            return
        if path == "kind":
            self.change(self.state.turn(str(value), self.book).settle())
        else:
            known = {"yes": True, "no": False} if field(path).shape == "flag" else {}
            self.change(self.state.edit(path, known.get(str(value), value)).settle())
        self._go_on()

    def _go_on(self) -> None:
        desk = self.desk
        if desk is None or self.screen is not desk:
            return
        if desk.gap_line.entry.has_focus:
            self.call_later(self.action_next_gap)
        else:
            desk.focus_next()
