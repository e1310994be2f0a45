/** An order that waits for the server. Pure: what it is, and what becomes of it. */
import type { NewOrder, Order, Problem } from "../../../api/types";
import { askedDiscount } from "../../../lib/rate";
import { askedItem } from "../draft-line";
import type { OrderDraft } from "../order-draft";

/** One intent to make an order. Whatever is sent for it, it makes one order at most. */
export interface Attempt {
  /** The Idempotency-Key. It changes only when the server has refused for certain. */
  key: string;
  /** Wordings that went out under this key and may have arrived. */
  tried: NewOrder[];
  /** When the first of them went out, in milliseconds. */
  firstTriedAt: number | null;
}

export interface KeptOrder extends Attempt {
  id: string;
  /** As it was typed, to be shown and corrected. */
  draft: OrderDraft;
  order: NewOrder;
  total: number;
  /** Milliseconds. */
  keptAt: number;
  /** Why the server did not take it; null as long as it waits. */
  problem: Problem | null;
  /** The server has an earlier wording already, under this number, and not the last change. */
  madeAs: number | null;
  /** What people call that order; absent where it was kept before orders had labels. */
  madeLabel?: string | null;
}

export type KeptState =
  | "waiting"
  /** The server forgets keys; only the person can know whether it arrived. */
  | "unsure"
  | "refused";

/** The server keeps a key for 24 hours; an hour is left for clocks that differ. */
export const sureForMs = 23 * 60 * 60 * 1000;

export function stateOf(kept: KeptOrder, now: number): KeptState {
  if (kept.problem) return "refused";
  return kept.firstTriedAt !== null && now - kept.firstTriedAt > sureForMs
    ? "unsure"
    : "waiting";
}

/** The attempt as it must be remembered before this wording is sent. */
export function trying(
  attempt: Attempt,
  order: NewOrder,
  now: number,
): Attempt {
  const isKnown = attempt.tried.some((other) => isSameOrder(other, order));
  return {
    key: attempt.key,
    tried: isKnown ? attempt.tried : [...attempt.tried, order],
    firstTriedAt: attempt.firstTriedAt ?? now,
  };
}

export function isSameOrder(a: NewOrder, b: NewOrder): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

/** Whether an order on the server says what was meant. */
export function isMade(order: Order, wanted: NewOrder): boolean {
  return isSameOrder(
    {
      items: order.items.map(askedItem),
      discount: askedDiscount(order.discount),
      user_id: order.user_id,
      note: order.note,
    },
    wanted,
  );
}

function plain({ items, discount, user_id, note }: NewOrder) {
  return [
    items.map((item) => [
      item.product_id ?? null,
      item.name ?? null,
      item.unit_price ?? null,
      item.tax_rate ?? null,
      item.quantity,
      item.discount ?? null,
    ]),
    discount ?? null,
    user_id ?? null,
    note ?? null,
  ];
}

/** What an answer that is no order means for the order that was sent. */
export type Failure =
  /** It may have arrived. */
  | "unanswered"
  /** The server can't now. */
  | "later"
  | "signed-out"
  | "refused";

export function failureOf({ status }: Problem): Failure {
  if (status === 0 || status === 502 || status === 504) return "unanswered";
  if (status === 401) return "signed-out";
  return status === 408 || status === 429 || status >= 500
    ? "later"
    : "refused";
}
