"""Playbooks from folders: what is read, which folder wins, and what an error says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.model.playbook import BadPlaybook, Condition, Due
from tui.words.playbooks import LARGEST, load_playbooks

HEAD = """key = "1"
says = "I missed it"
label = "Missed"
phrase = "missed"
direction = "past"
group = "mi"
"""
CALL = """
[[step]]
id = "call"
phase = "now"
label = "Call"
detail = "Call them."
due = { after = "noticed", amount = 5, unit = "minutes" }
when = { outcome = ["none", "waiting"], mine = true }
moot = { answered = true }
message = "first"
channel = "call"
advice = ["D1"]
"""
PAIRS = (("first", "call"), ("first", "email"), ("nudge", "email"))


def write(folder: Path, text: str, name: str = "missed.toml") -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return folder


def refused(folder: Path, text: str, **more: object) -> BadPlaybook:
    with pytest.raises(BadPlaybook) as caught:
        load_playbooks([write(folder, text)], **more)  # type: ignore[arg-type]  # passed on by name
    return caught.value


def test_a_step_is_read_with_its_conditions_and_due_rules(tmp_path: Path) -> None:
    book = load_playbooks([write(tmp_path, HEAD + CALL)])["missed"]
    step = book.step("call")
    assert (book.key, book.says, book.direction, book.group) == ("1", "I missed it", "past", "mi")
    assert step.due == (Due("noticed", 5, "minutes"),)
    assert step.when == (Condition("outcome", ("none", "waiting")), Condition("mine", ("yes",)))
    assert step.moot == ((Condition("answered", ("yes",)),),)
    assert (step.message, step.channel, step.advice) == ("first", "call", ("D1",))


def test_several_due_rules_and_moot_groups_keep_their_order(tmp_path: Path) -> None:
    text = CALL.replace("due = {", 'due = [{ after = "eta", amount = -1 }, {').replace(
        'unit = "minutes" }', 'unit = "minutes" }]'
    )
    text = text.replace(
        "moot = { answered = true }", "moot = [{ answered = true }, { called = true, wrote = true }]"
    )
    step = load_playbooks([write(tmp_path, HEAD + text)])["missed"].step("call")
    assert step.due == (Due("eta", -1), Due("noticed", 5))
    assert [len(group) for group in step.moot] == [1, 2]


def test_a_part_adds_its_steps_and_the_playbooks_own_win(tmp_path: Path) -> None:
    write(tmp_path, CALL.replace("Call them.", "Shared.") + CALL.replace('"call"', '"why"'), "parts/end.toml")
    book = load_playbooks([write(tmp_path, 'use = ["end"]\n' + HEAD + CALL)])["missed"]
    assert [(step.id, step.detail) for step in book.steps] == [("call", "Call them."), ("why", "Call them.")]


def test_playbooks_come_in_the_order_of_their_keys(tmp_path: Path) -> None:
    write(tmp_path, HEAD.replace('"1"', '"2"') + CALL, "alpha.toml")
    assert tuple(load_playbooks([write(tmp_path, HEAD + CALL)])) == ("missed", "alpha")


def test_the_users_folder_wins_file_by_file_also_for_a_part(tmp_path: Path) -> None:
    mine, built_in = tmp_path / "mine", tmp_path / "built-in"
    write(built_in, 'use = ["end"]\n' + HEAD + CALL)
    write(built_in, HEAD.replace('"1"', '"2"') + CALL, "late.toml")
    write(built_in, CALL.replace('"call"', '"why"'), "parts/end.toml")
    write(mine, HEAD.replace("Missed", "Mine") + CALL)
    books = load_playbooks([mine, built_in])
    assert (books["missed"].label, books["late"].label) == ("Mine", "Missed")
    (mine / "missed.toml").unlink()
    write(mine, CALL.replace('"call"', '"own"'), "parts/end.toml")
    assert [step.id for step in load_playbooks([mine, built_in])["missed"].steps] == ["call", "own"]


def test_a_broken_file_of_the_users_is_told_and_the_built_in_one_is_used(tmp_path: Path) -> None:
    mine, built_in = write(tmp_path / "mine", HEAD), write(tmp_path / "built-in", HEAD + CALL)
    told: list[BadPlaybook] = []
    assert load_playbooks([mine, built_in], told.append)["missed"].label == "Missed"
    assert [bad.source for bad in told] == [str(mine / "missed.toml")]
    with pytest.raises(BadPlaybook):
        load_playbooks([mine, built_in])


def test_a_folder_that_is_not_there_holds_no_playbooks(tmp_path: Path) -> None:
    assert load_playbooks([tmp_path / "none"]) == {}


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('phase = "now"', 'phase = "nw"', 10, "`nw` is no `phase`; the nearest is `now`"),
        ("outcome = [", "outcom = [", 14, "`outcom` is no field; the nearest is `outcome`"),
        ('"waiting"]', '"waitng"]', 14, "`waitng` is no value of `outcome`; the nearest is `waiting`"),
        ("mine = true", 'mine = "perhaps"', 14, "`perhaps` is no value of `mine`"),
        ("moot = {", "mood = {", 15, "`mood` is no name; the nearest is `moot`"),
        ("answered = true", "answered = 3", 15, "`3` is no value of `answered`"),
        ("amount = 5", 'amount = "5"', 13, "`amount` is a whole number"),
        ("amount = 5", "amount = true", 13, "`amount` is a whole number"),
        ('unit = "minutes"', 'unit = "days"', 13, "`days` is no `unit`"),
        ('after = "noticed"', 'after = "notice"', 13, "the nearest is `noticed`"),
        ('after = "noticed"', 'after = "sent"', 13, "`of` names the message"),
        ('label = "Call"\n', f'label = "{"x" * 25}"\n', 11, "`label` is 25 long; 24 fit"),
        ('detail = "Call them."', 'detail = ""', 12, "`detail` is missing"),
        ('id = "call"', "id = 7", 9, "`id` is a text"),
        ('advice = ["D1"]', 'advice = "D1"', 18, "`advice` is a list of texts"),
        ('direction = "past"', 'direction = "back"', 5, "`back` is no `direction`"),
        ('key = "1"', 'key = "12"', 1, "`key` is one character"),
        ('group = "mi"', 'grup = "mi"', 6, "`grup` is no name; the nearest is `group`"),
        ('group = "mi"\n', "", 1, "`group` is missing"),
        ("[[step]]", "[step]", 8, "each step begins with [[step]]"),
        ('id = "call"', "id = call", 9, "this is not TOML"),
        ('direction = "past"', 'direction = "past"\nuse = ["nudge"]', 6, "`nudge` is no `use`"),
    ],
)
def test_a_mistake_is_named_with_file_line_and_the_nearest_known_name(
    tmp_path: Path, old: str, new: str, line: int, said: str
) -> None:
    text = HEAD + CALL
    assert old in text
    bad = refused(tmp_path, text.replace(old, new, 1))
    assert said in bad.reason
    assert (bad.source, bad.line) == (str(tmp_path / "missed.toml"), line)
    assert str(bad).startswith(f"{tmp_path / 'missed.toml'}, line {line}: ")


def test_a_mistake_in_the_second_step_is_found_there(tmp_path: Path) -> None:
    second = CALL.replace('"call"', '"write"', 1).replace('phase = "now"', 'phase = "soon"')
    assert refused(tmp_path, HEAD + CALL + second).line == 22


def test_two_steps_of_one_id_are_refused(tmp_path: Path) -> None:
    assert "two steps `call`" in refused(tmp_path, HEAD + CALL + CALL).reason


def test_a_step_cannot_wait_for_a_message_that_a_later_step_opens(tmp_path: Path) -> None:
    waits = CALL.replace('"call"', '"first"', 1).replace('after = "noticed"', 'after = "sent", of = "first"')
    bad = refused(tmp_path, HEAD + waits + CALL)
    assert (bad.line, "stands before the step" in bad.reason) == (13, True)


def test_a_message_that_the_kind_does_not_have_is_refused_by_its_nearest_name(tmp_path: Path) -> None:
    text = HEAD + CALL.replace('message = "first"', 'message = "nuge"')
    bad = refused(tmp_path, text, pairs=lambda kind: PAIRS)
    assert (bad.line, "nearest is `nudge`" in bad.reason) == (16, True)
    text = HEAD + CALL.replace('channel = "call"', 'channel = "text"')
    bad = refused(tmp_path, text, pairs=lambda kind: PAIRS)
    assert (bad.line, "it goes by call, email" in bad.reason) == (17, True)


def test_a_file_without_steps_is_no_playbook(tmp_path: Path) -> None:
    assert "no [[step]]" in refused(tmp_path, HEAD).reason


def test_a_file_that_is_too_large_or_not_text_is_refused(tmp_path: Path) -> None:
    assert "64 KiB" in refused(tmp_path, "#" * (LARGEST + 1)).reason
    (tmp_path / "missed.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(BadPlaybook, match="cannot be read"):
        load_playbooks([tmp_path])
