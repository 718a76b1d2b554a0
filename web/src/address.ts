/** The whole state of the page is its address: copy it, and another sees the same. */

import { signal } from "@preact/signals";
import { isDay } from "./days";

export const VIEWS = ["map", "report", "review", "tables"] as const;
export type View = (typeof VIEWS)[number];

export interface Address {
  view: View;
  /** The day in the world; null: the last day of publication. */
  asOf: string | null;
  /** The last day of publication that counts; null: all that is known; "day": what was known on asOf. */
  knownBy: string | null;
  rules: string | null;
  /** Another rule set: the map then shows where the two differ. */
  against: string | null;
  place: string | null;
  report: string | null;
  claim: string | null;
  table: string;
  words: string;
  sort: string | null;
  descending: boolean;
  /** The earlier day of the table of changes; null: the first day of publication. */
  since: string | null;
  queue: string;
  /** Longitude, latitude, zoom. */
  at: readonly [number, number, number] | null;
}

export const KNOWN_THEN = "day";

export function readAddress(search: string): Address {
  const said = new URLSearchParams(search);
  const view = VIEWS.find((one) => one === said.get("view")) ?? "map";
  const at = (said.get("at") ?? "").split(",").map(Number);
  const known = said.get("known");
  const day = said.get("day");
  const since = said.get("since");
  return {
    view,
    asOf: isDay(day) ? day : null,
    knownBy: known === KNOWN_THEN || isDay(known) ? known : null,
    rules: said.get("rules"),
    against: said.get("against"),
    place: said.get("place"),
    report: said.get("report"),
    claim: said.get("claim"),
    table: said.get("table") ?? "claims",
    words: said.get("words") ?? "",
    sort: said.get("sort"),
    descending: said.get("order") === "down",
    since: isDay(since) ? since : null,
    queue: said.get("queue") ?? "new",
    at: at.length === 3 && at.every(Number.isFinite) ? [at[0]!, at[1]!, at[2]!] : null,
  };
}

export function writeAddress(address: Address): string {
  const said = new URLSearchParams();
  const put = (name: string, value: string | null | false) => {
    if (value) said.set(name, value);
  };
  put("view", address.view !== "map" && address.view);
  put("day", address.asOf);
  put("known", address.knownBy);
  put("rules", address.rules);
  put("against", address.against);
  put("place", address.place);
  put("report", address.report);
  put("claim", address.claim);
  put("table", address.table !== "claims" && address.table);
  put("words", address.words);
  put("sort", address.sort);
  put("order", address.descending && "down");
  put("since", address.since);
  put("queue", address.queue !== "new" && address.queue);
  put("at", address.at && address.at.map((n, i) => n.toFixed(i === 2 ? 2 : 4)).join(","));
  const text = said.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  return text ? `?${text}` : "";
}

export const address = signal<Address>(readAddress(location.search));

/** Moves after which "back" should lead here again; the others only rewrite the address. */
const TURNS: (keyof Address)[] = ["view", "place", "report", "table", "queue"];

/** Change part of the state. */
export function go(change: Partial<Address>): void {
  const before = address.value;
  const after = { ...before, ...change };
  const href = `${location.pathname}${writeAddress(after)}`;
  if (href === `${location.pathname}${location.search}`) return;
  const turns = TURNS.some((key) => before[key] !== after[key]);
  history[turns ? "pushState" : "replaceState"](null, "", href);
  address.value = after;
}

/** Where a change would lead, for a link. */
export function hrefTo(change: Partial<Address>): string {
  return `${location.pathname}${writeAddress({ ...address.value, ...change })}`;
}

addEventListener("popstate", () => {
  address.value = readAddress(location.search);
});
