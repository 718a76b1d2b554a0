/** What the map shows, as a list: for whoever reads rather than looks, and as the way in when no place is chosen. */

import { LOOK, type Atlas } from "../atlas";
import { isoDay, sayDay } from "../days";
import { Link } from "../link";
import { Mark } from "../mark";
import { parentsOf } from "../map/search";
import { address } from "../address";
import { asOf, atlas, atlasAgainst, day, differences, ledger, looks, looksAgainst } from "../store";
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
  const listed = listPlaces(all, shown.look, day.value, differs);
  return (
    <aside class="panel overview" aria-label="Places">
      <header>
        <h2>{sayDay(asOf.value)}</h2>
        <p class="parents">
          {differs !== null
            ? `${many(listed.length, "place")} on which “${all.columns.rules}” and “${address.value.against}” differ`
            : `${many(info.claims, "claim")} in ${many(info.reports, "report")}; choose a place to see what its status rests on`}
        </p>
      </header>
      {all.size === 0 && <NothingYet />}
      <ul class="places">
        {listed.slice(0, MOST_LISTED).map(({ place, since }) => (
          <li key={place} onPointerEnter={() => expectPlace(all.ids[place]!)} onPointerLeave={() => expectPlace(null)}>
            <Mark look={shown.look[place]!} side={shown.side[place]!} />
            <span>
              <Link to={{ place: all.ids[place]! }}>{all.columns.places.name[place]}</Link> <small>{parentsOf(all, place)}</small>
              <br />
              {sayLook(all, shown, place)} {since !== null && <small>since {sayDay(isoDay(since))}</small>}
              {differs !== null && <Otherwise placeId={all.ids[place]!} />}
            </span>
          </li>
        ))}
      </ul>
      {listed.length > MOST_LISTED && (
        <p class="faint">
          and {many(listed.length - MOST_LISTED, "more place")}: find them by name, or in the <Link to={{ view: "tables", table: "changes" }}>table of changes</Link>
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
  place: number;
  since: number | null;
}

/** Places with a status, those that changed last first; then the unknown ones. */
function listPlaces(atlas: Atlas, look: Uint8Array, day: number, differs: Uint8Array | null): Listed[] {
  const listed: Listed[] = [];
  for (let place = 0; place < atlas.size; place++) {
    if (differs !== null && !differs[place]) continue;
    listed.push({ place, since: look[place] === LOOK.unknown ? null : atlas.sinceOf(place, day) });
  }
  const { claims } = atlas.columns.places;
  return listed.sort((a, b) => (b.since ?? -1e9) - (a.since ?? -1e9) || claims[b.place]! - claims[a.place]!);
}
