/** The base map: sea, land, borders and names from Natural Earth, drawn quietly, with fonts of this machine. */

import type { Map as MapLibre, StyleSpecification } from "maplibre-gl";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import worldUrl from "world-atlas/countries-50m.json?url";
import type { MapColours } from "../palette";

export const FONTS = ["system-ui", "Noto Sans", "DejaVu Sans", "sans-serif"];

type World = Topology<{ countries: GeometryCollection<{ name: string }>; land: GeometryCollection }>;

export interface BaseData {
  land: GeoJSON.FeatureCollection;
  borders: GeoJSON.MultiLineString;
  names: GeoJSON.FeatureCollection;
}

export async function loadBase(): Promise<BaseData> {
  const world = (await (await fetch(worldUrl)).json()) as World;
  const countries = feature(world, world.objects.countries);
  return {
    land: feature(world, world.objects.land),
    borders: mesh(world, world.objects.countries, (one, other) => one !== other) as GeoJSON.MultiLineString,
    names: { type: "FeatureCollection", features: countries.features.map(nameOf) },
  };
}

function nameOf(country: GeoJSON.Feature<GeoJSON.Geometry, { name: string }>): GeoJSON.Feature {
  const ring = largestRing(country.geometry);
  return {
    type: "Feature",
    geometry: { type: "Point", coordinates: centroid(ring) },
    properties: { name: country.properties.name, size: Math.sqrt(Math.abs(area(ring))) },
  };
}

function largestRing(geometry: GeoJSON.Geometry): GeoJSON.Position[] {
  const polygons =
    geometry.type === "Polygon" ? [geometry.coordinates] : geometry.type === "MultiPolygon" ? geometry.coordinates : [];
  const rings = polygons.map((polygon) => polygon[0] ?? []);
  return rings.reduce((best, ring) => (Math.abs(area(ring)) > Math.abs(area(best)) ? ring : best), [] as GeoJSON.Position[]);
}

function crosses(ring: GeoJSON.Position[], weigh: (cross: number, a: GeoJSON.Position, b: GeoJSON.Position) => number): number {
  let sum = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [a, b] = [ring[i]!, ring[i + 1]!];
    sum += weigh(a[0]! * b[1]! - b[0]! * a[1]!, a, b);
  }
  return sum;
}

function area(ring: GeoJSON.Position[]): number {
  return crosses(ring, (cross) => cross) / 2;
}

function centroid(ring: GeoJSON.Position[]): GeoJSON.Position {
  const six = 6 * area(ring) || 1;
  return [
    crosses(ring, (cross, a, b) => cross * (a[0]! + b[0]!)) / six,
    crosses(ring, (cross, a, b) => cross * (a[1]! + b[1]!)) / six,
  ];
}

const EMPTY: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

/** The style without glyphs: MapLibre then draws labels with fonts of this machine. */
export function baseStyle(base: BaseData, colours: MapColours): StyleSpecification {
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: base.land },
      borders: { type: "geojson", data: { type: "Feature", geometry: base.borders, properties: {} } },
      countries: { type: "geojson", data: base.names },
      provinces: { type: "geojson", data: EMPTY },
      areas: { type: "geojson", data: EMPTY },
      names: { type: "geojson", data: EMPTY },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colours.sea } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": colours.land } },
      {
        id: "areas",
        type: "fill",
        source: "areas",
        paint: { "fill-pattern": ["get", "pattern"], "fill-opacity": ["get", "opacity"] },
      },
      {
        id: "provinces",
        type: "line",
        source: "provinces",
        paint: { "line-color": colours.province, "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.4, 7, 1.2] },
      },
      {
        id: "borders",
        type: "line",
        source: "borders",
        paint: { "line-color": colours.border, "line-width": ["interpolate", ["linear"], ["zoom"], 1, 0.5, 6, 1.4] },
      },
      {
        id: "area-chosen",
        type: "line",
        source: "areas",
        filter: ["==", ["get", "chosen"], true],
        paint: { "line-color": colours.label, "line-width": 2 },
      },
      {
        id: "countries",
        type: "symbol",
        source: "countries",
        maxzoom: 8,
        layout: {
          "text-field": ["get", "name"],
          "text-font": FONTS,
          "text-size": ["interpolate", ["linear"], ["zoom"], 2, 10, 6, 15],
          "text-letter-spacing": 0.14,
          "text-transform": "uppercase",
          "text-max-width": 7,
          "symbol-sort-key": ["-", 0, ["get", "size"]],
        },
        paint: { "text-color": colours.label, "text-opacity": 0.42, "text-halo-color": colours.halo, "text-halo-width": 1 },
      },
      {
        id: "names",
        type: "symbol",
        source: "names",
        layout: {
          "text-field": ["get", "name"],
          "text-font": FONTS,
          "text-size": ["case", ["get", "chosen"], 14, 12],
          "text-variable-anchor": ["left", "right", "top", "bottom"],
          "text-radial-offset": 0.85,
          "text-justify": "auto",
          "text-max-width": 9,
          "symbol-sort-key": ["get", "turn"],
        },
        paint: { "text-color": colours.label, "text-halo-color": colours.halo, "text-halo-width": 1.6 },
      },
      {
        // Nothing to be seen: the room that points take, so that no name is laid over one. What stands last is laid first.
        id: "room",
        type: "symbol",
        source: "names",
        layout: { "icon-image": ROOM, "icon-allow-overlap": true, "icon-padding": 0 },
      },
    ],
  };
}

/** The image of a point's room, in the size of a point. */
const ROOM = "room";
const ROOM_PIXELS = 11;

export function addRoom(map: MapLibre): void {
  map.addImage(ROOM, { width: ROOM_PIXELS, height: ROOM_PIXELS, data: new Uint8ClampedArray(ROOM_PIXELS * ROOM_PIXELS * 4) });
}

/** What of the style changes with the theme: layer, property, which colour. */
export const THEMED: [string, string, keyof MapColours][] = [
  ["sea", "background-color", "sea"],
  ["land", "fill-color", "land"],
  ["provinces", "line-color", "province"],
  ["borders", "line-color", "border"],
  ["area-chosen", "line-color", "label"],
  ["countries", "text-color", "label"],
  ["countries", "text-halo-color", "halo"],
  ["names", "text-color", "label"],
  ["names", "text-halo-color", "halo"],
];
