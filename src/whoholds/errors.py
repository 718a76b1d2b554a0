"""Every error whoholds raises on purpose.

WhoholdsError
├── ConfigError        a setting that isn't known, or two that contradict each other
├── KnowledgeError     a TOML or SQL file of knowledge that can't be used; names file and entry
├── DownloadError      a file that can't be got from its publisher, or isn't the one it promised
├── UnreadableReport   a report that can't be read; names file and line; the rest goes on
├── LedgerError        a ledger that is missing, locked for too long, or of another version
├── DecisionRefused    a decision that can't be made as asked; names file and line; the rest goes on
├── UnknownPlace       a place the ledger has no record of; names what is near
└── NotFound           a report or table that was asked for by name and isn't there
"""

from __future__ import annotations


class WhoholdsError(Exception):
    """Root of all errors; its message says what was found, what was expected and what to do."""


class ConfigError(WhoholdsError):
    """A setting that isn't known, or two that contradict each other."""


class KnowledgeError(WhoholdsError):
    """A knowledge file that can't be used."""


class DownloadError(WhoholdsError):
    """A file that can't be got from its publisher, or isn't the one it promised."""


class UnreadableReport(WhoholdsError):  # noqa: N818 - the report is what is unreadable
    """A report that can't be read."""

    def __init__(self, where: str, why: str, line: int | None = None) -> None:
        """Say where (file or row), why and, if known, in which line."""
        self.where, self.why, self.line = where, why, line
        super().__init__(f"{where}:{line}: {why}" if line else f"{where}: {why}")


class LedgerError(WhoholdsError):
    """A ledger that is missing, locked for too long, or of another version."""


class UnknownPlace(WhoholdsError):  # noqa: N818 - the place is what is unknown
    """A place the ledger has no record of."""


class NotFound(WhoholdsError):  # noqa: N818 - what was asked for is what is not found
    """A report or table that was asked for by name and isn't there."""


class DecisionRefused(WhoholdsError):  # noqa: N818 - the decision is what is refused
    """A decision that can't be made as it was asked for."""
