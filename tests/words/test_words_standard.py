"""The standard of the built-in messages, with complete facts: nothing that a careful reader would mark."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.model.incident import Cause, Contact, Incident, Interview, Me, NewTime, Other, Slot, Touch
from tui.words.layout import split_subject
from tui.words.library import library
from tui.words.measure import measure, prose
from tui.words.render import render

NOW = datetime(2026, 12, 1, 13, 43, tzinfo=UTC)
LIBRARY = library()
KINDS = ("upcoming", "missed", "late", "postpone", "withdraw", "switch", "cut-off", "stood-up")
ALL = [(kind, message, channel) for kind in KINDS for message, channel in LIBRARY.pairs(kind)]
ASKING = {"missed", "late", "postpone", "switch", "cut-off", "stood-up"}
NUDGES = {"nudge", "nudge-2"}
WRITTEN = {"email", "linkedin", "letter"}
STOCK = re.compile(
    r"finds you well|writing to inform|hesitate|earliest convenience|unforeseen|something came up|asap|"
    r"immediately|I expect|at the latest|you must|still waiting|any inconvenience|sorry if|forgive|"
    r"never happened|believe me|unfortunately|last chance|you did not|!",
    re.IGNORECASE,
)
HEDGE = re.compile(r"\b(?:maybe|perhaps|possibly|sort of|kind of|I guess|just wondering|might)\b", re.I)
EXAMPLES = int(os.environ.get("WORDS_EXAMPLES", "80"))

few = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def complete(draw: st.DrawFn) -> tuple[Incident, str, str]:
    """An incident with all its facts, and one of its messages."""
    kind, message, channel = draw(st.sampled_from(ALL))
    pick: Any = lambda *choices: draw(st.sampled_from(choices))  # noqa: E731 - a word for what follows
    ahead = kind in ("postpone", "withdraw", "switch", "upcoming")
    start = NOW + timedelta(hours=pick(3, 20, 50)) if ahead else NOW - timedelta(minutes=pick(20, 43, 200))
    start = NOW + timedelta(minutes=pick(-5, 30)) if kind == "late" else start
    offered = tuple(
        Slot(start=NOW + timedelta(days=day, hours=2), end=NOW + timedelta(days=day, hours=pick(3, 5)))
        for day in (1, 2, 3)[: pick(1, 2, 3)]
    )
    repair = {"slots": offered, "any": (), "by": ()}[pick("slots", "slots", "any", "by")]
    causes = [entry.id for entry in LIBRARY.causes.values() if kind in entry.kinds] or [""]
    return (
        Incident(
            kind=kind,
            me=Me(
                name=pick("Ana Petrova", "Maximilian Alexander von Hohenberg-Lang"),
                phone="+49 30 5550100",
                zone=pick("Europe/Berlin", "Asia/Kolkata"),
            ),
            contact=Contact(
                name="Dana Reed",
                address_as=pick("Ms Reed", "Dana", ""),
                zone=pick("America/New_York", "Europe/Berlin", "Europe/London"),
            ),
            others=(
                Other(name="Rita Cole", relation="recruiter", zone=pick("", "Europe/London")),
                Other(name="Lee Tan", relation="careers-office"),
                *((Other(name="Sam Ode", relation="panel"),) if pick(True, False) else ()),
            ),
            interview=Interview(
                company=pick("Acme", "Northwind Inc."),
                role=pick("Data Engineer", "Head of Care"),
                start=start,
                minutes=pick(30, 45, 60),
                format=pick("video", "phone", "on-site"),
            ),
            cause=Cause(id=pick(*causes), privacy=pick(None, "none", "general", "specific")),
            slots=repair,
            any_time=not repair and pick(True, False),
            will_write_by=NOW + timedelta(days=2),
            eta=start + timedelta(minutes=pick(5, 15, 25, 40)),
            can_join_at=pick(None, NOW + timedelta(minutes=5), NOW - timedelta(minutes=5)),
            broke_off=pick(None, start + timedelta(minutes=18)),
            waited_until=pick(None, start + timedelta(minutes=15)),
            wanted_format=pick("video", "phone"),
            contacted=pick((), (Touch(at=NOW - timedelta(minutes=10), channel="call", result="voicemail"),)),
            first_time=pick(True, False),
            told_late=pick(True, False),
            promised_by=pick(None, NOW + timedelta(days=3)),
            new_time=NewTime(start=NOW + timedelta(days=3)) if message == "confirm" else NewTime(),
            tone=pick("formal", "warm", "brief"),
            language=pick("en-US", "en-GB"),
        ),
        message,
        channel,
    )


def text_of(draft: tuple[Incident, str, str]) -> str:
    return render(LIBRARY, *draft, NOW).text


@few
@given(draft=complete())
def test_complete_facts_leave_no_gap(draft: tuple[Incident, str, str]) -> None:
    assert render(LIBRARY, *draft, NOW).gaps == ()


@few
@given(draft=complete())
def test_an_email_has_a_useful_length_and_the_others_fit(draft: tuple[Incident, str, str]) -> None:
    text, channel = text_of(draft), draft[2]
    size = measure(text, channel)
    if channel == "email":
        assert 25 <= size.words <= 150, text
        first = draft[1] in {"first", *NUDGES} and draft[0].tone != "brief"
        assert not first or size.words >= 45, text
    if channel == "text":
        assert size.segments in (1, 2), text
    if channel == "voicemail":
        assert size.words <= 75, text
        assert text.count(draft[0].me.phone) == 2, text
    if channel == "linkedin":
        assert size.characters is not None
        assert size.characters <= 400, text
        assert size.words <= 110, text
    if channel == "call":
        assert len(prose(text, "call").partition("?")[0].split()) <= 60, text


@few
@given(draft=complete())
def test_a_subject_says_what_and_when_in_few_words(draft: tuple[Incident, str, str]) -> None:
    subject, _ = split_subject(text_of(draft))
    if draft[2] == "email":
        assert 2 <= len(subject.split()) <= 9, subject
        assert len(subject) <= 70, subject


@few
@given(draft=complete())
def test_one_question_is_asked_where_one_is_needed(draft: tuple[Incident, str, str]) -> None:
    incident, message, _ = draft
    body = render(LIBRARY, *draft, NOW).body
    needed = incident.kind in ASKING and message in {"first", *NUDGES}
    assert body.count("?") == 1 if needed else body.count("?") <= 1, body


@few
@given(draft=complete())
def test_no_stock_phrase_no_pressure_and_hardly_a_hedge(draft: tuple[Incident, str, str]) -> None:
    rendered = render(LIBRARY, *draft, NOW)
    for said in (f"{rendered.subject}\n{rendered.body}", *(said for _, said in rendered.branches)):
        assert not STOCK.search(said), said
        assert len(HEDGE.findall(said)) <= 2, said


@few
@given(draft=complete())
def test_the_news_comes_first_and_own_doing_is_owned(draft: tuple[Incident, str, str]) -> None:
    incident, message, channel = draft
    said = prose(text_of(draft), channel)
    if message in {"first", "written-confirmation"}:
        opening = " ".join(said.split()[:45])
        assert re.search(r"\b(?:interview|late|withdraw|move|missed|hold|cut off)\b", opening), said
    entry = LIBRARY.cause(incident.cause.id)
    owned = incident.kind in {"missed", "late", "postpone", "cut-off"}
    if message == "first" and entry and entry.mine and owned:
        assert re.search(r"\bmy (?:mistake|oversight)\b", said), said
        assert re.search(r"\b(?:sorry|apologi[sz]e)\b", said), said


@few
@given(draft=complete())
def test_a_letter_is_thankful(draft: tuple[Incident, str, str]) -> None:
    if draft[2] == "email":
        assert re.search(r"\b(?:thank|grateful|appreciate)", text_of(draft), re.IGNORECASE)
