/** The part of the world that places lie in. */

import type { Atlas } from "../atlas";

export type Bounds = [[number, number], [number, number]];

/** Of many places, one in a hundred at each side may be left out: a single mention of a far town widens no map. */
const LEFT_OUT = 0.01;

/** What holds the places, without the few that lie far off, and countries only where there is nothing else; null: there are none. */
export function boundsOf(atlas: Atlas): Bounds | null {
  return boundsWhere(atlas, (place) => !atlas.isWide(place), LEFT_OUT) ?? boundsWhere(atlas, () => true, LEFT_OUT);
}

/** What holds the places inside a country or a province; null: it is no such place, or there are none. */
export function boundsInside(atlas: Atlas, place: number): Bounds | null {
  const { name, country, admin1, precision } = atlas.columns.places;
  const isIn = (one: number) => one !== place && country[one] === country[place];
  if (precision[place] === "country") return boundsWhere(atlas, isIn, 0);
  if (precision[place] === "province") return boundsWhere(atlas, (one) => isIn(one) && admin1[one] === name[place], 0);
  return null;
}

function boundsWhere(atlas: Atlas, isIn: (place: number) => boolean, leftOut: number): Bounds | null {
  const { lon, lat } = atlas.columns.places;
  const xs = sorted(lon.filter((_, i) => isIn(i)));
  const ys = sorted(lat.filter((_, i) => isIn(i)));
  if (xs.length === 0 || ys.length === 0) return null;
  return [
    [at(xs, leftOut), at(ys, leftOut)],
    [at(xs, 1 - leftOut), at(ys, 1 - leftOut)],
  ];
}

function sorted(values: (number | null)[]): Float64Array {
  return Float64Array.from(values.filter((value) => value !== null)).sort();
}

function at(values: Float64Array, share: number): number {
  return values[Math.round(share * (values.length - 1))]!;
}
