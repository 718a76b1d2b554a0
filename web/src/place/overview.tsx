/** What the map shows, as a list: for whoever reads rather than looks, and as the way in when no place is chosen. */

import { type Atlas, LONG_AGO, type Looks } from "../atlas";
import { isoDay, sayDay } from "../days";
import { Link } from "../link";
import { Mark } from "../mark";
import { parentsOf } from "../map/search";
import { address } from "../address";
import { asOf, atlas, atlasAgainst, differences, ledger, looks, looksAgainst } from "../store";
import { many, sayLook } from "../words";
import { expectPlace } from "./why";

/** Longer than a screen, short enough to be laid out at once; the tables have the rest. */
const MOST_LISTED = 80;

export function Overview() {
  const [all, shown, info] = [atlas.value, looks.value, ledger.value];
  if (all === null || shown === null || info === null) {
    return (
      <aside class="panel">
        <p class="notice">Opening the ledger …</p>
      </aside>
    );
  }
  const differs = differences.value;
  const listed = listPlaces(all, shown, differs);
  return (
    <aside class="panel overview" aria-label="Places">
      <header>
        <h2>{sayDay(asOf.value)}</h2>
        <p class="parents">
          {differs !== null
            ? `${many(listed.total, "place")} on which “${all.columns.rules}” and “${address.value.against}” differ`
            : `${many(info.claims, "claim")} in ${many(info.reports, "report")}; choose a place to see what its status rests on`}
        </p>
      </header>
      {all.size === 0 && <NothingYet />}
      <ul class="places">
        {listed.places.map((place) => (
          <li key={place} onPointerEnter={() => expectPlace(all.ids[place]!)} onPointerLeave={() => expectPlace(null)}>
            <Mark look={shown.look[place]!} side={shown.side[place]!} />
            <span>
              <Link to={{ place: all.ids[place]! }}>{all.columns.places.name[place]}</Link> <small>{parentsOf(all, place)}</small>
              <br />
              {sayLook(all, shown, place)} {shown.since[place] !== LONG_AGO && <small>since {sayDay(isoDay(shown.since[place]!))}</small>}
              {differs !== null && <Otherwise placeId={all.ids[place]!} />}
            </span>
          </li>
        ))}
      </ul>
      {listed.total > listed.places.length && (
        <p class="faint">
          and {many(listed.total - listed.places.length, "more place")}: find them by name, or in the <Link to={{ view: "tables", table: "changes" }}>table of changes</Link>
        </p>
      )}
    </aside>
  );
}

/** What the other rule set says of a place. */
function Otherwise({ placeId }: { placeId: string }) {
  const [other, shown] = [atlasAgainst.value, looksAgainst.value];
  if (other === null || shown === null) return null;
  const place = other.positionOf(placeId);
  return (
    <>
      <br />
      <small>by “{other.columns.rules}”:</small> {place === null ? "nothing" : sayLook(other, shown, place)}
    </>
  );
}

function NothingYet() {
  return (
    <p class="notice">
      No claim of this ledger concerns a place yet. <Link to={{ view: "tables", table: "coverage" }}>Coverage</Link> lists what was read and gave
      nothing, with the reason; <code>whoholds read PATH --into {ledger.value?.name}</code> adds reports.
    </p>
  );
}

interface Listed {
  /** Those that changed last first, then those that most is said of; at most MOST_LISTED. */
  places: number[];
  /** How many there are. */
  total: number;
}

/** The places to list, picked in one walk: there may be fifty thousand, and a slider asks anew for each day. */
function listPlaces(atlas: Atlas, { since }: Looks, differs: Uint8Array | null): Listed {
  const { claims } = atlas.columns.places;
  const comesBefore = (a: number, b: number) => since[a]! > since[b]! || (since[a] === since[b] && claims[a]! > claims[b]!);
  const places: number[] = [];
  let total = 0;
  for (let place = 0; place < atlas.size; place++) {
    if (differs !== null && !differs[place]) continue;
    total += 1;
    if (places.length === MOST_LISTED && !comesBefore(place, places.at(-1)!)) continue;
    let at = places.length;
    while (at > 0 && comesBefore(place, places[at - 1]!)) at -= 1;
    places.splice(at, 0, place);
    if (places.length > MOST_LISTED) places.pop();
  }
  return { places, total };
}
