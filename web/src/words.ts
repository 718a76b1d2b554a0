/** Records in words, as the command line says them. */

import { LOOK, NOBODY, type Atlas, type Look, type Looks } from "./atlas";
import type { Claim, ClaimActor, Testimony } from "./types";

export const LOOK_WORDS: Record<Look, string> = {
  [LOOK.held]: "Held",
  [LOOK.claimed]: "Claimed",
  [LOOK.fighting]: "Contested: both sides are there",
  [LOOK.disputed]: "Contested: sources disagree",
  [LOOK.unknown]: "Unknown",
};

export function sayLook(atlas: Atlas, looks: Looks, place: number): string {
  return sayStatus(looks.look[place]! as Look, nameOf(atlas, looks.side[place]!));
}

export function sayStatus(look: Look, holder: string | null): string {
  const word = LOOK_WORDS[look];
  return holder === null ? word : `${word} by ${holder}`;
}

export function nameOf(atlas: Atlas, side: number): string | null {
  return side === NOBODY ? null : atlas.sideName(side);
}

/** A side's name by its id; of one that nothing speaks for, the id in words. */
export function nameSide(atlas: Atlas | null, side: string): string {
  return atlas?.columns.sides.find((one) => one.side === side)?.name ?? side.replaceAll("-", " ");
}

const HAPPENINGS: Record<string, string> = { takeover: "taken by", holding: "held by", withdrawal: "left or lost by" };

/** What a claim says, without place and time: "not taken by Taliban, from Afghan Army (planned)". */
export function sayClaim(claim: Claim): string {
  const happening = HAPPENINGS[claim.event_type] ?? `${claim.event_type.replaceAll("_", " ")} by`;
  const side = joinNames(claim.actors, "side") || "somebody not named";
  const loser = joinNames(claim.actors, "from");
  const marks = [claim.certainty === "certain" ? "" : claim.certainty, claim.historical ? "history" : ""].filter(Boolean);
  const not = claim.polarity === "negated" ? "not " : "";
  return `${not}${happening} ${side}${loser ? `, from ${loser}` : ""}${marks.length ? ` (${marks.join(", ")})` : ""}`;
}

function joinNames(actors: ClaimActor[], role: ClaimActor["role"]): string {
  const names = [...new Set(actors.filter((actor) => actor.role === role).map((actor) => actor.name))];
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : (names[0] ?? "");
}

/** Who says so, outermost first. */
export function saySources(claim: Claim): string {
  if (claim.sources.length === 0) return "the report itself";
  return claim.sources.map((source) => source.name).join(", citing ");
}

export const CLASS_WORDS: Record<string, string> = {
  against_interest: "against interest",
  own_interest: "own interest",
  independent: "independent",
  report_itself: "the report's own words",
};

export const CLASS_MEANING: Record<string, string> = {
  against_interest: "said by the side it harms: the strongest evidence",
  own_interest: "said by the side it favours, or one that shares its interest",
  independent: "said by a source that belongs to neither side",
  report_itself: "the report says it in its own words, and its publisher isn't known to belong to a side",
};

export function sayStance(testimony: Testimony): string {
  const { stance } = testimony.claim;
  return stance === "states" ? "" : stance;
}

/** 1 place, 2 places */
export function many(number: number, noun: string): string {
  return `${number.toLocaleString("en-GB")} ${noun}${number === 1 ? "" : "s"}`;
}

/** A column's name as a head: date_start, Date start. */
export function headOf(column: string): string {
  const words = column.replaceAll("_", " ").replace(/ id$/, "");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
