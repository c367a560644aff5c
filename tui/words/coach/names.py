"""Names: the right person greeted, one spelling each, and whether the reader learns who writes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from tui.words.coach.case import Case
from tui.words.coach.rulebook import Rule
from tui.words.coach.text import Span, Text
from tui.words.coach.value import Finding

_WORD = re.compile(r"[^\W\d_][\w'’-]{0,40}")
_CAPITAL = re.compile(r"(?<![\w'’-])[^\W\d_a-z][\w'’-]{1,40}")
_GREETED = re.compile(
    r"\s{0,20}(?:dear|hello|hi|hey|good (?:morning|afternoon|evening)|greetings)[ ]"
    r"(?P<title>(?:ms|mr|mrs|miss|mx|dr|prof|professor|herr|frau)\.?[ ])?(?P<name>[^\n,.:;!?()]{1,60})",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r"\b(?:[Tt]his is|[Mm]y name is|[Ii]t is|[Ii]t's|I am|I'm|I’m|here is)[ ](?:still )?"
    r"[A-Z][\w'’-]{1,30}|\b[A-Z][\w'’-]{1,30}(?: [A-Z][\w'’-]{1,30})? (?:here|speaking)\b"
)
_LAST = re.compile(r"(?:^|[.?!,\n–—-])[ \n]{0,2}(?:[A-Z][\w'’.-]{1,30} ?){1,4}\.?\s{0,3}\Z")
_NUMBER = re.compile(r"\d(?:[ ./()-]{0,2}\d){5,}")
_AND = re.compile(r"\b([A-Z]\w{1,30}) & ([A-Z]\w{1,30})")
_TITLES = {"ms": "f", "mrs": "f", "miss": "f", "frau": "f", "mr": "m", "herr": "m"}


def fold(word: str) -> str:
    """Return a word in small letters without accents."""
    if word.isascii():
        return word.lower()
    flat = unicodedata.normalize("NFKD", word.replace("ß", "ss").replace("ø", "o").replace("ł", "l"))
    return "".join(c for c in flat if not unicodedata.combining(c)).lower()


@lru_cache(maxsize=4096)
def apart(one: str, other: str, most: int) -> int:
    """Return how many letters two words differ by (a swap of neighbours is one), `most` + 1 when by more."""
    if abs(len(one) - len(other)) > most or len(one) > 40 or len(other) > 40:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]


def fact_names(case: Case) -> tuple[str, ...]:
    """Return the words of all names in the facts: people, the company, the role."""
    if case.incident is None:
        return ()
    i = case.incident
    people = (i.me.name, i.contact.name, i.contact.address_as, i.interview.company, i.interview.role)
    others = tuple(text for other in i.others for text in (other.name, other.address_as))
    touched = tuple(touch.who for touch in i.contacted)
    words = (word for text in (*people, *others, *touched) for word in _WORD.findall(text))
    return tuple(dict.fromkeys(word for word in words if len(word) > 1))


def capitals(case: Case) -> tuple[tuple[int, str], ...]:
    """Return the capitalised words that no sentence begins with, each with its place and without "'s"."""
    return _capitals(case.text)


@lru_cache(maxsize=16)
def _capitals(text: Text) -> tuple[tuple[int, str], ...]:
    ends = (text.greeting, text.signature, text.subject)
    spans = sorted((*text.sentences, *(span for span in ends if span)), key=lambda one: one.start)
    found: list[tuple[int, str]] = []
    for span in spans:
        for match in _CAPITAL.finditer(text.raw, span.start, span.end):
            place, word = match.start(), match[0]
            before = text.raw[max(span.start, place - 2) : place]
            if place == span.start or before.endswith((": ", "• ", "- ")) or before == '"':
                continue
            if word[-2:] in ("'s", "’s"):
                word = word[:-2]
            if word[:1].isupper() and len(word) > 1:
                found.append((place, word.rstrip("'’")))
    return tuple(found)


def name_mismatch(case: Case, rule: Rule) -> Iterator[Finding]:
    """Say where the greeting names somebody else, and where a name is spelt in two ways."""
    greeted = _greeting(case, rule) if case.incident else None
    if greeted:
        yield greeted
    if case.incident:
        yield from _misspelt(case, rule, greeted)
    else:
        case.skip(rule, "the greeting can be compared only with the contact's name.")
    yield from _ampersand(case, rule)
    yield from _two_spellings(case, rule)


def _greeting(case: Case, rule: Rule) -> Finding | None:
    text = case.text
    begin = text.greeting.start if text.greeting else text.sentences[0].start if text.sentences else 0
    found = _GREETED.match(text.raw, begin)
    if found is None or case.incident is None:
        return None
    reader = case.reader_other or case.incident.contact
    address = reader.address_as or reader.name
    if not address:
        return None
    words = [word for word in _WORD.findall(found["name"]) if word.lower() != "and"]
    lowered = {word.lower() for word in words}
    generic = set(case.rules.listed("nobody_named"))
    if lowered & generic or not words:
        return _team(case, rule, found)
    known = {word.lower() for word in _WORD.findall(f"{reader.name} {reader.address_as}")}
    every = {word.lower() for word in fact_names(case)}
    title = (found["title"] or "").strip(" .").lower()
    wanted = _WORD.findall(reader.address_as or "x")[0].lower()
    wrong_title = title in _TITLES and wanted in _TITLES and _TITLES[title] != _TITLES[wanted]
    if lowered & known and lowered <= every and not wrong_title:
        return None
    start = found.start("title") if found["title"] else found.start("name")
    end = found.start("name") + len(found["name"].rstrip())
    return case.found(rule, Span(start, end), fix=address, mend="replace", why=f"This goes to {address}.")


def _team(case: Case, rule: Rule, found: re.Match[str]) -> Finding | None:
    """ "Dear Acme team": the company has to be the one of the interview."""
    team = re.match(r"([A-Z][\w&' -]{1,40}?) (?:team|hiring)\b", found["name"])
    company = case.incident.interview.company if case.incident else ""
    if (
        not team
        or not company
        or team[1].lower() in ("the", "hiring", "recruiting", "recruitment", "hr", "talent")
    ):
        return None
    if {w.lower() for w in _WORD.findall(team[1])} & {w.lower() for w in _WORD.findall(company)}:
        return None
    start = found.start("name")
    return case.found(
        rule,
        Span(start, start + len(team[1])),
        fix=company,
        mend="replace",
        why=f"The interview is with {company}.",
    )


def _misspelt(case: Case, rule: Rule, greeted: Finding | None) -> Iterator[Finding]:
    facts = fact_names(case)
    known = {word.lower() for word in facts}
    for place, word in capitals(case):
        if word.lower() in known or (greeted and greeted.start <= place < greeted.end):
            continue
        right = near_name(word, facts, case.rules.listed("known"))
        if right:
            span = Span(place, place + len(word))
            yield case.found(rule, span, fix=right, mend="replace", why=f'The facts have "{right}".')


def near_name(word: str, facts: tuple[str, ...], common: tuple[str, ...]) -> str:
    """Return the name of the facts that a word is a slip of, "" for none."""
    low = word.lower()
    if low in common or len(word) < 4:
        return ""
    for right in facts:
        other = right.lower()
        if len(right) < 4 or not right[:1].isupper() or _plural(low, other):
            continue
        if fold(low) == fold(other) and low != other:
            return right if not right.isascii() else ""
        most = 2 if min(len(low), len(other)) >= 7 else 1
        if apart(fold(low), fold(other), most) <= most:
            return right
    return ""


def _plural(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long in (f"{short}s", f"{short}es") or (short[-1:] == "y" and long == f"{short[:-1]}ies")


def _ampersand(case: Case, rule: Rule) -> Iterator[Finding]:
    company = case.incident.interview.company if case.incident else ""
    raw = case.text.raw
    pairs = [(company, _swapped(company))] if company else []
    if not company:
        pairs = [(found[0], f"{found[1]} and {found[2]}") for found in _AND.finditer(raw)]
    for right, wrong in pairs:
        at = raw.find(wrong) if wrong and right != wrong else -1
        if at >= 0:
            yield case.found(
                rule, Span(at, at + len(wrong)), fix=right, mend="replace", why=f'Elsewhere it is "{right}".'
            )
            return


def _swapped(company: str) -> str:
    if " & " in company:
        return company.replace(" & ", " and ")
    return company.replace(" and ", " & ") if " and " in company else ""


def _two_spellings(case: Case, rule: Rule) -> Iterator[Finding]:
    """Two capitalised words that differ by a letter or two, where the facts know neither."""
    known = {fold(word) for word in fact_names(case)} | set(case.rules.listed("known"))
    seen: dict[str, int] = {}
    for place, word in capitals(case):
        if len(word) >= 5 and fold(word) not in known and not (word.isupper() and len(word) < 6):
            seen.setdefault(word, place)
    words = list(seen)[:60]
    for index, one in enumerate(words):
        for other in words[index + 1 :]:
            a, b = one.lower(), other.lower()
            most = 2 if min(len(a), len(b)) >= 7 else 1
            if a == b or _plural(a, b) or (a[0] != b[0] and fold(a) != fold(b)):
                continue
            if apart(a, b, most) <= most:
                place = seen[other]
                yield case.found(
                    rule, Span(place, place + len(other)), fix=one, mend="replace", words=f"{one}, {other}",
                    why="This name is spelt in two ways.",
                )  # fmt: skip
                return


def not_identified(case: Case, rule: Rule) -> Iterator[Finding]:
    """Say what the reader would not know: who writes, about which interview, how to call back."""
    text = case.text
    if text.reply:
        return
    me = case.incident.me if case.incident else None
    if not _named(case, text, me.name if me else ""):
        fix = me.name if me else ""
        yield case.found(
            rule, why="Your name is missing.", fix=fix, mend="insert" if fix else "none", path="me.name"
        )
    if case.channel == "voicemail" and not _NUMBER.search(text.said):
        fix = f"My number is {me.phone}." if me and me.phone else ""
        why = "A number to call back is missing."
        yield case.found(rule, why=why, fix=fix, mend="insert" if fix else "none", path="me.phone")
    role = case.incident.interview.role.lower() if case.incident else ""
    if not case.hits("which", "all") and not (role and role in text.said):
        yield case.found(rule, why="It does not say which interview or role this is about.", mend="none")


def _named(case: Case, text: Text, name: str) -> bool:
    if name:
        words = {word.lower() for word in _WORD.findall(name)}
        parts = [span for span in (*text.sentences, text.signature, text.subject) if span]
        said = {w.lower() for span in parts for w in _WORD.findall(text.raw, span.start, span.end)}
        return bool(words & said)
    if _INTRODUCED.search(text.raw):
        return True
    if text.signature:
        after = text.raw[text.closer.end if text.closer else text.signature.start : text.signature.end]
        return any(word[:1].isupper() for word in _WORD.findall(after))
    return bool(_LAST.search(text.raw[-120:].rstrip()))
