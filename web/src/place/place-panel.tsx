/** Why a place has its status: the status, the rule's reason, its history, and each quote for and against. */

import { useEffect, useRef, useState } from "preact/hooks";
import { go } from "../address";
import { useAsked } from "../asked";
import { dayNumber, sayAge, sayDay, sayDays } from "../days";
import { LOOK, type Look } from "../atlas";
import { Mark } from "../mark";
import { parentsOf } from "../map/search";
import { atlas, day, ledger } from "../store";
import type { Bearing, PlaceWhy, Status, Testimony } from "../types";
import { many, sayStatus } from "../words";
import { History } from "./history";
import { Neighbours } from "./neighbours";
import { Quote } from "./quote";
import { whyParams, whyPath } from "./why";

/** What a slider drags along is asked for when it rests. */
const REST_MS = 90;

export function PlacePanel({ placeId }: { placeId: string }) {
  const version = ledger.value?.version ?? "";
  const asked = useAsked<PlaceWhy>(
    version && whyPath(placeId),
    whyParams(),
    REST_MS,
  );
  const why = asked.value;
  const panel = useRef<HTMLElement>(null);
  const shownId = why?.place.place_id;
  useEffect(() => {
    // On a phone the panel stands below the map, out of sight, and only when it is filled is there enough to scroll to.
    if (matchMedia("(max-width: 720px)").matches) panel.current?.scrollIntoView({ behavior: "instant" });
  }, [placeId, shownId]);
  return (
    <article ref={panel} class="panel place" aria-label="What the status rests on" aria-busy={asked.isWaiting}>
      <button type="button" class="close" title="Close (Esc)" onClick={() => go({ place: null })}>
        <span aria-hidden="true">×</span>
        <span class="unseen">Close</span>
      </button>
      {asked.error !== null && (
        <p class="notice" role="alert">
          {asked.error}
        </p>
      )}
      {why === null && asked.error === null && <p class="notice">Looking up the quotes …</p>}
      {why !== null && <Why key={why.place.place_id} why={why} />}
    </article>
  );
}

function Why({ why }: { why: PlaceWhy }) {
  const all = atlas.value;
  const position = all?.positionOf(why.place.place_id) ?? null;
  const written = all !== null && position !== null ? all.writtenOf(position) : [];
  const says = ledger.value?.rule_sets.find((one) => one.name === why.rules)?.says[why.status];
  return (
    <>
      <header>
        <h2>{why.place.name}</h2>
        <p class="parents">
          {all !== null && position !== null ? parentsOf(all, position) : why.place.admin1}
          {written.length > 0 && <span class="written">written {written.map((text) => `“${text}”`).join(", ")}</span>}
          {why.place.lat === null && <span class="badge">in no gazetteer: no point on the map</span>}
        </p>
        <p class="status">
          <Mark look={lookOf(why)} side={sideOf(why)} />
          <strong>{sayStatus(lookOf(why), why.holder?.name ?? null)}</strong>
          {why.since !== null && <span> since {saySince(why.since)}</span>}
        </p>
        <p class="moment">
          on {sayDay(why.as_of)}, by what was published until {sayDay(why.known_by)}
        </p>
      </header>
      <section aria-label="Reason">
        <p class="reason">{why.reason}</p>
        <p class="rule">
          Rule set “{why.rules}”{says !== undefined && `, ${says}`}.
        </p>
        <Figures why={why} />
      </section>
      {all !== null && position !== null && <History atlas={all} place={position} day={day.value} />}
      <Evidence why={why} />
      {all !== null && position !== null && <Neighbours atlas={all} place={position} />}
    </>
  );
}

function Figures({ why }: { why: PlaceWhy }) {
  const age = why.newest_evidence === null ? null : dayNumber(why.as_of) - dayNumber(why.newest_evidence);
  return (
    <dl class="figures">
      <div>
        <dt>for</dt>
        <dd>{why.claims_for}</dd>
      </div>
      <div>
        <dt>against</dt>
        <dd>{why.claims_against}</dd>
      </div>
      <div>
        <dt>independent</dt>
        <dd>{why.independent_sources}</dd>
      </div>
      <div>
        <dt>newest evidence</dt>
        <dd>{age === null ? "none" : sayAge(age)}</dd>
      </div>
    </dl>
  );
}

const STRENGTH = ["against_interest", "independent", "report_itself", "own_interest"];

function Evidence({ why }: { why: PlaceWhy }) {
  const of = (bearing: Bearing) => why.evidence.filter((one) => one.bearing === bearing).sort(byStrength);
  const [speakFor, speakAgainst] = [of("for"), of("against")];
  const favoured = why.holder?.name ?? why.parties[0]?.name ?? null;
  const other = why.status === "contested" ? (why.parties[1]?.name ?? null) : null;
  const isSplit = speakFor.length > 0 && speakAgainst.length > 0;
  if (why.evidence.length === 0) return <p class="notice">Nothing had been published about it by then.</p>;
  return (
    <>
      <div class={isSplit ? "sides" : ""}>
        <Group head={favoured === null ? "For" : `For ${favoured}`} of={speakFor} />
        <Group head={other === null ? "Against" : `For ${other}`} of={speakAgainst} />
      </div>
      <Group head="Both sides are there" of={of("fighting")} />
      <Group head="Earlier" of={of("earlier")} />
      <Group head="Heard, but not counted" of={of("not counted")} isFolded />
    </>
  );
}

function byStrength(one: Testimony, other: Testimony): number {
  const rank = (testimony: Testimony) => (testimony.class === null ? STRENGTH.length : STRENGTH.indexOf(testimony.class));
  return rank(one) - rank(other) || other.day.localeCompare(one.day);
}

/** More quotes than this are laid out when they are asked for: of a city, a ledger may hold hundreds. */
const MOST_QUOTES = 12;

function Group({ head, of, isFolded = false }: { head: string; of: Testimony[]; isFolded?: boolean }) {
  const [isOpen, setIsOpen] = useState(false);
  if (of.length === 0) return null;
  const counted = <small>{many(of.length, "claim")}</small>;
  if (isFolded) {
    return (
      <details class="group" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary>
          {head} {counted}
        </summary>
        {isOpen && <Quotes of={of} />}
      </details>
    );
  }
  return (
    <section class="group" aria-label={head}>
      <h3>
        {head} {counted}
      </h3>
      <Quotes of={of} />
    </section>
  );
}

function Quotes({ of }: { of: Testimony[] }) {
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? of : of.slice(0, MOST_QUOTES);
  return (
    <>
      {shown.map((testimony) => (
        <Quote key={testimony.claim.claim_id} testimony={testimony} />
      ))}
      {shown.length < of.length && (
        <button type="button" onClick={() => setIsWhole(true)}>
          Show {many(of.length - shown.length, "more claim")}
        </button>
      )}
    </>
  );
}

function lookOf(why: { status: Status; contested_by: string | null }): Look {
  if (why.status === "contested") return why.contested_by === "fighting" ? LOOK.fighting : LOOK.disputed;
  return LOOK[why.status];
}

function sideOf(why: PlaceWhy): number | null {
  const found = atlas.value?.columns.sides.findIndex((side) => side.name === why.holder?.name) ?? -1;
  return found < 0 ? null : found;
}

function saySince({ date_start: start, date_end: end }: { date_start: string | null; date_end: string | null }): string {
  if (start === null) return end === null ? "a day not told" : `${sayDay(end)} or earlier`;
  return start === end ? sayDay(start) : `a day from ${sayDays(start, end)}`;
}
