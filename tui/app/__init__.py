"""The App: screens, keys and the palette, on top of the shared state, the store and the ways out."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from rich.text import Text
from textual import on
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui.app.outside import Outside
from tui.app.themes import THEMES
from tui.screens.start import Start
from tui.store.errors import broke_at
from tui.widgets.messages import KindChosen

if TYPE_CHECKING:
    from tui.screens.desk import Desk
    from tui.state import State

__all__ = ["Raincheck"]


UNKEYED = (
    ("The shown message was sent", "sent"),
    ("Keep my words where they and the facts disagree", "keep_mine"),
    ("Drop my edits of this draft", "start_over"),
    ("About you: name, phone, e-mail, city", "profile"),
    ("Dark or light", "next_theme"),
)
"""What has no key of its own, for the palette."""


PRELOAD = 0.1
"""Start is painted for so many seconds before the desk is loaded behind it (ours)."""


class Raincheck(Outside):
    """The whole app."""

    TITLE = "Raincheck"
    ENABLE_COMMAND_PALETTE = True
    INLINE_PADDING = 0
    AUTO_FOCUS = None
    # Those of a default screen are not loaded with it (Textual 8.2), so they are named here.
    CSS_PATH = ["../styles/start.tcss", "../styles/desk.tcss"]  # noqa: RUF012 (as in App)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "Help", show=False, id="help"),
        Binding("f5", "edit_outside", "Edit in $EDITOR", show=False, id="edit-outside"),
        Binding("f7", "fix", "Fix, or I don't know", show=False, id="fix"),
        Binding("f8", "next_gap", "Next gap", show=False, id="next-gap"),
        Binding("ctrl+s", "export", "To a file", show=False, id="export", priority=False),
        Binding("f9", "export_sheet", "All ways to export", show=False, id="export-sheet"),
        Binding("ctrl+t", "call", "Call", show=False, id="call", priority=True),
        Binding("ctrl+r", "answered", "They answered", show=False, id="answered"),
        Binding("ctrl+o", "incidents", "Incidents", show=False, id="incidents"),
        Binding("ctrl+g", "take_offer", "The kind that fits", show=False, id="take-offer"),
        Binding("ctrl+n", "new", "New incident", show=False, id="new"),
        Binding("ctrl+pageup", "next_channel(-1)", "Previous message", show=False, id="previous-message"),
        Binding("ctrl+pagedown", "next_channel(1)", "Next message", show=False, id="next-message"),
        Binding("ctrl+z", "undo", "Undo", show=False, id="undo"),
        Binding("ctrl+y", "redo", "Redo", show=False, id="redo"),
        Binding("ctrl+l", "redraw", "Redraw", show=False, id="redraw"),
        Binding("ctrl+c", "copy_selection", "Copy the selection", show=False, id="copy", priority=False),
        Binding("ctrl+q", "leave", "Leave", show=False, id="leave", priority=True),
    ]

    def _fatal_error(self) -> None:
        """Say where the app broke and not with what: Textual's traceback shows private values."""
        self._exit_renderables.append(Text(broke_at(sys.exc_info()[1])))
        self._close_messages_no_wait()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our own variables for themes that are not ours."""
        own = THEMES[0].variables
        return {**super().get_theme_variable_defaults(), **own}

    def get_default_screen(self) -> Screen[None]:
        """Open on the desk where one left off, else on Start."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self.profile.settings.theme or THEMES[0].name
        return Start(self.book.playbooks) if self.state is None else self._new_desk(self.state)

    def on_mount(self) -> None:
        """Load the desk while the user reads what is asked, so that it is there at the key."""
        if self.state is None:
            self.set_timer(PRELOAD, partial(import_module, "tui.screens.desk"))

    def _new_desk(self, state: State) -> Desk:
        from tui.screens.desk import Desk

        self._desk = Desk(self.book, state.incident.kind)
        return self._desk.data_bind(Raincheck.state, Raincheck.keeping)

    # Screens

    def show(self, state: State) -> None:
        """Bring an incident to the desk, and the desk to the front."""
        desk = self.desk
        if desk is None:
            self.set_reactive(Raincheck.state, None)
            self.state = state
            self.push_screen(self._new_desk(state))
        else:
            while self.screen is not desk:
                self.pop_screen()
            self.state = state

    @on(KindChosen)
    def _begin(self, event: KindChosen) -> None:
        fresh = self.desk is None
        self.show(self.begin(event.kind))
        desk = self.desk
        if desk is not None and fresh:
            desk.call_after_refresh(self._begun, desk)
        elif desk is not None:
            self._begun(desk)

    def _begun(self, desk: Desk) -> None:
        """Put the focus where typing starts; what is to be weighed first comes before it."""
        desk.begin()
        if self.state is not None:
            steps = self.book.playbook(self.state.incident.kind).steps
            if steps and steps[0].screen == "weigh":
                self.action_weigh()

    def action_new(self) -> None:
        """Ask what happened, for a new incident."""
        if not isinstance(self.screen, Start):
            self.push_screen(Start(self.book.playbooks))

    async def action_back(self) -> None:
        """Go one screen back; the first one stays."""
        stays = self.state is None and isinstance(self.screen, Start)
        if not stays and len(self.screen_stack) > 1 and self.screen is not self.desk:
            self.pop_screen()

    def action_redraw(self) -> None:
        """Draw everything anew."""
        self.refresh(layout=True)

    def action_copy_selection(self) -> None:
        """Copy the selection; without one, say how to leave."""
        selected = getattr(self.focused, "selected_text", "") or ""
        if selected:
            self.copy_to_clipboard(selected)
            self.notify("Copied, as far as the terminal allows.", timeout=2)
        else:
            self.notify("ctrl+q leaves; everything is saved.", timeout=3)

    def action_next_theme(self) -> None:
        """Change between the dark and the light theme, and keep the choice."""
        names = [theme.name for theme in THEMES]
        here = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(here + 1) % len(names)]
        self.keep_profile(settings=replace(self.profile.settings, theme=self.theme))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """List every action, with its key where it has one, and every kind that this incident could be."""
        for name, action in UNKEYED:
            yield SystemCommand(name, "", lambda action=action: self.call_later(self.run_action, action))
        for playbook in self.book.playbooks.values() if self.state is not None else ():
            turn = partial(self.action_turn, playbook.id)
            yield SystemCommand(f"Make it: {playbook.says}", "", turn)
        for owner in (self, screen):
            for key in type(owner).BINDINGS:
                if isinstance(key, Binding) and key.description:
                    label = f"{key.description} ({key.key.split(',')[0]})"
                    run = partial(self.call_later, self.run_action, key.action, owner)
                    yield SystemCommand(label, "", run)
