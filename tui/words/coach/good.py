"""What is good about a message, in one short line."""

from __future__ import annotations

from tui.words.coach.case import Case
from tui.words.coach.repair import offered
from tui.words.coach.value import Finding

_COUNT = {1: "once", 2: "twice"}


def good(case: Case, findings: tuple[Finding, ...]) -> str:
    """Return what is done well ("owned, sorry once, 3 times offered"), "" for nothing."""
    wrong = {finding.id for finding in findings if finding.severity != "hint"}
    said: list[str] = []
    if case.hits("owned") and not wrong & {"no_responsibility", "blame_shift"} and case.doing == "own":
        said.append("owned")
    regrets = len(case.hits("regret"))
    if regrets in _COUNT and "over_apology" not in wrong:
        said.append(f"sorry {_COUNT[regrets]}")
    times = len(offered(case))
    if times and not wrong & {"no_repair", "vague_times", "date_error"}:
        said.append(f"{times} {'time' if times == 1 else 'times'} offered")
    questions = case.text.prose.count("?")
    if questions == 1:
        said.append("one question")
    if case.hits("thanks", "all"):
        said.append("thanks said")
    if (
        case.channel in ("email", "voicemail", "linkedin", "call")
        and case.text.sentences
        and "length" not in wrong
    ):
        said.append("good length")
    return ", ".join(said[:5])
