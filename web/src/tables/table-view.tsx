/** The ledger as tables: sort, filter, go to what a row speaks of, and take the rows as they are seen. */

import { useEffect, useRef, useState } from "preact/hooks";
import { address, go } from "../address";
import { apiPath } from "../api";
import { useAsked } from "../asked";
import { isDay } from "../days";
import { Link } from "../link";
import { asOf, knownBy, ledger } from "../store";
import type { Cell, Listing } from "../types";
import { headOf, many } from "../words";

const TABLES = ["claims", "events", "changes", "contradictions", "sources", "reports", "coverage"];

const PAGE_ROWS = 100;

/** A pause in typing after which the words are asked for. */
const TYPED_MS = 200;

export function TableView() {
  const { table, words, sort, descending, since } = address.value;
  const version = ledger.value?.version ?? "";
  const [page, setPage] = useState(0);
  const tabs = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone the tabs are wider than the screen.
    tabs.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  }, [table]);
  useEffect(() => setPage(0), [table, words, sort, descending, since]);
  const changes = table === "changes" ? { since, rules: address.value.rules } : {};
  const rows = { words, sort, descending, as_of: address.value.asOf && asOf.value, known_by: knownBy.value, ...changes };
  const asked = useAsked<Listing>(version && `/tables/${table}`, { ...rows, limit: PAGE_ROWS, offset: page * PAGE_ROWS, v: version }, TYPED_MS);
  const listing = asked.value?.name === table ? asked.value : null;
  return (
    <section class="tables" aria-label="Tables">
      <h1 class="unseen">Tables</h1>
      <div class="bar">
        <nav ref={tabs} aria-label="Tables">
          {TABLES.map((name) => (
            <Link
              key={name}
              to={{ table: name, words: "", sort: null, descending: false }}
              {...(name === table ? { "aria-current": "page" as const } : {})}
            >
              {headOf(name)}
            </Link>
          ))}
        </nav>
        <input
          type="search"
          placeholder="Words that a row must hold"
          aria-label="Filter rows"
          value={words}
          onInput={(event) => go({ words: event.currentTarget.value })}
        />
        {table === "changes" && (
          <label class="since">
            <span>Since</span>
            <input
              type="date"
              value={since ?? ledger.value?.first_published ?? ""}
              onChange={(event) => go({ since: isDay(event.currentTarget.value) ? event.currentTarget.value : null })}
            />
          </label>
        )}
        <span class="total" role="status">
          {listing === null ? "" : many(listing.total, "row")}
        </span>
        <a class="download" href={apiPath(`/tables/${table}/csv`, rows)} download={`whoholds-${table}.csv`}>
          Download as seen (CSV)
        </a>
      </div>
      {asked.error !== null && (
        <p class="notice" role="alert">
          {asked.error}
        </p>
      )}
      {listing === null && asked.error === null && <p class="notice">Fetching the table …</p>}
      {listing !== null && <Rows listing={listing} />}
      {listing !== null && listing.total > PAGE_ROWS && (
        <nav class="pages" aria-label="Pages">
          <button type="button" disabled={page === 0} onClick={() => setPage(page - 1)}>
            ‹ Before
          </button>
          <span>
            {(page * PAGE_ROWS + 1).toLocaleString("en-GB")} to {Math.min(listing.total, (page + 1) * PAGE_ROWS).toLocaleString("en-GB")}
          </span>
          <button type="button" disabled={(page + 1) * PAGE_ROWS >= listing.total} onClick={() => setPage(page + 1)}>
            Next ›
          </button>
        </nav>
      )}
    </section>
  );
}

function Rows({ listing }: { listing: Listing }) {
  const shown = listing.columns.filter((column) => !column.endsWith("_id") && column !== "path" && column !== "start");
  const at = (row: Cell[], column: string) => row[listing.columns.indexOf(column)] ?? null;
  const { sort, descending } = address.value;
  if (listing.rows.length === 0) return <p class="notice">No row holds all these words.</p>;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Rows">
      <table>
        <thead>
          <tr>
            {shown.map((column) => (
              <th key={column} scope="col" aria-sort={sort !== column ? "none" : descending ? "descending" : "ascending"}>
                <button type="button" class="plain" onClick={() => go({ sort: column, descending: sort === column && !descending })}>
                  {headOf(column)} <span aria-hidden="true">{sort !== column ? "" : descending ? "▾" : "▴"}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {listing.rows.map((row, i) => (
            <tr key={i}>
              {shown.map((column) => (
                <td key={column} class={classOf(column, at(row, column))}>
                  <CellText column={column} value={at(row, column)} of={(other) => at(row, other)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function classOf(column: string, value: Cell): string {
  if (typeof value === "number") return "number";
  if (typeof value === "string" && isDay(value)) return "date";
  if (["country", "cause", "status", "status_before"].includes(column)) return "code";
  const isSentence = column === "reason" && String(value).includes(".");
  return column.endsWith("quote") || column === "title" || isSentence ? "long" : "";
}

/** Columns of closed vocabularies, whose members are written with underscores. */
const VOCABULARIES = new Set(["event_type", "evidence", "other_evidence", "source_kind", "status", "status_before"]);

function inWords(column: string, text: string): string {
  return VOCABULARIES.has(column) ? text.replaceAll("_", " ") : text;
}

/** The columns that lead on: a place to the map, a quote to its report. */
function CellText({ column, value, of }: { column: string; value: Cell; of: (column: string) => Cell }) {
  const text = value === null ? "" : typeof value === "boolean" ? (value ? "yes" : "no") : inWords(column, String(value));
  const other = column.startsWith("other_") ? "other_" : "";
  const [place, report, claim] = [of("place_id"), of(`${other}report_id`), of(`${other}claim_id`)];
  if (column === "place" && typeof place === "string") return <Link to={{ view: "map", place }}>{text}</Link>;
  if (["quote", "other_quote", "title", "published"].includes(column) && typeof report === "string") {
    return <Link to={{ view: "report", report, claim: typeof claim === "string" ? claim : null }}>{text || "untitled"}</Link>;
  }
  return <>{text}</>;
}
