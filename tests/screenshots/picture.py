"""A Textual screenshot as an SVG that fetches nothing, and as a PNG where a converter is at hand."""

import re
import shutil
import subprocess
from pathlib import Path

FONTS = '"DejaVu Sans Mono", "Menlo", "Consolas", monospace'
CELL_WIDTH = 12.2
"""The width of a cell in Rich's SVG, in its pixels."""
ADVANCE = 1233 / 2048
"""The width of a letter of DejaVu Sans Mono, in ems: its text then fills the cells without stretching."""

_FONT_FACE = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)
_FAMILY = re.compile(r"font-family:\s*Fira Code, monospace")
_SIZE = re.compile(r"font-size:\s*20px")


def self_contained(svg: str) -> str:
    """Return the picture with fonts that systems have, in place of fonts that are fetched.

    Blanks are kept by `xml:space`: librsvg drops even hard ones at the beginning of a text.
    """
    svg = _FONT_FACE.sub("", svg).replace("<svg ", '<svg xml:space="preserve" ', 1)
    svg = _FAMILY.sub(f"font-family: {FONTS}", svg)
    return _SIZE.sub(f"font-size: {CELL_WIDTH / ADVANCE:.3f}px", svg)


def to_png(svg: Path) -> bool:
    """Write the PNG beside an SVG; False when there is no `rsvg-convert` here to do it."""
    converter = shutil.which("rsvg-convert")
    if converter is None:
        return False
    subprocess.run([converter, str(svg), "--output", str(svg.with_suffix(".png"))], check=True)
    return True
