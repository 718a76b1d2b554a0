/** One claim as evidence: the quote, who says so, where it was published, and how it was read. */

import { hrefTo } from "../address";
import { sayDay, sayDays } from "../days";
import { Link } from "../link";
import { atlas } from "../store";
import type { Claim, ReportHead, Testimony } from "../types";
import { CLASS_MEANING, CLASS_WORDS, nameSide, sayClaim, saySources, sayStance } from "../words";

export function Quote({ testimony }: { testimony: Testimony }) {
  const { claim } = testimony;
  const text = (claim.evidence.text ?? "").split(/\s+/).join(" ").trim();
  return (
    <figure class="quote">
      <blockquote>
        “{/^\p{Ll}/u.test(text) && "… "}
        {text}”
      </blockquote>
      <figcaption>
        <p class="who">
          <SourceChain claim={claim} />
          {sayStance(testimony) && <em> {sayStance(testimony)}</em>}
          {testimony.class !== null && (
            <span class={`badge ${testimony.class}`} title={CLASS_MEANING[testimony.class]}>
              {CLASS_WORDS[testimony.class] ?? testimony.class}
            </span>
          )}
        </p>
        <p class="where">
          <Link to={{ view: "report", report: claim.report_id, claim: claim.claim_id }}>{nameReport(claim.report)}</Link>
          {" · "}
          <Link to={{ view: "review", claim: claim.claim_id }}>review</Link>
        </p>
        <p class="read">
          read as: {sayClaim(claim)}; {sayDays(claim.when.date_start, claim.when.date_end)}
          {claim.when.basis !== "stated" && ` (${claim.when.basis})`}
        </p>
        {testimony.why_not_counted !== null && <p class="read">not counted: {testimony.why_not_counted}</p>}
        {claim.flags.map((flag) => (
          <p class="flag" key={flag.why}>
            ⚑ {flag.kind}: {flag.why}
          </p>
        ))}
        {testimony.copies.length > 0 && <Copies copies={testimony.copies} />}
      </figcaption>
    </figure>
  );
}

function SourceChain({ claim }: { claim: Claim }) {
  if (claim.sources.length === 0) return <span>{saySources(claim)}</span>;
  return (
    <>
      {claim.sources.map((source, i) => (
        <span key={`${source.start}${source.name}`}>
          {i > 0 && ", citing "}
          {source.name} <small>({source.side ? nameSide(atlas.value, source.side) : source.kind})</small>
        </span>
      ))}
    </>
  );
}

function Copies({ copies }: { copies: ReportHead[] }) {
  return (
    <details class="copies">
      <summary>the same text in {copies.length} more, counted once</summary>
      <ul>
        {copies.map((copy) => (
          <li key={copy.report_id}>
            {copy.report_id === undefined ? nameReport(copy) : <a href={hrefTo({ view: "report", report: copy.report_id, claim: null })}>{nameReport(copy)}</a>}
          </li>
        ))}
      </ul>
    </details>
  );
}

export function nameReport(report: ReportHead): string {
  const published = report.published === null ? "no date" : sayDay(report.published);
  return report.publisher === null ? `publisher not named, ${published}` : `${report.publisher}, ${published}`;
}
