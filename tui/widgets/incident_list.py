"""The incidents as a list: one row each, or two where there is little room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from msgspec import Struct
from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.widgets.messages import IncidentWanted

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


class SearchWanted(Message):
    """The user wants to type a search."""


class ArchivedWanted(Message):
    """The user wants to see the archived incidents too, or no longer."""


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
            self.post_message(IncidentWanted(what, self.here.id, self.here.title))

    def action_search(self) -> None:
        """Type to search."""
        self.post_message(SearchWanted())

    def action_archived(self) -> None:
        """Show the archived ones too, or hide them."""
        self.post_message(ArchivedWanted())

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the line that was clicked; a second click opens it."""
        index = (event.y + round(self.scroll_y)) // self.height_of_line
        if index < len(self.lines):
            again, self.cursor = index == self.cursor, index
            self.refresh()
            if again:
                self.action_want("open")


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
        return set_cell_size(text, width)
    return f"{set_cell_size(text, width - 2)}… " if width >= 2 else " " * width
