"""All incidents: sorted by what is due, found by typing, opened, archived, erased."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Static

from tui.model.clean import clean
from tui.widgets.keybar import KeyBar

if TYPE_CHECKING:
    from tui.store.folder import Listed


WIDE = 100
"""From so many columns on an incident takes one row."""


class Line(Struct, frozen=True):
    """One incident as it is listed. `haystack` is all of its text, for the search."""

    id: str
    title: str
    says: str
    when: str
    next: str
    due: str
    due_at: datetime | None
    archived: bool
    trouble: str
    haystack: str


class Wanted(Message):
    """The user wants something done with an incident: `open`, `archive` or `erase`."""

    def __init__(self, what: str, incident: str, title: str) -> None:
        super().__init__()
        self.what = what
        self.incident = incident
        self.title = title


class IncidentList(ScrollView, can_focus=True):
    """The lines; each takes two rows where there is little room."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "incidents--line",
        "incidents--quiet",
        "incidents--overdue",
        "incidents--cursor",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("pageup", "move(-10)", show=False),
        Binding("home", "move(-99999)", show=False),
        Binding("end", "move(99999)", show=False),
        Binding("enter", "want('open')", "Open", show=False),
        Binding("a", "want('archive')", "Archive", show=False),
        Binding("delete,E", "want('erase')", "Erase", show=False),
        Binding("slash", "search", "Search", show=False),
        Binding("h", "archived", "Show archived", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[Line] = ()
        self.cursor = 0

    @property
    def here(self) -> Line | None:
        """The line under the cursor."""
        return self.lines[self.cursor] if 0 <= self.cursor < len(self.lines) else None

    def show(self, lines: Sequence[Line]) -> None:
        """Take the lines to list; the cursor stays on its incident where that is still there."""
        here = self.here
        self.lines = lines
        ids = [line.id for line in lines]
        self.cursor = ids.index(here.id) if here is not None and here.id in ids else 0
        self.virtual_size = Size(0, max(1, len(lines) * self.height_of_line))
        self.refresh()

    @property
    def height_of_line(self) -> int:
        """The rows that one incident takes: two where there is little room."""
        return 1 if self.size.width >= WIDE else 2

    def on_resize(self) -> None:
        """Lay the lines out for the new width."""
        self.show(self.lines)

    def render_line(self, y: int) -> Strip:
        """Draw one row of an incident."""
        width = self.scrollable_content_region.width
        index, row = divmod(y + round(self.scroll_y), self.height_of_line)
        if index >= len(self.lines):
            text = " Nothing here." if not self.lines and y == 0 else ""
            return Strip(
                [Segment(text.ljust(width), self.get_component_rich_style("incidents--quiet"))], width
            )
        line = self.lines[index]
        quiet = self.get_component_rich_style("incidents--quiet")
        plain = quiet if line.archived else self.get_component_rich_style("incidents--line")
        late = self.get_component_rich_style("incidents--overdue") if "overdue" in line.due else quiet
        if index == self.cursor and self.has_focus:
            plain = quiet = late = self.get_component_rich_style("incidents--cursor")
        last = line.trouble or ", ".join(filter(None, (line.next.lower(), line.due)))
        if self.height_of_line == 1:
            cells = [
                (line.title, 0.3, plain),
                (line.says, 0.14, quiet),
                (line.when, 0.22, quiet),
                (last, 1.0, late),
            ]
        elif row == 0:
            cells = [(line.title, 0.6, plain), (line.when, 1.0, quiet)]
        else:
            cells = [(f"  {line.says}", 0.3, quiet), (last, 1.0, late)]
        return _row(cells, width)

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.cursor = max(0, min(self.cursor + by, len(self.lines) - 1))
        rows = self.height_of_line
        self.scroll_to_region(Region(0, self.cursor * rows, 1, rows), animate=False, immediate=True)
        self.refresh()

    def action_want(self, what: str) -> None:
        """Ask for something to be done with the incident under the cursor."""
        if self.here is not None:
            self.post_message(Wanted(what, self.here.id, self.here.title))

    def action_search(self) -> None:
        """Type to search."""
        if isinstance(self.screen, Incidents):
            self.screen.searching = True
            self.screen.tell()

    def action_archived(self) -> None:
        """Show the archived ones too, or hide them."""
        if isinstance(self.screen, Incidents):
            self.screen.with_archived = not self.screen.with_archived
            self.screen.tell()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the line that was clicked; a second click opens it."""
        index = (event.y + round(self.scroll_y)) // self.height_of_line
        if index < len(self.lines):
            again, self.cursor = index == self.cursor, index
            self.refresh()
            if again:
                self.action_want("open")


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


def _row(cells: Sequence[tuple[str, float, Style]], width: int) -> Strip:
    """Return cells side by side, each with its share of the width, the last with what is left."""
    segments: list[Segment] = []
    used = 0
    for text, share, style in cells:
        room = min(round(width * share), width - used)
        segments.append(Segment(_fit(f" {text}", room), style))
        used += room
    return Strip(segments, width)


def _fit(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text + " " * (width - cell_len(text))
    while text and cell_len(text) > width - 2:
        text = text[:-1]
    return f"{text}… " if width >= 2 else " " * width
