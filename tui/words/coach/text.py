"""A message taken apart for the coach: subject, greeting, sentences, signature; quoted mail set aside.

All places are places in the text as the editor shows it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property, lru_cache

from tui.words.coach.phrases import Hit, phrases
from tui.words.coach.sentences import LISTED, Span, clauses, is_listed, sentences

__all__ = ["Span", "Text", "parse"]

MOST = 40_000
"""How many characters are read (ours); a message has some thousand."""

_SUBJECT = re.compile(r"[ \t\n]{0,20}subject:[ \t]{0,20}([^\n]*)", re.IGNORECASE)
_HEADING = re.compile(r"^## +\S", re.MULTILINE)
_GREETING = re.compile(
    r"[ \t]{0,8}(?:(?:dear|hello|hi|hey|greetings)\b[^\n,.:;!?]{0,60}"
    r"(?:(?:ms|mrs|mr|dr|prof|mx)\.[^\n,.:;!?]{0,40})?"
    r"|good (?:morning|afternoon|evening)\b[^\n,.:;!?]{0,40}|to whom it may concern)"
    r"(?:[,:!]|[ \t]*$|[ \t]*\n)",
    re.IGNORECASE,
)
_CLOSER = re.compile(
    r"(?:(?:with )?(?:kind|best|warm|kindest|warmest|many)?[ ]?(?:regards|wishes|thanks)|best|cheers|regards"
    r"|(?:yours )?(?:sincerely|faithfully|truly)(?: yours)?|yours|thank you|thanks(?: again)?|respectfully"
    r"|all the best|thanks and regards|with (?:thanks|appreciation|gratitude)|sincerely yours)[,.!]?",
    re.IGNORECASE,
)
_CUT = re.compile(r"-{2,} ?(?:original|forwarded) message ?-{2,}|-- ?|on .{4,80} wrote:", re.IGNORECASE)
_SAME_LENGTH = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "\t": " ", "\u00a0": " ", "\u202f": " "}
)


class Text:
    """A message with its parts."""

    def __init__(self, raw: str, channel: str) -> None:
        raw = raw[:MOST]
        if channel == "call":
            heading = _HEADING.search(raw)
            raw = raw[: heading.start()] if heading else raw
        self.raw = raw
        self.channel = channel
        subject = _SUBJECT.match(raw)
        self.subject = Span(*subject.span(1)) if subject else None
        self._begin = subject.end() if subject else 0
        self.quoted: tuple[Span, ...] = ()
        self.greeting: Span | None = None
        self.signature: Span | None = None
        self.closer: Span | None = None
        self._take_apart()
        self.plain = _plain(raw)
        """The whole text in small letters, of the same length."""

    @property
    def subject_line(self) -> str:
        """The subject, "" where there is none."""
        return self.raw[self.subject.start : self.subject.end].strip() if self.subject else ""

    @property
    def reply(self) -> bool:
        """Whether the subject is that of a reply or has been passed on."""
        return bool(
            re.match(r"(?:re|aw|fwd?|wg|sv|tr)\s?(?:\[\d{1,3}\])?:", self.subject_line, re.IGNORECASE)
        )

    @cached_property
    def prose(self) -> str:
        """The plain text of the sentences alone: all else is line ends, so that places stay true."""
        kept = list(self.sentences)
        out, at = [], 0
        for span in kept:
            out.append("\n" * (span.start - at))
            out.append(self.plain[span.start : span.end])
            at = span.end
        out.append("\n" * (len(self.raw) - at))
        return "".join(out)

    @cached_property
    def said(self) -> str:
        """The plain text without what is quoted: subject, greeting, sentences and signature."""
        plain = self.plain
        for span in self.quoted:
            plain = plain[: span.start] + "\n" * (span.end - span.start) + plain[span.end :]
        return plain

    def _take_apart(self) -> None:
        lines = self._lines()
        quoted, body = [], []
        for place, (start, end) in enumerate(lines):
            line = self.raw[start:end].strip()
            if line.startswith(">"):
                quoted.append(Span(start, end))
            elif _CUT.fullmatch(line) and place and self.channel != "call":
                last = lines[-1][1]
                if line.startswith("--") and len(line) <= 3:
                    self.signature = Span(start, last)
                else:
                    quoted.append(Span(start, last))
                break
            else:
                body.append((start, end))
        self.quoted = tuple(quoted)
        body = self._greet(body)
        self._lines_left = self._sign(body)

    def _lines(self) -> list[tuple[int, int]]:
        lines, at = [], self._begin
        for line in self.raw[self._begin :].split("\n"):
            lines.append((at, at + len(line)))
            at += len(line) + 1
        return lines

    def _greet(self, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
        seen = 0
        for place, (start, end) in enumerate(lines):
            line = self.raw[start:end]
            if not line.strip():
                continue
            found = _GREETING.match(line)
            if found and (found.end() >= len(line.rstrip()) or self.channel not in ("voicemail", "call")):
                self.greeting = Span(start, start + found.end())
                rest = [(start + found.end(), end)] if line[found.end() :].strip() else []
                before = [] if self.channel == "letter" else lines[:place]
                return [*before, *rest, *lines[place + 1 :]]
            seen += 1
            if seen >= (14 if self.channel == "letter" else 3):
                break
        return lines

    def _sign(self, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
        filled = [place for place, (s, e) in enumerate(lines) if self.raw[s:e].strip()]
        for place in filled[-8:]:
            start, end = lines[place]
            line = self.raw[start:end].strip()
            if place != filled[0] and len(line) <= 40 and _CLOSER.fullmatch(line):
                self.closer = Span(start, end)
                self.signature = Span(start, lines[-1][1])
                return lines[:place]
        cut = len(lines)
        for place in reversed(filled[1:]):
            line = self.raw[lines[place][0] : lines[place][1]].strip()
            if not _is_name_line(line) or len(filled) - filled.index(place) > 5:
                break
            cut = place
        if cut < len(lines):
            self.signature = Span(lines[cut][0], lines[-1][1])
        return lines[:cut]

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences; an entry of a list is one."""
        return sentences(self.raw, self.plain, self._lines_left)

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        """The clauses of the sentences."""
        return clauses(self.plain, self.sentences)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [span.start for span in self.sentences]

    @cached_property
    def _clause_starts(self) -> list[int]:
        return [span.start for span in self.clauses]

    def sentence(self, place: int) -> Span:
        """Return the sentence around a place."""
        return _around(self.sentences, self._sentence_starts, place)

    def clause(self, place: int) -> Span:
        """Return the clause around a place."""
        return _around(self.clauses, self._clause_starts, place)

    def hits(self, listed: tuple[str, ...], part: str = "body") -> tuple[Hit, ...]:
        """Return where phrases are, in order: in the sentences, also elsewhere ("all"), or in the subject."""
        return _hits(self, listed, part)

    def listed(self, span: Span) -> bool:
        """Tell whether a sentence is an entry of a list."""
        return is_listed(self.raw, span)

    def words(self, span: Span) -> int:
        """Return how many words a part has."""
        return sum(any(map(str.isalnum, token)) for token in self.raw[span.start : span.end].split())


