"""What ends a command early: the sentence for standard error and the exit code."""

from __future__ import annotations

import sys


class WrongUse(Exception):  # noqa: N818 - named as it reads in a sentence
    """An option, a message or a channel that cannot be meant."""

    exit_code = 2


class BadInput(Exception):  # noqa: N818 - named as it reads in a sentence
    """A file, a value or an id that cannot be used."""

    exit_code = 3


class NotWritten(Exception):  # noqa: N818 - named as it reads in a sentence
    """Standard output took nothing."""

    exit_code = 4


def told(error: Exception) -> tuple[str, int] | None:
    """Return the sentence and the exit code for an error that is meant for the user; None for any other.

    Looks only among modules that are loaded already: what was never imported cannot have raised.
    """
    for module, name, code in _BY_NAME:
        known = getattr(sys.modules.get(module), name, None)
        if known is not None and isinstance(error, known):
            return str(error), int(getattr(error, "exit_code", code))
    return _template(error) or _refused(error)


_BY_NAME: tuple[tuple[str, str, int], ...] = (
    (__name__, "WrongUse", 2),
    (__name__, "BadInput", 3),
    (__name__, "NotWritten", 4),
    ("tui.words.library", "NoSuchMessage", 2),
    ("tui.words.library", "BadTable", 3),
    ("tui.words.causes", "BadCauses", 3),
    ("tui.model.playbook", "BadPlaybook", 3),
    ("tui.model.facts", "BadFacts", 3),
    ("tui.store.errors", "StoreError", 4),
    ("tui.exchange.files", "NotExported", 4),
    ("tui.exchange.ics", "NothingToExport", 3),
)


def _template(error: Exception) -> tuple[str, int] | None:
    """Tell where a template is wrong: a fault of its text has its line, one in use is where it ran."""
    if "jinja2" not in sys.modules:
        return None
    from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

    if not isinstance(error, TemplateError):
        return None
    if isinstance(error, TemplateSyntaxError):
        where = f"{error.filename or error.name}, line {error.lineno}"
    elif isinstance(error, TemplateNotFound):
        return f"There is no template {error.name}; mend the one that includes it.", 3
    else:
        where = _place(error)
    return f"{where}: {error.message}; mend the template, or move it away to use the built-in one.", 3


def _refused(error: Exception) -> tuple[str, int] | None:
    """Tell of a file that the system refused, where nobody who knew more about it has."""
    if not isinstance(error, OSError):
        return None
    from tui.store.errors import brief, remedy

    return f"{error.filename or 'A file'} cannot be used ({brief(error)}); {remedy(error)} and try again.", 4


def _place(error: Exception) -> str:
    trace, found = error.__traceback__, "A template"
    while trace:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            found = f"{template.filename}, line {template.get_corresponding_lineno(trace.tb_lineno)}"
        trace = trace.tb_next
    return found
