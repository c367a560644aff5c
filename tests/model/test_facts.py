"""The facts file: what is in it comes in, what is written comes back, a gap is a gap however it is said."""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.model import fields
from tui.model.clean import clean
from tui.model.facts import BadFacts, facts_of, known_paths, read_facts, write_facts
from tui.model.facts_value import SEVERAL_LINES
from tui.model.incident import (
    OUTCOMES,
    Cause,
    Contact,
    Format,
    Incident,
    Interview,
    Me,
    NewTime,
    Other,
    Privacy,
    Relation,
    Result,
    Slot,
    Touch,
)

KINDS = ("upcoming", "missed", "late", "postpone", "withdraw", "switch", "cut-off", "stood-up")
ZONED = timezone(timedelta(hours=1))
START = datetime(2026, 12, 1, 14, tzinfo=ZONED)

CASES = Path(__file__).parent.parent / "cases"
FULL: dict[str, Any] = json.loads((CASES / "full_facts.json").read_text(encoding="utf-8"))

line = st.text(max_size=12).map(lambda text: clean(text, one_line=True).text.strip())
block = st.text(max_size=20).map(lambda text: clean(text).text.strip())
FIRST, LAST = datetime(1971, 1, 1), datetime(2200, 1, 1)  # noqa: DTZ001 - hypothesis adds the zone
time = st.none() | st.datetimes(FIRST, LAST, timezones=st.just(UTC) | st.just(ZONED))
zone = st.sampled_from(["", "Europe/Berlin", "America/New_York", "UTC"])
hours = st.sampled_from(["", "09:00-17:00", "8:30-24:00"])
flag = st.booleans()
minutes = st.none() | st.integers(1, 1440)


def one_of(choices: Any) -> st.SearchStrategy[Any]:
    return st.none() | st.sampled_from(get_args(choices))


persons = {"name": line, "address_as": line, "role": line, "email": line, "phone": line, "zone": zone}
agreed = {"start": time, "minutes": minutes, "format": one_of(Format), "place": line, "link": line}
incidents = st.builds(
    Incident,
    kind=st.sampled_from(KINDS),
    me=st.builds(Me, name=line, phone=line, email=line, zone=zone, address=block, signature=block),
    contact=st.builds(Contact, **persons, hours=hours, address=block),
    others=st.lists(st.builds(Other, **persons, relation=one_of(Relation)), max_size=2).map(tuple),
    interview=st.builds(Interview, company=line, role=line, **agreed),
    cause=st.builds(Cause, id=line, mine=st.none() | flag, detail=line, privacy=one_of(Privacy)),
    noticed=time,
    eta=time,
    contacted=st.lists(
        st.builds(Touch, at=time, by=st.sampled_from(["me", "them"]), result=one_of(Result), answer=block),
        max_size=2,
    ).map(tuple),
    slots=st.lists(
        st.builds(Slot, start=time, end=time, format=one_of(Format), open=flag, note=line), max_size=3
    ).map(tuple),
    any_time=flag,
    interest=line,
    extras=st.lists(line.filter(bool), max_size=2).map(tuple),
    earlier=st.integers(0, 9),
    new_time=st.builds(NewTime, **agreed),
    outcome=st.sampled_from(OUTCOMES),
    unknown=st.lists(
        st.sampled_from([*sorted(known_paths()), "slots.0.start", "others.1.name"]), unique=True, max_size=3
    ).map(tuple),
    tone=st.sampled_from(["formal", "warm", "brief"]),
    now=time,
)


