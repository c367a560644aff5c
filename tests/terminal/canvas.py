"""What a terminal shows: bytes in, rows of text and the terminal's own answers out. No process, no clock."""

import codecs
import re
from collections.abc import Iterator

import pyte

_SEQUENCE = re.compile(
    r"\x1b(?:"
    r"\[[0-?]*[ -/]*[@-~]"  # CSI
    r"|[]PX^_].*?(?:\x07|\x1b\\)"  # OSC, DCS, SOS, PM, APC, up to their end
    r"|[ -/]*[0-OQ-WYZ\\`-~]"  # the short ones
    r")",
    re.DOTALL,
)
_MODE = re.compile(r"\x1b\[\?([0-9;]+)([hl])")
_PLAIN_CSI = re.compile(r"\x1b\[[0-9;]*[@-~]")
_SYNC, _ALTERNATE = "2026", "1049"
_KNOWN_TO_PYTE = {"7", "25"}
_ANSWERS = {
    "\x1b[?2026$p": "\x1b[?2026;2$y",  # whole frames: understood, and off
    "\x1b[?2048$p": "\x1b[?2048;0$y",  # sizes in band: not understood, SIGWINCH says it
    "\x1b[?u": "",  # the kitty keyboard: silence is "no"
    "\x1b[c": "\x1b[?62;22c",
    "\x1b[>c": "\x1b[>1;10;0c",
    "\x1b[5n": "\x1b[0n",
}


class Canvas:
    """A screen of `width` by `height` cells that shows whole frames only (mode 2026), and answers queries."""

    def __init__(self, width: int, height: int) -> None:
        self._screen = pyte.Screen(width, height)
        self._stream = pyte.Stream(self._screen)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._pending = ""
        self._drawing = False
        self.modes: set[str] = set()
        """The private modes that are on, by number: "1049" is the alternate screen."""
        self.strings: list[str] = []
        """Every OSC, DCS and other string sequence received: titles, clipboard writes."""
        self.lines: tuple[str, ...] = tuple(self._screen.display)
        """The rows of the last whole frame, as wide as the screen."""

    def feed(self, data: bytes) -> bytes:
        """Draw what a program wrote, and return what the terminal types back."""
        answers = ""
        for piece in self._pieces(self._decode(data)):
            if not piece.startswith("\x1b"):
                self._stream.feed(piece)
            elif piece == "\x1b[6n":
                cursor = self._screen.cursor
                answers += f"\x1b[{cursor.y + 1};{cursor.x + 1}R"
            elif piece in _ANSWERS:
                answers += _ANSWERS[piece]
            else:
                self._obey(piece)
        if not self._drawing:
            self.lines = tuple(self._screen.display)
        return answers.encode()

    def resize(self, width: int, height: int) -> None:
        """Change the size; what no longer fits is cut."""
        self._screen.resize(height, width)
        self.lines = tuple(self._screen.display)

    def _pieces(self, text: str) -> Iterator[str]:
        """Cut into plain text and single whole sequences; keep an unfinished one for the next time."""
        text = self._pending + text
        end = 0
        for match in _SEQUENCE.finditer(text):
            if match.start() > end:
                yield text[end : match.start()]
            yield match.group()
            end = match.end()
        unfinished = text.find("\x1b", end)
        cut = len(text) if unfinished < 0 else unfinished
        if cut > end:
            yield text[end:cut]
        self._pending = text[cut:]

    def _obey(self, sequence: str) -> None:
        if mode := _MODE.fullmatch(sequence):
            self._switch(mode[1].split(";"), on=mode[2] == "h")
        elif sequence[1] in "]PX^_":
            self.strings.append(sequence)
        elif _PLAIN_CSI.fullmatch(sequence) or sequence[1] not in "[=>":
            self._stream.feed(sequence)

    def _switch(self, numbers: list[str], *, on: bool) -> None:
        for number in numbers:
            (self.modes.add if on else self.modes.discard)(number)
            if number == _SYNC:
                self._end_or_begin_frame(on=on)
            elif number == _ALTERNATE:
                self._screen.reset()  # the main screen's text is not kept: no test needs it
            elif number in _KNOWN_TO_PYTE:
                self._stream.feed(f"\x1b[?{number}{'h' if on else 'l'}")

    def _end_or_begin_frame(self, *, on: bool) -> None:
        self._drawing = on
        if not on:
            self.lines = tuple(self._screen.display)
