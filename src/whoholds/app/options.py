"""Options that several commands share, gathered into one frozen object."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import click


@dataclass(frozen=True, slots=True)
class Ask:
    """How a view is asked for: in which format, true on which day, known by which day, by which rules."""

    format: str
    as_of: str | None = None
    known_by: str | None = None
    rules: str = "press"


class Day(click.ParamType):
    """An ISO date."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Check the date; it stays text."""
        try:
            return date.fromisoformat(str(value)).isoformat()
        except ValueError:
            self.fail(f"found “{value}”, expected a day such as 2021-07-05", param, ctx)


def asks(*formats: str, days: bool = False, rules: bool = False) -> Callable[..., Any]:
    """Give a command the shared options, as one argument `ask`.

    Args:
        formats: The formats it offers, its default first.
        days: Whether it takes --as-of and --known-by.
        rules: Whether it takes --rules.
    """
    options = [
        click.option(
            "--format", type=click.Choice(formats), default=formats[0], show_default=True, help="How to print it."
        )
    ]
    if days:
        options.append(click.option("--as-of", type=Day(), help="The day in the world  [default: the last day known]"))
        options.append(
            click.option("--known-by", type=Day(), help="Use what was published by this day  [default: everything]")
        )
    if rules:
        options.append(
            click.option("--rules", default="press", show_default=True, help="The rules of evidence to decide by.")
        )

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(command)
        def gathered(**values: Any) -> Any:
            names = [name for name in ("format", "as_of", "known_by", "rules") if name in values]
            return command(ask=Ask(**{name: values.pop(name) for name in names}), **values)

        for option in reversed(options):
            gathered = option(gathered)
        return gathered

    return decorate
