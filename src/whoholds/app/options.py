"""Options that several commands share, gathered into one frozen object."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

CONFIG = click.option(
    "--config",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Settings, a TOML file.",
)


@dataclass(frozen=True, slots=True)
class Ask:
    """How a view is asked for: in which format, true on which day, known by which day, by which rules."""

    format: str
    as_of: str | None = None
    known_by: str | None = None
    rules: str | None = None  # None: those that the settings name
    config: Path | None = None


class Day(click.ParamType[str]):
    """An ISO date."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Check the date; it stays text."""
        try:
            return date.fromisoformat(str(value)).isoformat()
        except ValueError:
            self.fail(f"found “{value}”, expected a day such as 2021-07-05", param, ctx)


AT_MOMENT = ("The day in the world; without it, the last day of publication.", "Count what was published by this day.")
RULES_HELP = "The rules of evidence, or a file of your own; without it, those of the settings: press."
UP_TO = ("Leave out what began after this day.", "Leave out what was published after this day.")
"""What --as-of and --known-by mean to a view of a moment, and to a list."""


def asks(
    *formats: str, days: tuple[str, str] | None = None, rules: bool = False, config: bool = False
) -> Callable[..., Any]:
    """Give a command the shared options, as one argument `ask`.

    Args:
        formats: The formats it offers, its default first.
        days: What --as-of and --known-by mean to it; None: it doesn't take them.
        rules: Whether it takes --rules, and --config for their default.
        config: Whether it takes --config.
    """
    options = [
        click.option(
            "--format", type=click.Choice(formats), default=formats[0], show_default=True, help="How to print it."
        )
    ]
    if days:
        options.append(click.option("--as-of", type=Day(), help=days[0]))
        options.append(click.option("--known-by", type=Day(), help=days[1]))
    if config or rules:
        options.append(CONFIG)
    if rules:
        options.append(click.option("--rules", metavar="NAME|PATH.sql", help=RULES_HELP))

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(command)
        def gathered(**values: Any) -> Any:
            names = [name for name in ("format", "as_of", "known_by", "rules", "config") if name in values]
            return command(ask=Ask(**{name: values.pop(name) for name in names}), **values)

        for option in reversed(options):
            gathered = option(gathered)
        return gathered

    return decorate
