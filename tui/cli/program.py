"""The program: its commands by name, the global options, and errors turned into sentences and exit codes."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click
from click.exceptions import Exit

from tui import __version__
from tui.cli.run import Run

COMMANDS: dict[str, str] = {
    "new": "begin",
    "draft": "draft",
    "review": "review",
    "list": "listed",
    "show": "show",
    "export": "export",
    "due": "due",
    "outcome": "outcome",
    "when": "when",
    "erase": "erase",
    "backup": "backup",
    "restore": "backup",
    "doctor": "doctor",
    "paths": "about",
    "schema": "about",
    "templates": "templates",
}
"""The module of each command, imported when the command is asked for."""

EPILOG = """\
Data goes to standard output, words to standard error.

Exit codes: 0 done; 1 the answer is "no"; 2 wrong use; 3 bad input; 4 storage trouble, or another window
holds the data.

Completion in bash: eval "$(_RAINCHECK_COMPLETE=bash_source raincheck)"; zsh and fish likewise.
"""


def global_options() -> list[click.Parameter]:
    """Return the options that every command takes, before or after its name."""
    return [
        click.Option(
            ["--data"],
            metavar="DIR",
            type=click.Path(),
            help="Keep everything below this folder.",
            expose_value=False,
            callback=_keep,
        ),
        click.Option(
            ["--now", "moment"],
            metavar="TIME",
            help="Take this as the present moment.",
            expose_value=False,
            callback=_keep,
        ),
        click.Option(
            ["--json"],
            is_flag=True,
            help="Print data as JSON.",
            expose_value=False,
            callback=_keep,
        ),
    ]


def _keep(context: click.Context, option: click.Parameter, value: Any) -> None:
    if value and option.name:
        setattr(context.find_root().ensure_object(Run), option.name, value)


class Command(click.Command):
    """A command that takes the global options, too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += global_options()


class Group(click.Group):
    """Commands under one name, with the global options."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += global_options()


class Program(Group):
    """The whole program: commands come from their modules, errors end in a sentence and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        found = getattr(import_module(f"tui.cli.{module}"), f"{cmd_name}_command")
        return found if isinstance(found, click.Command) else None

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (Exit, click.ClickException, click.Abort):
            raise
        except KeyboardInterrupt:
            from tui.cli import INTERRUPTED

            raise Exit(INTERRUPTED) from None
        except Exception as error:
            from tui.cli.faults import told
            from tui.cli.output import say

            known = told(error)
            if known is None:
                raise
            say(known[0])
            raise Exit(known[1]) from error


pass_run = click.make_pass_decorator(Run, ensure=True)
"""Hands the command its `Run`."""


@click.group(
    cls=Program,
    invoke_without_command=True,
    epilog=EPILOG,
)
@click.version_option(__version__, prog_name="raincheck", message="%(prog)s %(version)s")
@click.pass_context
def program(context: click.Context) -> None:
    """From a missed job interview to "call made, message sent".

    Without a command, open the app where you left off.
    """
    if context.invoked_subcommand is None:
        from tui.cli.screen import open_where_needed

        run = context.ensure_object(Run)
        if run.json:
            raise click.UsageError("--json belongs to a command; the app itself prints no data.")
        context.exit(open_where_needed(run))
