"""What a person does first in the real program, each step once the one before is seen to be done."""

from tests.terminal.terminal import Terminal


def choose_missed(terminal: Terminal) -> None:
    """From Start, say that it was missed; wait for the desk, 100 columns or more, to ask for the company."""
    terminal.wait_for("What happened?")
    terminal.settle()
    terminal.press("1")
    terminal.wait_for(_asks_for_the_company)


def type_company(terminal: Terminal, company: str) -> None:
    """Type the company into its field, which has the cursor."""
    terminal.send(company)
    terminal.wait_for(company)


def go_on_to_role(terminal: Terminal) -> None:
    """Go on to the next field, the role: its gap mark goes when the cursor comes."""
    terminal.press("tab")
    terminal.wait_until_gone("role?")


def _asks_for_the_company(screen: str) -> bool:
    return "Company" in screen and "role?" in screen and "company?" not in screen
