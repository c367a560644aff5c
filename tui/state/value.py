"""`State`: all the app knows, and the verbs that make the next one. No verb changes anything in place."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tui.model.draft import HandEdit, keep, rewrite, take
from tui.model.facts_paths import as_fact
from tui.model.fields import field
from tui.model.incident import Incident, Me, Outcome, Touch
from tui.model.plan import Tick
from tui.model.record import DraftKey, DraftText, Record
from tui.model.situation import WRITTEN
from tui.model.timeline import Entry, What
from tui.state.content import Content, Opened, Undoable
from tui.state.entry import read_fact

if TYPE_CHECKING:
    from tui.model.playbook import Step
    from tui.words.book import Book
    from tui.words.render import Rendered

HEARD: frozenset[Outcome] = frozenset(
    {"promised", "redirected", "offered", "talking", "rescheduled", "declined"}
)
"""The outcomes that are something they said, and so a contact by them."""


class State(Undoable, frozen=True, kw_only=True):
    """The open incident as the whole app sees it; `now` moves by the minute."""

    id: str
    now: datetime
    created: datetime
    timeline: tuple[Entry, ...] = ()
    message: str = "first"
    channel: str = "email"
    title: str = ""
    archived: bool = False

    @property
    def incident(self) -> Incident:
        """The facts."""
        return self.content.incident

    @property
    def shown(self) -> DraftKey:
        """The draft that the draft pane shows."""
        return DraftKey(self.incident.kind, self.message, self.channel)

    @property
    def moment(self) -> datetime:
        """The moment that texts and plan are made for: the facts' own `now`, else the clock."""
        return self.incident.now or self.now

    def typed_at(self, path: str) -> str | None:
        """Return what is typed into a field and not understood yet, None when there is no such text."""
        return dict(self.content.typed).get(path)

    def opened(self, key: DraftKey) -> Opened | None:
        """Return a draft that was opened, None when it was not."""
        return next((draft for draft in self.content.opened if draft.key == key), None)

    def rendered(self, key: DraftKey, book: Book) -> Rendered:
        """Return the message as the templates make it of the facts now, without hand edits."""
        from tui.words.render import render

        incident = self.incident
        if incident.kind != key.kind:
            incident = replace(incident, kind=key.kind)
        return render(book.library, incident, key.message, key.channel, self.moment)

    # Verbs that change what the user can undo

    def edit(self, path: str, value: object) -> State:
        """Replace one fact, understood already; half-typed text of the field goes."""
        content = replace(
            self.content,
            incident=self.incident.with_fact(path, value),
            typed=tuple(pair for pair in self.content.typed if pair[0] != path),
        )
        return self._changed(_name(path), content)

    def type(self, path: str, text: str, book: Book) -> State:
        """Take what stands in a field: a fact if it is understood, else a gap and the text kept as typed."""
        read = read_fact(path, text, self, book)
        always = path == "kind"
        if read.ok and (read.value or not always):
            return self.edit(path, read.value)
        emptied = self.edit(path, self.incident.kind if always else read.value)
        typed = (*emptied.content.typed, (path, text))
        return self._changed(_name(path), replace(emptied.content, typed=typed))

    def forget(self, path: str) -> State:
        """Mark a fact as "I don't know": no gap any more, and the text does without.

        What cannot be unknown (`kind`, `now`) stays as it is.
        """
        if as_fact(path) is None:
            return self
        content = replace(
            self.content,
            incident=self.incident.without_knowing(path),
            typed=tuple(pair for pair in self.content.typed if pair[0] != path),
        )
        return self._changed(f"{_name(path)} unknown", content)

    def turn(self, kind: str, book: Book) -> State:
        """Make it another kind of incident; facts, edits and timeline stay."""
        if kind == self.incident.kind:
            return self
        state = self.edit("kind", kind).log("kind", book.playbook(kind).says)
        return state.select(state.message, state.channel, book)

    def write(self, text: str, book: Book) -> State:
        """Take the text of the shown draft as the user has it now."""
        draft = self.opened(self.shown)
        edit = rewrite(draft.edit if draft else None, self.rendered(self.shown, book).text, text)
        return self._edited(edit, "draft")

    def take_new(self, index: int, book: Book) -> State:
        """Take the new text where a hand edit and the facts disagree (conflict number `index`)."""
        draft = self.opened(self.shown)
        if draft is None or draft.edit is None:
            return self
        return self._edited(take(draft.edit, self.rendered(self.shown, book).text, index), "new text taken")

    def keep_mine(self, index: int, book: Book) -> State:
        """Close conflict number `index` with the user's own words."""
        draft = self.opened(self.shown)
        if draft is None or draft.edit is None:
            return self
        return self._edited(keep(draft.edit, self.rendered(self.shown, book).text, index), "my words kept")

    def start_over(self) -> State:
        """Drop the hand edits of the shown draft."""
        return self._edited(None, "draft as rendered")

    def tick(self, step: Step) -> State:
        """Tick a step of the checklist, or take the tick back.

        The tick of a step with a written message says that it was sent, and is the contact itself.
        """
        if step.message and step.channel in WRITTEN:
            return self._tick_sent(step)
        kind = self.incident.kind
        ticks = tuple(tick for tick in self.content.ticks if (tick.kind, tick.step) != (kind, step.id))
        was = len(ticks) < len(self.content.ticks)
        if not was:
            ticks = (*ticks, Tick(kind, step.id, self.now))
        return self._ticked(step, replace(self.content, ticks=ticks), was=was)

    def _tick_sent(self, step: Step) -> State:
        mine = [t for t in self.incident.contacted if _is_sending(t, step.message, step.channel)]
        if not mine:
            return self.sent(DraftKey(self.incident.kind, step.message, step.channel))
        contacted = tuple(touch for touch in self.incident.contacted if touch is not mine[-1])
        incident = replace(self.incident, contacted=contacted)
        return self._ticked(step, replace(self.content, incident=incident), was=True)

    def _ticked(self, step: Step, content: Content, *, was: bool) -> State:
        state = self._changed(f"tick of {step.label.lower()}", content)
        return state.log("unticked" if was else "ticked", step.label, step=step.id).settle()

    def sent(self, key: DraftKey) -> State:
        """Log a message as sent: what follows counts from now."""
        whom = self.incident.contact.name
        touch = Touch(at=self.now, who=whom, channel=key.channel, message=key.message, result="sent")
        return self.touch(touch).log("sent", f"{key.message} by {key.channel}", about=key)

    def touch(self, touch: Touch) -> State:
        """Record a contact: a call that was made, a message that was sent, an answer of theirs."""
        incident = replace(self.incident, contacted=(*self.incident.contacted, touch))
        return self._changed("contact", replace(self.content, incident=incident)).settle()

    def record_outcome(self, outcome: Outcome, at: datetime, note: str = "") -> State:
        """Record what they answered, or how it ended; the plan follows from it."""
        state = self.edit("outcome", outcome)
        if outcome in HEARD:
            state = state.touch(Touch(at=at, by="them", answer=note))
        return state.log("outcome", " - ".join(filter(None, (outcome, note))), at=at).settle()

    # Verbs that undo does not touch

    def at(self, now: datetime) -> State:
        """Move the clock."""
        return self if now == self.now else replace(self, now=now)

    def select(self, message: str, channel: str, book: Book) -> State:
        """Show a message, the nearest that exists for the kind. What was shown counts as opened."""
        pairs = book.library.pairs(self.incident.kind)
        if (message, channel) not in pairs:
            same = [pair for pair in pairs if pair[0] == message] or [
                pair for pair in pairs if pair[1] == channel
            ]
            message, channel = (same or list(pairs))[0]
        state = replace(self, message=message, channel=channel)
        if state.opened(state.shown) is None:
            opened = (*state.content.opened, Opened(state.shown))
            state = replace(state, content=replace(state.content, opened=opened))
        return state

    def log(
        self,
        what: What,
        text: str,
        *,
        at: datetime | None = None,
        step: str = "",
        about: DraftKey | None = None,
    ) -> State:
        """Add a dated line to the timeline, `about` a message where it is about one."""
        message, channel = (about.message, about.channel) if about else ("", "")
        entry = Entry(at or self.now, what, text, self.incident.kind, step, message, channel)
        return replace(self, timeline=(*self.timeline, entry))

    # To the disk and back

    def record(self, book: Book) -> Record:
        """Return what is to be kept: all that cannot be derived, and the texts as they stand."""
        return Record(
            id=self.id,
            incident=self.incident,
            typed=self.content.typed,
            drafts=tuple(self._draft_text(draft, book) for draft in self.content.opened),
            ticks=self.content.ticks,
            timeline=self.timeline,
            shown=self.shown,
            title=self.title,
            archived=self.archived,
            created=self.created,
            saved=self.now,
            words=book.library.fingerprint,
        )

    @classmethod
    def restored(cls, record: Record, book: Book, now: datetime) -> State:
        """Return the state of a stored incident; drafts made by other templates keep their words."""
        shown = record.shown or DraftKey(record.incident.kind, "first", "email")
        state = cls.of(record, record.saved)
        stale = record.words != book.library.fingerprint
        opened = tuple(state._reopened(draft, book, stale) for draft in record.drafts)
        state = replace(state, content=replace(state.content, opened=opened))
        return state.select(shown.message, shown.channel, book).at(now)

    @classmethod
    def of(cls, record: Record, now: datetime) -> State:
        """Return what a stored incident says without its drafts: enough for its plan."""
        return cls(
            id=record.id,
            content=Content(record.incident, record.typed, (), record.ticks),
            now=now,
            created=record.created,
            timeline=record.timeline,
            title=record.title,
            archived=record.archived,
        )

    @classmethod
    def begin(cls, kind: str, *, new_id: str, me: Me, now: datetime, book: Book) -> State:
        """Return the state of a new incident, noticed now."""
        incident = Incident(kind=kind, me=me, noticed=now)
        state = cls(id=new_id, content=Content(incident), now=now, created=now)
        first = next(iter(book.library.pairs(kind)))
        return state.select(*first, book).log("noticed", book.playbook(kind).says)

    def given(self, incident: Incident) -> State:
        """Take facts from a file over those of a new incident; what they leave open stays as it is."""
        me = incident.me if incident.me != Me() else self.incident.me
        noticed = incident.noticed or self.incident.noticed
        taken = replace(incident, me=me, noticed=noticed)
        return replace(self, content=replace(self.content, incident=taken))

    def _draft_text(self, draft: Opened, book: Book) -> DraftText:
        from tui.state.derived import merged

        both = merged(self, draft.key, book)
        return DraftText(draft.key, both.base, both.text)

    def _reopened(self, draft: DraftText, book: Book, stale: bool) -> Opened:
        base = self.rendered(draft.key, book).text if stale and _exists(draft.key, book) else draft.base
        return Opened(draft.key, None if base == draft.text else HandEdit(base, draft.text))

    def _edited(self, edit: HandEdit | None, label: str) -> State:
        kept = tuple(draft for draft in self.content.opened if draft.key != self.shown)
        return self._changed(label, replace(self.content, opened=(*kept, Opened(self.shown, edit))))


def _name(path: str) -> str:
    return field(path).label.lower()


def _is_sending(touch: Touch, message: str, channel: str) -> bool:
    return touch.by == "me" and (touch.message, touch.channel, touch.result) == (message, channel, "sent")


def _exists(key: DraftKey, book: Book) -> bool:
    return key.kind in book.playbooks and (key.message, key.channel) in book.library.pairs(key.kind)
