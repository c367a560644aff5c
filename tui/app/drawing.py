"""When what is drawn: the echo of a key at once, then the draft that it changes, then the rest.

Textual draws at most sixty times a second, and all that lies between two far-apart changes with them: a field
and the draft that follows from it would be drawn a sixtieth apart, the second time with the whole screen. It
leans on Textual's internals (`_dirty_widgets`, `_on_timer_update`), for which it is pinned.
"""

from __future__ import annotations

from textual.widget import Widget

from tui.app.turns import Turns


class Drawing(Turns):
    """The App as far as the order of drawing goes."""

    def draw_at_once(self, within: Widget) -> None:
        """Draw now what has changed in a widget and below it; all else waits for the next frame."""
        screen = within.screen
        if screen is not self.screen or screen._layout_required:
            return
        mine = {widget for widget in within.walk_children(with_self=True) if isinstance(widget, Widget)}
        others = screen._dirty_widgets - mine
        screen._dirty_widgets = mine
        screen._on_timer_update()
        if others:
            screen._dirty_widgets |= others
            screen.check_idle()
