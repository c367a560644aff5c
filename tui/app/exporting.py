"""Leaving the terminal: a message to a file, the clipboard or standard output; and whether it was sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from textual import events

from tui.app.listing import Listing
from tui.model.incident import Me
from tui.model.record import DraftKey
from tui.model.timeline import Entry
from tui.store.errors import StoreError
from tui.store.exports import keep_export, known_exports
from tui.store.profile import Profile, Settings, save_profile


class Exporting(Listing):
    """The App as far as the ways out go."""

    _at_the_end = ""
    _away = False

    def on_mount(self) -> None:
        """Ask after what was handed over last time."""
        self._agreed_gaps: set[tuple[str, DraftKey]] = set()
        self._not_yet: set[Entry] = set()
        self._asked_profile = False
        self.call_after_refresh(self._ask_sent)

    @property
    def export_folder(self) -> Path:
        """Where exported files go."""
        chosen = self.profile.settings.export
        return Path(chosen).expanduser() if chosen else self.places.export

    # The ways

    def action_export(self) -> None:
        """Write the shown message to a file; gaps are listed first, once a message."""
        self._out("f")

    def action_export_sheet(self) -> None:
        """Show all ways out."""
        from tui.screens.export import ExportSheet
        from tui.state.derived import gaps
        from tui.widgets.draft_pane import title_of

        if self.state is not None and not isinstance(self.screen, ExportSheet):
            labels = [gap.label for gap in gaps(self.state, self.book)]
            sheet = ExportSheet(title_of(self.state), labels, str(self.export_folder))
            self.push_screen(sheet, lambda way: self._out(way, asked=True) if way else None)

    def _out(self, way: str, *, asked: bool = False) -> None:
        from tui.screens.ask import Ask
        from tui.state.derived import gaps

        state = self.state
        if state is None or self.screen is not self.desk:
            self.notify("Export from the desk: Esc goes back to it.", timeout=3)
            return
        missing = gaps(state, self.book)
        mine = [gap for gap in missing if gap.field.startswith("me.")]
        if mine and not self._asked_profile and not self.read_only:
            self._asked_profile = True
            self._show_profile(lambda: self._out(way, asked=asked))
            return
        key = (state.id, state.shown)
        if missing and not asked and key not in self._agreed_gaps:
            lines = ["The text still has these gaps:", "", *(f"  {gap.label}" for gap in missing)]
            ask = Ask("Export with gaps?", lines, "export as it is", "back to the draft")
            self.push_screen(ask, lambda yes: self._agreed(key, way) if yes else None)
            return
        match way:
            case "c":
                self.run_worker(self._copy(), exclusive=True)
            case "f":
                self._write("txt")
            case "d":
                self._write("md")
            case "o":
                self._to_stdout()

    def _agreed(self, key: tuple[str, DraftKey], way: str) -> None:
        self._agreed_gaps.add(key)
        self._out(way)

    def _write(self, ending: str) -> None:
        from tui.exchange.files import Exported, NotExported, export_name, export_text
        from tui.state.derived import shown

        state = self.state
        if state is None:
            return
        text = shown(state, self.book).text
        key = "/".join((state.id, state.incident.kind, state.message, state.channel, ending))
        before = known_exports(self.places.state).get(key)
        mine = Exported(Path(before[0]), before[1]) if before else None
        name = export_name(state.incident, state.message, state.channel, state.moment, ending)
        try:
            exported = export_text(self.export_folder, name, text, mine)
        except NotExported as error:
            self.notify(str(error), severity="error", markup=False, timeout=15)
            return
        keep_export(self.places.state, key, exported.path, exported.digest)
        self._handed_over(f"to {exported.path}")
        self.notify(f"Written to {exported.path}", title="Exported", markup=False, timeout=8)

    async def _copy(self) -> None:
        from tui.exchange.clipboard import copy
        from tui.state.derived import shown

        if self.state is None:
            return
        said = await asyncio.to_thread(copy, shown(self.state, self.book).text)
        if said.sequence and self._driver is not None:
            self._driver.write(said.sequence)
        self._handed_over("to the clipboard")
        self.notify(said.words, title="Clipboard", markup=False, timeout=8)

    def _to_stdout(self) -> None:
        from tui.state.derived import shown

        if self.state is not None:
            self._at_the_end = shown(self.state, self.book).text
            self._handed_over("to standard output")
            self.notify("It is printed when you leave (ctrl+q).", markup=False, timeout=5)

    def _handed_over(self, where: str) -> None:
        from tui.widgets.draft_pane import title_of

        state = self.state
        if state is not None and not self.read_only:
            self.state = state.log("exported", f"{title_of(state)} {where}", about=state.shown)
            self.saver.checkpoint(self.state.record(self.book), "export")

    def action_leave(self) -> None:
        """Save and leave; what was to be printed is."""
        from tui.screens.ask import Ask

        if self.save_now():
            self.exit(self._at_the_end)
            return
        status = self.saver.status
        copy = (
            f"A copy of the text is in {status.copy}." if status.copy else "There is no copy of it elsewhere."
        )
        lines = [status.sentence or "The disk is slow; the newest text is not on it yet.", "", copy]
        ask = Ask("Not saved", lines, "leave all the same", "stay")
        self.push_screen(ask, lambda yes: self.exit(self._at_the_end) if yes else None)

    # Whether it was sent

    def on_app_blur(self, event: events.AppBlur) -> None:
        """Note that the user went elsewhere."""
        self._away = True

    def on_app_focus(self, event: events.AppFocus) -> None:
        """On coming back, ask whether what was handed over was sent."""
        if self._away:
            self._away = False
            self.call_later(self._ask_sent)  # the focus comes back first

    def _ask_sent(self) -> None:
        from tui.screens.ask import Ask
        from tui.state.derived import handed_over

        state = self.state
        if state is None or self.read_only or self.screen is not self.desk:
            return
        entry = handed_over(state)
        if entry is None or entry in self._not_yet:
            return
        lines = [f"{entry.text},", f"exported {entry.at.astimezone(state.now.tzinfo):%a %d %b %H:%M}."]
        ask = Ask("Did you send it?", lines, "yes, it is sent", "not yet")
        self.push_screen(ask, lambda yes: self._sent(entry) if yes else self._not_yet.add(entry))

    def action_sent(self) -> None:
        """Confirm that the shown message was sent."""
        if self.state is not None:
            self._record_sent(self.state.shown)

    def _sent(self, entry: Entry) -> None:
        self._record_sent(DraftKey(entry.kind, entry.message, entry.channel))

    def _record_sent(self, key: DraftKey) -> None:
        state = self.state
        if state is None:
            return
        self.change(state.sent(key))
        self.save_soon()
        self.notify("Logged as sent; what follows counts from now.", timeout=4)

    # The profile

    def action_profile(self) -> None:
        """Show the user's own facts."""
        if self.state is not None:
            self._show_profile(lambda: None)

    def _show_profile(self, then: Callable[[], None]) -> None:
        from tui.screens.profile import ProfileScreen

        def done(_: bool | None) -> None:
            self.keep_profile(me=self.state.incident.me if self.state else None)
            then()

        self.push_screen(ProfileScreen(self.book).data_bind(Exporting.state), done)

    def keep_profile(self, me: Me | None = None, settings: Settings | None = None) -> None:
        """Keep who the user is, or what they have chosen, for the next start."""
        profile = Profile(me or self.profile.me, settings or self.profile.settings)
        if self.read_only or profile == self.profile:
            return
        try:
            self.profile = profile
            save_profile(self.places.settings, profile)
        except StoreError as error:
            self.notify(str(error), severity="error", markup=False, timeout=15)
