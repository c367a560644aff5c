"""The line of slots: read as people write it, shown so that it is read back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.model.incident import Format, Slot
from tui.model.slots import read_slots, show_slots

NOW = datetime.fromisoformat("2026-11-25T11:20:00+01:00")
ZONE = "Europe/Berlin"


def read(text: str) -> tuple[Slot, ...]:
    reading = read_slots(text, now=NOW, zone=ZONE)
    assert not reading.why
    return reading.slots


def slot(start: str, end: str = "", **facts: Any) -> Slot:
    ends = datetime.fromisoformat(f"2026-{end}+01:00") if end else None
    return Slot(datetime.fromisoformat(f"2026-{start}+01:00"), ends, **facts)


THURSDAY_MORNING = slot("11-26T09:00", "11-26T12:00")


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("tomorrow 15-18, thu 20:00", (slot("11-26T15:00", "11-26T18:00"), slot("11-26T20:00"))),
        ("fri after 3", (slot("11-27T15:00", open=True),)),
        ("fri 15:00 or later", (slot("11-27T15:00", open=True),)),
        ("fri from 15:00", (slot("11-27T15:00", open=True),)),
        ("fri 3", (slot("11-27T15:00"),)),
        ("fri 3am", (slot("11-27T03:00"),)),
        ("tue 9-12 video", (slot("12-01T09:00", "12-01T12:00", format="video"),)),
        ("tue 9-12 by phone", (slot("12-01T09:00", "12-01T12:00", format="phone"),)),
        ("in person tue 9-12", (slot("12-01T09:00", "12-01T12:00", format="on-site"),)),
        ("thu 9-12, 14-16", (THURSDAY_MORNING, slot("11-26T14:00", "11-26T16:00"))),
        ("thu 9-12; fri 14:00", (THURSDAY_MORNING, slot("11-27T14:00"))),
        ("thu 9-12 and fri 14:00", (THURSDAY_MORNING, slot("11-27T14:00"))),
        ("- thu 9-12\n- fri 14:00\n", (THURSDAY_MORNING, slot("11-27T14:00"))),
        ("Tue, 1 Dec 2026 14:00", (slot("12-01T14:00"),)),
        ("2026-12-01 10:00-12:00", (slot("12-01T10:00", "12-01T12:00"),)),
        ("thu 22:00-01:00", (slot("11-26T22:00", "11-27T01:00"),)),
        ("thu 20-24", (slot("11-26T20:00", "11-27T00:00"),)),
        ("Wed 2 Dec 22:00 to Thu 3 Dec 01:00", (slot("12-02T22:00", "12-03T01:00"),)),
        ("thu 3-5pm New York", (slot("11-26T21:00", "11-26T23:00"),)),
        ("thu 10:00-11:00 -0500", (slot("11-26T16:00", "11-26T17:00"),)),
        (
            'thu 9-12 "not by phone, please"',
            (slot("11-26T09:00", "11-26T12:00", note="not by phone, please"),),
        ),
        ("", ()),
        (" , ;\n", ()),
    ],
)
def test_slots_are_read_as_people_write_them(text: str, slots: tuple[Slot, ...]) -> None:
    assert read(text) == slots


@pytest.mark.parametrize(
    ("hours", "start", "end"),
    [
        ("9-12", "09:00", "12:00"),
        ("9–12", "09:00", "12:00"),
        ("9 to 12", "09:00", "12:00"),
        ("9:30-11.45", "09:30", "11:45"),
        ("between 9 and noon", "09:00", "12:00"),
        ("from 9 till 12", "09:00", "12:00"),
        ("0900-1130", "09:00", "11:30"),
        ("9-5", "09:00", "17:00"),
        ("10am-2", "10:00", "14:00"),
        ("9-11am", "09:00", "11:00"),
        ("11-1pm", "11:00", "13:00"),
        ("3-5pm", "15:00", "17:00"),
        ("1-3", "13:00", "15:00"),
        ("3-18:00", "15:00", "18:00"),
        ("12-2", "12:00", "14:00"),
        ("6-8", "18:00", "20:00"),
        ("7-9", "07:00", "09:00"),
        ("15-18", "15:00", "18:00"),
        ("15-18h", "15:00", "18:00"),
        ("08:00-09:00", "08:00", "09:00"),
    ],
)
def test_a_span_ends_as_soon_after_its_start_as_its_figures_allow(hours: str, start: str, end: str) -> None:
    assert read(f"thu {hours}") == (slot(f"11-26T{start}", f"11-26T{end}"),)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("thu", "thu"),
        ("thu 9-12, fri", "fri"),
        ("thu aftr 3", "aftr"),
        ("12/03 9-12", "12/03"),
        ("thu 9-12 fri 14-16", "thu 9-12 fri 14-16"),
        ("thu 18:00-09:00", "ends before it starts"),
        ("thu 9-25", "25"),
        ("thu before 12", "before"),
        ("thu 9-12 maybe", "maybe"),
        ("25 Oct 2026 01:00-02:30", "twice"),
        ("28 Mar 2027 01:00-02:30", "does not exist"),
    ],
)
def test_what_is_not_understood_is_named(text: str, named: str) -> None:
    why = read_slots(text, now=NOW, zone=ZONE).why
    assert named in why
    assert why.endswith(".")


def test_what_is_understood_is_kept_beside_what_is_not() -> None:
    reading = read_slots("thu 9-12, someday, fri 14:00", now=NOW, zone=ZONE)
    assert reading.slots == (THURSDAY_MORNING, slot("11-27T14:00"))
    assert reading.why.startswith('"someday": ')


def test_slots_are_shown_with_day_and_hours() -> None:
    slots = (THURSDAY_MORNING, slot("11-27T15:00", open=True, format="video", note='say "hi"'))
    assert show_slots(slots, zone=ZONE, now=NOW) == (
        r'Thu 26 Nov 09:00-12:00, Fri 27 Nov after 15:00 video "say \"hi\""'
    )


def test_a_slot_without_a_start_is_left_out() -> None:
    assert (
        show_slots((Slot(note="some day"), THURSDAY_MORNING), zone=ZONE, now=NOW) == "Thu 26 Nov 09:00-12:00"
    )


@st.composite
def any_slot(draw: st.DrawFn) -> Slot:
    start = NOW + timedelta(minutes=draw(st.integers(-400, 1000)) * draw(st.sampled_from([1, 15, 1440])))
    length = draw(st.none() | st.integers(1, 2000))
    return Slot(
        start,
        None if length is None else start + timedelta(minutes=length),
        draw(st.none() | st.sampled_from(get_args(Format))),
        draw(st.booleans()),
        draw(st.text(max_size=12)).strip(),
    )


@given(st.lists(any_slot(), max_size=4), st.sampled_from([ZONE, "America/New_York", "Asia/Kathmandu"]))
@settings(max_examples=80, deadline=None)
def test_what_is_shown_is_read_back_to_the_same_slots(slots: list[Slot], zone: str) -> None:
    text = show_slots(tuple(slots), zone=zone, now=NOW)
    reading = read_slots(text, now=NOW, zone=zone)
    assert (reading.slots, reading.why) == (tuple(slots), "")


PIECES = [
    "thu",
    "fri",
    "9-12",
    "14:00",
    "after",
    "3",
    "-",
    "to",
    "video",
    '"',
    "\\",
    ",",
    ";",
    "and",
    "between",
    "12/03",
]


@given(st.text(max_size=40) | st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join))
@settings(max_examples=250, deadline=None)
def test_no_text_raises(text: str) -> None:
    reading = read_slots(text, now=NOW, zone=ZONE)
    assert all(each.start is not None for each in reading.slots)
