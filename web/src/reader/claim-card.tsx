/** A claim's fields, each beside the words it was read from. */

import { useEffect, useRef } from "preact/hooks";
import { go } from "../address";
import { sayDays } from "../days";
import { Link } from "../link";
import type { Claim } from "../types";
import { sayAll, sayCasualties, saySources } from "../words";

export function ClaimCard({ claim, isLookedAt }: { claim: Claim; isLookedAt: boolean }) {
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone the cards stand below the text, which is what was asked for.
    if (isLookedAt && matchMedia("(min-width: 721px)").matches) card.current?.scrollIntoView({ block: "nearest", behavior: "instant" });
  }, [isLookedAt]);
  const { place, said } = sayAll(claim);
  return (
    <section ref={card} class={isLookedAt ? "card looked" : "card"} aria-label="Claim" {...(isLookedAt ? { "aria-current": "true" as const } : {})}>
      <p class="said">
        <button type="button" class="plain" onClick={() => go({ claim: claim.claim_id })}>
          {place} {said}
        </button>
      </p>
      <ClaimFields claim={claim} />
      <p>
        <Link to={{ view: "review", claim: claim.claim_id }}>Review</Link>
      </p>
    </section>
  );
}

export function ClaimFields({ claim }: { claim: Claim }) {
  return (
    <div class="fields-of">
      <dl>
        <Field name="where">
          {claim.places.map((place, i) => (
            <span key={`${place.start}${place.role}`}>
              {i > 0 && "; "}
              {place.role !== "at" && `${place.role} `}
              {place.place_id !== null && place.role === "at" ? <Link to={{ view: "map", place: place.place_id }}>{place.name}</Link> : place.name}
              {place.part !== null && ` (${place.part})`} <small>{[place.admin1, place.country, place.precision].filter(Boolean).join(", ")}</small>
            </span>
          ))}
        </Field>
        <Field name="when">
          {sayDays(claim.when.date_start, claim.when.date_end)} <small>{claim.when.text === null ? claim.when.basis : `“${claim.when.text}”, ${claim.when.basis}`}</small>
        </Field>
        <Field name="who says so">{saySources(claim)}</Field>
        <Field name="how">
          {[claim.polarity, claim.certainty, claim.stance].join(", ")}
          {claim.fighting !== "unknown" && `; fighting: ${claim.fighting}`}
        </Field>
        {claim.casualties.length > 0 && <Field name="who was harmed">{claim.casualties.map(sayCasualties).join("; ")}</Field>}
        {claim.count !== null && (
          <Field name="how many">
            {claim.count.text} <small>{`${claim.count.low ?? "?"} to ${claim.count.high ?? "?"}`}</small>
          </Field>
        )}
      </dl>
      {claim.flags.map((flag) => (
        <p class="flag" key={flag.why}>
          ⚑ {flag.kind}: {flag.why}
        </p>
      ))}
    </div>
  );
}

function Field({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
