"""The documentation is true: links lead somewhere, commands exist, settings and errors are described."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import click
import pytest

from whoholds import errors
from whoholds.deciding.asked import COMMON_FIELDS, FIELDS_OF

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    path
    for path in [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "src").rglob("*.md"),
        *(ROOT / "requirements").glob("*.md"),
    ]
    if ".venv" not in path.parts
)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def shell_lines(page: str) -> list[list[str]]:
    """The commands of the page's sh blocks, as words."""
    blocks = re.findall(r"^```sh\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [words for line in lines if (words := shlex.split(line, comments=True))]


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8"))
    local = [target.partition("#")[0] for target in targets if "://" not in target and not target.startswith("#")]
    assert [target for target in local if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_commands_exist_with_the_options_shown(path: Path) -> None:
    from whoholds.app.cli import whoholds as main

    for words in shell_lines(path.read_text(encoding="utf-8")):
        if words[0] == "whoholds" and len(words) > 1 and not words[1].startswith("-"):
            assert words[1] in main.commands, f"no command {words[1]}"
            command, rest = main.commands[words[1]], words[2:]
            if isinstance(command, click.Group):
                assert rest[0] in command.commands, f"no command {words[1]} {rest[0]}"
                command = command.commands[rest[0]]
            known = {option for parameter in command.params for option in parameter.opts}
            assert [word for word in rest if word.startswith("--") and word.partition("=")[0] not in known] == []


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_scripts_shown_exist(path: Path) -> None:
    shown = set(re.findall(r"\bscript/[a-z-]+", path.read_text(encoding="utf-8")))
    assert [script for script in shown if not (ROOT / script).is_file()] == []


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_paths_shown_exist(path: Path) -> None:
    shown = set(re.findall(r"`((?:src|tests|docs|quality|requirements)/[\w./-]+)`", path.read_text(encoding="utf-8")))
    assert [target for target in shown if not (ROOT / target).exists()] == []


def test_every_decision_is_listed() -> None:
    index = (ROOT / "docs/decisions/README.md").read_text(encoding="utf-8")
    pages = {path.name for path in (ROOT / "docs/decisions").glob("*.md")} - {"README.md"}
    assert set(re.findall(r"\(([\w-]+\.md)\)", index)) == pages


def test_every_setting_has_its_comment() -> None:
    text = (ROOT / "src/whoholds/config.toml").read_text(encoding="utf-8")
    lines = text.splitlines()
    for section, table in tomllib.loads(text).items():
        start = lines.index(f"[{section}]")
        for key in table:
            at = next(i for i, line in enumerate(lines) if i > start and line.startswith(f"{key} ="))
            assert lines[at - 1].startswith("#"), f"{section}.{key} has no comment"


def test_every_error_stands_in_the_tree() -> None:
    classes = [
        item.__name__ for item in vars(errors).values() if isinstance(item, type) and issubclass(item, Exception)
    ]
    tree = errors.__doc__ or ""
    assert [name for name in classes if name not in tree] == []


def test_every_field_of_a_decision_is_described() -> None:
    page = (ROOT / "docs/deciding.md").read_text(encoding="utf-8")
    fields = {field for fields in FIELDS_OF.values() for field in fields} | set(COMMON_FIELDS) | set(FIELDS_OF)
    assert [field for field in sorted(fields) if f"`{field}`" not in page] == []


def test_every_path_of_the_api_is_described() -> None:
    from whoholds.app.server import create_app
    from whoholds.config import load_config
    from whoholds.store import Ledger

    paths = create_app(Ledger(None), load_config(), hosts=(), token="").openapi()["paths"]
    asked = [f"`{method.upper()} {path}`" for path, methods in paths.items() for method in methods]
    page = (ROOT / "docs/api.md").read_text(encoding="utf-8")
    assert [one for one in asked if one not in page] == []
    assert page.count("`GET /api") + page.count("`POST /api") == len(asked)


def test_the_commands_of_the_tutorial_run(tmp_path: Path) -> None:
    """All but the scripts, which set up this very environment, and serve, whose page has tests of its own."""
    from click.testing import CliRunner

    from whoholds.app.cli import whoholds as main

    page = (ROOT / "docs/tutorial/README.md").read_text(encoding="utf-8")
    ran = [words for words in shell_lines(page) if words[0] == "whoholds" and words[1] != "serve"]
    assert len(ran) >= 7
    for words in ran:
        here = [word.replace("demo/ledger.duckdb", str(tmp_path / "ledger.duckdb")) for word in words[1:]]
        here = [str(ROOT / word) if word.startswith("src/") else word for word in here]
        result = CliRunner().invoke(main, here)
        assert result.exit_code == 0, f"{words}: {result.output}"
        assert result.output
