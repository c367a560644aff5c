"""How long a message is, in words, spoken seconds, characters and parts; and the bounds of each channel."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from tui.words.layout import opening, split_subject
from tui.words.sms import segments

WORDS_A_MINUTE = 150
"""How fast one speaks (words.md 2, rule 10)."""

Unit = Literal["words", "segments", "characters", "words before the question"]

_MARK = re.compile(r"‹([^‹›\n]*)›")
_GREETING = re.compile(r"(?:Dear|Hello|Hi|Good (?:morning|afternoon|evening))\b[^\n]*[,:]")
_CLOSING = re.compile(r"[A-Z][\w ]{0,30},(?:\n[^\n]*)*")
_HEAD = 6
"""Within how many paragraphs a letter has come to its greeting."""
_SPOKEN = frozenset({"call", "voicemail"})
_SHORT = frozenset({"text", "linkedin"})
_HEADED = frozenset({"email", "letter", "linkedin"})


class Measures(Struct, frozen=True):
    """The size of a message; what does not apply to its channel is None."""

    words: int
    seconds: int | None
    characters: int | None
    segments: int | None


class Bounds(Struct, frozen=True):
    """How much a channel bears, in its unit, and who says so."""

    unit: Unit
    least: int
    most: int
    says: str


BOUNDS: dict[str, Bounds] = {
    "email": Bounds("words", 60, 120, "words.md 2, rule 10; 40 million mails had most replies at 50-125"),
    "text": Bounds("segments", 1, 2, "words.md 2, rule 10; one part is 160 characters by GSM 03.38"),
    "voicemail": Bounds("words", 1, 75, "words.md 2, rule 10: 30 s at 150 words a minute"),
    "linkedin": Bounds("characters", 1, 400, "words.md 2, rule 10 (ours)"),
    "call": Bounds("words before the question", 1, 60, "words.md 2, rule 10 (ours)"),
}
"""What each channel bears; a channel without a row has no bounds."""


@lru_cache(maxsize=256)
def measure(text: str, channel: str) -> Measures:
    """Measure a message as its editor shows it; a gap mark counts as its label, a call as its opening."""
    filled = _MARK.sub(r"\1", text)
    said = prose(filled, channel)
    words = _words(said)
    return Measures(
        words=words,
        seconds=round(words * 60 / WORDS_A_MINUTE) if channel in _SPOKEN else None,
        characters=len(said) if channel in _SHORT else None,
        segments=segments(filled) if channel == "text" else None,
    )


def prose(text: str, channel: str) -> str:
    """Return the message itself: without subject, greeting and signature; of a call, the opening."""
    if channel == "call":
        return opening(text)
    if channel not in _HEADED:
        return text
    _, body = split_subject(text)
    paragraphs = [part for part in re.split(r"\n[ \t]*\n", body.strip()) if part.strip()]
    greets = [place for place, part in enumerate(paragraphs[:_HEAD]) if _GREETING.fullmatch(part.strip())]
    paragraphs = paragraphs[greets[0] + 1 :] if greets else paragraphs
    ends = [place for place, part in enumerate(paragraphs) if _CLOSING.fullmatch(part.strip())]
    return "\n\n".join(paragraphs[: ends[-1]] if ends else paragraphs)


def amount(text: str, channel: str) -> int:
    """Return how much of its channel's bounds a message takes, in their unit; words where it has none."""
    measures = measure(text, channel)
    bounds = BOUNDS.get(channel)
    if bounds is None or bounds.unit == "words":
        return measures.words
    if bounds.unit == "words before the question":
        return _words(opening(_MARK.sub(r"\1", text)).partition("?")[0])
    return (measures.segments if bounds.unit == "segments" else measures.characters) or 0


def _words(text: str) -> int:
    return sum(any(map(str.isalnum, token)) for token in text.split())
