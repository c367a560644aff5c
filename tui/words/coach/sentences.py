"""Where sentences and clauses begin and end."""

from __future__ import annotations

import re

from msgspec import Struct

LISTED = re.compile(r"[ \t]{0,8}(?:[-*•–]|\d{1,2}[.)])[ \t]|[ \t]{2,8}\S")
_STOP = re.compile(r"[.?!…]+[\"')\]]{0,2}(?=\s|$)")
_NEVER = re.compile(r"\b(?:mr|mrs|ms|mx|dr|prof|st|no|vs|e\.g|i\.e|approx|tel|ref|dept)\.$")
_MAYBE = re.compile(
    r"\b(?:[ap]\.m|inc|ltd|co|corp|jr|sr|etc|dec|nov|oct|sept?|aug|jan|feb|mar|apr|tues?|wed|thur?s?|fri|sat|sun|mon)\.$"
)
_GOES_ON = re.compile(
    r"\s{1,3}(?:[a-z0-9(‹&/]|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
    r"|May \d)|[A-Z]{2,4}\b)"
)
_STARTS = re.compile(
    r"\s*$|\s*\n|\s+(?:I|I'\w+|We|My|The|This|That|These|There|It|You|Your|He|She|They|Could|Would|Can|May|If|Is|Are|Do"
    r"|Does|Did|Will|Please|Thank|Thanks|Unfortunately|However|And|But|So|Or|Sorry|Kind|Best|Which|When|What|Again"
    r"|Any|Both|Either|Let|As|At|On|In|For|By|After|Since|Because|Our|Not|No|Yes|Should|Shall|Hope)\b"
)
_CLAUSE = re.compile(
    r"[;()—–]|:(?!\d)|,(?=\s)|\s-\s|\s(?:but|because|so that|although|though|which|while|whereas|since)\s"
    r"|\s(?:and|so|or)\s(?=(?:i|i'm|i've|i'd|i'll|we|you|it|he|she|they|my|your|the|this|that|there|nobody)\s)"
)


_WRAPPED = 40
"""From how many letters on a line may be one that was wrapped (ours)."""


class Span(Struct, frozen=True):
    """A part of the text."""

    start: int
    end: int

    def has(self, place: int) -> bool:
        """Tell whether a place is in it."""
        return self.start <= place < self.end


def sentences(raw: str, plain: str, lines: list[tuple[int, int]]) -> tuple[Span, ...]:
    """Return the sentences in some lines of a text; an entry of a list is one."""
    found: list[Span] = []
    for start, end in _blocks(raw, lines):
        at = start
        for stop in _STOP.finditer(raw, start, end):
            if _ends(raw, plain, stop, end):
                found.append(Span(at, stop.end()))
                at = stop.end()
        found.append(Span(at, end))
    trimmed = (_trim(raw, span) for span in found)
    return tuple(span for span in trimmed if span.end > span.start)


def clauses(plain: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the clauses of some sentences."""
    found: list[Span] = []
    for span in spans:
        at = span.start
        for cut in _CLAUSE.finditer(plain, span.start, span.end):
            if cut.start() > at:
                found.append(Span(at, cut.start()))
            at = cut.start()
        found.append(Span(at, span.end))
    return tuple(found)


def is_listed(raw: str, span: Span) -> bool:
    """Tell whether a sentence is an entry of a list."""
    start = raw.rfind("\n", 0, span.start) + 1
    before = raw[start : span.start].strip(" \t-*•–0123456789.)")
    return bool(LISTED.match(raw[start : span.end])) and not before


def _blocks(raw: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join wrapped lines: a line ends a sentence before an empty one, a list, and where it is short."""
    blocks: list[tuple[int, int]] = []
    joins = False
    for start, end in lines:
        line = raw[start:end]
        if not line.strip():
            joins = False
            continue
        first = line.lstrip()[:1]
        long = bool(blocks) and blocks[-1][1] - blocks[-1][0] >= _WRAPPED
        if joins and blocks and not LISTED.match(line) and (first.islower() or long):
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
        joins = not line.rstrip().endswith((":", "?"))
    return blocks


def _ends(raw: str, plain: str, stop: re.Match[str], end: int) -> bool:
    before = plain[max(0, stop.start() - 10) : stop.start() + 1]
    if stop[0].startswith(".") and _NEVER.search(before):
        return False
    after = raw[stop.end() : min(end, stop.end() + 20)]
    if stop[0].startswith(".") and _MAYBE.search(before):
        return not _GOES_ON.match(after) and bool(_STARTS.match(after))
    return not after[:2].strip() or not after.lstrip()[:1].islower()


def _trim(raw: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and raw[start].isspace():
        start += 1
    while end > start and raw[end - 1].isspace():
        end -= 1
    return Span(start, end)
