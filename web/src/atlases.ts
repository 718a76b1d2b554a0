/** Atlases as the server gives them, the latest kept: moving to and fro in what was known asks nothing again. */

import { ask } from "./api";
import { Atlas } from "./atlas";
import type { AtlasColumns } from "./types";

/** About what a play through two weeks of "what was known that day" looks at. */
const MOST_KEPT = 16;

const kept = new Map<string, Promise<Atlas>>();

export interface AtlasAsked {
  version: string;
  knownBy: string | null;
  rules: string;
}

function keyOf({ version, knownBy, rules }: AtlasAsked): string {
  return JSON.stringify([version, knownBy, rules]);
}

export function isKept(asked: AtlasAsked): boolean {
  return kept.has(keyOf(asked));
}

/** The atlas of a version of the ledger; asked for once, unless it failed. */
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
