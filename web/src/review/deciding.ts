/** Deciding: who does so, and the one way to write. */

import { signal } from "@preact/signals";
import { AskError, tell } from "../api";
import { readLedger } from "../store";

const KEPT = "whoholds-author";

/** Kept in this browser, so that an analyst says it once. */
export const author = signal(localStorage.getItem(KEPT) ?? "");

export function nameAuthor(name: string): void {
  author.value = name;
  localStorage.setItem(KEPT, name);
}

/** The fields of a decision, as `whoholds decide` takes them. */
export type Fields = Record<string, string>;

/** What was decided here since the page was loaded, the newest last: what undo takes back. */
export const made = signal<string[]>([]);

/**
 * Keep a decision; the map and the queue follow.
 * @returns what is wrong with it, or null
 */
export async function decide(fields: Fields): Promise<string | null> {
  try {
    const { decision_id } = await tell<{ decision_id: string | null }>("/decisions", { fields: { ...fields, author: author.value } });
    if (decision_id !== null) {
      made.value = fields.decision === "undo" ? made.value.filter((id) => id !== fields.undoes) : [...made.value, decision_id];
    }
    await readLedger();
    return null;
  } catch (error) {
    return error instanceof AskError ? error.message : String(error);
  }
}
