/**
 * Money arrives as a JSON number that is exact to the currency's minor unit. Everything
 * that adds or multiplies does so in integer minor units; a float is never summed.
 */
import { locale as ownLocale } from "../words/words";

const digitsByCurrency = new Map<string, number>();

export function minorDigits(currency: string): number {
  const known = digitsByCurrency.get(currency);
  if (known !== undefined) return known;
  const options = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
  }).resolvedOptions();
  const digits = options.maximumFractionDigits ?? 2;
  digitsByCurrency.set(currency, digits);
  return digits;
}

const formats = new Map<string, Intl.NumberFormat>();

/** Making a format costs more than using it; a list uses a few of them thousands of times. */
function numberFormat(
  options: Intl.NumberFormatOptions,
  locale: string = ownLocale(),
): Intl.NumberFormat {
  const key = JSON.stringify([locale, options]);
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.NumberFormat(locale, options);
  formats.set(key, format);
  return format;
}

/** A whole number in the person's language. */
export function formatCount(count: number, locale?: string): string {
  return numberFormat({}, locale).format(count);
}

/** What stands between a number and its decimals in the person's language. */
export function decimalMark(locale?: string): string {
  const parts = numberFormat({}, locale).formatToParts(1.5);
  return parts.find(({ type }) => type === "decimal")?.value ?? ".";
}

/** A whole number with its sign, as in "+3". */
export function formatSigned(count: number, locale?: string): string {
  return numberFormat({ signDisplay: "exceptZero" }, locale).format(count);
}

/** A change in hundredths with its sign, as in "+12%". */
export function formatSignedPercent(ratio: number, locale?: string): string {
  return numberFormat(
    { style: "percent", signDisplay: "exceptZero" },
    locale,
  ).format(ratio);
}

/** A share with at most two decimals of a percent, as in "9.5%". */
export function formatPercent(ratio: number, locale?: string): string {
  return numberFormat(
    { style: "percent", maximumFractionDigits: 2 },
    locale,
  ).format(ratio);
}

/** A whole number where there is little room, as in "1.2K". */
export function formatShortCount(count: number, locale?: string): string {
  return numberFormat({ notation: "compact" }, locale).format(count);
}

/** From a million on, with decimals: wider than the usual column of amounts. */
export function isLongAmount(text: string): boolean {
  return text.length > "999,999.99".length;
}

export function toMinor(amount: number, currency: string): number {
  return Math.round(amount * 10 ** minorDigits(currency));
}

export function fromMinor(minor: number, currency: string): number {
  return minor / 10 ** minorDigits(currency);
}

export function formatMoney(
  amount: number,
  currency: string,
  locale?: string,
): string {
  return numberFormat({ style: "currency", currency }, locale).format(amount);
}

/**
 * The amount alone, for columns whose head names the currency. Written as money is and
 * not as a number: in Austria the two group thousands by different marks.
 */
export function formatAmount(
  amount: number,
  currency: string,
  locale?: string,
): string {
  return numberFormat({ style: "currency", currency }, locale)
    .formatToParts(amount)
    .filter(({ type }) => type !== "currency" && type !== "literal")
    .map(({ value }) => value)
    .join("");
}

export function currencySign(currency: string, locale?: string): string {
  const parts = numberFormat(
    { style: "currency", currency, currencyDisplay: "narrowSymbol" },
    locale,
  ).formatToParts(0);
  return parts.find((part) => part.type === "currency")?.value ?? currency;
}

const largest = 999_999_999_999_999;

/**
 * Reads what a person typed, with the local decimal mark or a point. Null when it is no
 * amount of this currency: letters, a minus, more decimals than it has, or too large.
 */
export function parseMoney(
  text: string,
  currency: string,
  locale?: string,
): number | null {
  const plain = withPoint(
    text.replace(/[\s\u00a0\u202f'’]/g, ""),
    currency,
    locale,
  );
  const digits = minorDigits(currency);
  const match = /^(\d{1,15})(?:\.(\d*))?$/.exec(plain);
  if (!match) return null;
  const [, whole = "", fraction = ""] = match;
  if (fraction.length > digits) return null;
  const minor = Number(whole + fraction.padEnd(digits, "0"));
  return minor > largest ? null : fromMinor(minor, currency);
}

/** "1.234,50" and "1,234.50" both become "1234.50"; a lone mark is the decimal one unless it groups thousands. */
function withPoint(text: string, currency: string, locale?: string): string {
  const decimal = Math.max(text.lastIndexOf("."), text.lastIndexOf(","));
  if (decimal < 0) return text;
  const mark = text[decimal];
  const others = text.slice(0, decimal).replace(/[.,]/g, "");
  const marks = text.length - text.replace(/[.,]/g, "").length;
  const tail = text.slice(decimal + 1);
  const groups =
    marks === 1 && tail.length === 3 && minorDigits(currency) < 3
      ? mark === groupMark(currency, locale)
      : text.split(mark ?? "").length > 2;
  return groups ? text.replace(/[.,]/g, "") : `${others}.${tail}`;
}

function groupMark(currency: string, locale?: string): string {
  const parts = numberFormat(
    { style: "currency", currency },
    locale,
  ).formatToParts(1_234_567);
  return parts.find((part) => part.type === "group")?.value ?? ",";
}
