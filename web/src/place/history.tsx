/** A place's history as a strip: each stretch of days with one status, and where the shown day lies. */

import { useEffect, useRef } from "preact/hooks";
import type { Atlas, Spell } from "../atlas";
import { go } from "../address";
import { isoDay, sayDay } from "../days";
import { Mark } from "../mark";
import { span } from "../store";
import { sayStatus } from "../words";
import { drawSpells } from "./strip";
import { theme } from "../palette";

/** Stretches listed in words below the strip, the newest first. */
const MOST_LISTED = 6;

export function History({ atlas, place, day }: { atlas: Atlas; place: number; day: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const spells = atlas.spellsOf(place);
  const days = span.value ?? [day, day];
  const of = theme.value;
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const redraw = () => drawSpells(element, spells, days, day, of);
    redraw();
    const watch = new ResizeObserver(redraw);
    watch.observe(element);
    return () => watch.disconnect();
  }, [atlas, place, day, of]);
  if (spells.length === 0) return null;
  return (
    <section class="history" aria-label="History">
      <h3>History</h3>
      <canvas ref={canvas} height={26} aria-hidden="true" />
      <ol>
        {spells
          .slice(-MOST_LISTED)
          .reverse()
          .map((spell) => (
            <li key={spell.start} class={isNow(spell, day) ? "now" : ""}>
              <Mark look={spell.look} side={spell.side} />
              <button type="button" class="plain" onClick={() => go({ asOf: isoDay(spell.start) })}>
                {spell.end === null ? `since ${sayDay(isoDay(spell.start))}` : sayStretch(spell.start, spell.end)}
              </button>
              <span>{sayStatus(spell.look, spell.side === null ? null : atlas.sideName(spell.side))}</span>
            </li>
          ))}
      </ol>
      {spells.length > MOST_LISTED && <p class="faint">and {spells.length - MOST_LISTED} earlier</p>}
    </section>
  );
}

function isNow(spell: Spell, day: number): boolean {
  return spell.start <= day && (spell.end === null || spell.end >= day);
}

function sayStretch(start: number, end: number): string {
  return start === end ? sayDay(isoDay(start)) : `${sayDay(isoDay(start))} to ${sayDay(isoDay(end))}`;
}
