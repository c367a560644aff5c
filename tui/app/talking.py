"""The telephone and the answers: branches of a call and outcomes become contacts, timeline and plan."""

from __future__ import annotations

from typing import get_args

from textual import on

from tui.app.keeping import Keeping
from tui.model.incident import Outcome, Result, Touch
from tui.widgets.messages import BranchTaken, OutcomeChosen
from tui.words.layout import BRANCHES

RESULTS: dict[str, Result] = {
    "receptionist": "reached",
    "voicemail": "voicemail",
    "nobody": "no-answer",
    "wrong-person": "wrong-person",
}
"""What a branch says of the call where it is not that they were reached."""


class Talking(Keeping):
    """The App as far as spoken words go."""

    def action_call(self) -> None:
        """Show the call screen."""
        from tui.screens.call import Call

        if isinstance(self.screen, Call):
            self.screen.action_leave()
            return
        if self.state is None:
            return
        if ("first", "call") not in self.book.library.pairs(self.state.incident.kind):
            self.notify("There is nothing to call about here.", markup=False)
            return
        self._calling: int | None = None
        self.push_screen(Call(self.book).data_bind(Talking.state), self._hung_up)

    @on(BranchTaken)
    def _branch(self, event: BranchTaken) -> None:
        """Log the branch: the first one of a call is a contact, later ones say how it went on."""
        state = self.state
        if state is None:
            return
        result = RESULTS.get(event.branch, "reached")
        if self._calling is None:
            self._calling = len(state.incident.contacted)
            call = Touch(
                at=self.now, who=state.incident.contact.name, channel="call", message="first", result=result
            )
            state = state.touch(call)
        elif event.branch in RESULTS or event.branch == "answered":
            state = state.edit(f"contacted.{self._calling}.result", result)
        words = f"Call, {event.seconds // 60}:{event.seconds % 60:02d}: {BRANCHES[event.branch].lower()}"
        self.change(state.log("tried" if result != "reached" else "said", words).settle())

    def _hung_up(self, branch: str | None) -> None:
        heard: dict[str, Outcome] = {"no": "declined", "yes-now": "talking", "yes-later": "rescheduled"}
        if branch in heard:
            self._ask_outcome(heard[branch])

    def action_answered(self) -> None:
        """Ask what they answered."""
        from tui.screens.answered import Answered

        if self.state is not None and not isinstance(self.screen, Answered):
            self._ask_outcome(self.state.incident.outcome)

    def _ask_outcome(self, outcome: Outcome) -> None:
        from tui.screens.answered import Answered

        self.push_screen(Answered(self.book, outcome).data_bind(Talking.state))

    @on(OutcomeChosen)
    async def _heard(self, event: OutcomeChosen) -> None:
        """Record the outcome at once; what belongs to it is asked for afterwards."""
        from tui.screens.answered import Answered

        if self.state is None or event.outcome not in get_args(Outcome):
            return
        before = len(self.state.incident.contacted)
        self.change(self.state.record_outcome(event.outcome, self.now))
        touch = before if len(self.state.incident.contacted) > before else None
        if isinstance(self.screen, Answered):
            await self.screen.ask(event.outcome, touch)
