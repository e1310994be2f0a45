/** Times as people say them: how long ago within a day, the date after that. */
import { words } from "../words/words";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export function shortTime(
  at: string,
  now: number,
  timezone: string,
  locale?: string,
): string {
  const time = Date.parse(at);
  const age = now - time;
  if (age < minute) return words.time.now;
  if (age < hour) return words.time.minutes(Math.floor(age / minute));
  if (age < day) return words.time.hours(Math.floor(age / hour));
  const sameYear = yearIn(time, timezone) === yearIn(now, timezone);
  return new Intl.DateTimeFormat(locale, {
    timeZone: timezone,
    day: "numeric",
    month: "short",
    ...(sameYear ? {} : { year: "numeric" }),
  }).format(time);
}

export function fullTime(
  at: string,
  timezone: string,
  locale?: string,
): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: timezone,
    dateStyle: "full",
    timeStyle: "medium",
  }).format(Date.parse(at));
}

export function clockTime(
  at: number,
  timezone: string,
  locale?: string,
): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: timezone,
    hour: "2-digit",
    minute: "2-digit",
  }).format(at);
}

/** The calendar day in the shop's time zone, as 2026-01-31: what a date filter compares. */
export function dayIn(at: string, timezone: string): string {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone: timezone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(Date.parse(at));
  const part = (type: string) =>
    parts.find((candidate) => candidate.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
}

function yearIn(time: number, timezone: string): string {
  return new Intl.DateTimeFormat("en", {
    timeZone: timezone,
    year: "numeric",
  }).format(time);
}
