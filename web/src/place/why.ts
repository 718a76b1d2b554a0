/** Asking why a place has its status: by the panel, and ahead of it while the place is only pointed at. */

import { address } from "../address";
import { apiPath } from "../api";
import { asOf, knownBy, ledger } from "../store";

/** Pointed at for so long, a place is likely to be chosen. */
const REST_MS = 60;

export function whyPath(placeId: string): string {
  return `/places/${encodeURIComponent(placeId)}`;
}

/** Named with the ledger's version, so that the browser may keep the answer. */
export function whyParams(): Record<string, string | null> {
  return { as_of: asOf.value, known_by: knownBy.value, rules: address.value.rules, v: ledger.value?.version ?? "" };
}

let timer = 0;
let last = "";

/** Have the answer in the browser's own store by the time it is asked for; null: nothing is pointed at. */
export function expectPlace(placeId: string | null): void {
  clearTimeout(timer);
  if (placeId === null || ledger.peek() === null) return;
  timer = setTimeout(() => {
    const url = apiPath(whyPath(placeId), whyParams());
    if (url === last) return;
    last = url;
    fetch(url).catch(() => undefined); // the panel asks again, and says what is wrong
  }, REST_MS);
}
