"""The figures, as a table for the eye and as Markdown for the README."""

from collections.abc import Sequence
from statistics import median, quantiles
from typing import NamedTuple

HEADINGS = ("", "bare app", "Raincheck", "ratio", "aim")


class Figure(NamedTuple):
    """One line: what was measured, for the bare app and for Raincheck, and what was aimed at."""

    what: str
    bare: str
    ours: str
    ratio: str = ""
    aim: str = ""


def against(what: str, bare: Sequence[float], ours: Sequence[float], unit: str, aim: float) -> Figure:
    """Return the medians of two samples and their ratio; `aim` is a ratio too."""
    one, other = median(bare), median(ours)
    return Figure(what, f"{one:.1f} {unit}", f"{other:.1f} {unit}", f"{other / one:.2f}", f"{aim:g} times")


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the value below which `percent` of the sample lie."""
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def table(figures: Sequence[Figure]) -> str:
    """Lay the figures out in columns."""
    rows = [HEADINGS, *figures]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = (
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)


def markdown(figures: Sequence[Figure]) -> str:
    """Lay the figures out as a Markdown table."""
    rows = [HEADINGS, ("---", "---:", "---:", "---:", "---:"), *figures]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
