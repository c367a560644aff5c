"""The incident as a form: every fact has a field, the rare ones are folded away and mounted when opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import var
from textual.widget import Widget
from textual.widgets import Static

from tui.model.fields import GROUPS, REPEATED, REPEATED_TITLES, Field, Group, field
from tui.state.derived import gaps
from tui.state.entry import echo_fact, empty, show_fact, text_over
from tui.widgets.field import LABEL, FactField

if TYPE_CHECKING:
    from tui.state import State
    from tui.words.book import Book


class Fold(Widget, can_focus=True):
    """A row that says which facts are folded away below it, and what is known of them."""

    DEFAULT_CSS = "Fold { height: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "fold", show=False),
        Binding("right", "fold(False)", show=False),
        Binding("left", "fold(True)", show=False),
        Binding("down", "screen.focus_next", show=False),
        Binding("up", "screen.focus_previous", show=False),
    ]

    def __init__(self, title: str, fields: tuple[Field, ...]) -> None:
        super().__init__()
        self.title = title
        self.fields = fields
        self.is_open = False
        self.known: tuple[str, ...] = ()

    def render(self) -> Content:
        """Draw the row: what is known, else what could be."""
        mark = "⌄ " if self.is_open else "› "
        names = ", ".join(name.lower() for name in (self.known or [f.label for f in self.fields]))
        if self.title:
            head = Content.styled(f"{mark}{self.title}".ljust(LABEL), "bold $accent")
            rest = f"{names} known" if self.known else names
        else:
            head = Content.styled(mark, "$accent")
            rest = f"{names} known" if self.known else f"more: {names}"
        line = head if self.is_open and self.title else head + Content.styled(rest, "$text-quiet")
        width = self.size.width
        if line.cell_length > width > 1:
            line = line.truncate(width, ellipsis=True)
        return line.stylize("reverse") if self.has_focus else line

    def tell(self, known: tuple[str, ...]) -> None:
        """Take the labels of the facts that are known."""
        if known != self.known:
            self.known = known
            self.refresh()

    def on_click(self) -> None:
        """Fold or unfold."""
        self.action_fold()

    def action_fold(self, folded: bool | None = None) -> None:
        """Fold or unfold."""
        if folded is None or folded == self.is_open:
            self.is_open = not self.is_open
            self.refresh()
            form = next(node for node in self.ancestors if isinstance(node, IncidentForm))
            form.call_later(form.unfold, self)


class IncidentForm(VerticalScroll, can_focus=False):
    """All facts of the incident. It reads the state it is given and says which field was edited."""

    state: var[State | None] = var(None)
    """The shared state."""

    def __init__(self, book: Book, kind: str) -> None:
        super().__init__()
        self.book = book
        self._kind = kind
        self.border_title = "Incident"
        self.border_subtitle = "F2"

    def compose(self) -> ComposeResult:
        """Lay out the groups with their front fields; folded ones come when they are opened."""
        asked = frozenset(self.book.playbook(self._kind).asks)
        for group in GROUPS:
            yield from self._group(group, asked)

    def _group(self, group: Group, asked: frozenset[str]) -> ComposeResult:
        front = (*group.fields, *(each for each in group.folded if each.path in asked))
        folded = tuple(each for each in group.folded if each.path not in asked)
        if front and group.title:
            title = Content.styled(group.title.ljust(LABEL), "bold $accent")
            yield Static(title + Content.styled(group.note, "$text-quiet"), classes="title")
        for each in front:
            yield FactField(each)
        if folded:
            yield Fold("" if front else group.title, folded)

    # The state coming down

    def watch_state(self, old: State | None, new: State | None) -> None:
        """Push what differs into the fields."""
        if new is None or not self.is_mounted:
            return
        if new.incident.kind != self._kind:
            self._kind = new.incident.kind
            self.call_later(self._lay_out_again)
            return
        missing = frozenset(gap.field for gap in gaps(new, self.book))
        for each in self.fields:
            self._push(each, old, new, missing)
        for fold in self.folds:
            fold.tell(tuple(f.label for f in fold.fields if _known(f.path, new)))

    def on_mount(self) -> None:
        """Fill the fields."""
        self.refresh_fields()

    def refresh_fields(self) -> None:
        """Show the state in all fields; text that means it already stays."""
        self.watch_state(None, self.state)

    async def _lay_out_again(self) -> None:
        """Bring the facts to the front that another kind asks for; the focus stays on its fact."""
        focused = self.screen.focused
        here = focused.path if isinstance(focused, FactField) and focused in self.fields else ""
        with self.app.batch_update():
            await self.remove_children()
            await self.mount_all(self.compose())
            self.refresh_fields()
            if here:
                await self.focus_path(here)

    def restore(self) -> None:
        """Show the state in all fields, whatever was typed there."""
        if self.state is not None:
            for each in self.fields:
                each.restore(show_fact(each.path, self.state, self.book))

    def _push(self, each: FactField, old: State | None, new: State, missing: frozenset[str]) -> None:
        path = each.path
        text: str | None = None
        if old is None or _differs(path, old, new):
            text = text_over(path, each.text, new, self.book)
        unknown = path in new.incident.unknown
        echo = echo_fact(path, each.text if text is None else text, new, self.book)
        gap = path in missing
        if text is not None or (echo, gap, unknown) != (each.echo, each.gap, each.unknown):
            each.show(text=text, echo=echo, gap=gap, unknown=unknown)

    def watch_virtual_size(self) -> None:
        """Keep the cursor in sight when rows come and go."""
        self.call_after_refresh(self._follow_cursor)

    def _follow_cursor(self) -> None:
        here = self.screen.focused
        if isinstance(here, FactField) and here in self.children:
            at = here.cursor_offset.y
            below = here.virtual_region.translate((0, at)).grow((0, 0, -at, 0))
            self.scroll_to_region(below, animate=False, immediate=True)

    # Fields and folds

    @property
    def fields(self) -> list[FactField]:
        """The fields that are mounted, in reading order."""
        return [child for child in self.children if isinstance(child, FactField)]

    @property
    def folds(self) -> list[Fold]:
        """The rows that fold facts away."""
        return [child for child in self.children if isinstance(child, Fold)]

    async def unfold(self, fold: Fold) -> None:
        """Mount the fields of an opened fold, remove those of a closed one."""
        paths = {each.path for each in fold.fields}
        if not fold.is_open:
            await self.remove_children([each for each in self.fields if each.path in paths])
            if fold.title == "More":
                await self.remove_children(self._repeated())
            return
        fresh: list[Widget] = [FactField(each) for each in fold.fields]
        name, _, rest = fold.fields[0].path.partition(".")
        if name in REPEATED and rest[0].isdigit():
            index = int(rest.partition(".")[0]) + 1
            if not any(f.fields[0].path.startswith(f"{name}.{index}.") for f in self.folds):
                fresh.append(Fold(REPEATED_TITLES[name], _entry(name, index)))
        if fold.title == "More":
            fresh += [Fold(title, _entry(name, 0)) for name, title in REPEATED_TITLES.items()]
        await self.mount_all(fresh, after=fold)
        self.refresh_fields()

    def _repeated(self) -> list[Widget]:
        """Return everything of the lists that is mounted."""
        lists = tuple(f"{name}." for name in REPEATED)
        fields: list[Widget] = [each for each in self.fields if each.path.startswith(lists)]
        return fields + [fold for fold in self.folds if fold.fields[0].path.startswith(lists)]

    async def focus_path(self, path: str) -> None:
        """Put the focus on the field of a fact, unfolding it first."""
        wanted = _nearest(path)
        more = next(fold for fold in self.folds if fold.title == "More")
        if wanted.split(".")[0] in REPEATED and not more.is_open and wanted != "slots":
            more.is_open = True
            await self.unfold(more)
        for fold in self.folds:
            if not fold.is_open and any(each.path == wanted for each in fold.fields):
                fold.is_open = True
                fold.refresh()
                await self.unfold(fold)
                break
        for each in self.fields:
            if each.path == wanted:
                self.screen.set_focus(each)
                return


def _entry(name: str, index: int) -> tuple[Field, ...]:
    return tuple(field(each.path.replace("*", str(index))) for each in REPEATED[name])


def _nearest(path: str) -> str:
    """Return the path of the field to go to for a gap that is no field itself."""
    return "others.0.relation" if path in ("others.recruiter", "others.careers_office") else path


def _known(path: str, state: State) -> bool:
    value = state.incident.fact(path)
    return value is not None and value != empty(path)


def _differs(path: str, old: State, new: State) -> bool:
    return old.incident.fact(path) != new.incident.fact(path) or old.typed_at(path) != new.typed_at(path)
