"""Compiles the reading wing (src/whoholds/reading) with mypyc, so that it reads in three quarters of the time.

usage: python hatch_compile.py FOLDER | --check      --check only looks whether everything can be compiled

FOLDER gets the compiled modules, laid out as in src; it is made anew. Takes a C compiler and some minutes; the
package build calls it when WHOHOLDS_COMPILED=1 is set. A module of Python stays beside each compiled one, for reading.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

from mypyc.build import mypycify
from setuptools import Extension, setup

WING = "whoholds/reading"
RECORDS = ("whoholds/records.py", "whoholds/terms.py")  # what every function of the wing takes and gives
AS_IT_IS = ("whoholds/reading/sentences/vectors.py",)  # numpy does its work, which is compiled already


def compile_reading(folder: Path) -> None:
    """Compile the wing into a folder; what the compiler needs on the way is left in `objects` beside it.

    Args:
        folder: Where the compiled modules go, laid out as in src.
    """
    objects = folder.parent / "objects"
    setup(
        name="whoholds-reading",
        packages=[],
        ext_modules=write_c(objects),
        script_args=["build_ext", f"--build-lib={folder}", f"--build-temp={objects}"],
    )


def write_c(objects: Path) -> list[Extension]:
    """Translate the wing to C.

    Args:
        objects: The folder for it.

    Returns:
        What a compiler makes of it: one library, and for each module a small one that opens it.

    Raises:
        SystemExit: There is something that mypyc can't translate; it is printed.
    """
    os.chdir(Path(__file__).resolve().parent / "src")  # mypyc tells a module's name by its path from here
    wing = sorted(path.as_posix() for path in Path(WING).rglob("*.py") if path.as_posix() not in AS_IT_IS)
    told = io.StringIO()
    try:
        with redirect_stdout(told):
            return mypycify(
                ["--config-file=", "--ignore-missing-imports", f"--cache-dir={objects}", *RECORDS, *wing],
                opt_level="1",
                debug_level="0",
                multi_file=True,  # or the compiler needs gigabytes
                group_name="whoholds",
                target_dir=str(objects),
            )
    except SystemExit:  # of what it tells only errors matter; it also warns where code is as slow as Python's
        sys.exit("\n".join(line for line in told.getvalue().splitlines() if " warning: " not in line))


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        with TemporaryDirectory() as objects:
            write_c(Path(objects))
    else:
        compile_reading(Path(sys.argv[1]).resolve())
