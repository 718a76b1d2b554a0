"""Where the work is done: engines that map over reports, run settling's SQL and read.

Import the one you use from its module; DuckDB takes a tenth of a second to load.
"""

from whoholds.engines.protocol import Engine

__all__ = ["Engine"]
