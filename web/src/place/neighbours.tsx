/** The places nearest to one, with their status on the same day. */

import type { Atlas } from "../atlas";
import { Link } from "../link";
import { Mark } from "../mark";
import { looks } from "../store";
import { sayLook } from "../words";

const MOST_NEAR = 6;

export function Neighbours({ atlas, place }: { atlas: Atlas; place: number }) {
  const shown = looks.value;
  const near = nearest(atlas, place);
  if (shown === null || near.length === 0) return null;
  return (
    <section class="neighbours" aria-label="Nearest places">
      <h3>Nearest places</h3>
      <ul>
        {near.map(([other, km]) => (
          <li key={other}>
            <Mark look={shown.look[other]!} side={shown.side[other]!} />
            <Link to={{ place: atlas.ids[other]! }}>{atlas.columns.places.name[other]}</Link>
            <span>{sayLook(atlas, shown, other)}</span>
            <small>{Math.round(km)} km</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function nearest(atlas: Atlas, place: number): [number, number][] {
  const { lon, lat } = atlas.columns.places;
  const [x, y] = [lon[place], lat[place]];
  if (x == null || y == null) return [];
  const found: [number, number][] = [];
  for (let i = 0; i < atlas.size; i++) {
    if (i !== place && lon[i] != null && lat[i] != null) found.push([i, kmBetween(x, y, lon[i]!, lat[i]!)]);
  }
  return found.sort((a, b) => a[1] - b[1]).slice(0, MOST_NEAR);
}

const EARTH_KM = 6371;

/** Great-circle distance. */
function kmBetween(lonA: number, latA: number, lonB: number, latB: number): number {
  const rad = Math.PI / 180;
  const half = (a: number, b: number) => Math.sin(((b - a) * rad) / 2) ** 2;
  const h = half(latA, latB) + Math.cos(latA * rad) * Math.cos(latB * rad) * half(lonA, lonB);
  return 2 * EARTH_KM * Math.asin(Math.sqrt(h));
}
