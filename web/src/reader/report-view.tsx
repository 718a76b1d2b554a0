/** A report as it was read: its text with each claim marked, and what gave none, with why. */

import { useEffect, useRef } from "preact/hooks";
import { address, go } from "../address";
import { useAsked } from "../asked";
import { sayDay } from "../days";
import { Link } from "../link";
import { ledger } from "../store";
import type { Claim, ReadReport } from "../types";
import { many } from "../words";
import { ClaimCard } from "./claim-card";
import { cut, type Segment } from "./segments";

export function ReportView() {
  const { report } = address.value;
  const version = ledger.value?.version ?? "";
  const asked = useAsked<ReadReport>(report && version && `/reports/${encodeURIComponent(report)}`, { v: version });
  if (report === null) {
    return (
      <p class="notice">
        No report is chosen. <Link to={{ view: "tables", table: "reports" }}>The table of reports</Link> lists them all.
      </p>
    );
  }
  if (asked.error !== null) {
    return (
      <p class="notice" role="alert">
        {asked.error}
      </p>
    );
  }
  return asked.value === null ? <p class="notice">Fetching the report …</p> : <Read report={asked.value} />;
}

function Read({ report }: { report: ReadReport }) {
  const looked = report.claims.find((claim) => claim.claim_id === address.value.claim) ?? null;
  const move = (step: number) => {
    const at = looked === null ? (step > 0 ? -1 : 0) : report.claims.indexOf(looked);
    const next = report.claims[(at + step + report.claims.length) % report.claims.length];
    if (next) go({ claim: next.claim_id });
  };
  return (
    <>
      <article class="report" aria-label="Report">
        <header>
          <h1>{report.title ?? "Report"}</h1>
          <p class="parents">
            {report.publisher ?? "publisher not named"}, {report.published === null ? "no date" : sayDay(report.published)}
            {report.dateline !== null && `, ${report.dateline}`}
          </p>
          <p class="path">
            {report.path}
            {report.url !== null && /^https?:/.test(report.url) && (
              <>
                {" · "}
                <a href={report.url} rel="noreferrer noopener" target="_blank">
                  where it was published (opens the web)
                </a>
              </>
            )}
          </p>
        </header>
        <Text report={report} looked={looked} />
      </article>
      <aside class="panel claims" aria-label="Claims of this report">
        <header>
          <h2>{many(report.claims.length, "claim")}</h2>
          <div class="buttons">
            <button type="button" onClick={() => move(-1)} disabled={report.claims.length === 0}>
              <span aria-hidden="true">‹</span>
              <span class="unseen">Claim before</span>
            </button>
            <button type="button" onClick={() => move(1)} disabled={report.claims.length === 0}>
              <span aria-hidden="true">›</span>
              <span class="unseen">Next claim</span>
            </button>
          </div>
        </header>
        {report.claims.map((claim) => (
          <ClaimCard key={claim.claim_id} claim={claim} isLookedAt={claim === looked} />
        ))}
        {report.claims.length === 0 && <p class="notice">This report gave no claim.</p>}
        {report.gaps.length > 0 && (
          <section class="gaps" aria-label="What gave no claim">
            <h3>
              Gave no claim <small>{report.gaps.length}</small>
            </h3>
            <ul>
              {report.gaps.map((gap) => (
                <li key={`${gap.start}${gap.reason}`}>
                  <b>{gap.trigger ?? "no word of control"}</b>: {gap.meaning || gap.reason}
                </li>
              ))}
            </ul>
          </section>
        )}
      </aside>
    </>
  );
}

function Text({ report, looked }: { report: ReadReport; looked: Claim | null }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector(".looked")?.scrollIntoView({ block: "center", behavior: "instant" });
  }, [looked?.claim_id, report.report_id]);
  return (
    <div class="text" ref={box}>
      {cut(report, looked).map((segment) => (
        <Piece key={segment.start} segment={segment} looked={looked} />
      ))}
    </div>
  );
}

function Piece({ segment, looked }: { segment: Segment; looked: Claim | null }) {
  const { text, claims, gap, part } = segment;
  if (claims.length > 0) {
    const isLooked = looked !== null && claims.includes(looked);
    // Of claims that share words, another click goes to the next.
    const next = claims[(looked === null ? -1 : claims.indexOf(looked)) + 1] ?? claims[0]!;
    const choose = () => go({ claim: next.claim_id });
    return (
      <mark
        class={[isLooked ? "looked" : "", part === null ? "" : `part ${part.replace(" ", "-")}`].join(" ")}
        title={part ?? undefined}
        tabIndex={0}
        role="button"
        aria-label={`${text.trim()}: ${many(claims.length, "claim")}`}
        onClick={choose}
        onKeyDown={(event) => {
          if (event.key === "Enter" || event.key === " ") {
            event.preventDefault();
            choose();
          }
        }}
      >
        {text}
      </mark>
    );
  }
  if (part !== null) return <span class={`part ${part.replace(" ", "-")}`} title={part}>{text}</span>;
  if (gap !== null) {
    return (
      <span class="gap" title={`gave no claim: ${gap.meaning || gap.reason}`}>
        {text}
      </span>
    );
  }
  return <>{text}</>;
}
