/** Rates are basis points: 1900 is 19 %. People write them in percent. */
import { formatNumber } from "./money";

/** A rate in percent without the sign, as in "7.5". */
export function formatRate(basisPoints: number, locale?: string): string {
  return formatNumber(basisPoints / 100, 2, locale);
}

/** Reads "19", "7,5" and "8.25 %" as basis points; null for what is no rate with two decimals at most. */
export function parseRate(text: string): number | null {
  const plain = text.replace(/[\s\u00a0\u202f%]/g, "").replace(",", ".");
  const match = /^(\d{1,3})(?:\.(\d{0,2}))?$/.exec(plain);
  if (!match) return null;
  const [, whole = "", fraction = ""] = match;
  return Number(whole + fraction.padEnd(2, "0"));
}
