"""What a template from anybody can do: nothing but say the facts, in bounded work, output and memory."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tui.model.incident import Incident, Interview, Me, Slot
from tui.words.library import Library, library, template_root
from tui.words.limits import OUTPUT
from tui.words.render import render

NOW = datetime(2026, 12, 1, 13, 43, tzinfo=UTC)
MANY = tuple(f"reference {n}" for n in range(400))
MISSED = Incident(
    kind="missed",
    me=Me(name="Ana Petrova", phone="+49 30 5550100"),
    interview=Interview(company="Acme", start=datetime(2026, 12, 1, 13, tzinfo=UTC)),
    slots=(Slot(start=datetime(2026, 12, 2, 9, tzinfo=UTC)),),
    extras=MANY,
)

CODE = {
    "class of a text": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "class of a fact": "{{ me.name.__class__ }}",
    "class of a group": "{{ me.__class__.__init__.__globals__ }}",
    "items of a group": "{{ me['__class__'] }}",
    "the method of a group": "{{ me.items }}",
    "attr": "{{ me | attr('__class__') }}",
    "map to an attribute": "{{ extras | map(attribute='__class__') | list }}",
    "cycler": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "joiner": "{{ joiner.__init__.__globals__ }}",
    "namespace": "{{ namespace.__init__.__globals__ }}",
    "lipsum": "{{ lipsum.__globals__['os'] }}",
    "url_for": "{{ url_for.__globals__ }}",
    "self": "{{ self._TemplateReference__context }}",
    "self's blocks": "{{ self.__init__ }}",
    "the undefined": "{{ nothing.__class__ }}",
    "the undefined's own": "{{ nothing._undefined_name }}",
    "the loop": "{% for e in extras %}{{ loop.__class__ }}{% endfor %}",
    "the loop's context": "{% for e in extras %}{{ loop._iterator }}{% endfor %}",
    "the loop's cycle": "{% for e in extras %}{{ loop.cycle('a', 'b') }}{% endfor %}",
    "a date's zone": "{{ interview.start.tzinfo }}",
    "an offer's fields": "{{ offer.slots.0.start.clocks.now }}",
    "format": "{{ '{0.__class__}'.format(me) }}",
    "format as a filter": "{{ '%s' | format(me) }}",
    "a formatted field": "{{ me.name.format_map(me) }}",
    "a call": "{{ range(3) }}",
    "dict": "{{ dict(a=1) }}",
    "import": "{% import 'parts/why.j2' as why %}",
    "from import": "{% from 'parts/why.j2' import x %}",
    "extends": "{% extends 'first/email.j2' %}",
    "a block": "{% block a %}{% endblock %}",
    "a macro": "{% macro m() %}{% endmacro %}",
    "a call block": "{% call m() %}{% endcall %}",
    "a filter block": "{% filter upper %}x{% endfilter %}",
    "set": "{% set x = 'x' %}",
    "a set block": "{% set x %}x{% endset %}",
    "do": "{% do me.clear() %}",
    "autoescape": "{% autoescape true %}x{% endautoescape %}",
    "the run itself": "{{ _run }}",
    "the run in a loop": "{% for e in extras %}{{ _run.left }}{% endfor %}",
    "a hidden filter": "{{ 'x' | _spend(-1000000) }}",
    "a file": "{% include '/etc/passwd' %}",
    "a file above": "{% include '../messages.toml' %}",
    "a file far above": "{% include '../../../../etc/passwd' %}",
    "a file named by a fact": "{% include me.name %}",
    "files named in a list": "{% include ['a', me.name] %}",
    "a file of a kind above": "{% include 'kind/../../messages.toml' %}",
}
BOMBS = {
    "a power": "{{ 10 ** 10 ** 10 }}",
    "a product of text": "{{ 'x' * 1000000000 }}",
    "a sum": "{{ 1 + 1 }}",
    "a concatenation": "{{ me.name ~ me.name }}",
    "a folded constant": "{{ 'x' * 10 }}",
    "range": "{% for n in range(10 ** 9) %}x{% endfor %}",
    "a number of many digits": "{{ " + "9" * 60000 + " }}",
    "loops in loops": "{% for a in extras %}{% for b in extras %}{% for c in extras %}{% for d in extras %}"
    "{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
    "loops that write": "{% for a in extras %}{% for b in extras %}{{ a }}{{ b }}{% endfor %}{% endfor %}",
    "loops that only ask": "{% for a in extras %}{% for b in extras %}{% for c in extras if c == a %}"
    "{% endfor %}{% endfor %}{% endfor %}",
    "a loop that calls itself": "{% for a in extras recursive %}{{ loop(extras) }}{% endfor %}",
    "a part that includes itself": "{% include 'missed/email.j2' %}",
    "a part that includes itself twice": "{% include 'missed/email.j2' %}{% include 'missed/email.j2' %}",
    "parts in loops": "{% for a in extras %}{% for b in extras %}{% include 'first/call.j2' %}"
    "{% endfor %}{% endfor %}",
    "a padded text": "{{ me.name | center(1000000000) }}",
    "an indented text": "{{ me.name | indent(100000000) }}",
    "a sliced text": "{{ me.name | batch(1000000000, 'x') | list }}",
    "lists from nothing": "{{ [[[[1]]]] }}",
    "a long source": "x" * 70000,
    "many parts": "{{ a }}" * 9000,
    "many conditions": "{% if a %}" * 3000 + "{% endif %}" * 3000,
    "deep brackets": "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "deep nots": "{% if " + "not " * 12000 + "a %}{% endif %}",
    "a long chain": "{{ me" + ".a" * 20000 + " }}",
    "many filters": "{{ me.name" + " | clause" * 7000 + " }}",
    "many comparisons": "{% if a" + " == a" * 12000 + " %}{% endif %}",
    "unclosed tags": "{% for a in extras %}" * 3000,
    "unclosed brackets": "{{ " * 20000,
    "only percent signs": "{%" * 30000,
}


def mine(tmp_path: Path, source: str) -> Library:
    file = tmp_path / "en/missed/email.j2"
    file.parent.mkdir(parents=True)
    file.write_text(source, encoding="utf-8")
    return Library((tmp_path, template_root()))


@pytest.mark.parametrize("source", CODE.values(), ids=CODE)
def test_no_template_reaches_beyond_the_facts(tmp_path: Path, source: str) -> None:
    rendered = render(mine(tmp_path, source), MISSED, "first", "email", NOW)
    assert rendered.note
    assert rendered.text == render(library(), MISSED, "first", "email", NOW).text


@pytest.mark.parametrize("source", BOMBS.values(), ids=BOMBS)
def test_no_template_does_more_than_bounded_work(tmp_path: Path, source: str) -> None:
    rendered = render(mine(tmp_path, source), MISSED, "first", "email", NOW)
    assert rendered.note
    assert str(tmp_path / "en/missed/email.j2") in rendered.note
    assert rendered.text == render(library(), MISSED, "first", "email", NOW).text


@pytest.mark.parametrize(
    "source",
    [
        "{{ loop }}",
        "{% for a in me.name %}{{ a }}{% endfor %}",
        "{% for a in extras %}{% endfor %}",
        "{{ extras }}",
        "{{ me }}",
        "{{ offer.slots }}",
    ],
)
def test_what_is_allowed_stays_small(tmp_path: Path, source: str) -> None:
    assert len(render(mine(tmp_path, source), MISSED, "first", "email", NOW).text) < OUTPUT


def test_a_fact_without_a_filter_is_said_plainly(tmp_path: Path) -> None:
    source = "{{ interview.start }}; {{ offer.slots }}; {{ cause.past }}."
    text = render(mine(tmp_path, source), MISSED, "first", "email", NOW).text
    assert text == "today, Tuesday, December 1, at 1:00 p.m.; Wednesday, December 2, 9:00 a.m.; ‹reason›."


def test_a_value_never_becomes_source(tmp_path: Path) -> None:
    hostile = "{{ 7*7 }}{% for x in range(10**9) %}{# note #}"
    incident = MISSED.with_fact("interview.company", hostile)
    assert (
        render(mine(tmp_path, "To {{ interview.company }}."), incident, "first", "email", NOW).body
        == f"To {hostile}."
    )
    assert hostile in render(library(), incident.with_fact("extras", ()), "first", "email", NOW).text
