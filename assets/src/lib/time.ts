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

/** A day with its time, in the few characters that a narrow paper has room for. */
export function paperTime(
  at: string,
  timezone: string,
  locale?: string,
): string {
  return dateFormat(
    { timeZone: timezone, dateStyle: "medium", timeStyle: "short" },
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

/** The day of the shop, as 2026-01-31: what a date filter compares. It begins at `startsAt` on the shop's clocks. */
export function dayIn(
  at: string,
  timezone: string,
  startsAt = "00:00",
): string {
  const parts = dateFormat(
    {
      timeZone: timezone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    },
    "en",
  ).formatToParts(Date.parse(at));
  const part = (type: string) =>
    parts.find((candidate) => candidate.type === type)?.value ?? "";
  const date = `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
  return `${part("hour")}:${part("minute")}` < startsAt
    ? dayBefore(date)
    : date;
}

function dayBefore(date: string): string {
  const before = new Date(`${date}T00:00:00Z`);
  before.setUTCDate(before.getUTCDate() - 1);
  return before.toISOString().slice(0, 10);
}

function yearIn(time: number, timezone: string): string {
  return dateFormat({ timeZone: timezone, year: "numeric" }, "en").format(time);
}

/** A calendar day some days later (or earlier), as 2026-01-31. */
export function addDays(date: string, count: number): string {
  return new Date(Date.parse(date) + count * day).toISOString().slice(0, 10);
}

/** The Monday of a calendar day's week, as the reports of the server have it. */
export function startOfWeek(date: string): string {
  const weekday = new Date(Date.parse(date)).getUTCDay();
  return addDays(date, -((weekday + 6) % 7));
}

export function startOfMonth(date: string): string {
  return `${date.slice(0, 8)}01`;
}

/** A calendar day in full, as in "Tuesday, 3 February 2026". */
export function fullDate(date: string, locale?: string): string {
  return dateFormat({ timeZone: "UTC", dateStyle: "full" }, locale).format(
    Date.parse(date),
  );
}

/** A calendar day with its weekday, as in "Tue, 3 Feb". */
export function weekdayDate(date: string, locale?: string): string {
  return dateFormat(
    { timeZone: "UTC", weekday: "short", day: "numeric", month: "short" },
    locale,
  ).format(Date.parse(date));
}

/** A calendar day without its month, as in "3". */
export function dayOfMonth(date: string, locale?: string): string {
  return dateFormat({ timeZone: "UTC", day: "numeric" }, locale).format(
    Date.parse(date),
  );
}

/** The weekday of a calendar day. */
export function weekday(
  date: string,
  style: "long" | "short",
  locale?: string,
): string {
  return dateFormat({ timeZone: "UTC", weekday: style }, locale).format(
    Date.parse(date),
  );
}

/** A calendar day in few words, as in "3 Feb". */
export function shortDate(date: string, locale?: string): string {
  return dateFormat(
    { timeZone: "UTC", day: "numeric", month: "short" },
    locale,
  ).format(Date.parse(date));
}
