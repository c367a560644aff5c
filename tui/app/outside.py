"""The user's own editor, and help: what leaves the screens for a while."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from tui.app.exporting import Exporting
from tui.model.clean import clean


class Outside(Exporting):
    """The App as far as other programs go."""

    def action_help(self) -> None:
        """Show help: for the focused thing, then all keys."""
        from tui.screens.help import Help

        if not isinstance(self.screen, Help):
            self.push_screen(Help(self._about()))

    def _about(self) -> str:
        from tui.widgets.checklist import Checklist
        from tui.widgets.editor import Editor
        from tui.widgets.field import FactField

        match self.focused:
            case FactField(field=field):
                example = f" {field.hint}" if field.hint else ""
                return f"{field.label}.{example} It may stay empty; F7 says that you do not know it."
            case Editor():
                return "The draft. Write in it freely: your words stay when the facts change."
            case Checklist(here=here) if here is not None:
                return f"{here.step.label}. {here.step.detail}"
        return ""

    def action_edit_outside(self) -> None:
        """Edit the focused field's text, else the draft, in $VISUAL or $EDITOR."""
        from tui.state.derived import shown
        from tui.widgets.field import FactField

        state = self.state
        if state is None:
            return
        focused = self.focused
        field = focused if isinstance(focused, FactField) else None
        before = field.text if field is not None else shown(state, self.book).text
        after = self._edited(before)
        if after is None or after == before:
            return
        if field is not None:
            self.change(state.settle().type(field.path, after, self.book).settle())
        else:
            self.change(state.settle().write(after, self.book).settle())

    def _edited(self, text: str) -> str | None:
        """Return the text as the editor left it, without control characters; None when that did not work."""
        command = _editor()
        with tempfile.TemporaryDirectory(prefix="raincheck-") as folder:
            file = Path(folder) / "draft.txt"
            file.write_text(text, encoding="utf-8")
            file.chmod(0o600)
            try:
                with self.suspend():
                    code = subprocess.run([*command, str(file)], check=False).returncode  # noqa: S603 (the user's own)
                after = clean(file.read_text(encoding="utf-8"))
            except (OSError, UnicodeDecodeError) as error:
                words = f"{command[0]} did not work ({error}); the text is as it was. Set $VISUAL or $EDITOR."
                self.notify(words, severity="error", markup=False, timeout=10)
                return None
        if code:
            self.notify(f"{command[0]} ended with {code}; the text is as it was.", markup=False, timeout=8)
            return None
        if after.removed:
            self.notify(after.note)
        return after.text.rstrip("\n") if not text.endswith("\n") else after.text


def _editor() -> list[str]:
    """Return the command of the user's editor, nano where none is set that can be read."""
    for name in ("VISUAL", "EDITOR"):
        with suppress(ValueError):
            if command := shlex.split(os.environ.get(name, "")):
                return command
    return ["nano"]
