/**
 * Shares in basis points, hundredths of a percent, as the server has them: 1,900 is 19 %.
 * People read and write percent, with the local decimal mark.
 */
import { formatAmount, formatPercent, parseMoney } from "./money";
import type { Discount, NewDiscount } from "../api/types";

const whole = 10_000;

/** "19", "19 %" and "9,5%" as basis points; null for what is no share, or is over 100 %. */
export function parseRate(text: string): number | null {
  const match = /^(\d{1,3})(?:[.,](\d{0,2}))?\s*%?$/.exec(text.trim());
  if (!match) return null;
  const [, percent = "", part = ""] = match;
  const rate = Number(percent) * 100 + Number(part.padEnd(2, "0"));
  return rate <= whole ? rate : null;
}

/** As in "9.5%", or "9,5 %" where people write so. */
export function formatRate(rate: number, locale?: string): string {
  return formatPercent(rate / whole, locale);
}

/**
 * What is to be taken off: "10 %" is a share, "2,50" an amount. Null for nothing typed,
 * undefined for anything else.
 */
export function parseDiscount(
  text: string,
  currency: string,
): NewDiscount | null | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  if (trimmed.endsWith("%")) {
    const rate = parseRate(trimmed);
    return rate === null ? undefined : { rate };
  }
  const amount = parseMoney(trimmed, currency);
  return amount === null ? undefined : { amount };
}

/** As it would be typed: "10 %" or "2,50". */
export function writeDiscount(discount: NewDiscount, currency: string): string {
  return "rate" in discount
    ? formatRate(discount.rate)
    : formatAmount(discount.amount, currency);
}

/** A discount that was given, as it was asked for. */
export function askedDiscount(given: Discount | null): NewDiscount | null {
  if (given === null) return null;
  return given.rate === null ? { amount: given.amount } : { rate: given.rate };
}
