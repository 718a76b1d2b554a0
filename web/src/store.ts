/** What every part of the page looks at: the ledger, the atlas, the day, and what all places look like on it. */

import { batch, computed, effect, signal } from "@preact/signals";
import { address, KNOWN_THEN } from "./address";
import { ask, AskError } from "./api";
import type { Atlas, Looks } from "./atlas";
import { type AtlasAsked, isKept, readAtlas } from "./atlases";
import { dayNumber, isoDay } from "./days";
import type { LedgerInfo } from "./types";

export type Outlines = GeoJSON.FeatureCollection<GeoJSON.Geometry, { place_id: string }>;

export const ledger = signal<LedgerInfo | null>(null);
export const atlas = signal<Atlas | null>(null);
export const atlasAgainst = signal<Atlas | null>(null);
export const outlines = signal<Outlines | null>(null);
export const problem = signal<string | null>(null);
export const isWaiting = signal(false);

/** How often the ledger was found changed. The first atlas needn't wait for the ledger's head. */
const turn = signal(0);

/** The day in the world that is shown, as a number. */
export const day = computed<number>(() => {
  const asked = address.value.asOf ?? ledger.value?.last_published ?? null;
  return asked === null ? 0 : dayNumber(asked);
});

export const asOf = computed<string>(() => isoDay(day.value));

/** The last day of publication that counts; null: the last there is. */
export const knownBy = computed<string | null>(() => {
  const known = address.value.knownBy;
  return known === KNOWN_THEN ? asOf.value : known;
});

export const rules = computed<string>(() => address.value.rules ?? ledger.value?.rules ?? "press");

export const looks = computed<Looks | null>(() => atlas.value?.looksAt(day.value) ?? null);

/** Positions of the wide places without an outline: they are listed in the legend, not drawn. */
export const undrawn = computed<Set<number>>(() => {
  const all = atlas.value;
  const outlined = new Set(outlines.value?.features.map((feature) => feature.properties.place_id));
  return new Set(all?.ids.flatMap((id, place) => (all.isWide(place) && !outlined.has(id) ? [place] : [])));
});

export const looksAgainst = computed<Looks | null>(() => atlasAgainst.value?.looksAt(day.value) ?? null);

/** 1 for each place of which the two rule sets say different things; null: only one is shown. */
export const differences = computed<Uint8Array | null>(() => {
  const [one, other] = [looks.value, looksAgainst.value];
  const [mine, theirs] = [atlas.value, atlasAgainst.value];
  if (!one || !other || !mine || !theirs) return null;
  return Uint8Array.from(mine.ids, (id, i) => {
    const j = mine.ids[i] === theirs.ids[i] ? i : theirs.positionOf(id);
    if (j === null) return one.look[i] === 0 ? 0 : 1;
    const isSame = one.look[i] === other.look[j] && mine.sideName(one.side[i]!) === theirs.sideName(other.side[j]!);
    return isSame ? 0 : 1;
  });
});

/** The days that the time strip spans: those of publication. */
export const span = computed<[number, number] | null>(() => {
  const { first_published: first, last_published: last } = ledger.value ?? {};
  return first && last ? [dayNumber(first), dayNumber(last)] : null;
});

/** Read the ledger's head again; a new version brings a new atlas. */
export async function readLedger(): Promise<void> {
  try {
    const read = await ask<LedgerInfo>("/ledger");
    batch(() => {
      if (ledger.peek() !== null && ledger.peek()?.version !== read.version) turn.value += 1;
      ledger.value = read;
      problem.value = null;
    });
  } catch (error) {
    problem.value = sayError(error);
  }
}

/** The provinces' outlines; a map without them is still a map. */
async function readOutlines(): Promise<void> {
  try {
    outlines.value = await ask<Outlines>("/outlines");
  } catch (error) {
    console.error(error);
  }
}

/** Keep an atlas in step with the ledger and what is asked for; rulesAsked: undefined for no atlas. */
function follow(target: typeof atlas, rulesAsked: () => string | null | undefined): void {
  let latest = 0;
  effect(() => {
    const now = turn.value;
    const known = knownBy.value;
    const asked = rulesAsked();
    const mine = ++latest;
    if (asked === undefined) {
      target.value = null;
      return;
    }
    if (address.value.knownBy === KNOWN_THEN && address.value.asOf === null && ledger.value === null) return; // which day?
    isWaiting.value = true;
    const read = async () => {
      try {
        const wanted = { turn: now, knownBy: known, rules: asked };
        if (address.peek().knownBy === KNOWN_THEN && !isKept(wanted)) await rested(REST_MS);
        if (mine !== latest) return;
        const found = await readAtlas(wanted);
        if (mine !== latest) return;
        target.value = found;
        problem.value = null;
        readAhead(wanted);
      } catch (error) {
        if (mine !== latest) return;
        problem.value = sayError(error);
      }
      isWaiting.value = false;
    };
    void read();
  });
}

/** A day that a slider drags past within this isn't asked for. */
const REST_MS = 60;

function rested(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Where the map shows what was known on its own day, the next day is the likeliest to be asked for. */
function readAhead({ turn: now, knownBy: known, rules: asked }: AtlasAsked): void {
  if (address.peek().knownBy !== KNOWN_THEN || known === null || day.peek() >= (span.peek()?.[1] ?? 0)) return;
  const next = { turn: now, knownBy: isoDay(dayNumber(known) + 1), rules: asked };
  readAtlas(next).catch(() => undefined); // it is asked for again when it is needed
}

function sayError(error: unknown): string {
  return error instanceof AskError ? error.message : String(error);
}

/** How often to look whether the ledger has changed; a reader notices a new report well within this. */
const LOOK_AGAIN_MS = 5000;

export function startStore(): void {
  follow(atlas, () => address.value.rules);
  follow(atlasAgainst, () => address.value.against ?? undefined);
  void readLedger();
  void readOutlines();
  setInterval(() => {
    if (document.hidden || ledger.value === null) return;
    ask<{ version: string }>("/version").then(
      ({ version }) => {
        if (version === ledger.value?.version) return;
        void readLedger();
        void readOutlines();
      },
      (error: unknown) => (problem.value = sayError(error)),
    );
  }, LOOK_AGAIN_MS);
}
