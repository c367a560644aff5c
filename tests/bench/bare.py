"""The smallest Textual app with the parts that Raincheck has: what its figures are measured against."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Footer, Header, Input, TextArea


class Bare(App[None]):
    """A header, a field, an editor and a footer, and nothing behind them."""

    BINDINGS: ClassVar[list[BindingType]] = [("ctrl+q", "quit", "Leave")]
    TITLE = "Bare"

    def compose(self) -> ComposeResult:
        yield Header()
        yield Input(placeholder="a field")
        yield TextArea("an editor")
        yield Footer()


if __name__ == "__main__":
    Bare().run()
