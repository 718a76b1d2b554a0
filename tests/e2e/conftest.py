"""A served sample dossier and a real browser, on a desktop and on a phone."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from e2e.browser import ARGUMENTS, find_chromium
from hatch_build import is_page_built
from whoholds.config import load_config
from whoholds.pipeline import open_read, read_into, settle
from whoholds.reading.reports import load_reports
from whoholds.samples import sample_dossier
from whoholds.store import Ledger

SIZES = {"desktop": (1280, 800), "phone": (390, 844)}
PATIENCE_MS = 30_000  # what a loaded machine without a graphics card may take to draw a map
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The sample dossier, read and settled; by one worker for all."""
    base = tmp_path_factory.getbasetemp()
    path = (base if worker_id == "master" else base.parent) / "sample.duckdb"
    try:
        path.with_suffix(".making").mkdir()
    except FileExistsError:
        wait_until(path.exists, "the other worker didn't finish the sample", seconds=300)
        return path
    made = path.with_suffix(".made")
    ledger, config = Ledger(made), load_config()
    read_into(ledger, load_reports([str(sample_dossier())]), read=open_read(config), got_at="2026-01-01T00:00:00+00:00")
    settle(ledger)
    made.replace(path)
    return path


def wait_until(is_so: Callable[[], bool], problem: str, *, seconds: float) -> None:
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until, problem
        time.sleep(0.05)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Not built here: several workers would do it at once.
    assert is_page_built(Path(__file__).parents[2]), "the page is not built from its sources of now: run script/setup"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        yield launched
        launched.close()


def serve(path: Path) -> Iterator[str]:
    """Serve a ledger by the command that people type; gives the address."""
    command = [sys.executable, "-m", "whoholds", "serve", str(path), "--port", "0", "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        try:
            yield next(word for word in said.split() if word.startswith("http://")).rstrip("/")
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def address(sample: Path) -> Iterator[str]:
    yield from serve(sample)


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def own_ledger(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy(sample, tmp_path_factory.mktemp("own") / "own.duckdb"))


@pytest.fixture(scope="session")
def own_server(own_ledger: Path) -> Iterator[str]:
    yield from serve(own_ledger)


@pytest.fixture
def own_address(sample: Path, own_ledger: Path, own_server: str) -> str:
    """The address of a copy of the sample that a test may write to; what the test before wrote is gone."""
    before = version_at(own_server)
    own_ledger.with_name(own_ledger.name + ".wal").unlink(missing_ok=True)
    fresh = Path(shutil.copy(sample, own_ledger.with_suffix(".fresh")))
    fresh.replace(own_ledger)
    wait_until(
        lambda: version_at(own_server) != before,
        "the server didn't notice that its ledger is another",
        seconds=PATIENCE_MS / 1000,
    )
    return own_server


def version_at(address: str) -> str:
    with urllib.request.urlopen(f"{address}/api/v1/version") as answer:
        return str(json.load(answer)["version"])


@pytest.fixture
def page(browser: Browser, address: str, size: str) -> Iterator[Page]:
    """A page of the sample."""
    yield from watched_page(browser, address, size)


@pytest.fixture
def own_page(browser: Browser, own_address: str, size: str) -> Iterator[Page]:
    """A page of a ledger that may be written to."""
    yield from watched_page(browser, own_address, size)


def watched_page(browser: Browser, address: str, size: str) -> Iterator[Page]:
    """A page; a test fails if it logs an error, breaks a rule of the policy or asks anything elsewhere."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        base_url=address,
        has_touch=size == "phone",
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    problems: list[str] = []

    def note(problem: str, *, if_: bool) -> None:
        if if_:
            problems.append(problem)

    # A decision may be refused; what is asked for must be there.
    page.on("console", lambda said: note(said.text, if_=said.type == "error" and "Failed to load" not in said.text))
    page.on("response", lambda got: note(got.url, if_=got.status >= 400 and got.request.method == "GET"))
    page.on("request", lambda sent: note(sent.url, if_=not sent.url.startswith((address, "blob:", "data:"))))
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    context.close()
    assert problems == []
