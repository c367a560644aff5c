"""An invitation fills what is open; what the user typed stays unless they say so."""

from __future__ import annotations

from msgspec.structs import replace

from tests.exchange.invited import NOW, calendar, read
from tui.exchange.invitation_apply import apply_invitation
from tui.model.incident import Contact, Incident, Interview, Me

INVITED = read(
    calendar(
        "DTSTART:20261201T130000Z",
        "DTEND:20261201T140000Z",
        "ORGANIZER;CN=Sam Lee:mailto:sam@acme.example",
        "SUMMARY:Interview for Data Engineer at Acme",
    )
)
EMPTY = Incident(kind="missed", me=Me(name="Ana Ruiz", email="ana@home.example"))


def test_gaps_are_filled_without_a_question() -> None:
    filled, conflicts = apply_invitation(EMPTY, INVITED)

    assert conflicts == ()
    assert filled.contact == Contact(name="Sam Lee", email="sam@acme.example")
    assert filled.interview.start == NOW.fromisoformat("2026-12-01T13:00:00+00:00")
    assert filled.me == EMPTY.me


def test_what_the_user_typed_stays_and_the_difference_is_told() -> None:
    typed = replace(EMPTY, interview=Interview(company="Acme Labs", role="data engineer"))

    filled, conflicts = apply_invitation(typed, INVITED)

    assert filled.interview.company == "Acme Labs"
    assert filled.interview.role == "data engineer"
    assert filled.interview.minutes == 60
    (conflict,) = conflicts
    assert (conflict.path, conflict.mine, conflict.theirs) == ("interview.company", "Acme Labs", "Acme")
    assert conflict.source == "the title"


def test_a_chosen_path_takes_the_invitation() -> None:
    typed = replace(EMPTY, interview=Interview(company="Acme Labs"))

    filled, conflicts = apply_invitation(typed, INVITED, take=("interview.company",))

    assert filled.interview.company == "Acme"
    assert conflicts == ()


def test_the_same_moment_on_another_clock_is_no_difference() -> None:
    typed = replace(EMPTY, interview=Interview(start=NOW.fromisoformat("2026-12-01T14:00:00+01:00")))

    assert apply_invitation(typed, INVITED)[1] == ()


def test_applying_twice_changes_nothing_more() -> None:
    once, _ = apply_invitation(EMPTY, INVITED)

    assert apply_invitation(once, INVITED) == (once, ())


def test_a_fact_that_was_given_up_as_unknown_becomes_known() -> None:
    filled, _ = apply_invitation(EMPTY.without_knowing("contact.name"), INVITED)

    assert filled.contact.name == "Sam Lee"
    assert filled.unknown == ()


def test_who_invites_themselves_is_not_the_other_side() -> None:
    own = replace(EMPTY, me=Me(email="SAM@acme.example"))

    filled, _ = apply_invitation(own, INVITED)

    assert filled.contact == Contact()
    assert filled.interview.minutes == 60
