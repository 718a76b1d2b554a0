"""What holds for every test: no places that somebody has added on this machine; a browser only when asked for."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

# Before anything is imported that may look there.
os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp(prefix="whoholds-tests-")

IN_A_BROWSER = Path(__file__).parent / "e2e"
LEFT_OUT = "browser tests are left out: --browser runs them, as script/test does"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--browser", action="store_true", help="also run tests/e2e, in a headless Chromium")


def pytest_report_header(config: pytest.Config) -> str:
    return "" if config.getoption("--browser") else LEFT_OUT


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--browser"):
        return
    config.hook.pytest_deselected(items=[item for item in items if IN_A_BROWSER in item.path.parents])
    items[:] = [item for item in items if IN_A_BROWSER not in item.path.parents]
