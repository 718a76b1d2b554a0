/** A claim to be decided on: its words where they stand, how they were read, and what follows from it now. */

import { useAsked } from "../asked";
import { Link } from "../link";
import { Mark } from "../mark";
import { nameReport } from "../place/quote";
import { ClaimFields } from "../reader/claim-card";
import { atlas, ledger, looks } from "../store";
import type { Claim, Decision, Due, ReadReport } from "../types";
import { sayAll, sayLook } from "../words";
import { decide } from "./deciding";

/** Code points of the report shown before and after the quote: about three sentences each. */
const AROUND = 420;

export function DueClaim({ due }: { due: Due }) {
  const { claim } = due;
  const { place, said } = sayAll(claim);
  return (
    <article>
      <header>
        <h2>
          {place} {said}
        </h2>
        <p class="parents">
          <Link to={{ view: "report", report: claim.report_id, claim: claim.claim_id }}>{nameReport(claim.report)}</Link>
        </p>
        <p class="why">{due.why.join("; ")}</p>
      </header>
      <Context claim={claim} />
      <ClaimFields claim={claim} />
      <Consequences claim={claim} />
      {due.decisions.length > 0 && <Decisions decisions={due.decisions} />}
    </article>
  );
}

function Context({ claim }: { claim: Claim }) {
  const asked = useAsked<ReadReport>(`/reports/${encodeURIComponent(claim.report_id)}`, { v: ledger.value?.version ?? "" });
  if (asked.value === null) return <p class="context">{claim.evidence.text}</p>;
  const letters = Array.from(asked.value.text);
  const [start, end] = [claim.evidence.start ?? 0, claim.evidence.end ?? 0];
  const from = Math.max(0, start - AROUND);
  const piece = (a: number, b: number) => letters.slice(a, b).join("");
  return (
    <p class="context">
      {from > 0 && "… "}
      {piece(from, start)}
      <mark class="looked" ref={(mark) => mark?.scrollIntoView({ block: "nearest", behavior: "instant" })}>
        {piece(start, end)}
      </mark>
      {piece(end, end + AROUND)}
      {end + AROUND < letters.length && " …"}
    </p>
  );
}

function Consequences({ claim }: { claim: Claim }) {
  const [all, shown] = [atlas.value, looks.value];
  if (all === null || shown === null) return null;
  const places = claim.places.flatMap((place) => {
    const position = place.role === "at" && place.place_id !== null ? all.positionOf(place.place_id) : null;
    return position === null ? [] : [position];
  });
  return (
    <ul class="consequences" aria-label="What follows now">
      {places.map((place) => (
        <li key={place}>
          <Mark look={shown.look[place]!} side={shown.side[place]!} />
          <span>
            On the map now: <Link to={{ view: "map", place: all.ids[place]! }}>{all.columns.places.name[place]}</Link>. {sayLook(all, shown, place)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Decisions({ decisions }: { decisions: Decision[] }) {
  return (
    <section class="decisions" aria-label="Decisions">
      <h3>Decided so far</h3>
      <ul>
        {decisions.map((one) => (
          <li key={one.decision_id}>
            <b>{one.kind}</b> by {one.author}, {one.made_at.slice(0, 16).replace("T", " ")}: {one.reason}{" "}
            <button type="button" onClick={() => void decide({ decision: "undo", undoes: one.decision_id, reason: "taken back in review" })}>
              Undo
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
