"""Two themes on exact colours of the 256-colour palette, so that they look the same over plain SSH.

Every pair of text and ground has a contrast of at least 4.5 to 1 (WCAG 2 AA).
"""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="raincheck-dark",
    dark=True,
    primary="#5fafaf",
    secondary="#5fafaf",
    accent="#5fafaf",
    warning="#d7af5f",
    error="#d78787",
    success="#87af87",
    foreground="#d0d0d0",
    background="#1c1c1c",
    surface="#1c1c1c",
    panel="#303030",
    variables={
        "text-quiet": "#949494",
        "text-label": "#d0d0d0",
        "frame": "#585858",
        "headline": "#303030",
        "field": "#303030",
        "selection": "#005f5f",
        "changed": "#3a3a3a",
        "gap": "#d7af5f",
        "gap-text": "#1c1c1c",
    },
)

LIGHT = Theme(
    name="raincheck-light",
    dark=False,
    primary="#005f5f",
    secondary="#005f5f",
    accent="#005f5f",
    warning="#875f00",
    error="#af0000",
    success="#005f00",
    foreground="#262626",
    background="#eeeeee",
    surface="#eeeeee",
    panel="#dadada",
    variables={
        "text-quiet": "#585858",
        "text-label": "#262626",
        "frame": "#8a8a8a",
        "headline": "#dadada",
        "field": "#dadada",
        "selection": "#afd7d7",
        "changed": "#afd7d7",
        "gap": "#875f00",
        "gap-text": "#eeeeee",
    },
)

THEMES = (DARK, LIGHT)
