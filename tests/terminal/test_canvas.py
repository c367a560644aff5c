"""The screen that the terminal tests read."""

import pytest

from tests.terminal.canvas import Canvas


def shown(canvas: Canvas) -> list[str]:
    return [line.rstrip() for line in canvas.lines if line.strip()]


def test_text_is_shown_where_the_cursor_is() -> None:
    canvas = Canvas(20, 3)
    canvas.feed(b"\x1b[2;3Hhere")
    assert canvas.lines[1].rstrip() == "  here"


def test_half_a_frame_is_not_shown() -> None:
    canvas = Canvas(20, 2)
    canvas.feed(b"before\r")
    canvas.feed(b"\x1b[?2026hafter")
    assert shown(canvas) == ["before"]
    canvas.feed(b"!\x1b[?2026l")
    assert shown(canvas) == ["after!"]


@pytest.mark.parametrize("cut", range(1, 12))
def test_a_sequence_cut_in_two_reads_hides_nothing_and_shows_nothing(cut: int) -> None:
    data = "a\x1b[38;5;9mü\x1b[0m".encode()
    canvas = Canvas(20, 2)
    canvas.feed(data[:cut])
    canvas.feed(data[cut:])
    assert shown(canvas) == ["aü"]


@pytest.mark.parametrize(
    "sequence", ["\x1b[<u", "\x1b[>25u", "\x1b[>4;1m", "\x1b=", "\x1bP1$r0m\x1b\\", "\x1b_x\x1b\\"]
)
def test_what_the_screen_does_not_know_leaves_no_mark(sequence: str) -> None:
    canvas = Canvas(20, 2)
    canvas.feed(f"a{sequence}b".encode())
    assert shown(canvas) == ["ab"]


def test_queries_are_answered_in_their_order() -> None:
    canvas = Canvas(20, 2)
    answer = canvas.feed(b"abc\x1b[6n\x1b[?2026$p\x1b[?2048$p")
    assert answer == b"\x1b[1;4R\x1b[?2026;2$y\x1b[?2048;0$y"


def test_a_clipboard_write_is_kept_for_the_test_to_see() -> None:
    canvas = Canvas(20, 2)
    canvas.feed(b"\x1b]52;c;aGk=\x07")
    assert canvas.strings == ["\x1b]52;c;aGk=\x07"]
    assert shown(canvas) == []


def test_modes_are_remembered_until_they_are_left() -> None:
    canvas = Canvas(20, 2)
    canvas.feed(b"\x1b[?1049h\x1b[?2004h")
    assert canvas.modes == {"1049", "2004"}
    canvas.feed(b"\x1b[?1049l")
    assert canvas.modes == {"2004"}
