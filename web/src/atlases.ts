/** Atlases as the server gives them, the latest kept: moving to and fro in what was known asks nothing again. */

import { ask } from "./api";
import { Atlas } from "./atlas";
import type { AtlasColumns } from "./types";

/** About what a play through two weeks of "what was known that day" looks at. */
const MOST_KEPT = 16;

const kept = new Map<string, Promise<Atlas>>();

export interface AtlasAsked {
  /** Another number whenever the ledger has changed. */
  turn: number;
  knownBy: string | null;
  /** null: the rule set that decides where none is named. */
  rules: string | null;
}

function keyOf({ turn, knownBy, rules }: AtlasAsked): string {
  return JSON.stringify([turn, knownBy, rules]);
}

export function isKept(asked: AtlasAsked): boolean {
  return kept.has(keyOf(asked));
}

/** An atlas of the ledger as it is now; asked for once, unless it failed. */
export function readAtlas(asked: AtlasAsked): Promise<Atlas> {
  const key = keyOf(asked);
  const params = { known_by: asked.knownBy, rules: asked.rules };
  const found = kept.get(key) ?? ask<AtlasColumns>("/atlas", params).then((columns) => new Atlas(columns));
  kept.delete(key);
  kept.set(key, found); // the last to be asked for is the last to go
  found.catch(() => kept.delete(key));
  while (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
  return found;
}
