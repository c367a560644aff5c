"""One fact in the form: label, text being typed, and below it how the text is understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset, Size
from textual.widget import Widget

from tui.model.clean import clean
from tui.widgets.line import Line, rows
from tui.widgets.messages import ChoiceWanted, Edited, Left

if TYPE_CHECKING:
    from tui.model.fields import Field

LABEL = 14
"""Cells in front of the text: two of indent, the label, one of air."""

CHOOSES = frozenset({"choice", "cause", "kind", "zone", "flag"})


class FactField(Widget, can_focus=True):
    """A labelled text field in one widget, so that a key in it costs no layout unless a row is added.

    Text of any kind may stand in it; what it means is the State's business.
    """

    DEFAULT_CSS = "FactField { height: auto; }"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move('left')", show=False),
        Binding("right", "move('right')", show=False),
        Binding("shift+left", "move('left', True)", show=False),
        Binding("shift+right", "move('right', True)", show=False),
        Binding("ctrl+left,alt+left", "move('word_left')", show=False),
        Binding("ctrl+right,alt+right", "move('word_right')", show=False),
        Binding("ctrl+shift+left", "move('word_left', True)", show=False),
        Binding("ctrl+shift+right", "move('word_right', True)", show=False),
        Binding("home", "move('start')", show=False),
        Binding("end,ctrl+e", "move('end')", show=False),
        Binding("shift+home", "move('start', True)", show=False),
        Binding("shift+end", "move('end', True)", show=False),
        Binding("backspace", "delete('left')", show=False),
        Binding("delete,ctrl+d", "delete('right')", show=False),
        Binding("ctrl+w,alt+backspace,ctrl+backspace", "delete('word_left')", show=False),
        Binding("alt+d,ctrl+delete", "delete('word_right')", show=False),
        Binding("ctrl+k", "delete('end')", show=False),
        Binding("ctrl+u", "clear", show=False),
        Binding("enter", "enter", show=False),
        Binding("down", "row(1)", show=False),
        Binding("up", "row(-1)", show=False),
    ]

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.line = Line()
        self.echo: tuple[str, ...] = ()
        self.gap = False
        self.unknown = False
        self.label_width = LABEL
        self._height = 1

    @property
    def path(self) -> str:
        """The dotted path of the fact."""
        return self.field.path

    @property
    def text(self) -> str:
        """The text as it stands now."""
        return self.line.text

    @property
    def selected_text(self) -> str:
        """The selected text."""
        return self.line.selected

    def show(self, *, text: str | None, echo: tuple[str, ...], gap: bool, unknown: bool) -> None:
        """Take what differs from outside; `text` None leaves the user's text and cursor alone."""
        if text is not None and text != self.line.text:
            self.line = Line.of(text)
        self.echo, self.gap, self.unknown = echo, gap, unknown
        self._redraw()

    def restore(self, text: str) -> None:
        """Show a text in place of whatever was typed."""
        self.line = Line.of(text)
        self._redraw()

    # Drawing

    def render(self) -> Content:
        """Draw label, text and echo."""
        width = self._room
        label = self.label
        lines = [self._row(start, end, width) for start, end in self._rows(width)]
        lines += [Content.styled(text, "$text-quiet") for text in self._echo_rows(width)]
        margin = Content(" " * self.label_width)
        return Content("\n").join([label + lines[0], *(margin + line for line in lines[1:])])

    @property
    def label(self) -> Content:
        """The label, as wide as it has to be."""
        return Content.styled(f"  {self.field.label}".ljust(self.label_width), "$text-label")

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the rows that text and echo take."""
        self._height = self._rows_at(max(2, width - self.label_width))
        return self._height

    def _rows_at(self, width: int) -> int:
        return len(self._rows(width)) + len(self._echo_rows(width))

    def _echo_rows(self, width: int) -> list[str]:
        # One row while the user types, so that a half-typed time does not make the form jump at each key.
        rest = None if not self.has_focus or self._opens_choice() else 1
        return [text[start:end] for text in self.echo for start, end in rows(text, width + 1)[:rest]]

    @property
    def cursor_offset(self) -> Offset:
        """Where the cursor is drawn, in cells from the widget's corner."""
        for row, (start, end) in reversed(list(enumerate(self._rows(self._room)))):
            if start <= self.line.cursor <= end:
                return Offset(self.label_width + cell_len(self.text[start : self.line.cursor]), row)
        return Offset(self.label_width, 0)

    @property
    def _room(self) -> int:
        return max(2, self.size.width - self.label_width)

    def _rows(self, width: int) -> list[tuple[int, int]]:
        return rows(self._drawn, width - self._chooses)

    @property
    def _chooses(self) -> int:
        return 2 if self.field.shape in CHOOSES else 0

    @property
    def _drawn(self) -> str:
        return self.text.replace("\t", " ")

    def _row(self, start: int, end: int, width: int) -> Content:
        text = self._drawn[start:end]
        unknown = self.unknown and not self.text
        if self.gap and not self.text and not self.has_focus:
            return Content.styled(f" {self.field.gap}? ", "$gap-text on $gap")
        line = Content.styled(text.rstrip("\n"), "$foreground")
        if unknown:
            line = Content.styled("I don't know", "$text-quiet italic").truncate(width - self._chooses)
        free = width - self._chooses - (line.cell_length if unknown else cell_len(text))
        if self.has_focus:
            line = self._focused_row(line + Content(" " * max(free, 1)), start, end)
        elif free > 0:
            line += Content(" " * free)
        if self._chooses:
            line += Content.styled(" ▾", "$text-quiet") if start == 0 else Content("  ")
        return line

    def _focused_row(self, line: Content, start: int, end: int) -> Content:
        line = line.stylize("on $field")
        first, last = self.line.selection
        if first < last:
            line = line.stylize("on $selection", max(first, start) - start, max(0, min(last, end) - start))
        at = self.line.cursor - start
        rows_after = end < len(self._drawn) and self._drawn[end - 1 : end] == " "
        if 0 <= at <= end - start and not (rows_after and at == end - start):
            line = line.stylize("reverse", at, at + 1)
        return line

    def _redraw(self) -> None:
        if self.size.width and self._rows_at(self._room) != self._height:
            self.refresh(layout=True)
        else:
            self.refresh()

    # Typing

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Printable keys are text here, never the letter keys of the desk."""
        return character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        """Type a character; Space on an empty choice opens it, any character the search for a cause."""
        if not event.is_printable or event.character is None:
            return
        event.stop()
        event.prevent_default()
        if event.character == " " and self._chooses and not self.text:
            self.post_message(ChoiceWanted(self.path))
            return
        self._become(self.line.insert(event.character))
        if self.field.shape == "cause":
            self.app.post_message(ChoiceWanted(self.path, self.text))

    def on_paste(self, event: events.Paste) -> None:
        """Take all of a pasted text; in a field of one line its line breaks become blanks."""
        event.stop()
        pasted = clean(event.text, one_line=self.field.shape not in ("text", "list"))
        if pasted.removed:
            self.notify(pasted.note, markup=False)
        self._become(self.line.insert(pasted.text))

    def on_focus(self) -> None:
        """Put the cursor behind the text."""
        self.line = Line.of(self.text)
        self._redraw()

    def on_blur(self) -> None:
        """Say that the field was left."""
        self._redraw()
        self.post_message(Left())

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the click went."""
        spans = self._rows(self._room)
        if not 0 <= event.y < len(spans):
            return
        start, end = spans[event.y]
        at, cells = start, event.x - self.label_width
        while at < end and cell_len(self._drawn[start : at + 1]) <= cells:
            at += 1
        self.line = self.line.move(at)
        self.refresh()

    def action_move(self, where: str, select: bool = False) -> None:
        """Move the cursor."""
        self.line = self.line.move(self._offset(where), select=select)
        self.refresh()

    def action_delete(self, where: str) -> None:
        """Delete in a direction."""
        left = where in ("left", "word_left")
        to = None if where in ("left", "right") else self._offset(where)
        self._become(self.line.delete_left(to) if left else self.line.delete_right(to))

    def action_clear(self) -> None:
        """Empty the field."""
        self._become(Line())

    def action_enter(self) -> None:
        """Open a choice, start a new line in a list, else go on to the next field."""
        if self._opens_choice():
            self.post_message(ChoiceWanted(self.path))
        elif self.field.shape in ("text", "list"):
            self._become(self.line.insert("\n"))
        else:
            self.screen.focus_next()

    def _opens_choice(self) -> bool:
        if self.field.shape == "time":
            return any("Enter chooses" in line for line in self.echo)
        known_city = self.field.shape == "zone" and self.text and not self.echo
        return bool(self._chooses) and self.field.shape != "flag" and not known_city

    def action_row(self, by: int) -> None:
        """Go up or down a row, and past the first or last one to the neighbouring field."""
        spans = self._rows(self._room)
        row = self.cursor_offset.y + by
        if 0 <= row < len(spans):
            column = self.line.cursor - spans[row - by][0]
            self.line = self.line.move(min(spans[row][0] + column, spans[row][1]))
            self.refresh()
        elif by > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def _offset(self, where: str) -> int:
        match where:
            case "start":
                return 0
            case "end":
                return len(self.text)
            case "left":
                return self.line.left()
            case "right":
                return self.line.right()
            case "word_left":
                return self.line.word_left()
        return self.line.word_right()

    def _become(self, line: Line) -> None:
        before, self.line = self.line, line
        self._redraw()
        if line.text != before.text:
            # Straight to the App, not up the tree: the draft is drawn in the frame of the echo.
            self.app.post_message(Edited(self))
