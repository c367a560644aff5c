"""The bounded place where templates run: they see plain facts, and can neither call, import nor compute.

A missing fact prints as its mark, a fact that the user does not know as nothing; a name that is no fact at
all is a fault of the template.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import (
    BytecodeCache,
    Environment,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
    nodes,
)
from jinja2.loaders import FunctionLoader
from jinja2.runtime import LoopContext, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from tui.words.filters import FILTERS, TESTS, plainly
from tui.words.layout import fenced, mark_paragraphs
from tui.words.limits import OUTPUT, RUN, Run, TooMuch, bind, check_source, each, own, spend
from tui.words.values import Missing, Unknown, View

Found = tuple[str, str | None, Callable[[], bool] | None]
"""What a loader finds: the source, its file, and nothing (a library is read once)."""

_LOOP = frozenset({"index", "first", "last", "length"})
_FAULTS = (TemplateError, TooMuch, RecursionError, MemoryError, SyntaxError, ValueError, TypeError, KeyError)
"""What a template can do wrong, from its reading to its last word."""


class BadTemplate(Exception):  # noqa: N818 - named as it reads in a sentence
    """A template cannot be used; the text names the file, the line and the reason."""


class _Sandbox(ImmutableSandboxedEnvironment):
    """Looks up facts and nothing else: no attribute of any Python value can be reached."""

    intercepted_binops = frozenset()

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is View and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in _LOOP:
            return getattr(obj, attribute)
        if isinstance(obj, Missing | Unknown | Undefined):
            return obj
        known = f"there is: {', '.join(obj)}" if type(obj) is View else "it is one value"
        return self.undefined(f"there is no fact '{attribute}' here; {known}")

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self.getattr(obj, str(argument))

    def preprocess(self, source: str, name: str | None = None, filename: str | None = None) -> str:
        check_source(source, name, filename)
        return mark_paragraphs(super().preprocess(source, name, filename))

    def compile(self, source: Any, name: str | None = None, filename: str | None = None, *rest: Any) -> Any:
        try:
            return super().compile(source, name, filename, *rest)
        except TemplateError:
            raise
        except _FAULTS as error:
            raise TemplateSyntaxError(_reason(error), 1, name, filename) from error

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return bind(super()._parse(source, name, filename), name, filename)


def environment(source: Callable[[str], Found | None], compiled: BytecodeCache | None = None) -> Environment:
    """Return the environment whose templates and parts come from `source` (None: there is none).

    What passed the checks once is taken from `compiled`.
    """
    found = _Sandbox(
        loader=FunctionLoader(source),
        undefined=StrictUndefined,
        finalize=_printed,
        autoescape=False,
        lstrip_blocks=True,
        optimized=False,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=compiled,
    )
    found.globals.clear()
    found.filters = {**FILTERS, "_spend": spend, "_each": each, "_own": own}
    found.tests = {**{name: found.tests[name] for name in ("defined", "none")}, **TESTS}
    return found


def load(found: Environment, names: list[str]) -> Template:
    """Return the first template that exists of some names.

    Raises jinja2's TemplateNotFound when there is none, BadTemplate when it cannot be used.
    """
    from jinja2 import TemplateNotFound

    try:
        return found.select_template(names)
    except TemplateNotFound:
        raise
    except _FAULTS as error:
        raise BadTemplate(told(error, names[-1])) from error


def run(template: Template, seen: dict[str, Any], part: Callable[[str], str]) -> str:
    """Return what a template writes; `part` names the part that `kind/...` stands for.

    Raises BadTemplate when it fails or does more than it may.
    """
    context = template.new_context({**seen, RUN: Run(part)}, shared=True)
    written: list[str] = []
    room = OUTPUT
    try:
        for piece in template.root_render_func(context):
            written.append(piece)
            room -= len(piece)
            if room < 0:
                raise TooMuch(f"it writes more than {OUTPUT // 1024} Ki characters")
    except _FAULTS as error:
        raise BadTemplate(told(error, template.filename or template.name or "")) from error
    return "".join(written)


def told(error: BaseException, name: str) -> str:
    """Return file, line and reason of what a template did wrong, as a sentence."""
    place, line = name, 0
    if isinstance(error, TemplateSyntaxError):
        place, line = error.filename or error.name or name, error.lineno
    else:
        trace = error.__traceback__
        while trace is not None:
            template = trace.tb_frame.f_globals.get("__jinja_template__")
            if isinstance(template, Template):
                place = template.filename or template.name or name
                line = template.get_corresponding_lineno(trace.tb_lineno)
            trace = trace.tb_next
    return f"{place}{f', line {line}' if line else ''}: {_reason(error)}."


def _reason(error: BaseException) -> str:
    if isinstance(error, RecursionError | MemoryError | OverflowError):
        return "it includes itself, or is nested too deep"
    reason = str(getattr(error, "message", "") or error).strip().rstrip(".")
    return reason or type(error).__name__


def _printed(value: Any) -> str:
    if isinstance(value, Undefined):
        return str(value)
    if isinstance(value, View):
        raise TypeError(f"a group of facts cannot be printed; name one of: {', '.join(value)}")
    return fenced(plainly(value))
