"""What holds for every test: no places that somebody has added on this machine."""

from __future__ import annotations

import os
import tempfile

# Before anything is imported that may look there.
os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp(prefix="whoholds-tests-")
