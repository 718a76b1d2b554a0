/** The atlas: from columns of history to what every place looks like on a day. No question to the server in between. */

import type { AtlasColumns, ContestedBy, Status } from "./types";

/** How a place is drawn. The numbers are those of the shader. */
export const LOOK = { unknown: 0, held: 1, claimed: 2, fighting: 3, disputed: 4 } as const;
export type Look = (typeof LOOK)[keyof typeof LOOK];

export const NOBODY = 65535;

/** Fading: evidence of up to FRESH_DAYS stands in full; at STALE_DAYS and beyond it is as faint as it gets. */
export const FRESH_DAYS = 14;
export const STALE_DAYS = 120;

/** What the places look like on one day, by position. */
export interface Looks {
  day: number;
  look: Uint8Array;
  /** Position of the side in the atlas; NOBODY. */
  side: Uint16Array;
  /** 255: fresh; 0: as stale as it gets. */
  freshness: Uint8Array;
  /** The first day of the stretch; LONG_AGO: nothing is known. */
  since: Int32Array;
}

export const LONG_AGO = -2147483648;

export interface Spell {
  start: number;
  /** null: to this day */
  end: number | null;
  look: Look;
  side: number | null;
}

/** What is told of these is told of far more than a point: a dot in the middle would say it of the wrong place. */
const WIDE = ["country", "region", "province"];

export class Atlas {
  readonly size: number;
  readonly ids: string[];
  private readonly positions: Map<string, number>;
  private readonly firstSpell: Uint32Array;
  private readonly starts: Int32Array;
  private readonly spellLook: Uint8Array;
  private readonly spellSide: Uint16Array;
  private readonly firstNews: Uint32Array;
  private readonly newsDay: Int32Array;
  private readonly newsPublished: Int32Array;

  constructor(readonly columns: AtlasColumns) {
    const { places, spells, evidence } = columns;
    this.ids = places.place_id ?? [];
    this.size = this.ids.length;
    this.positions = new Map(this.ids.map((id, i) => [id, i]));
    this.firstSpell = offsets(spells.place ?? [], this.size);
    this.starts = Int32Array.from(spells.start ?? []);
    this.spellLook = Uint8Array.from(spells.status ?? [], (status, i) => lookOf(status, spells.contested_by[i] ?? null));
    this.spellSide = Uint16Array.from(spells.holder ?? [], (holder) => holder ?? NOBODY);
    this.firstNews = offsets(evidence.place ?? [], this.size);
    this.newsDay = Int32Array.from(evidence.day ?? []);
    this.newsPublished = Int32Array.from(evidence.published ?? []);
  }

  positionOf(placeId: string): number | null {
    return this.positions.get(placeId) ?? null;
  }

  isWide(place: number): boolean {
    return WIDE.includes(this.columns.places.precision[place]!);
  }

  /** What every place looks like on a day. About 2 ms for 50,000 places. */
  looksAt(day: number): Looks {
    const looks: Looks = {
      day,
      look: new Uint8Array(this.size),
      side: new Uint16Array(this.size).fill(NOBODY),
      freshness: new Uint8Array(this.size),
      since: new Int32Array(this.size).fill(LONG_AGO),
    };
    for (let place = 0; place < this.size; place++) {
      const spell = lastUpTo(this.starts, this.firstSpell[place]!, this.firstSpell[place + 1]!, day);
      if (spell < 0) continue;
      looks.look[place] = this.spellLook[spell]!;
      looks.side[place] = this.spellSide[spell]!;
      if (looks.look[place] !== LOOK.unknown) looks.since[place] = this.starts[spell]!;
      looks.freshness[place] = freshnessOf(this.newestOf(place, day), day);
    }
    return looks;
  }

  /** The day on which the newest evidence about a place was published; null: none yet. */
  newestOf(place: number, day: number): number | null {
    const news = lastUpTo(this.newsDay, this.firstNews[place]!, this.firstNews[place + 1]!, day);
    return news < 0 ? null : this.newsPublished[news]!;
  }

  spellsOf(place: number): Spell[] {
    const found: Spell[] = [];
    for (let i = this.firstSpell[place]!; i < this.firstSpell[place + 1]!; i++) {
      const isLast = i + 1 === this.firstSpell[place + 1];
      const side = this.spellSide[i]!;
      found.push({
        start: this.starts[i]!,
        end: isLast ? null : this.starts[i + 1]! - 1,
        look: this.spellLook[i]! as Look,
        side: side === NOBODY ? null : side,
      });
    }
    return found;
  }

  /** Changes of status a day, within days: how many places turned to each look and side. */
  changesWithin(first: number, last: number): DayChanges[] {
    const days = Array.from({ length: Math.max(0, last - first + 1) }, (_, i): DayChanges => ({ day: first + i, total: 0, turned: new Map() }));
    for (let i = 0; i < this.starts.length; i++) {
      const day = days[this.starts[i]! - first];
      if (day === undefined || this.spellLook[i] === LOOK.unknown) continue;
      const side = this.spellSide[i]!;
      day.total += 1;
      day.turned.set(side, (day.turned.get(side) ?? 0) + 1);
    }
    return days;
  }

  /** How reports write a place, where they write it otherwise than we do. */
  writtenOf(place: number): string[] {
    const { name, written } = this.columns.places;
    return (written[place] ?? "").split("|").filter((text) => text !== "" && text !== name[place]);
  }

  sideName(side: number | null): string {
    return side === null ? "nobody" : (this.columns.sides[side]?.name ?? "nobody");
  }
}

export interface DayChanges {
  day: number;
  total: number;
  /** By side; NOBODY: contested. */
  turned: Map<number, number>;
}

function lookOf(status: Status, contestedBy: ContestedBy | null): Look {
  if (status === "contested") return contestedBy === "fighting" ? LOOK.fighting : LOOK.disputed;
  return LOOK[status];
}

export function freshnessOf(newest: number | null, day: number): number {
  if (newest === null) return 0;
  const age = day - newest;
  if (age <= FRESH_DAYS) return 255;
  return age >= STALE_DAYS ? 0 : Math.round((255 * (STALE_DAYS - age)) / (STALE_DAYS - FRESH_DAYS));
}

/** Where each place's rows begin; rows are sorted by place. */
function offsets(places: number[], size: number): Uint32Array {
  const first = new Uint32Array(size + 1);
  for (const place of places) first[place + 1]! += 1;
  for (let i = 0; i < size; i++) first[i + 1]! += first[i]!;
  return first;
}

/** Position of the last value up to a limit in a sorted stretch; -1: none. */
function lastUpTo(values: Int32Array, from: number, to: number, limit: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low === from ? -1 : low - 1;
}
