/** What the marks mean, with how many places each stands for, and of how many. */

import { LOOK, NOBODY, STALE_DAYS, type Look } from "../atlas";
import { address } from "../address";
import { Link } from "../link";
import { atlas, differences, looks, undrawn } from "../store";
import { Mark } from "../mark";
import { many, nameOf, sayLook, sayStatus } from "../words";

interface Row {
  look: Look;
  side: number;
  places: number;
}

/** Sides listed one by one; the rest of a long war's sides share a line. */
const MOST_ROWS = 7;

export function Legend() {
  const [all, shown, differs] = [atlas.value, looks.value, differences.value];
  if (all === null || shown === null) return null;
  const rows = countRows(shown.look, shown.side);
  const listed = rows.slice(0, MOST_ROWS);
  const rest = rows.slice(MOST_ROWS);
  const unplaced = all.columns.places.lat?.filter((lat, place) => lat === null && !undrawn.value.has(place)).length ?? 0;
  return (
    <section class="legend" aria-label="Legend">
      <ul>
        {listed.map(({ look, side, places }) => (
          <li key={`${look}/${side}`}>
            <Mark look={look} side={side} />
            <span>{sayStatus(look, nameOf(all, side))}</span>
            <b>{places.toLocaleString("en-GB")}</b>
          </li>
        ))}
        {rest.length > 0 && (
          <li>
            <Mark look={LOOK.held} side={99} />
            <span>{many(rest.length, "more side and status")}</span>
            <b>{rest.reduce((sum, row) => sum + row.places, 0).toLocaleString("en-GB")}</b>
          </li>
        )}
      </ul>
      <p>
        of <b>{many(all.size, "place")}</b> that claims of control name
        {unplaced > 0 && `; ${unplaced.toLocaleString("en-GB")} not in the gazetteer, so not on the map`}
      </p>
      <Undrawn />
      {differs !== null && (
        <p>
          <b>{differs.reduce((sum, one) => sum + one, 0).toLocaleString("en-GB")}</b> on which “{all.columns.rules}” and “{address.value.against}” differ stand
          out
        </p>
      )}
      <p class="faint">Fainter: no news for long ({STALE_DAYS} days at the faintest)</p>
    </section>
  );
}

/** Countries and the like listed by name; those that most is said of. */
const MOST_UNDRAWN = 4;

/** What is told of a whole country or region: a dot in its middle would say it of the wrong place. */
function Undrawn() {
  const [all, shown] = [atlas.value, looks.value];
  if (all === null || shown === null || undrawn.value.size === 0) return null;
  const { name, claims } = all.columns.places;
  const places = [...undrawn.value].sort((a, b) => claims[b]! - claims[a]!);
  const rest = places.length - MOST_UNDRAWN;
  return (
    <>
      <p>Told of as a whole, so not drawn:</p>
      <ul aria-label="Not drawn">
        {places.slice(0, MOST_UNDRAWN).map((place) => (
          <li key={place}>
            <Mark look={shown.look[place]!} side={shown.side[place]!} />
            <span>
              <Link to={{ place: all.ids[place]! }}>{name[place]}</Link> <span class="unseen">{sayLook(all, shown, place)}</span>
            </span>
          </li>
        ))}
      </ul>
      {rest > 0 && <p class="faint">and {rest.toLocaleString("en-GB")} more</p>}
    </>
  );
}

const ORDER: Look[] = [LOOK.held, LOOK.claimed, LOOK.fighting, LOOK.disputed, LOOK.unknown];

function countRows(look: Uint8Array, side: Uint16Array): Row[] {
  const counts = new Map<number, number>();
  for (let i = 0; i < look.length; i++) {
    const key = look[i]! * 65536 + side[i]!;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const rows = [...counts].map(([key, places]): Row => ({ look: Math.floor(key / 65536) as Look, side: key % 65536, places }));
  return rows.sort((a, b) => ORDER.indexOf(a.look) - ORDER.indexOf(b.look) || Number(a.side === NOBODY) - Number(b.side === NOBODY) || a.side - b.side);
}
