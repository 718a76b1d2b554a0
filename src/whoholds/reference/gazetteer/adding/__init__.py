"""Adding a country in full, or a user's own places, to the gazetteer."""

from whoholds.reference.gazetteer.adding.publishers import Origin
from whoholds.reference.gazetteer.adding.shelf import Added, Shelf, codes_of

__all__ = ["Added", "Origin", "Shelf", "codes_of"]
