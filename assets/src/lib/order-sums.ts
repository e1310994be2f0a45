/** What stands under the lines of an order: on screen, on paper, and while it is typed. */
import type { Discount, Order, TaxOfRate } from "../api/types";
import { words } from "../words/words";
import { fromMinor, toMinor } from "./money";
import { formatRate } from "./rate";

export interface Sums {
  subtotal: number;
  discount: Discount | null;
  prices_include_tax: boolean;
  taxes: TaxOfRate[];
  total: number;
}

export interface SumRow {
  kind: "subtotal" | "discount" | "added" | "total" | "included";
  label: string;
  /** Negative: it is taken off. */
  amount: number;
}

/** From the lines to the total, and the tax that is in it. What would only repeat the total is left out. */
export function sumRows(sums: Sums): SumRow[] {
  const { subtotal, discount, prices_include_tax, taxes, total } = sums;
  const told = taxes.filter(({ rate }) => rate > 0);
  const isAdded = !prices_include_tax && told.length > 0;
  const text = words.orders.sums;
  const rows: SumRow[] = [];
  if (discount || isAdded) {
    rows.push({ kind: "subtotal", label: text.subtotal, amount: subtotal });
  }
  if (discount) {
    rows.push({
      kind: "discount",
      label: discountLabel(discount),
      amount: -discount.amount,
    });
  }
  const taxRows = told.map(({ rate, tax }): SumRow => {
    const written = formatRate(rate);
    return isAdded
      ? { kind: "added", label: text.added(written), amount: tax }
      : { kind: "included", label: text.included(written), amount: tax };
  });
  const totalRow: SumRow = { kind: "total", label: text.total, amount: total };
  return isAdded
    ? [...rows, ...taxRows, totalRow]
    : [...rows, totalRow, ...taxRows];
}

/** "Discount 10 %", or "Discount" for one that was given as an amount. */
export function discountLabel({ rate }: Discount): string {
  const text = words.orders.sums;
  return rate === null ? text.discount : text.discountOf(formatRate(rate));
}

/** What is still to be paid. */
export function openAmount({ total, paid, currency }: Order): number {
  return fromMinor(
    Math.max(0, toMinor(total, currency) - toMinor(paid, currency)),
    currency,
  );
}
