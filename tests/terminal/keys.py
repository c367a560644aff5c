"""The bytes that a plain xterm sends for a key, by the key's name in Textual."""

_NAMED = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "escape": "\x1b",
    "space": " ",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "ctrl+pageup": "\x1b[5;5~",
    "ctrl+pagedown": "\x1b[6;5~",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
}


def key(name: str) -> bytes:
    """The bytes of one key: `f9`, `ctrl+s`, or a character for itself; KeyError for an unknown name."""
    if len(name) == 1:
        return name.encode()
    control = name.removeprefix("ctrl+")
    if control != name and len(control) == 1 and control.isalpha():
        return bytes([ord(control.lower()) & 0x1F])
    return _NAMED[name].encode()


def paste(text: str) -> bytes:
    """The bytes of a bracketed paste, which a terminal sends for pasted text and for a file dropped on it."""
    return b"\x1b[200~" + text.encode("utf-8", "surrogateescape") + b"\x1b[201~"
