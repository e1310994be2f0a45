/**
 * What an order comes to, exactly as the server works it out (src/domain/reckoning.rs):
 * whole minor units, tax rounded half up once per line, everything else a sum of lines.
 * Shown while an order is typed; what holds is the server's answer.
 */
import type { NewDiscount } from "../api/types";
import { fromMinor, toMinor } from "./money";

export interface LineToReckon {
  quantity: number;
  /** Of one. */
  unit_price: number;
  /** In basis points. */
  tax_rate: number;
  discount: NewDiscount | null;
}

export interface BasketToReckon {
  lines: LineToReckon[];
  discount: NewDiscount | null;
  currency: string;
  /** Whether prices have tax in them; else it is added to them. */
  pricesIncludeTax: boolean;
}

export interface ReckonedLine {
  /** What its own discount takes off. */
  discount: number;
  /** After its own discount. */
  total: number;
  /** Its part of what is taken off the whole. */
  share: number;
  tax: number;
  /** More is taken off than it comes to. */
  isBelowZero: boolean;
}

export interface ReckonedTax {
  rate: number;
  net: number;
  tax: number;
  gross: number;
}

export interface Reckoned {
  lines: ReckonedLine[];
  subtotal: number;
  /** What is taken off the whole; 0: nothing. */
  discount: number;
  /** The lowest rate first. */
  taxes: ReckonedTax[];
  total: number;
  /** More is taken off the whole than the lines come to. */
  isBelowZero: boolean;
}

const whole = 10_000n;

/** Nothing goes below zero here: what is too much is taken off only as far as there is something. */
export function reckon(basket: BasketToReckon): Reckoned {
  const { currency, pricesIncludeTax } = basket;
  const minor = (amount: number) => BigInt(toMinor(amount, currency));
  const money = (amount: bigint) => fromMinor(Number(amount), currency);
  const takenOff = (discount: NewDiscount | null, full: bigint) => {
    if (discount === null) return 0n;
    return "rate" in discount
      ? halfUp(full, BigInt(discount.rate), whole)
      : minor(Number(discount.amount));
  };
  const lines = basket.lines.map((line) => {
    const full = BigInt(line.quantity) * minor(line.unit_price);
    const wanted = takenOff(line.discount, full);
    const off = atMost(wanted, full);
    return {
      rate: line.tax_rate,
      off,
      left: full - off,
      isBelowZero: wanted > full,
    };
  });
  const subtotal = sum(lines.map(({ left }) => left));
  const wanted = takenOff(basket.discount, subtotal);
  const discount = atMost(wanted, subtotal);
  const shares = spread(
    discount,
    lines.map(({ left }) => left),
  );
  const reckoned = lines.map((line, index) => {
    const share = shares[index] ?? 0n;
    const left = line.left - share;
    const rate = BigInt(line.rate);
    const tax = halfUp(left, rate, pricesIncludeTax ? whole + rate : whole);
    return { ...line, share, tax, net: pricesIncludeTax ? left - tax : left };
  });
  const taxes = byRate(reckoned);
  return {
    lines: reckoned.map(({ off, left, share, tax, isBelowZero }) => ({
      discount: money(off),
      total: money(left),
      share: money(share),
      tax: money(tax),
      isBelowZero,
    })),
    subtotal: money(subtotal),
    discount: money(discount),
    taxes: taxes.map(({ rate, net, tax }) => ({
      rate,
      net: money(net),
      tax: money(tax),
      gross: money(net + tax),
    })),
    total: money(sum(taxes.map(({ net, tax }) => net + tax))),
    isBelowZero: wanted > subtotal,
  };
}

interface TaxedLine {
  rate: number;
  net: bigint;
  tax: bigint;
}

function byRate(lines: TaxedLine[]): TaxedLine[] {
  const rates = new Map<number, TaxedLine>();
  for (const { rate, net, tax } of lines) {
    const before = rates.get(rate) ?? { rate, net: 0n, tax: 0n };
    rates.set(rate, { rate, net: before.net + net, tax: before.tax + tax });
  }
  return [...rates.values()].sort((a, b) => a.rate - b.rate);
}

/** Amount × part / of, rounded half up. */
function halfUp(amount: bigint, part: bigint, of: bigint): bigint {
  return (2n * amount * part + of) / (2n * of);
}

/** An amount over others in proportion to them; the parts add up to it. */
function spread(amount: bigint, over: bigint[]): bigint[] {
  const all = sum(over);
  let seen = 0n;
  let given = 0n;
  return over.map((part) => {
    seen += part;
    const until = all === 0n ? 0n : (amount * seen) / all;
    const share = until - given;
    given = until;
    return share;
  });
}

function sum(amounts: bigint[]): bigint {
  return amounts.reduce((all, amount) => all + amount, 0n);
}

function atMost(amount: bigint, most: bigint): bigint {
  return amount < most ? amount : most;
}
