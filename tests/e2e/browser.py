"""A headless Chromium for the tests: the one named, the one installed, or the one that npm carries. No root."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from hatch_build import install, run_node

NAMED = "WHOHOLDS_CHROMIUM"
INSTALLED = ("chromium", "chromium-browser", "google-chrome")
HERE = Path(__file__).parent

# WebGL without a graphics card, and no sandbox, which containers don't allow; nothing that would weaken the page's own
# guards, such as --disable-web-security.
ARGUMENTS = (
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
    "--font-render-hinting=none",
)


def find_chromium() -> str:
    """The path of a Chromium to run; npm's is fetched if there is no other (Linux on x86-64 only)."""
    named = os.environ.get(NAMED) or next(filter(None, map(shutil.which, INSTALLED)), None)
    if named:
        return named
    install(HERE)
    path: str = json.loads(run_node(HERE, "find-chromium.mjs"))["path"]
    if not Path(path).is_file():
        raise FileNotFoundError(f"no Chromium at {path}: install one, or name it in {NAMED}")
    return path
