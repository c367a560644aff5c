"""The first line of the desk: which interview, when on both clocks, what is next, what is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import reactive, var
from textual.widget import Widget

from tui.state.derived import current_moment, current_plan, gaps, shown

if TYPE_CHECKING:
    from tui.state import State
    from tui.words.book import Book


class Headline(Widget):
    """One line; what does not fit is left out from the least important on."""

    DEFAULT_CSS = "Headline { height: 1; }"

    state: var[State | None] = var(None)
    """The shared state."""

    keeping: reactive[str] = reactive("")
    """What is to be said of saving."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.book = book
        self._said: tuple[str, ...] = ()

    def watch_state(self, old: State | None, new: State | None) -> None:
        """Draw again when what is said changes."""
        if new is not None and (said := self._words(new)) != self._said:
            self._said = said
            self.refresh()

    def render(self) -> Content:
        """Draw the line."""
        width = self.size.width
        if not self._said:
            return Content.styled("Raincheck", "bold $accent")
        what, phrase, clocks, short, next_step, offer = self._said
        trouble = self.keeping.startswith(("NOT", "read-only"))
        keeping = Content.styled(self.keeping, "bold $error" if trouble else "$text-quiet")
        brand = Content.styled("Raincheck", "bold $accent")
        middle = Content.styled(phrase, "bold $foreground")
        follow = (
            Content.assemble(("next: ", "$text-quiet"), (next_step, "bold $foreground"))
            if next_step
            else Content()
        )
        if offer:
            follow = Content.assemble((offer, "bold $warning"), (" ^g", "$text-quiet"))
        offered = bool(offer) and not trouble
        bare: list[tuple[str, list[Content]]] = [] if offered else [(short, [])]
        for clock, right in (
            (clocks, [follow, keeping]),
            (short, [follow, keeping]),
            (short, [follow]),
            *bare,
        ):
            left = [brand, Content(what), middle, Content.styled(clock, "$text-quiet")]
            line = Content("   ").join([part for part in left if part])
            tail = Content("   ").join([part for part in ([keeping] if trouble else right) if part])
            free = width - line.cell_length - tail.cell_length
            if free >= 2 or (not tail and free >= 0):
                return line + Content(" " * free) + tail
        if offered and middle.cell_length + follow.cell_length + 2 <= width:
            return self._squeezed(what, middle, width, follow)
        known = (Content(what), middle, Content.styled(short, "$text-quiet"))
        line = Content("  ").join([part for part in known if part])
        if line.cell_length <= width and not trouble:
            return line
        return self._squeezed(what, middle, width, keeping if trouble else Content())

    def _squeezed(self, what: str, middle: Content, width: int, tail: Content) -> Content:
        room = width - middle.cell_length - tail.cell_length - 3
        head = Content(what).truncate(max(0, room), ellipsis=True) if room > 6 else Content()
        parts = [part for part in (head, middle, tail) if part]
        return Content("  ").join(parts).truncate(width)

    def _words(self, state: State) -> tuple[str, ...]:
        moment = current_moment(state, self.book)
        plan = current_plan(state, self.book)
        interview = state.incident.interview
        what = state.title or " · ".join(filter(None, (interview.company, interview.role)))
        next_step = plan.next.step.label if plan.next else ""
        return (what, moment.phrase, moment.clocks, moment.short_clocks, next_step.lower(), moment.offer_says)


class Overview(Widget):
    """On a narrow screen: the three panes by key, the gaps and the next step, in one line."""

    DEFAULT_CSS = "Overview { height: 1; }"

    state: var[State | None] = var(None)
    """The shared state."""

    front: reactive[str] = reactive("draft")
    """The pane that is in front."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.book = book
        self._said: tuple[str, ...] = ()

    def watch_state(self, old: State | None, new: State | None) -> None:
        """Draw again when what is said changes."""
        if new is None or not self.display:
            return
        plan = current_plan(new, self.book)
        missing = len(gaps(new, self.book))
        count = "" if not missing else f"{missing} gap" + ("s" if missing > 1 else "")
        disagree = len(shown(new, self.book).conflicts)
        conflicts = "" if not disagree else f"{disagree} conflict" + ("s" if disagree > 1 else "")
        next_step = plan.next.step.label.lower() if plan.next else ""
        said = (count, conflicts, f"{plan.done} of {plan.total}", next_step)
        if said != self._said:
            self._said = said
            self.refresh()

    def render(self) -> Content:
        """Draw the line."""
        count, conflicts, progress, next_step = self._said or ("", "", "", "")
        parts = [
            self._tab("F2", "Incident", "form", count),
            self._tab("F3", "Draft", "draft", conflicts),
            self._tab("F4", "Checklist", "checklist", progress),
        ]
        line = Content("   ").join(parts)
        if next_step:
            line += Content.assemble(("  next: ", "$text-quiet"), (next_step, "bold $foreground"))
        return line.truncate(self.size.width, ellipsis=True) if line.cell_length > self.size.width else line

    def _tab(self, key: str, name: str, pane: str, note: str = "") -> Content:
        style = "bold $accent" if pane == self.front else "$foreground"
        tab = Content.assemble((f"{key} ", "$text-quiet"), (name, style))
        if note:
            tab += Content.styled(f" {note}", "$foreground" if pane == "checklist" else "bold $warning")
        return tab
