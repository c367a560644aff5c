"""The bounded place where templates run: they see plain facts, and can neither call, import nor compute.

A missing fact prints as its mark, a fact that the user does not know as nothing; a name that is no fact at
all is a fault of the template.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from jinja2 import Environment, StrictUndefined, TemplateError, nodes
from jinja2.loaders import FunctionLoader
from jinja2.runtime import LoopContext, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from tui.words import speech
from tui.words.clauses import as_clause, as_sentence, is_clause
from tui.words.layout import fenced, mark_paragraphs

_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.Name, nodes.Getattr),
    *(nodes.If, nodes.CondExpr, nodes.For, nodes.With, nodes.Include, nodes.Filter, nodes.Test),
    *(nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.Tuple),
)
"""What a template may be made of (architecture.md, "A user's template")."""

_LOOP = frozenset({"index", "first", "last", "length"})


class Missing:
    """A fact that nobody has given yet: false in a condition, its mark when printed."""

    __slots__ = ("label", "path")

    def __init__(self, path: str, label: str) -> None:
        self.path, self.label = path, label

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return f"‹{self.label}›"


class Unknown:
    """A fact that the user does not know: false in a condition, nothing when printed."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return ""


UNKNOWN = Unknown()


class View(dict[str, Any]):
    """A group of facts as a template sees it; only its keys can be reached."""

    __slots__ = ()


class _Sandbox(ImmutableSandboxedEnvironment):
    """Looks up facts and nothing else: no attribute of any Python value can be reached."""

    intercepted_binops = frozenset()

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is View:
            return obj.get(attribute, _NOTHING) if attribute in obj else self._no_fact(obj, attribute)
        if isinstance(obj, LoopContext) and attribute in _LOOP:
            return getattr(obj, attribute)
        if isinstance(obj, Missing | Unknown | Undefined):
            return obj
        return self._no_fact(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self.getattr(obj, str(argument))

    def _no_fact(self, obj: Any, attribute: str) -> Undefined:
        known = ", ".join(obj) if type(obj) is View else "nothing"
        return self.undefined(f"there is no fact '{attribute}' here; there is: {known}")

    def preprocess(self, source: str, name: str | None = None, filename: str | None = None) -> str:
        return mark_paragraphs(super().preprocess(source, name, filename))

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.Node):
            if not isinstance(node, _ALLOWED):
                raise _refused(node, name, filename)
        return tree


_NOTHING = UNKNOWN


def _refused(node: nodes.Node, name: str | None, filename: str | None) -> TemplateError:
    from jinja2 import TemplateSyntaxError

    what = type(node).__name__.lower()
    return TemplateSyntaxError(f"a template may not use '{what}' here", node.lineno, name, filename)


def environment(
    source: Callable[[str], tuple[str, str | None, Callable[[], bool] | None] | None],
) -> Environment:
    """Return the environment whose templates and parts come from `source` (None: there is none)."""
    found = _Sandbox(
        loader=FunctionLoader(source),
        undefined=StrictUndefined,
        finalize=_printed,
        autoescape=False,
        lstrip_blocks=True,
        optimized=False,
        auto_reload=False,
        cache_size=-1,
    )
    found.globals.clear()
    found.filters = dict(FILTERS)
    found.tests = {**{name: found.tests[name] for name in ("defined", "none")}, **TESTS}
    return found


def _printed(value: Any) -> str:
    if isinstance(value, Undefined):
        return str(value)
    if isinstance(value, Unknown):
        return ""
    return fenced(str(value))


def _said(say: Callable[[Any], object], of: type) -> Callable[[object], object]:
    """Let a filter pass what is missing or unknown through, so that its mark is printed."""
    return lambda value: say(value) if isinstance(value, of) else value


def _lines(value: object) -> tuple[str, ...]:
    return tuple(filter(str.strip, value.splitlines())) if isinstance(value, str) else ()


def _wanted(value: object) -> bool:
    return bool(value) or isinstance(value, Missing)


def _either(value: object) -> object:
    listed = cast("tuple[speech.Span, ...]", value)
    return speech.either(map(speech.span, listed)) if listed else value


def _either_short(value: object) -> object:
    listed = cast("tuple[speech.Span, ...]", value)
    return speech.either(map(speech.short_span, listed)) if listed else value


FILTERS: Mapping[str, Callable[..., Any]] = {
    "when": _said(speech.when, speech.Instant),
    "reader_when": _said(speech.reader_when, speech.Instant),
    "short_when": _said(speech.short_when, speech.Instant),
    "day": _said(speech.day, speech.Instant),
    "on": _said(speech.on, speech.Instant),
    "date": _said(speech.date, speech.Instant),
    "plain_date": _said(speech.plain_date, speech.Instant),
    "clock": _said(speech.placed_clock, speech.Instant),
    "both_clocks": _said(speech.both_clocks, speech.Instant),
    "deadline": _said(speech.deadline, speech.Instant),
    "span": _said(speech.span, speech.Span),
    "short_span": _said(speech.short_span, speech.Span),
    "either": _either,
    "either_short": _either_short,
    "held": _said(speech.format_words, str),
    "sentence": as_sentence,
    "clause": as_clause,
    "lines": _lines,
    "length": lambda value: len(value) if isinstance(value, str | tuple) else 0,
    "listed": lambda value: speech.either(value).replace(" or ", " and ") if value else value,
    "first": lambda value: value[0] if isinstance(value, tuple) and value else value,
    "most": lambda value, count: value[:count] if isinstance(value, tuple) else value,
}
"""What a template can say of a fact; what is missing stays its mark."""

TESTS: Mapping[str, Callable[..., bool]] = {
    "wanted": _wanted,
    "clause": is_clause,
    "today": lambda value: isinstance(value, speech.Instant) and speech.named_day(value) == "today",
}
"""What a template can ask of a fact; `wanted` is false only for what the user does not know."""
