"""Outlines of the first-level units around the ledger's places. Grain: one unit of a country that any place lies in."""

from __future__ import annotations

from typing import Any

from duckdb import DuckDBPyConnection

from whoholds.reference.outlines import open_outlines
from whoholds.views.control import has_settled


def list_outlines(con: DuckDBPyConnection) -> dict[str, Any]:
    """A GeoJSON FeatureCollection, EPSG:4326, longitude first; a feature's id is its place_id.

    Args:
        con: A connection to the ledger.
    """
    if not has_settled(con):
        return {"type": "FeatureCollection", "features": []}
    found = con.execute("SELECT DISTINCT country FROM settled_places WHERE country IS NOT NULL ORDER BY 1").fetchall()
    outlines = open_outlines()
    features = [
        {"type": "Feature", "id": unit, "properties": {"place_id": unit}, "geometry": outlines.geojson(unit)}
        for (country,) in found
        for unit in outlines.units(country)
    ]
    return {"type": "FeatureCollection", "features": features}
