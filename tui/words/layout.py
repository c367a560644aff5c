"""From what a template writes to the text of a message, and from an edited text back to its parts.

In a template an empty line ends a paragraph and a line break within one is a space, so that its source can be
wrapped at will; a line that starts with `|` is a line of its own, `## id` starts a branch of a call. What a
value says is fenced on its way, so that no text of the user's can be taken for such a sign or be re-spaced.
"""

from __future__ import annotations

import re

OPEN, CLOSE = "\x01", "\x02"
"""The fence around a value; neither can occur in one, because its control characters are removed."""

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]+")
_PIECE = re.compile(
    rf"{OPEN}(?P<value>[^{CLOSE}]*){CLOSE}"  # a value, as it is
    rf"(?P<double>(?<=[.?!]{CLOSE})\.(?!\.))?"  # the full stop after a value that has its own
    r"|(?P<orphan>\s+(?=[.,;:?!)](?:\s|$)))"  # the space before a sign, where something between was left out
    r"|(?P<space>\s+)"
)
_EMPTY_LINE = re.compile(r"^[ \t]*$(?=\n)", re.MULTILINE)
_PARAGRAPH = "\x03"
_SUBJECT = re.compile(r"Subject:[ \t]*([^\n]*)(?:\n[ \t]*(?:\n|$)|\n|$)")
_HEADING = re.compile(r"^## +([^\n]+?) *$", re.MULTILINE)

BRANCHES: dict[str, str] = {
    "answered": "They have answered",
    "receptionist": "Somebody else answers",
    "voicemail": "The voicemail answers",
    "nobody": "Nobody answers",
    "wrong-person": "The wrong person",
    "angry": "They are angry",
    "no": "They say no",
    "yes-now": "Yes, now",
    "yes-later": "Yes, later",
    "what-happened": "What happened?",
}
"""The branches of a call in the order of its text, each with its heading there."""


def fenced(value: str) -> str:
    """Return a value as one line without control characters, fenced; nothing stays nothing."""
    line = " ".join(_CONTROLS.sub(" ", value).split())
    return f"{OPEN}{line}{CLOSE}" if line else ""


def mark_paragraphs(source: str) -> str:
    """Return a template's source with its empty lines marked: a line of tags alone ends no paragraph."""
    return _EMPTY_LINE.sub(_PARAGRAPH, source)


def lay_out(written: str) -> str:
    """Return the text that the output of a template stands for."""
    paragraphs = (_paragraph(block) for block in written.split(_PARAGRAPH))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _paragraph(block: str) -> str:
    lines: list[str] = []
    for line in block.split("\n"):
        if line.startswith(("|", "## ", "Subject:")) or not lines:
            lines.append(line)
        else:
            lines[-1] += "\n" + line
    return "\n".join(filter(str.strip, map(_line, lines)))


def _line(line: str) -> str:
    indent = ""
    if line.startswith("|"):
        line = line[1:].removeprefix(" ")
        indent = line[: len(line) - len(line.lstrip(" "))]
    said = _PIECE.sub(_piece, line.strip()).strip()
    return indent + said if said else ""


def _piece(found: re.Match[str]) -> str:
    if found["value"] is not None:
        return found["value"]
    return "" if found["orphan"] else " "


def subject_and_body(subject: str, body: str) -> str:
    """Return an e-mail as one text to edit: the subject line, an empty line, the body."""
    return f"Subject: {subject}\n\n{body}" if subject else body


def split_subject(text: str) -> tuple[str, str]:
    """Return the subject and the body of such a text; without a subject line the subject is empty."""
    found = _SUBJECT.match(text.lstrip("\n"))
    if found is None:
        return "", text
    return found[1].strip(), text.lstrip("\n")[found.end() :].lstrip("\n")


def script(opening: str, branches: tuple[tuple[str, str], ...]) -> str:
    """Return a call as one text to edit: the opening, then each branch under its heading."""
    return "\n\n".join([opening, *(f"## {BRANCHES.get(name, name)}\n\n{said}" for name, said in branches)])


def opening(text: str) -> str:
    """Return what is said first in the text of a call."""
    return split_script(text)[0]


def split_script(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the opening and the branches of such a text; a heading of the user's own is a branch's name."""
    names = {heading: name for name, heading in BRANCHES.items()}
    first, *rest = _HEADING.split(text)
    pairs = zip(rest[::2], rest[1::2], strict=True)
    return first.strip(), tuple((names.get(heading, heading), said.strip()) for heading, said in pairs)
