/** The part of the world that the places lie in, without the few that lie far off. */

import type { Atlas } from "../atlas";

/** Of many places, one in a hundred at each side may be left out: a single mention of a far town widens no map. */
const LEFT_OUT = 0.01;

export function boundsOf(atlas: Atlas): [[number, number], [number, number]] | null {
  const { lon, lat } = atlas.columns.places;
  const xs = sorted(lon);
  const ys = sorted(lat);
  if (xs.length === 0 || ys.length === 0) return null;
  return [
    [at(xs, LEFT_OUT), at(ys, LEFT_OUT)],
    [at(xs, 1 - LEFT_OUT), at(ys, 1 - LEFT_OUT)],
  ];
}

function sorted(values: (number | null)[]): Float64Array {
  return Float64Array.from(values.filter((value) => value !== null)).sort();
}

function at(values: Float64Array, share: number): number {
  return values[Math.round(share * (values.length - 1))]!;
}