class TestReading:
    def test_every_field_of_the_contract_comes_in_and_goes_out(self) -> None:
        assert write_facts(facts_of(FULL, KINDS)) == {
            name: value for name, value in FULL.items() if name != "version"
        } | {"promised_by": "2026-12-04T17:00:00+00:00"}

    def test_the_full_example_sets_every_field(self) -> None:
        incident = facts_of(FULL, KINDS)
        for path in known_paths():
            if path not in ("others.recruiter", "others.careers_office"):
                assert incident.fact(path) != Incident(kind="late").fact(path), path

    @pytest.mark.parametrize("kind", KINDS)
    def test_the_kind_alone_is_enough(self, kind: str) -> None:
        assert read_facts(json.dumps({"kind": kind}), KINDS) == Incident(kind=kind)

    @pytest.mark.parametrize("gap", [None, "", [], "  "])
    def test_null_empty_text_and_an_empty_list_are_the_same_as_nothing(self, gap: object) -> None:
        outer: dict[str, object] = {name: gap for name in FULL if name != "kind"}
        inner: dict[str, object] = {
            name: dict.fromkeys(value, gap) for name, value in FULL.items() if isinstance(value, dict)
        }
        assert facts_of({**outer, "kind": "missed"}, KINDS) == Incident(kind="missed")
        assert facts_of({**inner, "kind": "missed"}, KINDS) == Incident(kind="missed")

    def test_empty_entries_of_a_list_of_texts_are_no_entries(self) -> None:
        assert facts_of({"kind": "late", "extras": ["", None, "references"]}, KINDS).extras == ("references",)

    def test_a_slot_has_from_and_to(self) -> None:
        data = {"kind": "missed", "slots": [{"from": "2026-12-01T14:00:00+01:00"}]}
        assert facts_of(data, KINDS).slots == (Slot(start=START),)

    @pytest.mark.parametrize(
        ("said", "meant"),
        [
            ("2026-12-01T13:00:00Z", START),
            ("2026-12-01t13:00:00z", START),
            ("2026-12-01 14:00:00+01:00", START),
            ("2026-12-01T14:00:00.250+01:00", START + timedelta(milliseconds=250)),
        ],
    )
    def test_times_are_rfc_3339(self, said: str, meant: datetime) -> None:
        assert facts_of({"kind": "late", "eta": said}, KINDS).eta == meant

    def test_a_time_keeps_the_offset_it_was_given(self) -> None:
        eta = facts_of({"kind": "late", "eta": "2026-12-01T14:00:00+05:30"}, KINDS).eta
        assert eta is not None
        assert eta.utcoffset() == timedelta(hours=5, minutes=30)

    def test_toml_headers_bring_times_as_datetimes(self) -> None:
        header = tomllib.loads('kind = "late"\neta = 2026-12-01T14:00:00+01:00\n[interview]\nminutes = 60')
        incident = facts_of(header, KINDS)
        assert (incident.eta, incident.interview.minutes) == (START, 60)

    def test_a_whole_number_may_be_written_with_a_point(self) -> None:
        assert facts_of({"kind": "late", "version": 1.0, "earlier": 2.0}, KINDS).earlier == 2

    def test_text_is_cleaned_where_it_enters(self) -> None:
        data = {"kind": "late", "me": {"name": "Sa\x1bm\u202e\nIto", "signature": "a\r\nb\x07"}}
        me = facts_of(data, KINDS).me
        assert (me.name, me.signature) == ("Sam Ito", "a\nb")

    def test_half_characters_cannot_get_in(self) -> None:
        assert read_facts(r'{"kind": "late", "me": {"name": "S\ud800am"}}', KINDS).me.name == "Sam"

    def test_texts_of_several_lines_are_those_that_the_form_shows_so(self) -> None:
        every = [field for group in fields.GROUPS for field in (*group.fields, *group.folded)]
        blocks = {field.path.rpartition(".")[2] for field in every if field.shape == "text"}
        assert blocks <= SEVERAL_LINES

    def test_a_byte_order_mark_is_no_part_of_the_facts(self) -> None:
        assert read_facts(b'\xef\xbb\xbf{"kind": "late"}', KINDS) == Incident(kind="late")
        assert read_facts('\ufeff{"kind": "late"}', KINDS) == Incident(kind="late")

    def test_a_cause_of_ones_own_needs_only_its_clause(self) -> None:
        data = {"kind": "missed", "cause": {"id": "goat", "detail": "a goat ate the letter"}}
        assert facts_of(data, KINDS, causes={"overslept"}).cause.id == "goat"

    def test_a_known_cause_needs_no_clause(self) -> None:
        data = {"kind": "missed", "cause": {"id": "overslept"}}
        assert facts_of(data, KINDS, causes={"overslept"}).cause.id == "overslept"


class TestWriting:
    @settings(max_examples=60, deadline=None)
    @given(incidents)
    def test_what_is_written_comes_back(self, incident: Incident) -> None:
        written = write_facts(incident)
        assert facts_of(written, KINDS) == incident
        assert read_facts(json.dumps(written), KINDS) == incident
        assert facts_of(tomllib.loads(tomli_w.dumps(written)), KINDS) == incident

    def test_gaps_and_defaults_are_left_out(self) -> None:
        assert write_facts(Incident(kind="late", interview=Interview(company="Acme"))) == {
            "kind": "late",
            "interview": {"company": "Acme"},
        }

    def test_times_are_written_with_their_offset(self) -> None:
        start = datetime(2026, 7, 1, 9, 30, tzinfo=ZoneInfo("America/New_York"))
        written = write_facts(Incident(kind="late", interview=Interview(start=start)))
        assert written["interview"] == {"start": "2026-07-01T09:30:00-04:00"}

    def test_an_offset_with_seconds_is_written_in_utc(self) -> None:
        old = datetime(1880, 1, 1, 12, tzinfo=ZoneInfo("Europe/Berlin"))
        written = write_facts(Incident(kind="late", eta=old))
        assert facts_of(written, KINDS).eta == old

    def test_unknown_paths_go_out_under_the_names_of_the_file(self) -> None:
        incident = Incident(kind="late", unknown=("slots.0.start", "contact.name"))
        assert write_facts(incident)["unknown"] == ["slots.0.from", "contact.name"]
        with pytest.raises(BadFacts):
            facts_of({"kind": "late", "unknown": ["slots.0.beginning"]}, KINDS)


class TestKnownPaths:
    def test_they_are_the_leaves_and_the_people_whom_a_message_may_need(self) -> None:
        assert {
            "contact.name",
            "interview.start",
            "cause.detail",
            "slots",
            "others.recruiter",
            "others.careers_office",
            "me.phone",
            "eta",
        } <= known_paths()

    def test_groups_and_what_is_never_a_gap_are_none_of_them(self) -> None:
        assert not known_paths() & {"contact", "kind", "version", "unknown", "now"}

    def test_every_gap_that_the_form_knows_may_be_unknown(self) -> None:
        every = [field for group in fields.GROUPS for field in (*group.fields, *group.folded)]
        never = {"kind", "now"}
        assert {field.path for field in every} - never <= known_paths()
