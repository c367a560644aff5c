"""What a template may be made of, checked before it is compiled, and how much work it may do as it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

from jinja2 import TemplateSyntaxError, nodes, pass_context
from jinja2.runtime import Context

SOURCE = 64 * 1024
"""How many characters the source of a template may have."""

NODES = 4000
"""How many parts a parsed template may have (ours)."""

DEPTH = 60
"""How deep its parts may be nested (ours)."""

WORK = 2_000_000
"""How many parts may be run in one rendering (architecture.md)."""

OUTPUT = 256 * 1024
"""How many characters one rendering may write (architecture.md)."""

RUN = "_run"
"""The name of the rendering in a context; no template can name it."""

OWN = "kind/"
"""How the name of a part begins that each kind may have its own of."""

_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.Name, nodes.Getattr),
    *(nodes.If, nodes.CondExpr, nodes.For, nodes.With, nodes.Include, nodes.Filter, nodes.Test),
    *(nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.Tuple),
)


class TooMuch(Exception):  # noqa: N818 - named as it reads in a sentence
    """A template did more work or wrote more than it may."""


class Run:
    """One rendering: what is left of its work, and where it finds the parts of its kind."""

    __slots__ = ("left", "part")

    def __init__(self, part: Callable[[str], str], work: int = WORK) -> None:
        self.left, self.part = work, part

    def spend(self, work: int) -> None:
        """Take from what is left; raises TooMuch when there is nothing left."""
        self.left -= work
        if self.left < 0:
            raise TooMuch(f"it does more than {WORK:,} steps of work")


def check_source(source: str, name: str | None, filename: str | None) -> None:
    """Refuse a source that is too long before it is read; raises TemplateSyntaxError."""
    if len(source) > SOURCE:
        raise TemplateSyntaxError(f"it is longer than {SOURCE // 1024} KiB", 1, name, filename)


def bind(tree: nodes.Template, name: str | None, filename: str | None) -> nodes.Template:
    """Return the tree with its work counted as it runs.

    Raises TemplateSyntaxError for anything that a template may not contain.
    """
    count = 0
    level: list[nodes.Node] = [tree]
    for _ in range(DEPTH):
        for node in level:
            reason = _reason(node)
            if reason:
                raise TemplateSyntaxError(reason, node.lineno, name, filename)
        count += len(level)
        if count > NODES:
            raise TemplateSyntaxError(f"it has more than {NODES} parts", level[0].lineno, name, filename)
        level = [child for node in level for child in node.iter_child_nodes()]
        if not level:
            break
    else:
        raise TemplateSyntaxError(f"it is nested deeper than {DEPTH}", level[0].lineno, name, filename)
    for include in tree.find_all(nodes.Include):
        if isinstance(include.template, nodes.Const) and str(include.template.value).startswith(OWN):
            include.template = _called("_own", include.template, 0, include.lineno)
    for loop in list(tree.find_all(nodes.For)):
        loop.iter = _called("_each", loop.iter, 4 + _size(loop), loop.lineno)
    start = nodes.Output([_called("_spend", nodes.Const(""), count, 1)], lineno=1)
    tree.body.insert(0, start)
    return tree


def _reason(node: nodes.Node) -> str:
    """Return why a part of a template is refused, empty if it is allowed."""
    if not isinstance(node, _ALLOWED):
        return f"a template may not use '{type(node).__name__.lower()}'"
    if isinstance(node, nodes.Include) and not isinstance(node.template, nodes.Const):
        return "what is included has to be named in quotes"
    if isinstance(node, nodes.For) and node.recursive:
        return "a loop may not call itself"
    names = (node.name,) if isinstance(node, nodes.Name | nodes.Filter) else ()
    return "a name may not begin with '_'" if any(one.startswith("_") for one in names) else ""


def _size(node: nodes.Node) -> int:
    return sum(1 for _ in node.find_all(nodes.Node))


def _called(name: str, value: nodes.Node, work: int, lineno: int) -> nodes.Filter:
    return nodes.Filter(cast(nodes.Expr, value), name, [nodes.Const(work)], [], None, None, lineno=lineno)


@pass_context
def spend(context: Context, value: str, work: int) -> str:
    """Count the work of a template or part as it begins."""
    context[RUN].spend(work)
    return value


@pass_context
def own(context: Context, name: str, work: int) -> str:
    """Return the name of a part of the incident's kind, or of the one that all kinds share."""
    run: Run = context[RUN]
    run.spend(work)
    return run.part(name.removeprefix(OWN))


@pass_context
def each(context: Context, value: object, work: int) -> Iterator[Any]:
    """Return the entries of a list, counting the work of each round; nothing else can be looped over."""
    run: Run = context[RUN]
    for entry in value if isinstance(value, tuple) else ():
        run.spend(work)
        yield entry
