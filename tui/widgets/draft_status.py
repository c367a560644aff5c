"""What is to be said of the shown draft: its size, gaps, findings, and where hand and facts disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from tui.state.derived import findings, gaps, handed_over, measures, reviewed, shown
from tui.words.measure import BOUNDS

if TYPE_CHECKING:
    from tui.state import State
    from tui.words.book import Book
    from tui.words.coach import Finding

NARROW = 100
"""Below so many columns only the worst is said here; the rest stands in the border."""
MARKS = {"error": ("[!]", "bold $error"), "warning": ("[~]", "bold $warning"), "hint": ("[i]", "$text-quiet")}
"""The glyph of each severity, and its colour."""


class DraftStatus(Widget):
    """Measures, gaps, findings and conflicts of the shown draft, in words."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.book = book
        self._content = Content()
        self._found: tuple[Finding, ...] = ()
        self._good = ""

    def show(self, state: State) -> None:
        """Take what is to be said of the draft; what the coach says stays until `coach` is called."""
        self._take(self._of(state))

    def coach(self, state: State) -> tuple[Finding, ...]:
        """Take what the coach says of the draft, and return it."""
        self._found = findings(state, self.book)
        self._good = reviewed(state, self.book).good
        self.set_class(bool(self._found), "-found")
        self._take(self._of(state))
        return self._found

    def render(self) -> Content:
        """Draw it."""
        return self._content

    def _take(self, content: Content) -> None:
        if content != self._content or content.spans != self._content.spans:
            width = max(1, self.content_size.width)
            longer = content.get_height({}, width) != self._content.get_height({}, width)
            self._content = content
            self.refresh(layout=longer)

    def _of(self, state: State) -> Content:
        found = [finding_line(finding) for finding in self._found]
        if self.app.size.width < NARROW:
            return found[0] if found else Content()
        lines = [measure_line(state, self.book), *self._gaps(state), *found]
        if note := state.rendered(state.shown, self.book).note:
            lines.append(Content.styled(note, "$warning"))
        entry = handed_over(state)
        if entry is not None and (entry.message, entry.channel) == (state.message, state.channel):
            lines.append(Content.styled(f"{entry.text}; sent it? Space on its step", "$text-quiet"))
        conflicts = len(shown(state, self.book).conflicts)
        if conflicts:
            words = f"{conflicts} of your edits and the facts disagree; your words are kept."
            lines.append(Content.assemble((words, "$warning"), ("  F7 takes the new text", "$text-quiet")))
        return Content("\n").join(lines)

    def _gaps(self, state: State) -> list[Content]:
        missing = gaps(state, self.book)
        good = [Content.styled(self._good, "$success")] if self._good else []
        if not missing:
            worst = {finding.severity for finding in self._found}
            ready = "no gaps" if "error" in worst else "no gaps: ready to send"
            return [*good, Content.styled(ready, "$success")]
        names = ", ".join(gap.label for gap in missing)
        count = f"{len(missing)} gap" + ("s" if len(missing) > 1 else "")
        return [Content.assemble((count, "bold $warning"), (" F8  ", "$text-quiet"), names), *good]


def finding_line(finding: Finding) -> Content:
    """Return a finding in a line: its weight, the words found, why."""
    mark, style = MARKS[finding.severity]
    words = f' "{finding.found}":' if finding.found and finding.start >= 0 else ""
    key = "  F7" if finding.mend != "none" else ""
    return Content.assemble(
        (mark, style), (words, "bold $foreground"), f" {finding.why}", (key, "$text-quiet")
    )


def measure_line(state: State, book: Book) -> Content:
    """Return words, seconds and SMS segments, as the channel needs them, in one line."""
    found = measures(state, book)
    bound = BOUNDS.get(state.channel)
    parts = [Content.styled(f"{found.words} words", "bold $foreground")]
    if bound is not None and bound.unit == "words":
        span = f"{bound.least}-{bound.most}" if bound.least > 1 else f"at most {bound.most}"
        parts[0] += Content.styled(f" of {span}", "$text-quiet")
    if found.seconds is not None:
        parts.append(Content.styled(f"{found.seconds} s spoken", "$foreground"))
    if found.segments is not None and found.characters is not None:
        fits = found.segments <= 2
        parts.append(Content.styled(f"{found.segments} SMS", "$foreground" if fits else "bold $warning"))
        parts.append(Content.styled(f"{found.characters} characters", "$text-quiet"))
    elif found.characters is not None:
        parts.append(Content.styled(f"{found.characters} characters", "$foreground"))
    return Content.styled(" · ", "$text-quiet").join(parts)
