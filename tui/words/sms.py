"""How many parts a text message is sent in: GSM 03.38 holds 160 characters, anything else 70."""

from __future__ import annotations

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€\f")


def forced_by(text: str) -> str:
    """Return the first character that GSM 03.38 lacks and that cuts the room to 70, if there is one."""
    return next((char for char in text if char not in _BASIC and char not in _EXTENDED), "")


def segments(text: str) -> int:
    """Return the number of parts the text is sent in, 0 for no text."""
    if forced_by(text):
        sizes, one, each = [1 + (ord(char) > 0xFFFF) for char in text], 70, 67
    else:
        sizes, one, each = [1 + (char in _EXTENDED) for char in text], 160, 153
    if sum(sizes) <= one:
        return 1 if text else 0
    return _packed(sizes, each)


def _packed(sizes: list[int], each: int) -> int:
    parts, room = 1, each
    for size in sizes:
        if size > room:
            parts, room = parts + 1, each
        room -= size
    return parts
