/** What the API gives, as docs/api.md describes it. Days are ISO dates, except in the atlas. */

export type Status = "held" | "claimed" | "contested" | "unknown";
export type ContestedBy = "fighting" | "sources";

export interface RuleSet {
  name: string;
  says: Partial<Record<Status, string>>;
}

export interface LedgerInfo {
  name: string;
  version: string;
  settled: boolean;
  reports: number;
  claims: number;
  places: number;
  first_published: string | null;
  last_published: string | null;
  rules: string;
  event_types: string[];
  rule_sets: RuleSet[];
}

export interface Side {
  name: string;
  actor_id: string | null;
}

/** Columns of equal length; days count from 1970-01-01; places and sides are named by position. */
export interface AtlasColumns {
  known_by: string;
  rules: string;
  countries: Record<string, string>;
  sides: { side: string; name: string }[];
  places: {
    place_id: string[];
    name: string[];
    lat: (number | null)[];
    lon: (number | null)[];
    country: (string | null)[];
    admin1: (string | null)[];
    admin2: (string | null)[];
    precision: string[];
    written: string[];
    claims: number[];
  };
  spells: {
    place: number[];
    start: number[];
    status: Status[];
    holder: (number | null)[];
    contested_by: (ContestedBy | null)[];
  };
  evidence: { place: number[]; day: number[]; published: number[] };
}

export interface Span {
  start: number | null;
  end: number | null;
  text: string | null;
}

export interface ReportHead {
  report_id?: string;
  path: string;
  publisher: string | null;
  published: string | null;
  dateline: string | null;
  url: string | null;
}

export interface ClaimActor extends Span {
  role: "side" | "from" | "target" | "with";
  name: string;
  actor_id: string | null;
}

export interface ClaimPlace extends Span {
  role: "at" | "within" | "from" | "to";
  name: string;
  place_id: string | null;
  lat: number | null;
  lon: number | null;
  country: string | null;
  admin1: string | null;
  admin2: string | null;
  precision: string;
  part: string | null;
  candidates: number;
}

export interface ClaimSource extends Span {
  name: string;
  kind: string;
  side: string | null;
  said_on: string | null;
}

export interface Casualties extends Span {
  group: string | null;
  outcome: string;
  leaders: number | null;
  low: number | null;
  high: number | null;
}

export interface Claim {
  claim_id: string;
  report_id: string;
  report: ReportHead;
  event_type: string;
  sub_event_type: string | null;
  evidence: Span;
  trigger: Span;
  actors: ClaimActor[];
  places: ClaimPlace[];
  when: Span & { date_start: string | null; date_end: string | null; precision: string; basis: string };
  count: (Span & { unit: string; low: number | null; high: number | null }) | null;
  casualties: Casualties[];
  fighting: string;
  polarity: string;
  certainty: string;
  stance: string;
  historical: boolean;
  sources: ClaimSource[];
  flags: { kind: string; why: string }[];
}

export type Bearing = "for" | "against" | "fighting" | "earlier" | "not counted";

export interface Testimony {
  bearing: Bearing;
  class: string | null;
  day: string;
  why_not_counted: string | null;
  for: Side | null;
  against: Side | null;
  copies: ReportHead[];
  claim: Claim;
}

export interface PlaceWhy {
  place: {
    place_id: string;
    name: string;
    lat: number | null;
    lon: number | null;
    country: string | null;
    admin1: string | null;
    admin2: string | null;
  };
  as_of: string;
  known_by: string;
  rules: string;
  status: Status;
  label: string;
  holder: Side | null;
  parties: Side[];
  contested_by: ContestedBy | null;
  since: { date_start: string | null; date_end: string | null } | null;
  claims_for: number;
  claims_against: number;
  independent_sources: number;
  newest_evidence: string | null;
  reason: string;
  evidence: Testimony[];
}

export interface ReadReport extends ReportHead {
  report_id: string;
  title: string | null;
  publisher_side: string | null;
  body_start: number;
  text: string;
  claims: Claim[];
  gaps: { start: number; end: number; trigger: string | null; reason: string; meaning: string }[];
}

export type Cell = string | number | boolean | null;

export interface Listing {
  name: string;
  columns: string[];
  rows: Cell[][];
  total: number;
}

export type QueueName = "new" | "contradicted" | "doubtful" | "flagged" | "decided";

export interface Decision {
  decision_id: string;
  kind: string;
  author: string;
  made_at: string;
  reason: string;
}

export interface Due {
  claim: Claim;
  why: string[];
  decisions: Decision[];
}

export interface Queue {
  lengths: Record<QueueName, number>;
  due: Due[];
}

export interface Agreement {
  one: string;
  other: string;
  claims: number;
  agreed: number;
  kappa: number | null;
}