@lru_cache(maxsize=2048)
def _hits(text: Text, listed: tuple[str, ...], part: str) -> tuple[Hit, ...]:
    plain = {"body": text.prose, "all": text.said}.get(part, "")
    if part == "subject":
        plain = text.plain[: text.subject.end] if text.subject else ""
    found = sorted(set(phrases(listed).hits(plain)))
    kept: list[Hit] = []
    for hit in found:
        if kept and hit.start < kept[-1].end:
            if hit.end > kept[-1].end and hit.start == kept[-1].start:
                kept[-1] = hit
            continue
        kept.append(hit)
    if part == "subject" and text.subject:
        kept = [hit for hit in kept if hit.start >= text.subject.start]
    return tuple(kept)


@lru_cache(maxsize=64)
def parse(raw: str, channel: str) -> Text:
    """Return the text taken apart."""
    return Text(raw, channel)


def _around(spans: tuple[Span, ...], starts: list[int], place: int) -> Span:
    at = bisect_right(starts, place) - 1
    return spans[at] if at >= 0 and place <= spans[at].end else Span(place, place)


def _plain(raw: str) -> str:
    plain = raw.translate(_SAME_LENGTH)
    low = plain.lower()
    return low if len(low) == len(plain) else "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


def _is_name_line(line: str) -> bool:
    if LISTED.match(line) or line[-1] in ".?!:,;" or len(line) > 60:
        return False
    words = line.split()
    if sum(map(str.isdigit, line)) >= 6 and ":" not in line:
        return True
    if "@" in line and len(words) <= 3:
        return True
    return len(words) <= 4 and all(
        word[:1].isupper() or not word[:1].isalpha() or len(word) <= 3 for word in words
    )
