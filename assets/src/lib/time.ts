/** Times as people say them: how long ago within a day, the date after that. */
import { locale as ownLocale, words } from "../words/words";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs more than using it; a list uses a few of them thousands of times. */
function dateFormat(
  options: Intl.DateTimeFormatOptions,
  locale: string = ownLocale(),
): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat(locale, options);
  formats.set(key, format);
  return format;
}

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
  return dateFormat(
    {
      timeZone: timezone,
      day: "numeric",
      month: "short",
      ...(sameYear ? {} : { year: "numeric" }),
    },
    locale,
  ).format(time);
}

export function fullTime(
  at: string,
  timezone: string,
  locale?: string,
): string {
  return dateFormat(
    { timeZone: timezone, dateStyle: "full", timeStyle: "medium" },
    locale,
  ).format(Date.parse(at));
}

export function clockTime(
  at: number,
  timezone: string,
  locale?: string,
): string {
  return dateFormat(
    { timeZone: timezone, hour: "2-digit", minute: "2-digit" },
    locale,
  ).format(at);
}

/** The calendar day in the shop's time zone, as 2026-01-31: what a date filter compares. */
export function dayIn(at: string, timezone: string): string {
  const parts = dateFormat(
    {
      timeZone: timezone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    },
    "en",
  ).formatToParts(Date.parse(at));
  const part = (type: string) =>
    parts.find((candidate) => candidate.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
}

function yearIn(time: number, timezone: string): string {
  return dateFormat({ timeZone: timezone, year: "numeric" }, "en").format(time);
}
