/** Days: ISO dates for people and addresses, whole days since 1970-01-01 for counting. */

const MS_A_DAY = 86_400_000;

export function dayNumber(iso: string): number {
  return Math.floor(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / MS_A_DAY);
}

export function isoDay(day: number): string {
  return new Date(day * MS_A_DAY).toISOString().slice(0, 10);
}

export function isDay(text: string | null): text is string {
  return text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

const LONG = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const SHORT = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/** 4 July 2021; with the minute if it is known. */
export function sayDay(iso: string): string {
  const said = LONG.format(new Date(`${iso.slice(0, 10)}T00:00:00Z`));
  return iso.length > 10 ? `${said}, ${iso.slice(11, 16)}` : said;
}

/** 4 Jul */
export function sayShortDay(day: number): string {
  return SHORT.format(new Date(day * MS_A_DAY));
}

/** An interval as people write it; open ends are said to be open. */
export function sayDays(start: string | null, end: string | null): string {
  if (start === null) return end === null ? "no day given" : `by ${sayDay(end)}`;
  if (end === null) return `from ${sayDay(start)}`;
  return start === end ? sayDay(start) : `${sayDay(start)} to ${sayDay(end)}`;
}

export function sayAge(days: number): string {
  if (days <= 0) return "that day";
  if (days === 1) return "a day before";
  if (days < 60) return `${days} days before`;
  return days < 730 ? `${Math.round(days / 30)} months before` : `${Math.round(days / 365)} years before`;
}
