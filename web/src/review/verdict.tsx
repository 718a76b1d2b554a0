/** The verdict on a claim: accept, correct, reject or undo, always with a reason. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Claim } from "../types";
import { author, decide, made, nameAuthor } from "./deciding";
import { correctionOf, Correction } from "./correction";
import { undoLast } from "./review-view";

export type Kind = "accept" | "correct" | "reject";

const VERDICTS: [Kind, string, string][] = [
  ["accept", "Accept", "a"],
  ["correct", "Correct", "c"],
  ["reject", "Reject", "r"],
];

interface Asked {
  claim: Claim;
  kind: Kind | null;
  onKind: (kind: Kind | null) => void;
  onDone: () => void;
}

export function Verdict({ claim, kind, onKind, onDone }: Asked) {
  const [wrong, setWrong] = useState<string | null>(null);
  return (
    <footer class="verdict" aria-label="Verdict" role="group">
      <div class="choices">
        {VERDICTS.map(([one, words, key]) => (
          <button key={one} type="button" aria-pressed={kind === one} aria-keyshortcuts={key} onClick={() => onKind(kind === one ? null : one)}>
            {words} <kbd>{key}</kbd>
          </button>
        ))}
        <button type="button" aria-keyshortcuts="u" disabled={made.value.length === 0} onClick={() => void undoLast().then(setWrong)}>
          Undo last <kbd>u</kbd>
        </button>
        <span class="faint">
          <kbd>j</kbd> next, <kbd>k</kbd> before
        </span>
      </div>
      {wrong !== null && (
        <p class="flag" role="alert">
          {wrong}
        </p>
      )}
      {kind !== null && <Form key={kind} claim={claim} kind={kind} onDone={onDone} />}
    </footer>
  );
}

function Form({ claim, kind, onDone }: { claim: Claim; kind: Kind; onDone: () => void }) {
  const [wrong, setWrong] = useState<string | null>(null);
  const [isSending, setIsSending] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);

  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const said = (name: string) => String(form.get(name) ?? "").trim();
    nameAuthor(said("author"));
    setIsSending(true);
    const changes = kind === "correct" ? correctionOf(claim, form) : {};
    const refused = await decide({ decision: kind, claim: claim.claim_id, reason: said("reason"), ...changes });
    setIsSending(false);
    if (refused === null) onDone();
    else setWrong(refused);
  };

  return (
    <form onSubmit={(event) => void send(event as unknown as SubmitEvent)} aria-label={kind}>
      {kind === "correct" && <Correction claim={claim} />}
      <div class="line">
        <label class="reason">
          <span>Reason</span>
          <input ref={first} name="reason" required maxLength={500} autoComplete="off" />
        </label>
        <label>
          <span>Your name</span>
          <input name="author" required value={author.value} autoComplete="name" />
        </label>
        <button type="submit" disabled={isSending}>
          {isSending ? "Settling …" : `${kind.charAt(0).toUpperCase()}${kind.slice(1)} it`}
        </button>
      </div>
      {wrong !== null && (
        <p class="flag" role="alert">
          {wrong}
        </p>
      )}
    </form>
  );
}
