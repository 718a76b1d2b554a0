/** What the marks mean, with how many places each stands for, and of how many. */

import { LOOK, NOBODY, STALE_DAYS, type Look } from "../atlas";
import { address } from "../address";
import { atlas, differences, looks } from "../store";
import { Mark } from "../mark";
import { many, nameOf, sayStatus } from "../words";

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
  const unplaced = all.columns.places.lat?.filter((lat) => lat === null).length ?? 0;
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
