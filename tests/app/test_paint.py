"""What is painted cannot steer the terminal, whatever it was painted from."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from rich.cells import cell_len
from rich.control import Control
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from tui.app import Raincheck
from tui.app.paint import MARK, PlainPaint
from tui.model.clean import STEERS, clean

BLACK = Color(0, 0, 0)
BAD = (
    *map(chr, (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))),
    *"\u061c\u200b\u200e\u200f\u2028\u2029\u2060\ufeff\ud800\U000e0041",
)


def painted(*texts: str) -> str:
    return "".join(segment.text for segment in PlainPaint().apply([Segment(t) for t in texts], BLACK))


@pytest.mark.parametrize("char", BAD, ids=lambda char: f"{ord(char):04X}")
def test_a_control_is_painted_as_a_mark_in_a_line_of_the_same_width(char: str) -> None:
    before = f"ab{char}cd   "
    after = painted(before)
    assert char not in after
    assert after.startswith("ab cd" if char in "\t\n" else f"ab{MARK}cd")
    assert cell_len(after) == cell_len(before)


def test_a_control_alone_takes_no_cell() -> None:
    assert painted("a", "\x1b", "b") == "ab"


def test_a_sequence_leaves_only_its_letters() -> None:
    assert painted("\x1b]0;title\x07", "    ") == f"{MARK}]0;titl    "


def test_whatever_is_not_clean_is_not_painted_either() -> None:
    for code in range(sys.maxunicode + 1):
        if chr(code) != "\n" and STEERS.match(chr(code)):
            assert not chr(code).isprintable()
            assert chr(code) not in painted(chr(code))


@pytest.mark.parametrize(
    "text",
    ["plain", "a [/] b", "日本語", "עברית", "👩\u200d💻", "e\u0301", "┌─┐", "\ufe0f", "\ue000", "ab\u00adc"],
)
def test_what_only_looks_odd_is_painted_as_it_is(text: str) -> None:
    segments = [Segment(text), Segment(" ")]
    assert clean(text).removed == 0 or text == "e\u0301"
    assert PlainPaint().apply(segments, BLACK) is segments


def test_the_controls_of_textual_itself_pass() -> None:
    move = Control.move_to(1, 2).segment
    segments = PlainPaint().apply([move, Segment("\x1b[2J ")], BLACK)
    assert segments[0] is move
    assert segments[1].text == f"{MARK}[2J"


def test_the_style_of_marked_text_stays() -> None:
    bold = Style(bold=True)
    assert PlainPaint().apply([Segment("a\x1b ", bold)], BLACK) == [Segment(f"a{MARK}", bold)]


async def test_a_new_theme_colours_what_is_painted_from_then_on(make_app: Callable[..., Raincheck]) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        before = app.get_line_filters()
        assert app.get_line_filters() == before
        app.theme = "ansi-dark"
        await pilot.pause()
        (paint,) = app.get_line_filters()
        assert isinstance(paint, PlainPaint)
        assert list(paint.others) == [each for each in app._filters if each.enabled]


def titled(text: str) -> Widget:
    widget = Static("inside")
    widget.styles.border = ("round", "white")
    widget.border_title = Content(text)
    return widget


@pytest.mark.parametrize("make", [titled, Input, TextArea, lambda text: Static(Content(text))])
async def test_no_widget_gets_a_control_past_it(
    make_app: Callable[..., Raincheck], make: Callable[[str], Widget]
) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await app.push_screen(Screen())
        await app.screen.mount(make("here \x1b[2J\x9b2J\u202e there"))
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        shown = "\n".join(segment.text for strip in strips for segment in strip if not segment.control)
        assert f"here {MARK}" in shown
        assert not STEERS.search(shown)


@pytest.mark.parametrize("from_widget", [False, True], ids=["the app", "a widget"])
async def test_what_is_said_in_passing_is_never_markup(
    make_app: Callable[..., Raincheck], from_widget: bool
) -> None:
    app = make_app()
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        (app.screen if from_widget else app).notify("[/] [@click=app.leave]x[/]", title="[b]t", markup=True)
        await pilot.pause()
        shown = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "[/] [@click=app.leave]x[/]" in shown
        assert "[b]t" in shown
