/** Which places bear their names on the map: those most is said of, among what is in view. */

import type { Map as MapLibre } from "maplibre-gl";
import type { Atlas } from "../atlas";

/** More names than this overlap on any screen, and each costs layout. */
const MOST_NAMES = 120;

interface Named {
  chosen: number | null;
  /** Places that are not on the map. */
  unnamed: Set<number>;
}

export function namesInView(map: MapLibre, atlas: Atlas, { chosen, unnamed }: Named): GeoJSON.FeatureCollection {
  const bounds = map.getBounds();
  const { name, lon, lat, claims } = atlas.columns.places;
  const [west, south, east, north] = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  const seen: number[] = [];
  for (let i = 0; i < atlas.size; i++) {
    const [x, y] = [lon[i], lat[i]];
    if (unnamed.has(i)) continue;
    if (x != null && y != null && x >= west && x <= east && y >= south && y <= north) seen.push(i);
  }
  seen.sort((a, b) => Number(b === chosen) - Number(a === chosen) || claims[b]! - claims[a]!);
  return {
    type: "FeatureCollection",
    features: seen.slice(0, MOST_NAMES).map((place, turn) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [lon[place]!, lat[place]!] },
      properties: { name: name[place], turn, chosen: place === chosen },
    })),
  };
}
