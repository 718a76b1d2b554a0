"""Reports to try whoholds on: short, invented texts on real events, and no source of fact (README.md says more)."""

from __future__ import annotations

from pathlib import Path

__all__ = ["sample_dossier"]


def sample_dossier() -> Path:
    """The folder of the sample dossier, as installed.

    Returns: a folder of sixteen reports on Afghanistan, 28 June to 10 July 2021.
    """
    return Path(__file__).parent / "afghanistan-2021"
