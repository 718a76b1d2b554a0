/** What the place under the mouse is, in a line. */

import { signal } from "@preact/signals";
import { Mark } from "../mark";
import { atlas, looks } from "../store";
import { sayLook } from "../words";

interface Pointed {
  place: number;
  /** Pixels from the map's corner. */
  x: number;
  y: number;
}

export const pointed = signal<Pointed | null>(null);

export function Tip() {
  const [at, all, shown] = [pointed.value, atlas.value, looks.value];
  if (at === null || all === null || shown === null || at.place >= all.size) return null;
  const { place } = at;
  const { name, admin1 } = all.columns.places;
  return (
    <div class="tip" ref={(box) => putBeside(box, at)} aria-hidden="true">
      <Mark look={shown.look[place]!} side={shown.side[place]!} /> <strong>{name[place]}</strong>{" "}
      {admin1[place] !== name[place] && admin1[place]}
      <br />
      {sayLook(all, shown, place)}
    </div>
  );
}

/** Puts the box beside the mouse; styles that a script sets are no inline styles to the content security policy. */
function putBeside(box: HTMLDivElement | null, { x, y }: Pointed): void {
  if (box === null) return;
  const isLeft = x > (box.parentElement?.clientWidth ?? 0) - box.offsetWidth - 24;
  box.style.transform = `translate(${isLeft ? x - 14 - box.offsetWidth : x + 14}px, ${y + 14}px)`;
}
