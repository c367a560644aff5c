"""The causes: all of them there, each with words that say no more than it means."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.words.causes import BadCauses, load_causes
from tui.words.clauses import is_clause
from tui.words.library import library

OWN = """got-lost wrong-building parking left-late missed-transport overslept forgot wrong-day
wrong-hour wrong-time-zone clock-change calendar-entry double-booked missed-invitation
phone-silent prior-commitment another-interview"""
OTHERS = """sudden-illness medical-emergency planned-procedure contagious-illness health
family-emergency sick-relative bereavement caring-duty sick-child child-care traffic
car-breakdown accident public-transport flight weather video-link internet-outage
power-outage audio-video cut-off-mid-call scheduling-page device-failure work-emergency
no-leave shift-change travel-for-work legal-duty religious-observance strike relocation
accepted-another-offer not-the-right-fit commute location study pay personal staying
interviewer-late interviewer-absent employer-moved told-wrong-time"""
SENSITIVE = """sudden-illness medical-emergency planned-procedure contagious-illness health
family-emergency sick-relative bereavement caring-duty sick-child child-care
another-interview legal-duty religious-observance pay personal"""
ENTRIES = library().causes.values()


def test_every_cause_is_there_with_whose_doing_and_how_private() -> None:
    assert set(library().causes) == {*OWN.split(), *OTHERS.split()}
    assert {entry.id for entry in ENTRIES if entry.mine} == set(OWN.split())
    assert {entry.id for entry in ENTRIES if entry.sensitive} == set(SENSITIVE.split())
    assert all(entry.privacy == ("general" if entry.sensitive else "specific") for entry in ENTRIES)


def test_every_phrase_is_a_short_clause() -> None:
    for entry in ENTRIES:
        assert entry.specific.past
        assert entry.kinds
        for phrase in (entry.general, entry.specific):
            for said in filter(None, (phrase.past, phrase.now)):
                assert is_clause(said), said
                assert len(said.split()) <= 20
                assert said[-1].isalpha()
                assert "your" not in said.split()


def test_a_tense_that_is_not_given_is_the_other() -> None:
    overslept = library().cause("overslept")
    assert overslept is not None
    assert overslept.specific.at("now") == "I overslept"
    assert library().cause("no-such-cause") is None


def test_a_file_that_is_not_one_is_named(tmp_path: Path) -> None:
    file = tmp_path / "causes.toml"
    file.write_text('[[cause]]\nid = "x"\ncolour = "red"\n', encoding="utf-8")
    with pytest.raises(BadCauses, match=r"causes\.toml"):
        load_causes([file])
    assert load_causes([tmp_path / "none.toml"]) == {}
