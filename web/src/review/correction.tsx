/** The fields that a correction may change; only those that were changed are sent. */

import { ledger } from "../store";
import type { Claim } from "../types";
import type { Fields } from "./deciding";

const CHOICES: Record<string, string[]> = {
  event_type: [], // those that the ledger's head names
  polarity: ["affirmed", "negated"],
  certainty: ["certain", "probable", "possible", "planned"],
};

const WORDS: Record<string, string> = {
  event_type: "What",
  side: "Who",
  from: "From whom",
  place: "Where",
  date_start: "First day",
  date_end: "Last day",
  polarity: "Said or denied",
  certainty: "How sure",
  source: "Who says so",
};

/** What empties a field, as `whoholds decide` has it. */
const EMPTIED = "none";

export function Correction({ claim }: { claim: Claim }) {
  const now = fieldsOf(claim);
  const choices: Record<string, string[]> = { ...CHOICES, event_type: ledger.value?.event_types ?? [] };
  return (
    <div class="fields">
      {Object.entries(WORDS).map(([name, words]) => (
        <label key={name}>
          <span>{words}</span>
          {choices[name] === undefined ? (
            <Text name={name} now={now[name] ?? ""} />
          ) : (
            <select name={name} defaultValue={now[name] ?? ""}>
              {[...new Set([now[name] ?? "", ...choices[name]])].map((choice) => (
                <option key={choice} value={choice} selected={choice === now[name]}>
                  {choice.replaceAll("_", " ")}
                </option>
              ))}
            </select>
          )}
        </label>
      ))}
    </div>
  );
}

function Text({ name, now }: { name: string; now: string }) {
  if (name.startsWith("date")) return <input type="date" name={name} defaultValue={now} />;
  return <input type="text" name={name} defaultValue={now} />;
}

/** What a form says otherwise than the claim does. */
export function correctionOf(claim: Claim, form: FormData): Fields {
  const changed: Fields = {};
  for (const [name, before] of Object.entries(fieldsOf(claim))) {
    const after = String(form.get(name) ?? "").trim();
    if (after !== before) changed[name] = after || EMPTIED;
  }
  return changed;
}

function fieldsOf(claim: Claim): Fields {
  const named = (role: string) => claim.actors.find((actor) => actor.role === role)?.name ?? "";
  return {
    event_type: claim.event_type,
    side: named("side"),
    from: named("from"),
    place: claim.places.find((place) => place.role === "at")?.name ?? "",
    date_start: claim.when.date_start?.slice(0, 10) ?? "",
    date_end: claim.when.date_end?.slice(0, 10) ?? "",
    polarity: claim.polarity,
    certainty: claim.certainty,
    source: claim.sources.at(-1)?.name ?? "",
  };
}
