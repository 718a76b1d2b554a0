/** Review: a queue of claims, each in its report's words, decided on with the keyboard. */

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { address, go } from "../address";
import { useAsked } from "../asked";
import { Link } from "../link";
import { nameReport } from "../place/quote";
import { ledger } from "../store";
import type { Agreement, Due, Queue, QueueName } from "../types";
import { sayAll } from "../words";
import { decide, made } from "./deciding";
import { DueClaim } from "./due-claim";
import { Verdict, type Kind } from "./verdict";

const QUEUES: [QueueName, string, string][] = [
  ["new", "New", "nobody has looked at them"],
  ["contradicted", "Contradicted", "sources disagree about the place then"],
  ["doubtful", "Low confidence", "the reading is doubtful, most doubts first"],
  ["flagged", "Flagged", "something in them can't be, or is odd"],
  ["decided", "Decided", "what was decided, the last first"],
];

const SHOWN = 60;

const KEYS: Record<string, Kind> = { a: "accept", c: "correct", r: "reject" };

export function ReviewView() {
  const { queue, claim } = address.value;
  const version = ledger.value?.version ?? "";
  // Asked for by its address, a claim is shown even if it stands far down the queue.
  const first = useMemo(() => claim, [queue]);
  const asked = useAsked<Queue>(version && `/review/${queue}`, { limit: SHOWN, claim: first, v: version });
  const agreement = useAsked<Agreement[]>(version && "/agreement", { v: version });
  const [verdict, setVerdict] = useState<{ on: string; kind: Kind } | null>(null);
  const due = asked.value?.due ?? [];
  const chosen = due.find((one) => one.claim.claim_id === claim) ?? due[0] ?? null;
  const step = (by: number) => {
    const next = due[due.indexOf(chosen!) + by];
    if (next) go({ claim: next.claim.claim_id });
  };
  const chosenId = chosen?.claim.claim_id ?? null;
  // A verdict begun on one claim is none on the next.
  const kind = verdict !== null && verdict.on === chosenId ? verdict.kind : null;
  const setKind = (to: Kind | null) => setVerdict(to === null || chosenId === null ? null : { on: chosenId, kind: to });
  // The queue may have moved on while the decision was being settled; what was begun since then stays.
  const leave = (done: Due) => {
    const doneId = done.claim.claim_id;
    setVerdict((now) => (now?.on === doneId ? null : now));
    const at = address.peek().claim;
    if (queue !== "decided" && (at === null || at === doneId)) go({ claim: due[due.indexOf(done) + 1]?.claim.claim_id ?? null });
  };
  useKeys({ step, setKind });

  return (
    <>
      <aside class="panel queue" aria-label="Queue">
        <h1 class="unseen">Review</h1>
        <nav aria-label="Queues">
          {QUEUES.map(([name, words, meaning]) => (
            <Link key={name} to={{ queue: name, claim: null }} title={meaning} {...(name === queue ? { "aria-current": "page" as const } : {})}>
              {words} <small>{asked.value?.lengths[name]?.toLocaleString("en-GB") ?? ""}</small>
            </Link>
          ))}
        </nav>
        {asked.error !== null && (
          <p class="notice" role="alert">
            {asked.error}
          </p>
        )}
        {asked.value !== null && due.length === 0 && <p class="notice">Nothing is left in this queue.</p>}
        <ol>
          {due.map((one) => (
            <QueueLine key={one.claim.claim_id} due={one} queue={queue} isChosen={one === chosen} />
          ))}
        </ol>
        {(agreement.value ?? []).map((pair) => (
          <p class="faint" key={`${pair.one}/${pair.other}`}>
            {pair.one} and {pair.other} agree on {pair.agreed} of {pair.claims} claims both decided on
            {pair.kappa !== null && ` (Cohen's kappa ${pair.kappa.toFixed(2)})`}
          </p>
        ))}
      </aside>
      <section class="due" aria-label="Claim">
        {chosen !== null && <DueClaim key={chosen.claim.claim_id} due={chosen} />}
        {chosen !== null && (
          <Verdict
            key={`${chosen.claim.claim_id}/verdict`}
            claim={chosen.claim}
            kind={kind}
            onKind={setKind}
            onDone={() => leave(chosen)}
          />
        )}
        {asked.value === null && asked.error === null && <p class="notice">Fetching the queue …</p>}
      </section>
    </>
  );
}

function QueueLine({ due, queue, isChosen }: { due: Due; queue: string; isChosen: boolean }) {
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isChosen) line.current?.scrollIntoView({ block: "nearest", behavior: "instant" });
  }, [isChosen]);
  const { claim, why } = due;
  const { place, said } = sayAll(claim);
  return (
    <li ref={line} class={isChosen ? "chosen" : ""}>
      <Link to={{ claim: claim.claim_id }} {...(isChosen ? { "aria-current": "page" as const } : {})}>
        <b>{place}</b> {said}
      </Link>
      <small>{queue === "new" ? nameReport(claim.report) : why.join("; ")}</small>
    </li>
  );
}

interface Moves {
  step: (by: number) => void;
  setKind: (kind: Kind | null) => void;
}

/** The keys of review; none while something is being typed. */
function useKeys(moves: Moves): void {
  const latest = useRef(moves);
  latest.current = moves;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { step, setKind } = latest.current;
      const on = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (on.matches("input, textarea, select")) {
        if (event.key === "Escape") setKind(null);
        return;
      }
      if (event.key === "j" || event.key === "ArrowDown") step(1);
      else if (event.key === "k" || event.key === "ArrowUp") step(-1);
      else if (event.key === "u") void undoLast();
      else if (event.key === "Escape") setKind(null);
      else if (KEYS[event.key] !== undefined) setKind(KEYS[event.key]!);
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}

export async function undoLast(): Promise<string | null> {
  const last = made.peek().at(-1);
  return last === undefined ? "Nothing was decided since this page was loaded." : decide({ decision: "undo", undoes: last, reason: "taken back at once" });
}
