/** Records in words, as the command line says them. */

import { LOOK, NOBODY, type Atlas, type Look, type Looks } from "./atlas";
import type { Casualties, Claim, ClaimActor, Testimony } from "./types";

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

/** What a claim says, without its time: "Chamkani not taken by Taliban, from Afghan Army", "Ghazni: armed clash, Taliban". */
export function sayAll(claim: Claim): { place: string; said: string } {
  const named = claim.places.filter((place) => place.role === "at").map((place) => place.name).join(", ");
  const said = sayClaim(claim);
  if (HAPPENINGS[claim.event_type] !== undefined) return { place: named || "No place", said };
  return named ? { place: `${named}:`, said } : { place: "", said: said.charAt(0).toUpperCase() + said.slice(1) };
}

/** What a claim says, without place and time: "not taken by Taliban, from Afghan Army (planned)". */
export function sayClaim(claim: Claim): string {
  const not = claim.polarity === "negated" ? "not " : "";
  const by = HAPPENINGS[claim.event_type];
  const side = joinNames(claim.actors, "side");
  const said = by === undefined ? [claim.event_type.replaceAll("_", " "), side].filter(Boolean).join(", ") : `${by} ${side || "somebody not named"}`;
  const others = OTHERS.map(([role, words]) => [words, joinNames(claim.actors, role)] as const).filter(([, names]) => names !== "");
  const marks = [claim.certainty === "certain" ? "" : claim.certainty, claim.historical ? "history" : ""].filter(Boolean);
  return `${not}${said}${others.map(([words, names]) => `, ${words} ${names}`).join("")}${marks.length ? ` (${marks.join(", ")})` : ""}`;
}

/** The other roles of a happening, and the word before them. */
const OTHERS: [ClaimActor["role"], string][] = [
  ["target", "against"],
  ["with", "with"],
  ["from", "from"],
];

/** Who was harmed: "4 policemen killed". */
export function sayCasualties({ low, high, group, outcome, leaders }: Casualties): string {
  const number = low === null ? "" : high === low ? `${low}` : high === null ? `${low} or more` : `${low} to ${high}`;
  const led = leaders ? `, of them ${many(leaders, "leader")}` : "";
  return `${[number, group, outcome].filter(Boolean).join(" ")}${led}`;
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

const UNITS: Record<string, string> = { admin1: "province", admin2: "district" };

/** A column's name as a head: date_start, Date start. */
export function headOf(column: string): string {
  const words = UNITS[column] ?? column.replaceAll("_", " ").replace(/ id$/, "");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
