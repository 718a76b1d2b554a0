/** Places that have an outline: areas filled with the pattern of their status, in the colour of who has them. */

import type { GeoJSONSource, Map as MapLibre, PointLike } from "maplibre-gl";
import { LOOK, NOBODY, type Atlas, type Looks } from "../atlas";
import { channels, ink, sideColour, type Theme } from "../palette";
import type { Outlines } from "../store";

/** Fresh and stale: lighter than a point, since places lie on top. */
const [FRESH_OPACITY, STALE_OPACITY] = [0.6, 0.25];

/** Where two rule sets are compared: areas on which they agree. */
const AGREED_OPACITY = 0.1;

export class Areas {
  /** Outlines of places, by the place's position. */
  private outlines = new Map<number, GeoJSON.Feature>();
  private drawn = "";

  constructor(private readonly map: MapLibre) {}

  setOutlines(outlines: Outlines | null, atlas: Atlas): void {
    this.outlines.clear();
    this.drawn = "";
    for (const feature of outlines?.features ?? []) {
      const place = atlas.positionOf(feature.properties.place_id);
      if (place !== null) this.outlines.set(place, feature);
    }
    if (outlines !== null) this.map.getSource<GeoJSONSource>("provinces")?.setData(outlines);
  }

  has(place: number): boolean {
    return this.outlines.has(place);
  }

  /** Show a day; nothing is sent to the map if no area looks another way than before. */
  show(looks: Looks, chosen: number | null, differs: Uint8Array | null, theme: Theme): void {
    const features = [...this.outlines].map(([place, { geometry }]): GeoJSON.Feature => {
      const side = looks.side[place]!;
      const pattern = `${looks.look[place]}/${side}/${theme}`;
      const fresh = looks.freshness[place]! / 255;
      const ofAge = Math.round(20 * (STALE_OPACITY + fresh * (FRESH_OPACITY - STALE_OPACITY))) / 20;
      const opacity = differs && !differs[place] ? AGREED_OPACITY : ofAge;
      return { type: "Feature", geometry, properties: { place, pattern, opacity, chosen: place === chosen } };
    });
    const drawn = JSON.stringify(features.map((feature) => feature.properties));
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    for (const feature of features) this.addPattern(feature.properties!.pattern as string);
    this.map.getSource<GeoJSONSource>("areas")?.setData({ type: "FeatureCollection", features });
  }

  private addPattern(name: string): void {
    if (this.map.hasImage(name)) return;
    const [look, side, theme] = name.split("/");
    const holder = Number(side) === NOBODY ? null : Number(side);
    const colour = holder === null ? ink(theme as Theme) : sideColour(holder, theme as Theme);
    this.map.addImage(name, drawPattern(Number(look), colour), { pixelRatio: 2 });
  }
}

const SIZE = 16;

/** A tile that repeats without a seam. */
function drawPattern(look: number, colour: string): { width: number; height: number; data: Uint8ClampedArray } {
  const data = new Uint8ClampedArray(SIZE * SIZE * 4);
  const [red, green, blue] = channels(colour).map((channel) => channel * 255) as [number, number, number];
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      data.set([red, green, blue, isInked(look, x, y) ? 255 : look === LOOK.unknown ? 0 : 30], (y * SIZE + x) * 4);
    }
  }
  return { width: SIZE, height: SIZE, data };
}

function isInked(look: number, x: number, y: number): boolean {
  const rising = (x + y) % SIZE < 5;
  const falling = (x - y + SIZE) % SIZE < 2;
  if (look === LOOK.held) return true;
  if (look === LOOK.claimed) return rising;
  if (look === LOOK.fighting) return (x + y) % SIZE < 2 || falling;
  if (look === LOOK.disputed) return y < SIZE / 2 === x < SIZE / 2;
  return false;
}

/** The area at a pixel of the map, as the place's position; null: none. */
export function areaAt(map: MapLibre, point: PointLike, atlas: Atlas | null): number | null {
  const [found] = map.queryRenderedFeatures(point, { layers: ["areas"] });
  const place: unknown = found?.properties.place;
  return typeof place === "number" && atlas !== null && place < atlas.size ? place : null;
}
