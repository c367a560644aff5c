"""Names of files made from what people typed: safe on every system, never a path."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 120
"""Bytes of a file name with its ending; every file system takes this (ours)."""

_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)


def slug(text: str, longest: int = 40) -> str:
    """Return the words of a text in lower case, joined by hyphens, of at most `longest` bytes; may be "".

    Latin letters lose their accents; letters of other scripts stay.
    """
    kept = [_letter(char) for char in unicodedata.normalize("NFKD", text).casefold()]
    words = "-".join("".join(kept).split())
    return cut(unicodedata.normalize("NFC", words), longest).strip("-")


def safe_name(stem: str, ending: str) -> str:
    """Return `stem` and `ending` as a file name: NFC, no separators or controls, at most LONGEST bytes.

    A name that a system reserves (CON, aux.txt) gets a `_` before it, and so does one that begins with a dot
    or a hyphen; an empty one is "unnamed".
    """
    clean = "".join(char for char in unicodedata.normalize("NFC", stem) if _harmless(char))
    clean = " ".join(clean.split()).rstrip(". ") or "unnamed"
    if _RESERVED.fullmatch(clean) or clean[0] in ".-~":
        clean = f"_{clean}"
    return cut(clean, LONGEST - len(ending.encode())).rstrip(". ") + ending


def cut(text: str, longest: int) -> str:
    """Return as many whole characters of the text as fit into `longest` bytes of UTF-8."""
    return text.encode("utf-8", "replace")[:longest].decode("utf-8", "ignore")


def _letter(char: str) -> str:
    if "\u0300" <= char <= "\u036f":
        return ""
    return char if char.isalnum() or unicodedata.category(char)[0] == "M" else " "


def _harmless(char: str) -> bool:
    return char not in '/\\:*?"<>|' and unicodedata.category(char) not in (
        "Cc",
        "Cf",
        "Cs",
        "Co",
        "Cn",
        "Zl",
        "Zp",
    )
