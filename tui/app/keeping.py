"""Opening and keeping incidents: every change on the disk within a second, and back where one left off."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING
from uuid import uuid4

from msgspec.structs import replace
from textual.timer import Timer

from tui.app.choosing import Choosing
from tui.app.shared import Clock, Shared
from tui.store.errors import Newer, NoSuchId, StoreError
from tui.store.folder import find, listing, sweep
from tui.store.history import History
from tui.store.lock import Held, Lock
from tui.store.places import Places
from tui.store.profile import read_profile
from tui.store.recall import recall, remember
from tui.store.recovery import take_back
from tui.store.save import open_incident
from tui.store.saver import Saver, Status
from tui.store.zone import machine_zone

if TYPE_CHECKING:
    from tui.model.incident import Incident
    from tui.state import State
    from tui.store.folder import Listed
    from tui.words.book import Book

GATHER = 0.15
"""Keys of so many seconds go to the saver as one record (ours)."""

TRY_LOCK = 2.0
PATIENCE = 0.3
"""The list of incidents waits so many seconds for a save that is under way (ours)."""


class Keeping(Choosing):
    """The App as far as the disk goes."""

    def __init__(
        self,
        book: Book,
        clock: Clock,
        places: Places,
        *,
        open_id: str = "",
        kind: str = "",
        incident: Incident | None = None,
        start: bool = False,
    ) -> None:
        super().__init__(book, clock)
        self.places = places
        self.profile, problem = read_profile(places.settings)
        history = History(places.history)
        self.saver = Saver(places.incidents, places.recovery, self._saver_says, history=history)
        self.lock = Lock(places.data)
        self._wanted = open_id
        self._start = start
        self._fresh = incident or (Incident(kind=kind) if kind else None)
        self._gathering: Timer | None = None
        self._newer = False
        self._told = ""
        self._notes = [*book.broken, *book.library.faults, *([problem] if problem else [])]

    # Starting and leaving

    def prepare(self) -> None:
        """Take the lock, bring texts back from recovery, open where one left off. Raises StoreError."""
        self.places.ready()
        if self.lock.try_take():
            sweep(self.places.incidents)
            sweep(self.places.recovery)
            for back in take_back(self.places.incidents, self.places.recovery, self.book.kinds):
                self._say(back.sentence)
        elif self._fresh is not None:
            raise Held(self.places.data, self.lock.holder())
        else:
            self.set_reactive(Shared.read_only, True)
        if self._start:
            return
        if self._fresh is not None:
            self.set_reactive(Shared.state, self.begin(self._fresh.kind, self._fresh))
        elif wanted := self._wanted or recall(self.places.state):
            self.set_reactive(Shared.state, self._reopen(wanted))

    def _reopen(self, wanted: str) -> State | None:
        try:
            listed = find(self.places.incidents, wanted, self.book.kinds, index=self.places.index)
            return None if listed.archived and not self._wanted else self._open(listed)
        except StoreError as error:
            if self._wanted:
                raise
            self._say(str(error))
            return None

    def on_mount(self) -> None:
        """Say what has to be said, and watch for signals."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._told_to_end)
        for note in self._notes:
            self.notify(note, markup=False, timeout=10)
        if self.read_only:
            self._say_read_only()
            self.set_interval(TRY_LOCK, self._try_lock)

    def _say(self, note: str) -> None:
        """Tell the user, or keep it until there is a screen."""
        if self.is_running:
            self.notify(note, markup=False, timeout=10)
        else:
            self._notes.append(note)

    def _told_to_end(self) -> None:
        self.save_now()
        self.exit()

    def save_now(self) -> bool:
        """Bring everything to the disk and wait for it; tell whether it is there."""
        self._put()
        return self.saver.flush()

    def save_soon(self) -> None:
        """Have the newest state saved at once, without waiting for it."""
        self._put()
        self.saver.flush(0)

    def _say_read_only(self) -> None:
        if self._newer:
            self.keeping = "read-only: a newer Raincheck made it"
            return
        holder = self.lock.holder()
        since = f" since {holder.since.astimezone():%H:%M}" if holder.since else ""
        self.keeping = f"read-only: open in process {holder.pid}{since}"

    def _try_lock(self) -> None:
        if self.read_only and not self._newer and self.lock.try_take():
            if self.state is not None:
                self._reread(self.state.id)
            self.read_only = self._newer
            self.keeping = "this window can write now"
            self.notify("The other window is gone: this one can write now.", timeout=5)

    def _reread(self, incident_id: str) -> None:
        """Show the incident as the other window left it; one that was begun here is not on the disk yet."""
        try:
            found = find(self.places.incidents, incident_id, self.book.kinds, index=self.places.index)
            self.show(self._open(found))
        except NoSuchId:
            return
        except StoreError as error:
            self.notify(str(error), severity="error", markup=False, timeout=15)

    # Saving

    def watch_state(self, old: State | None, new: State | None) -> None:
        """Have the change saved soon."""
        if new is None or self.read_only or (old is not None and _kept(old) == _kept(new)):
            return
        if old is None or old.id != new.id:
            if old is not None:
                self._put(old)
            self.call_later(remember, self.places.state, new.id)
        if self._gathering is None:
            self._gathering = self.set_timer(GATHER, self._put)

    def _put(self, state: State | None = None) -> None:
        if self._gathering is not None:
            self._gathering.stop()
            self._gathering = None
        state = state or self.state
        if state is not None and not self.read_only:
            self.saver.put(state.record(self.book))

    def _settle(self) -> None:
        super()._settle()
        if self._gathering is not None:
            self.save_soon()

    def _saver_says(self, status: Status) -> None:
        """Called in the saver's thread."""
        self.call_later(self._tell, status)

    def _tell(self, status: Status) -> None:
        match status.state:
            case "saved" if status.at is not None:
                self.keeping = f"saved {self.clock():%H:%M:%S}"
            case "saving":
                self.keeping = "saving..."
            case "failed":
                since = f" since {status.since.astimezone():%H:%M}" if status.since else ""
                self.keeping = f"NOT SAVED{since}: {status.why}"
                self.notify(status.sentence, severity="error", markup=False, timeout=15)
            case "conflict":
                self.keeping = f"NOT THE ONLY VERSION: {status.why}"
                if status.sentence != self._told:
                    self.notify(status.sentence, severity="warning", markup=False, timeout=20)
        self._told = status.sentence

    # Incidents

    def incidents(self) -> tuple[Listed, ...]:
        """Return all incidents, what is unsaved of the open one included unless the disk is slow."""
        self._put()
        self.saver.flush(PATIENCE)
        return listing(self.places.incidents, self.book.kinds, index=self.places.index)

    def open_incident(self, incident_id: str) -> None:
        """Show another incident; says why when it cannot be."""
        try:
            if self.state is not None and self.state.id == incident_id:
                self.show(self.state)
                return
            self._put()
            found = find(self.places.incidents, incident_id, self.book.kinds, index=self.places.index)
            self.show(self._open(found))
        except StoreError as error:
            self.notify(str(error), severity="error", markup=False, timeout=15)

    def begin(self, kind: str, incident: Incident | None = None) -> State:
        """Return the state of a new incident, of given facts where there are some."""
        from tui.state import State

        me = self.profile.me
        if not me.zone:
            me = replace(me, zone=machine_zone())
        self._allow(newer=False)
        state = State.begin(kind, new_id=uuid4().hex, me=me, now=self.now, book=self.book)
        return state if incident is None else state.given(incident)

    def show(self, state: State) -> None:
        """Bring an incident to the desk."""
        raise NotImplementedError

    def stored(self, listed: Listed) -> State:
        """Return an incident as its file has it, known to the saver from now on. Raises StoreError."""
        from tui.state import State

        record, stored = open_incident(listed.path, self.book.kinds)
        self.saver.opened(record.id, stored)
        waiting = {unsaved.id: unsaved for unsaved in self.saver.unsaved()}
        return State.restored(waiting.get(record.id, record), self.book, self.now)

    def forget_open(self) -> None:
        """Let go of the open incident without saving it: it was erased."""
        if self._gathering is not None:
            self._gathering.stop()
            self._gathering = None
        self.set_reactive(Shared.state, None)
        while self.screen is not self.screen_stack[0]:
            self.pop_screen()

    def _open(self, listed: Listed) -> State:
        state = self.stored(listed)
        handle = self.saver.stored(state.id)
        self._allow(newer=handle is not None and bool(handle.newer))
        if handle is not None and self._newer:
            self._say(str(Newer(handle.newer, handle.path)))
        return state

    def _allow(self, *, newer: bool) -> None:
        """Let the incident that comes be changed, unless another window or a newer version has it."""
        before = self.read_only
        self._newer = newer
        self.set_reactive(Shared.read_only, newer or not self.lock.held)
        if self.is_running and self.read_only:
            self._say_read_only()
        elif before and not self.read_only:
            self.keeping = ""


def _kept(state: State) -> tuple[object, ...]:
    return (state.content, state.timeline, state.shown, state.title, state.archived)
