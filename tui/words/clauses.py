"""The user's own words in a sentence: whether they are one already, and how to end and begin them."""

from __future__ import annotations

import re

_SUBJECTS = frozenset(
    {
        *("we", "my", "our", "the", "a", "an", "his", "her", "their", "there", "it", "both", "this", "that"),
        *("one", "two", "no", "all", "some", "somebody", "someone", "nobody", "traffic", "your"),
        *("you", "he", "she", "they", "everybody", "everyone"),
    }
)
_PRONOUNS = frozenset({"we", "you", "he", "she", "they", "it", "there"})
_OPENERS = _SUBJECTS | {"how", "what", "why", "that", "working", "being", "its", "these", "those"}
_VERB = re.compile(
    r"\b(?:am|is|are|was|were|be|been|has|have|had|did|do|does|can|could|will|would|went|fell|broke|left|lost|took|"
    r"got|came|kept|held|let|cut|ran|built|grew|found|met|told|taught|spoke|wrote|knew|stood|sent|spent|drew|"
    r"made|hit|shut|gave|thought|forgot|overslept|misread|meant|wants?|needs?|keeps?|takes?|comes?|goes|works?|like|love|"
    r"\w+ed|\w+n't|[a-z]+'[a-z]+)\b"
)
_SECOND_VERB = re.compile(
    r"\s*[\w-]+ (?:is|are|was|were|has|had|did|broke|fell|took|gave|came|went|got|made|let|\w{2,}ed)\b"
)
_BECAUSE = re.compile(r"(?:because(?: of)?|due to)\s+", re.IGNORECASE)
_FIRST_VERBS = frozenset(
    {
        *(
            "overslept",
            "forgot",
            "misread",
            "had",
            "was",
            "got",
            "fell",
            "thought",
            "counted",
            "mixed",
            "went",
        ),
        *("entered", "am", "have"),
    }
)


def is_clause(value: object) -> bool:
    """Tell whether the user's words stand as a sentence: a guess from their first word and a verb."""
    if not isinstance(value, str) or not value.strip():
        return False
    value = _without_because(value)
    first = _first_word(value)
    if first == "i" or first in _FIRST_VERBS:
        return True
    said = value.lower().replace("’", "'")
    if first in _PRONOUNS and len(said.split()) > 2:
        return True
    return bool(first in _SUBJECTS and _VERB.search(said)) or bool(_SECOND_VERB.match(said))


def _without_because(value: str) -> str:
    """Return a reason without the word that says that it is one."""
    return _BECAUSE.sub("", value.strip()) or value.strip()


def _first_word(value: str) -> str:
    """Return the first word in small letters, without signs and without "'ve" and the like."""
    return re.split(r"[^\w-]", value.strip().lower().replace("’", "'"), maxsplit=1)[0]


def as_sentence(value: object) -> object:
    """Return a clause as a sentence: a capital first, a sign at its end, "I" where it began with its verb."""
    if not isinstance(value, str) or not value.strip():
        return value
    said = _without_because(value)
    if _first_word(said) in _FIRST_VERBS:
        said = f"I {said[0].lower()}{said[1:]}"
    said = said[0].upper() + said[1:]
    return said if said[-1] in ".!?…" else f"{said}."


def as_clause(value: object) -> object:
    """Return words for use within a sentence: without the sign at their end, and "the" for "The"."""
    if not isinstance(value, str):
        return value
    said = _without_because(value).rstrip(".!?;, ")
    return said[0].lower() + said[1:] if said and _first_word(said) in _OPENERS else said


def fragments(values: object) -> object:
    """Return those of the user's words that are no sentences, each for use within one."""
    if not isinstance(values, tuple):
        return values
    return tuple(as_clause(value) for value in values if not is_clause(value))


def listed(values: object) -> object:
    """Join words: "A", "A and B", "A, B and C"."""
    if not isinstance(values, tuple) or not values:
        return values
    *most, last = map(str, values)
    return f"{', '.join(most)} and {last}" if most else last


def can_follow_because(value: object) -> bool:
    """Tell whether a reason can be told as "because ..." within the sentence that says what happened.

    It cannot where it is no clause, is more than one sentence, names itself ("the reason was ...") or is long
    (ours: over 14 words), or where its capital may be that of a name.
    """
    if not isinstance(value, str) or not is_clause(value):
        return False
    said = _without_because(value).rstrip(".")
    first = _first_word(said)
    if said.lower().startswith("the reason ") or re.search(r"[.!?;:\n]|\bbecause\b", said):
        return False
    known = first == "i" or first in _SUBJECTS or first in _FIRST_VERBS
    return len(said.split()) <= 14 and (known or said[0].islower())


def as_because(value: object) -> object:
    """Return such a reason with "because", as the end of a sentence that still lacks its sign."""
    if not isinstance(value, str):
        return value
    said = _without_because(value).rstrip(".!;, ")
    first = _first_word(said)
    if first in _FIRST_VERBS:
        said = f"I {said[0].lower()}{said[1:]}"
    elif first in _SUBJECTS:
        said = said[0].lower() + said[1:]
    elif first == "i":
        said = "I" + said[1:]
    return f"because {said}"
