/** A text cut where what was found in it begins and ends. Spans count code points, as the reports' records do. */

import type { Claim, ReadReport } from "../types";

export interface Segment {
  start: number;
  text: string;
  /** Claims whose evidence covers it. */
  claims: Claim[];
  gap: ReadReport["gaps"][number] | null;
  /** What it is to the claim that is looked at: trigger, side, place … */
  part: string | null;
}

export function cut(report: ReadReport, looked: Claim | null): Segment[] {
  const letters = Array.from(report.text);
  const parts = looked === null ? [] : partsOf(looked);
  const edges = new Set([0, letters.length]);
  const mark = (start: number | null, end: number | null) => {
    if (start !== null && end !== null) edges.add(start).add(end);
  };
  for (const claim of report.claims) mark(claim.evidence.start, claim.evidence.end);
  for (const gap of report.gaps) mark(gap.start, gap.end);
  for (const part of parts) mark(part.start, part.end);
  const sorted = [...edges].sort((a, b) => a - b);
  const segments: Segment[] = [];
  for (let i = 0; i + 1 < sorted.length; i++) {
    const [start, end] = [sorted[i]!, sorted[i + 1]!];
    const covers = (span: { start: number | null; end: number | null }) =>
      span.start !== null && span.end !== null && span.start <= start && span.end >= end;
    segments.push({
      start,
      text: letters.slice(start, end).join(""),
      claims: report.claims.filter((claim) => covers(claim.evidence)),
      gap: report.gaps.find(covers) ?? null,
      part: parts.find(covers)?.part ?? null,
    });
  }
  return segments;
}

interface Part {
  start: number | null;
  end: number | null;
  part: string;
}

function partsOf(claim: Claim): Part[] {
  return [
    { ...claim.trigger, part: "trigger" },
    ...claim.actors.map((actor) => ({ ...actor, part: actor.role === "side" ? "side" : "other side" })),
    ...claim.places.map((place) => ({ ...place, part: "place" })),
    { ...claim.when, part: "time" },
    ...claim.sources.map((source) => ({ ...source, part: "source" })),
    ...(claim.count === null ? [] : [{ ...claim.count, part: "count" }]),
  ];
}
