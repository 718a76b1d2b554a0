/** Time: the day in the world as a slider over the changes a day, and the second clock, what was known when. */

import { useEffect, useState } from "preact/hooks";
import { address, go, KNOWN_THEN } from "../address";
import { isDay, isoDay, sayDay } from "../days";
import { asOf, day, isWaiting, knownBy, ledger, span } from "../store";
import { Changes } from "./changes";

/** A day at a time, quick enough to see a front move and slow enough to see which place turned. */
const PLAY_MS = 350;

export function TimeStrip() {
  const days = span.value;
  const [isPlaying, setIsPlaying] = useState(false);
  const move = (to: number) => days && go({ asOf: isoDay(Math.max(days[0], Math.min(days[1], to))) });

  useEffect(() => {
    if (!isPlaying || days === null) return;
    const timer = setInterval(() => {
      if (day.peek() >= days[1]) setIsPlaying(false);
      else move(day.peek() + 1);
    }, PLAY_MS);
    return () => clearInterval(timer);
  }, [isPlaying, days?.[0], days?.[1]]);

  if (days === null) {
    return <p class="time-strip notice">No report of this ledger has a day of publication, so there is no time to move in.</p>;
  }
  const [first, last] = days;
  const play = () => {
    if (!isPlaying && day.peek() >= last) move(first);
    setIsPlaying(!isPlaying);
  };

  return (
    <section class="time-strip" aria-label="Time">
      <div class="clock">
        <div class="buttons">
          <button type="button" onClick={play} aria-pressed={isPlaying}>
            <span aria-hidden="true">{isPlaying ? "❚❚" : "▶"}</span>
            <span class="unseen">{isPlaying ? "Pause" : "Play the days"}</span>
          </button>
          <button type="button" onClick={() => move(day.peek() - 1)} disabled={day.value <= first}>
            <span aria-hidden="true">‹</span>
            <span class="unseen">A day back</span>
          </button>
          <button type="button" onClick={() => move(day.peek() + 1)} disabled={day.value >= last}>
            <span aria-hidden="true">›</span>
            <span class="unseen">A day on</span>
          </button>
        </div>
        <label class="day">
          <span>On</span>
          <input
            type="date"
            value={asOf.value}
            onChange={(event) => isDay(event.currentTarget.value) && go({ asOf: event.currentTarget.value })}
          />
        </label>
        <KnownBy />
        {isWaiting.value && <span class="waiting" role="status">reading …</span>}
      </div>
      <div class="days">
        <Changes first={first} last={last} />
        <input
          type="range"
          min={first}
          max={last}
          value={day.value}
          aria-label="Day"
          aria-valuetext={sayDay(asOf.value)}
          onInput={(event) => move(Number(event.currentTarget.value))}
        />
      </div>
    </section>
  );
}

function KnownBy() {
  const known = address.value.knownBy;
  const choice = known === null ? "all" : known === KNOWN_THEN ? KNOWN_THEN : "by";
  const last = ledger.value?.last_published ?? asOf.value;
  const choose = (chosen: string) => {
    if (chosen === "all") go({ knownBy: null });
    else if (chosen === KNOWN_THEN) go({ knownBy: KNOWN_THEN });
    else go({ knownBy: knownBy.peek() ?? last });
  };
  return (
    <div class="known">
      <label>
        <span>by</span>
        <select value={choice} onChange={(event) => choose(event.currentTarget.value)} aria-label="By what was known">
          <option value="all">all that is known now</option>
          <option value={KNOWN_THEN}>what was known that day</option>
          <option value="by">what was known on …</option>
        </select>
      </label>
      {choice === "by" && (
        <input
          type="date"
          aria-label="Known by"
          value={known ?? last}
          max={last}
          onChange={(event) => isDay(event.currentTarget.value) && go({ knownBy: event.currentTarget.value })}
        />
      )}
    </div>
  );
}
