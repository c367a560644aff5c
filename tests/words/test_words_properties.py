"""What holds for every message, whatever is known, missing or unknown."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tui.model.incident import Cause, Contact, Incident, Interview, Me, NewTime, Other, Slot, Touch
from tui.model.zones import city
from tui.words.layout import BRANCHES, split_script
from tui.words.library import library, template_root
from tui.words.measure import BOUNDS, amount, measure
from tui.words.render import gaps_in, render

LIBRARY = library()
KINDS = ("upcoming", "missed", "late", "postpone", "withdraw", "switch", "cut-off", "stood-up")
ALL = [(kind, message, channel) for kind in KINDS for message, channel in LIBRARY.pairs(kind)]
ZONES = (
    *("America/New_York", "Europe/Berlin", "Europe/London", "Asia/Kolkata", "Australia/Sydney"),
    *("Pacific/Auckland", "America/Los_Angeles", "Asia/Tokyo"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
NOW = datetime(2026, 12, 1, 13, 43, tzinfo=UTC)
PATHS = (
    *("contact.name", "interview.company", "interview.role", "interview.start", "me.name", "me.phone"),
    *("slots", "cause.id", "eta", "wanted_format", "new_time.start"),
)

names = st.sampled_from(["Ana Petrova", "Ling", "Maximilian von Hohenberg", "Zoe Li"])
companies = st.sampled_from(["Acme", "Northwind Inc.", "Birch & Sons", "{{ 7*7 }} Labs", "Über Ltd"])
roles = st.sampled_from(["Data Engineer", "nurse", "Head of Care", "Welder (m/f/d)"])
zones = st.sampled_from(ZONES)
moments = st.integers(-3 * 24 * 4, 6 * 24 * 4).map(lambda quarter: NOW + timedelta(minutes=15 * quarter))
slots = st.builds(
    Slot,
    start=moments,
    end=st.none(),
    format=st.sampled_from([None, "video", "phone", "on-site"]),
    open=st.booleans(),
)
causes = st.builds(
    Cause,
    id=st.sampled_from(["", *LIBRARY.causes]),
    mine=st.sampled_from([None, True, False]),
    detail=st.sampled_from(["", "I counted seven hours instead of six", "flat tyre on the ring road"]),
    privacy=st.sampled_from([None, "none", "general", "specific"]),
)


@st.composite
def incidents(draw: st.DrawFn, kind: str) -> Incident:
    """An incident with any part of its facts, some of the rest marked as not known."""

    def maybe(strategy: st.SearchStrategy[Any], empty: Any) -> Any:
        return draw(strategy) if draw(st.booleans()) else empty

    incident = Incident(
        kind=kind,
        me=Me(name=maybe(names, ""), phone=maybe(st.just("+49 30 5550100"), ""), zone=maybe(zones, "")),
        contact=Contact(
            name=maybe(st.just("Dana Reed"), ""),
            address_as=maybe(st.just("Ms Reed"), ""),
            zone=maybe(zones, ""),
        ),
        interview=Interview(
            company=maybe(companies, ""),
            role=maybe(roles, ""),
            start=maybe(moments, None),
            minutes=maybe(st.sampled_from([30, 45, 60]), None),
            format=draw(st.sampled_from([None, "video", "phone", "on-site"])),
        ),
        cause=draw(causes),
        slots=tuple(draw(st.lists(slots, max_size=3))),
        any_time=draw(st.booleans()),
        will_write_by=maybe(moments, None),
        eta=maybe(moments, None),
        can_join_at=maybe(moments, None),
        broke_off=maybe(moments, None),
        waited_until=maybe(moments, None),
        promised_by=maybe(moments, None),
        wanted_format=draw(st.sampled_from([None, "video", "phone"])),
        new_time=NewTime(start=maybe(moments, None), format=draw(st.sampled_from([None, "video"]))),
        contacted=tuple(draw(st.lists(st.sampled_from(TOUCHES), max_size=2))),
        others=tuple(draw(st.lists(st.sampled_from(OTHERS), max_size=2))),
        interest=draw(st.sampled_from(["", "I have used your maps for years.", "the research group"])),
        remembered=draw(st.sampled_from(["", "the tour of the lab"])),
        extras=draw(st.sampled_from([(), ("two references",), ("two references", "I can do a trial day")])),
        first_time=draw(st.booleans()),
        told_late=draw(st.booleans()),
        earlier=draw(st.sampled_from([0, 1, 2])),
        earlier_round=draw(st.booleans()),
        tone=draw(st.sampled_from(["formal", "warm", "brief"])),
        language=draw(st.sampled_from(["en-US", "en-GB"])),
    )
    for path in draw(st.lists(st.sampled_from(PATHS), unique=True, max_size=4)):
        if not incident.fact(path):
            incident = incident.without_knowing(path)
    return incident


TOUCHES = (
    Touch(at=NOW - timedelta(minutes=20), channel="call", result="voicemail"),
    Touch(at=NOW - timedelta(minutes=10), channel="call", result="reached"),
    Touch(at=NOW - timedelta(minutes=10), channel="call", result="reached", who="Tom Hale"),
    Touch(at=NOW - timedelta(days=2), channel="email", result="sent", message="first"),
)
OTHERS = (
    Other(name="Tom Hale", relation="panel"),
    Other(name="Rita Cole", phone="+1 212 555 0199", relation="recruiter"),
)
EXAMPLES = int(os.environ.get("WORDS_EXAMPLES", "60"))
"""How many drafts each property looks at; more when hunting."""

few = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def drafts(draw: st.DrawFn) -> tuple[Incident, str, str]:
    """An incident with one of its messages and channels."""
    kind, message, channel = draw(st.sampled_from(ALL))
    return draw(incidents(kind)), message, channel


over_drafts = given(draft=drafts())


def text_of(draft: tuple[Incident, str, str]) -> str:
    return render(LIBRARY, *draft, NOW).text


@few
@over_drafts
def test_every_draft_is_clean_prose(draft: tuple[Incident, str, str]) -> None:
    text = text_of(draft)
    bare = text.replace("{{ 7*7 }} Labs", "Labs")
    assert not re.search(r"\{[{%#]|[%#}]\}|\bNone\b|\bTrue\b|\bFalse\b|[\x00-\x09\x0b-\x1f]", bare), text
    assert not re.search(r"(?<=\S)  +", text), "two spaces within a line"
    assert not re.search(
        r"\s[.,;:?!](?:\s|$)|,\s*[.,?]|\.\.(?!\.)|:\.|^[.,;:?]|\(\s*\)", text, re.MULTILINE
    ), text
    assert not re.search(r"\n\n\n|^\s|\s$", text)
    assert not re.search(r"[ \t]$", text, re.MULTILINE)


@few
@over_drafts
def test_every_sentence_begins_with_a_capital_and_ends_with_a_sign(draft: tuple[Incident, str, str]) -> None:
    incident, text = draft[0], text_of(draft)
    body = render(LIBRARY, *draft, NOW).body
    body = re.split(r"^(?:Dear|Hello)\b[^\n.]*,$", body, maxsplit=1, flags=re.MULTILINE)[-1]
    for paragraph in re.split(r"\n\n", body.strip()):
        if paragraph.startswith(
            ("Dear", "Hello", "Kind regards", "Regards", "Sincerely", "Yours", "  ", "The ")
        ):
            continue
        if paragraph.endswith(incident.me.phone or "‹your phone›") or "\n" in paragraph:
            continue
        assert paragraph[-1] in ".?:)", text
        for sentence in re.split(r"(?<=[.?]) (?!in |\()", re.sub(r"\b([ap])\.m\.|Inc\.", r"\1m", paragraph)):
            assert sentence[0].isupper() or sentence[0] in "‹({", (sentence, text)


@few
@over_drafts
def test_gaps_are_listed_exactly_while_their_marks_are_in_the_text(draft: tuple[Incident, str, str]) -> None:
    incident, text = draft[0], text_of(draft)
    rendered = render(LIBRARY, *draft, NOW)
    assert rendered.gaps == gaps_in(text, incident)
    assert {gap.label for gap in rendered.gaps} == set(re.findall("‹([^›]+)›", text))
    assert len({gap.field for gap in rendered.gaps}) == len(rendered.gaps)
    for gap in rendered.gaps:
        assert not incident.fact(gap.field) or gap.field == "slots", "a known fact is no gap"
        assert gap.field not in incident.unknown


@few
@over_drafts
def test_no_number_no_name_and_no_day_is_invented(draft: tuple[Incident, str, str]) -> None:
    incident, text = draft[0], text_of(draft)
    allowed = facts_said(incident)
    for number in re.findall(r"\d+(?::\d\d)?", text):
        assert number in allowed, (number, text)
    known = allowed | VOCABULARY
    for word in re.findall(r"(?<![.?!:\n)] )(?<!\n)\b[A-Z][\w'-]+", text):
        assert word in known, (word, text)


@few
@over_drafts
def test_weekday_and_date_agree_and_belong_to_a_fact(draft: tuple[Incident, str, str]) -> None:
    incident, text = draft[0], text_of(draft)
    days = {(at.month, at.day, WEEKDAYS[at.weekday()]) for at in clocks(incident)}
    found = re.findall(
        rf"({'|'.join(WEEKDAYS)}),? (?:(\d+) ({'|'.join(MONTHS)})|({'|'.join(MONTHS)}) (\d+))", text
    )
    for weekday, day, month, us_month, us_day in found:
        assert (MONTHS.index(month or us_month) + 1, int(day or us_day), weekday) in days, text


@few
@over_drafts
def test_a_city_is_named_with_the_clock_when_the_clocks_differ(draft: tuple[Incident, str, str]) -> None:
    incident, text = draft[0], text_of(draft)
    start, mine, theirs = incident.interview.start, incident.me.zone, incident.contact.zone
    assume(start and mine and theirs)
    assert start is not None
    if start.astimezone(ZoneInfo(mine)).utcoffset() == start.astimezone(ZoneInfo(theirs)).utcoffset():
        return
    for paragraph in text.split("\n\n"):
        for sentence in re.split(r"(?<=[?!]) |(?<![ap]\.m)\. (?=[A-Z(])", paragraph):
            if re.search(r"\d:\d\d|\bnoon\b", sentence) and not sentence.startswith("  "):
                assert city(theirs) in sentence, (sentence, text)


@few
@over_drafts
def test_a_draft_is_the_same_every_time_and_says_sorry_at_most_twice(
    draft: tuple[Incident, str, str],
) -> None:
    first = render(LIBRARY, *draft, NOW)
    render.cache_clear()
    assert render(LIBRARY, *draft, NOW) == first
    said = f"{first.subject} {first.body}"
    limit = 1 if draft[0].kind == "withdraw" else 2
    assert len(re.findall(r"\b(?:sorry|apolog\w+|regret)\b", said)) <= limit
    assert said.count("?") <= 1


@few
@given(draft=drafts(), privacy=st.sampled_from(["none", "general"]))
def test_a_reason_that_is_to_stay_private_is_not_told(
    draft: tuple[Incident, str, str], privacy: Literal["none", "general"]
) -> None:
    incident, message, channel = draft
    hidden = Cause(id=incident.cause.id, detail="I counted seven hours", privacy=privacy)
    text = render(LIBRARY, incident.with_fact("cause", hidden), message, channel, NOW).text
    assert "seven hours" not in text
    entry = LIBRARY.cause(incident.cause.id)
    for tense in ("past", "now") if entry else ():
        assert entry is not None
        if entry.specific.at(tense) != entry.general.at(tense):
            assert entry.specific.at(tense) not in text


@few
@over_drafts
def test_a_message_fits_its_channel_with_ordinary_facts(draft: tuple[Incident, str, str]) -> None:
    incident, message, channel = draft
    ordinary = {
        "interest": "",
        "remembered": "",
        "extras": (),
        "interview.role": "Data Engineer",
        "interview.company": "Acme",
    }
    for path, value in ordinary.items():
        incident = incident.with_fact(path, value)
    text = render(LIBRARY, incident, message, channel, NOW).text
    bounds = BOUNDS.get(channel)
    if bounds:
        slack = 30 if channel == "email" else 0  # a list of slots does not count against an e-mail
        assert amount(text, channel) <= bounds.most + slack, (measure(text, channel), text)


def test_every_call_has_every_branch_with_something_to_say() -> None:
    for kind, message, channel in ALL:
        if channel != "call":
            continue
        rendered = render(LIBRARY, Incident(kind=kind), message, channel, NOW)
        assert tuple(name for name, _ in rendered.branches) == tuple(BRANCHES), (kind, message)
        assert all(said.strip("()") for _, said in rendered.branches)
        assert split_script(rendered.text) == (rendered.body, rendered.branches)


def clocks(incident: Incident) -> list[datetime]:
    """Every time in the facts on every clock that a message may use."""
    times = [incident.interview.start, incident.new_time.start, incident.eta, incident.can_join_at]
    times += [incident.broke_off, incident.waited_until, incident.will_write_by, incident.promised_by]
    times += [touch.at for touch in incident.contacted]
    times += [at for slot in incident.slots for at in (slot.start, slot.end)]
    zones = [ZoneInfo(name) for name in (incident.me.zone, incident.contact.zone) if name]
    known = [at for at in times if at is not None]
    return [*known, *(at.astimezone(zone) for at in known for zone in zones)]


def facts_said(incident: Incident) -> set[str]:
    """The numbers and capitalised words that may be said of an incident."""
    said = {
        form
        for at in clocks(incident)
        for form in (f"{at:%H:%M}", f"{at.hour % 12 or 12}:{at:%M}", str(at.day))
    }
    said |= {f"{at.day:02}" for at in clocks(incident)}
    if incident.interview.minutes:
        said.add(str(incident.interview.minutes))
    if incident.eta and incident.interview.start:
        said.add(str(round((incident.eta - incident.interview.start).total_seconds() / 60)))
    said |= {
        str(NOW.year),
        str(NOW.day),
        str(NOW.day + 1),
        "30",
    }  # a letter is dated by its reader's calendar
    texts = [incident.me.name, incident.me.phone, incident.contact.name, incident.contact.address_as]
    texts += [incident.interview.company, incident.interview.role, incident.interest, incident.remembered]
    texts += [incident.cause.detail, *incident.extras]
    texts += [text for other in incident.others for text in (other.name, other.phone)]
    texts += [touch.who for touch in incident.contacted]
    texts += [city(zone) for zone in (incident.me.zone, incident.contact.zone) if zone]
    return said | {word for text in texts for word in re.findall(r"\d+|[\w'-]+", text)}


def _vocabulary() -> set[str]:
    words = {
        "I",
        *WEEKDAYS,
        *MONTHS,
        *(day[:3] for day in WEEKDAYS),
        *(month[:3] for month in MONTHS),
        "Subject",
    }
    for file in (template_root() / "en").rglob("*.j2"):
        plain = re.sub(r"\{[%{#].*?[%}#]\}", " ", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        words |= set(re.findall(r"\b[A-Z][\w'-]*", plain))
    for entry in LIBRARY.causes.values():
        phrases = (entry.general, entry.specific)
        words |= {said.split()[0].capitalize() for p in phrases for said in (p.past, p.now) if said}
    return words | set(re.findall(r"\b[A-Z]\w+", " ".join(BRANCHES.values())))


VOCABULARY = _vocabulary()
