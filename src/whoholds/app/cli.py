"""The command line: parse, call one public function, print. A command imports what it needs when it runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from whoholds import __version__
from whoholds.app.ask import claims, control, coverage, events, mentions, verify, why
from whoholds.app.baseline import baseline
from whoholds.app.decide import decide, decisions
from whoholds.app.differ import changes, compare
from whoholds.app.gazetteer import gazetteer
from whoholds.app.read import merge, read, settle
from whoholds.app.serve import serve
from whoholds.app.weigh import contradictions, sources, sums
from whoholds.errors import WhoholdsError

SHOW_TRACEBACK = "--traceback"

ABOUT = f"""whoholds {__version__}: who holds what, since when, according to whom.
Code: Apache-2.0.
"""


def _about(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if not value or ctx.resilient_parsing:
        return
    from whoholds.reference import gazetteer as places
    from whoholds.reference import outlines

    click.echo("\n".join((ABOUT + places.ATTRIBUTION, outlines.ATTRIBUTION)))
    ctx.exit()


class Sectioned(click.Group):
    """A group whose help lists its commands by what they are for."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, a section a purpose, in the order in which one comes to need them."""
        widest = max(map(len, self.commands))
        for head, commands in SECTIONS.items():
            with formatter.section(head):
                formatter.write_dl(
                    [(f"{c.name:{widest}}", c.get_short_help_str(limit=formatter.width)) for c in commands]
                )


@click.group(cls=Sectioned, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.option(
    "--about",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_about,
    help="Say whose data and work this stands on.",
)
@click.option(
    SHOW_TRACEBACK, is_flag=True, expose_value=False, help="Show where in the program an unexpected error arose."
)
def whoholds() -> None:
    """Read conflict reports; say who holds what, since when, according to whom.

    \b
    Example:
      whoholds read reports/ --into war.duckdb
      whoholds control war.duckdb
      whoholds why war.duckdb "Imam Sahib"
    """


@click.command(short_help="Print the completion script for a shell.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script that completes commands and options in a shell.

    \b
    Example:
      whoholds completion bash >> ~/.bashrc
    """
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"no completion for {shell}")
    click.echo(found(whoholds, {}, "whoholds", "_WHOHOLDS_COMPLETE").source())


SECTIONS: dict[str, tuple[click.Command, ...]] = {
    "Read": (read, settle, merge, gazetteer),
    "Ask": (control, why, changes, compare, claims, events, sums, contradictions, sources, serve),
    "Check": (coverage, verify, mentions),
    "Decide": (decide, decisions, baseline),
    "Set up": (completion,),
}
for commands in SECTIONS.values():
    for command in commands:
        whoholds.add_command(command)


def main(args: Sequence[str] | None = None) -> None:
    """Run the program and exit: 0 done, 1 something could not be done, 2 asked for wrongly, 130 interrupted."""
    sys.exit(run(args))


def run(args: Sequence[str] | None = None) -> int:
    """Run the program; errors become one line on standard error.

    Returns:
        The exit status.
    """
    try:
        status = whoholds.main(args=args, prog_name="whoholds", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except WhoholdsError as error:
        click.echo(f"whoholds: {error}", err=True)
        return 1
    except (click.Abort, KeyboardInterrupt):
        click.echo("whoholds: stopped; what was committed is kept, and the same command goes on from there", err=True)
        return 130
    except BrokenPipeError:
        # The reader of our output (head, less) has gone: no error of ours, and nothing more to say to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if SHOW_TRACEBACK in (sys.argv[1:] if args is None else args):
            raise
        click.echo(
            f"whoholds: failed unexpectedly ({type(error).__name__}: {error}); this is a fault of whoholds: please "
            f"report it with the output of `whoholds {SHOW_TRACEBACK} ...`",
            err=True,
        )
        return 1
    return status if isinstance(status, int) else 0
