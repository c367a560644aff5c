"""The incidents on the disk from within the App: listed by what is due, opened, archived, erased."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual import on

from tui.app.talking import Talking
from tui.store.erasing import erase_all
from tui.store.errors import StoreError
from tui.store.folder import find
from tui.widgets.messages import IncidentWanted

if TYPE_CHECKING:
    from tui.store.folder import Listed
    from tui.widgets.incident_list import Line

FAR = datetime.max.replace(tzinfo=UTC)


class Listing(Talking):
    """The App as far as other incidents go."""

    def action_incidents(self) -> None:
        """List all incidents."""
        from tui.screens.incidents import Incidents

        if not isinstance(self.screen, Incidents):
            self.push_screen(Incidents(self._lines))

    def _lines(self) -> list[Line]:
        try:
            lines = [self._line(listed) for listed in self.incidents()]
        except StoreError as error:
            self.notify(str(error), severity="error", markup=False, timeout=15)
            return []
        return sorted(lines, key=lambda line: (line.archived, line.due_at or FAR))

    def _line(self, listed: Listed) -> Line:
        from tui.model.plan import due_words
        from tui.screens.incidents import line_of
        from tui.state import State
        from tui.state.derived import current_moment, current_plan
        from tui.state.entry import my_zone

        record = listed.record
        if record is None or record.incident.kind not in self.book.playbooks:
            return line_of(listed, says="", when="", next_step="", due="", due_at=None)
        state = State.of(record, self.now)
        step = current_plan(state, self.book).next
        due_at = step.due if step is not None else None
        return line_of(
            listed,
            says=self.book.playbook(record.incident.kind).label,
            when=current_moment(state, self.book).phrase,
            next_step=step.step.label if step is not None else "nothing to do",
            due=due_words(due_at, self.now, my_zone(state)) if due_at else "",
            due_at=due_at,
        )

    @on(IncidentWanted)
    def _do(self, event: IncidentWanted) -> None:
        from tui.screens.ask import Ask

        if event.what == "open":
            self.open_incident(event.incident)
        elif self.read_only:
            self.notify("Nothing was changed: this window is read-only.", severity="warning", markup=False)
        elif event.what == "archive":
            self._archive(event.incident)
        else:
            lines = [event.title, "", "Its file and every copy of it go for good. This cannot be undone."]
            self.push_screen(
                Ask("Erase this incident?", lines, "erase it for good", "keep it"),
                lambda yes: self._erase(event.incident) if yes else None,
            )

    def _archive(self, incident: str) -> None:
        try:
            if self.state is not None and self.state.id == incident:
                self.state = replace(self.state, archived=not self.state.archived)
            else:
                state = self.stored(find(self.places.incidents, incident, self.book.kinds))
                self.saver.put(replace(state, archived=not state.archived).record(self.book))
            self._reload()
        except StoreError as error:
            self.notify(str(error), severity="error", markup=False, timeout=15)

    def _erase(self, incident: str) -> None:
        from tui.screens.start import Start

        self.save_now()
        mine = self.state is not None and self.state.id == incident
        try:
            self.saver.forget(incident)
            gone = erase_all(self.places, incident, self.book.kinds)
        except StoreError as error:
            self.notify(str(error), severity="error", markup=False, timeout=15)
            return
        self.notify(f"Erased: {len(gone)} file{'s' if len(gone) > 1 else ''}.", markup=False)
        if mine:
            self.forget_open()
            self.push_screen(Start(self.book.playbooks))
        else:
            self._reload()

    def _reload(self) -> None:
        from tui.screens.incidents import Incidents

        if isinstance(self.screen, Incidents):
            self.screen.reload()
