"""All incidents: sorted by what is due, found by typing, opened, archived, erased."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tui.model.clean import clean
from tui.widgets.incident_list import ArchivedWanted, IncidentList, Line, SearchWanted
from tui.widgets.keybar import KeyBar

if TYPE_CHECKING:
    from tui.store.folder import Listed


class Incidents(Screen[None]):
    """The list of incidents."""

    CSS_PATH = "../styles/incidents.tcss"
    AUTO_FOCUS = "IncidentList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", show=False),
        Binding("ctrl+o", "app.back", show=False),
    ]

    def __init__(self, load: Callable[[], Sequence[Line]]) -> None:
        super().__init__()
        self._load = load
        self.all: Sequence[Line] = ()
        self.typed = ""
        self.searching = False
        self.with_archived = False

    def compose(self) -> ComposeResult:
        """Lay out title, list and key bar."""
        yield Static(classes="head")
        yield IncidentList()
        yield KeyBar(
            (
                ("Enter", "Open", "want('open')"),
                ("/", "Search", ""),
                ("a", "Archive", ""),
                ("h", "Archived too", ""),
                ("E", "Erase", ""),
                ("^n", "New", "app.new"),
                ("Esc", "Back", "screen.leave"),
            )
        )

    def on_mount(self) -> None:
        """Load the list."""
        self.reload()

    def reload(self) -> None:
        """Read the list again."""
        self.all = self._load()
        self.tell()

    def tell(self) -> None:
        """Show what matches."""
        known = [line for line in self.all if self.with_archived or not line.archived or self.typed]
        self.query_one(IncidentList).show(search(known, self.typed) if self.typed else known)
        head = Content.assemble(
            ("Incidents", "bold $foreground"), (f"   {len(known)} of {len(self.all)}", "$text-quiet")
        )
        if self.searching:
            head = Content.assemble(
                ("Search  ", "bold $accent"), (self.typed, "$foreground"), ("█", "$accent")
            )
        self.query_one(".head", Static).update(head)

    @on(SearchWanted)
    def _search(self) -> None:
        self.searching = True
        self.tell()

    @on(ArchivedWanted)
    def _with_archived(self) -> None:
        self.with_archived = not self.with_archived
        self.tell()

    def on_key(self, event: events.Key) -> None:
        """While searching, letters narrow the list."""
        if not self.searching:
            return
        if event.key == "backspace":
            self.typed = self.typed[:-1]
        elif event.is_printable and event.character:
            self.typed += event.character
        else:
            return
        event.stop()
        event.prevent_default()
        self.tell()

    def on_paste(self, event: events.Paste) -> None:
        """Search for a pasted text."""
        event.stop()
        self.searching = True
        self.typed += clean(event.text, one_line=True).text
        self.tell()

    async def action_leave(self) -> None:
        """End the search, else go back."""
        if self.searching or self.typed:
            self.searching, self.typed = False, ""
            self.tell()
        else:
            await self.app.run_action("app.back")


def search(lines: Sequence[Line], typed: str) -> list[Line]:
    """Return the incidents whose text has every word typed, else those that resemble it, best first."""
    words = clean(typed, one_line=True).text.casefold().split()
    exact = [line for line in lines if all(word in line.haystack for word in words)]
    if exact:
        return exact
    from textual.fuzzy import Matcher

    matcher = Matcher(typed)
    scored = [(matcher.match(f"{line.title} {line.says}"), line) for line in lines]
    return [line for score, line in sorted(scored, key=lambda pair: -pair[0]) if score > 0]


def line_of(listed: Listed, says: str, when: str, next_step: str, due: str, due_at: datetime | None) -> Line:
    """Return an incident as it is listed."""
    record = listed.record
    trouble = f"damaged: {listed.damaged}" if listed.damaged else ""
    if listed.newer:
        trouble = "made by a newer Raincheck: read-only"
    if listed.copy:
        trouble = "another version of an incident"
    role = record.incident.interview.role if record else ""
    title = listed.title or " · ".join(filter(None, (listed.company, role))) or "no company yet"
    texts = [draft.text for draft in record.drafts] if record else []
    notes = [entry.text for entry in record.timeline] if record else []
    facts = str(record.incident) if record else listed.path.name
    return Line(
        id=listed.id,
        title=title if not listed.damaged else listed.path.name,
        says=says,
        when=when,
        next=next_step,
        due=due,
        due_at=due_at,
        archived=listed.archived,
        trouble=trouble,
        haystack=" ".join((title, says, *texts, *notes, facts)).casefold(),
    )
