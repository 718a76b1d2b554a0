/** The mark of a status: the same shapes as on the map, as a small picture. */

import { LOOK, NOBODY } from "./atlas";
import { ink, mapColours, sideColour, theme } from "./palette";

/** @param side NOBODY or null: no side has the place. */
export function Mark({ look, side }: { look: number; side: number | null }) {
  const of = theme.value;
  const colour = sideColour(side === NOBODY ? null : side, of);
  const dark = ink(of);
  const paper = mapColours(of).halo;
  return (
    <svg class="mark" viewBox="0 0 16 16" width="13" height="13" aria-hidden="true">
      {look === LOOK.held && <circle cx="8" cy="8" r="7" fill={colour} />}
      {look === LOOK.claimed && (
        <>
          <circle cx="8" cy="8" r="6.8" fill={paper} />
          <path d="M1.5 9.5l8-8M3 13.5L13.5 3M6.500 14.500l8-8" stroke={colour} stroke-width="2.1" />
          <circle cx="8" cy="8" r="6.8" fill="none" stroke={colour} stroke-width="1.8" />
        </>
      )}
      {look === LOOK.fighting && (
        <>
          <circle cx="8" cy="8" r="7" fill={dark} />
          <path d="M4.500 4.500l7 7M11.500 4.500l-7 7" stroke={paper} stroke-width="2.2" />
        </>
      )}
      {look === LOOK.disputed && (
        <>
          <circle cx="8" cy="8" r="6.500" fill={paper} stroke={dark} stroke-width="1.600" />
          <path d="M8 1.500a6.500 6.500 0 0 0 0 13z" fill={dark} />
        </>
      )}
      {look === LOOK.unknown && <circle cx="8" cy="8" r="4.500" fill={paper} stroke={mapColours(of).unknown} stroke-width="1.600" />}
    </svg>
  );
}
