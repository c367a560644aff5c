"""The checklist: the plan of the incident by phase, with due times in words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from msgspec import Struct
from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.model.plan import Planned, due_words
from tui.state.derived import current_plan
from tui.state.entry import my_zone
from tui.widgets.messages import StepOpened, StepSearch, StepTicked

if TYPE_CHECKING:
    from rich.style import Style

    from tui.model.plan import Plan
    from tui.state import State
    from tui.words.book import Book

PHASES = {"now": "Now", "today": "Today", "next-days": "Next days", "after": "After"}
MARKS = {"done": "[x]", "next": "[>]", "open": "[ ]"}


class Row(Struct, frozen=True):
    """One line: a heading, a step, a note below a step, or air."""

    text: str
    step: Planned | None = None
    style: str = ""
    right: str = ""


class Checklist(ScrollView, can_focus=True):
    """The steps of the plan. Space ticks, Enter opens the message of a step."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "checklist--heading",
        "checklist--done",
        "checklist--open",
        "checklist--next",
        "checklist--cursor",
        "checklist--overdue",
        "checklist--quiet",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("n", "open_step(1)", show=False),
        Binding("N", "open_step(-1)", show=False),
        Binding("home", "move(-999)", show=False),
        Binding("end", "move(999)", show=False),
        Binding("space", "tick", show=False),
        Binding("enter", "open", show=False),
        Binding("slash", "search", show=False),
    ]

    state: var[State | None] = var(None)
    """The shared state."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.book = book
        self.rows: tuple[Row, ...] = ()
        self.cursor = ""
        self.border_subtitle = "F4"

    @property
    def steps(self) -> list[Planned]:
        """The steps as they are listed."""
        return [row.step for row in self.rows if row.step is not None and row.text]

    @property
    def here(self) -> Planned | None:
        """The step under the cursor."""
        return next((step for step in self.steps if step.step.id == self.cursor), None)

    # The state coming down

    def watch_state(self, old: State | None, new: State | None) -> None:
        """Show the plan as it is now."""
        if new is None or not self.is_mounted:
            return
        now = current_plan(new, self.book)
        rows = _rows(now, new)
        if rows == self.rows:
            return
        self.rows = rows
        self.border_title = f"Checklist  {now.done} of {now.total}"
        if self.here is None or old is None or old.id != new.id:
            self.cursor = now.next.step.id if now.next else ""
        self._measure()

    def on_mount(self) -> None:
        """Show the plan."""
        self.watch_state(None, self.state)

    def on_resize(self) -> None:
        """Lay the lines out for the new width."""
        self._measure()

    # Drawing

    @property
    def room(self) -> int:
        """The cells of a line, without a scrollbar."""
        return max(8, self.scrollable_content_region.width)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.room
        lines = self._lines(width)
        index = y + self.scroll_offset.y
        if index >= len(lines):
            return Strip.blank(width, self.rich_style)
        row = lines[index]
        style = self._style(row)
        right = f" {row.right}" if row.right else ""
        room = max(1, width - cell_len(right))
        text = _fit(row.text, room)
        return Strip([Segment(text, style), Segment(right, self._right_style(row, style))], width)

    def _style(self, row: Row) -> Style:
        if row.step and row.text and row.step.step.id == self.cursor and self.has_focus and not row.style:
            return self.get_component_rich_style("checklist--cursor")
        name = row.style or (row.step.state if row.step else "quiet")
        return self.get_component_rich_style(f"checklist--{name}")

    def _right_style(self, row: Row, style: Style) -> Style:
        if row.right.startswith("overdue") and not (
            self.has_focus and row.step and row.step.step.id == self.cursor
        ):
            return self.get_component_rich_style("checklist--overdue")
        return style

    def _lines(self, width: int) -> list[Row]:
        """Return the rows as drawn: the advice of the step under the cursor is unfolded below it."""
        lines: list[Row] = []
        for row in self.rows:
            lines.append(row)
            if self.has_focus and row.step and row.text and row.step.step.id == self.cursor:
                lines += [
                    Row(f"    {part}", row.step, style="quiet")
                    for part in _wrap(row.step.step.detail, width - 5)
                ]
        return lines

    def _measure(self) -> None:
        self.virtual_size = Size(0, len(self._lines(self.room)))
        self.refresh()

    # Keys

    def on_focus(self) -> None:
        """Unfold the step under the cursor."""
        self._measure()
        self._reveal()

    def on_blur(self) -> None:
        """Fold it again."""
        self._measure()

    def action_move(self, by: int) -> None:
        """Move the cursor by so many steps."""
        ids = [step.step.id for step in self.steps]
        if ids:
            at = ids.index(self.cursor) if self.cursor in ids else 0
            self.go(ids[max(0, min(at + by, len(ids) - 1))])

    def action_open_step(self, way: int) -> None:
        """Go to the next or previous step that is not done."""
        steps = self.steps
        at = next((i for i, step in enumerate(steps) if step.step.id == self.cursor), -1)
        rest = steps[at + 1 :] if way > 0 else steps[:at][::-1]
        found = next((step for step in rest if step.done is None), None)
        if found:
            self.go(found.step.id)

    def action_tick(self) -> None:
        """Tick the step under the cursor, or take its tick back."""
        if self.here is not None:
            self.post_message(StepTicked(self.here.step.id, self.here.step.label))

    def action_open(self) -> None:
        """Open the message of the step under the cursor."""
        if self.here is not None:
            self.post_message(StepOpened(self.here.step.id))

    def action_search(self) -> None:
        """Find a step by typing."""
        self.post_message(StepSearch())

    def on_click(self, event: events.Click) -> None:
        """Go to the step that was clicked; a click on its box ticks it."""
        lines = self._lines(self.room)
        index = event.y + self.scroll_offset.y
        if index < len(lines) and (step := lines[index].step) is not None:
            self.go(step.step.id)
            if event.x < len("[x]"):
                self.action_tick()

    def go(self, step: str) -> None:
        """Put the cursor on a step."""
        self.cursor = step
        self._measure()
        self._reveal()

    def _reveal(self) -> None:
        lines = self._lines(self.room)
        shown = [y for y, row in enumerate(lines) if row.step and row.step.step.id == self.cursor]
        if shown:
            region = Region(0, shown[0], 1, len(shown))
            self.scroll_to_region(region, animate=False, immediate=True)


def _rows(plan: Plan, state: State) -> tuple[Row, ...]:
    rows: list[Row] = []
    phase = ""
    for step in plan.steps:
        if step.step.phase != phase:
            phase = step.step.phase
            if rows:
                rows.append(Row("", style="quiet"))
            rows.append(Row(PHASES[phase], style="heading"))
        words = _done(step.done, state) if step.done else due_words(step.due, state.moment, my_zone(state))
        rows.append(Row(f"{MARKS[step.state]} {step.step.label}", step, right=words))
        if step.note:
            rows.append(Row(f"    {step.note}", style="quiet"))
    return tuple(rows)


def _done(moment: datetime, state: State) -> str:
    """Return when a step was done: the hour for one of today, else the day."""
    zone = ZoneInfo(my_zone(state))
    local = moment.astimezone(zone)
    today = local.date() == state.moment.astimezone(zone).date()
    return f"{local:%H:%M}" if today else f"{local:%a} {local.day} {local:%b}"


def _fit(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return f"{set_cell_size(text, width - 1)}…"


def _wrap(text: str, width: int) -> list[str]:
    import textwrap

    return textwrap.wrap(text, max(8, width))
