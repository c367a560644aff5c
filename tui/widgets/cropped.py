"""A compositor that draws only what lies in the part of the screen that changed.

Textual 8.2.8 asks every widget of a pane for all its lines when one row of it has changed, because the filter
of `_get_renders` is the pane, not the widget. This one asks those that the change touches, for its rows.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip


class CroppedCompositor(Compositor):
    """Textual's compositor with a smaller share of work for a small change."""

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        if not crop:
            yield from super()._get_renders(crop)
            return
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            top, bottom = max(seen.y, crop.y), min(seen.bottom, crop.bottom)
            if top < bottom and seen.overlaps(crop):
                part = Region(seen.x, top, seen.width, bottom - top)
                yield part, clip, widget.render_lines(part.translate((-region.x, -region.y)))
