/** An order as it is being typed. Pure: the form shows it, the server gets what comes out. */
import type {
  CustomerRef,
  NewOrder,
  NewOrderItem,
  Order,
  OrderPatch,
  Product,
} from "../../api/types";
import { askedDiscount, parseDiscount, writeDiscount } from "../../lib/rate";
import { reckon, type Reckoned } from "../../lib/reckoning";
import {
  askedItem,
  emptyFreeLine,
  itemFrom,
  lineFrom,
  lineOf,
  lineToReckon,
  plainLine,
  stepQuantity,
  type DraftLine,
  type TypedLine,
} from "./draft-line";
import { isEditable } from "./order-rules";

export interface OrderDraft {
  customer: CustomerRef | null;
  lines: DraftLine[];
  /** Off the whole order, as typed: "10 %" or "2,50"; empty: none. */
  discount: string;
  note: string;
}

export type DraftAction =
  | { type: "customerPicked"; customer: CustomerRef | null }
  | { type: "productPicked"; product: Product; count?: number }
  | { type: "freeLineAdded"; key: string; taxRate: number }
  | { type: "lineTyped"; key: string; part: TypedLine }
  | { type: "lineRemoved"; key: string }
  | { type: "discountTyped"; discount: string }
  | { type: "noteTyped"; note: string }
  | { type: "replaced"; draft: OrderDraft };

export const emptyDraft: OrderDraft = {
  customer: null,
  lines: [],
  discount: "",
  note: "",
};

export function draftFrom(order: Order): OrderDraft {
  const { currency } = order;
  const discount = askedDiscount(order.discount);
  return {
    customer: order.customer,
    note: order.note ?? "",
    discount: discount ? writeDiscount(discount, currency) : "",
    lines: order.items.map((item) => lineFrom(item, currency)),
  };
}

export function reduceDraft(
  draft: OrderDraft,
  action: DraftAction,
): OrderDraft {
  switch (action.type) {
    case "customerPicked":
      return { ...draft, customer: action.customer };
    case "productPicked":
      return {
        ...draft,
        lines: withProduct(draft.lines, action.product, action.count ?? 1),
      };
    case "freeLineAdded": {
      const line = emptyFreeLine(action.key, action.taxRate);
      return { ...draft, lines: [...draft.lines, line] };
    }
    case "lineTyped":
      return {
        ...draft,
        lines: draft.lines.map((line) =>
          line.key === action.key ? { ...line, ...action.part } : line,
        ),
      };
    case "lineRemoved":
      return {
        ...draft,
        lines: draft.lines.filter((line) => line.key !== action.key),
      };
    case "discountTyped":
      return { ...draft, discount: action.discount };
    case "noteTyped":
      return { ...draft, note: action.note };
    case "replaced":
      return action.draft;
  }
}

/** A product that is there already gets more of it. */
function withProduct(
  lines: DraftLine[],
  product: Product,
  count: number,
): DraftLine[] {
  if (lines.some((line) => line.product_id === product.id)) {
    return lines.map((line) =>
      line.product_id === product.id
        ? { ...line, quantity: stepQuantity(line.quantity, count) }
        : line,
    );
  }
  return [...lines, lineOf(product, count)];
}

/** What the draft comes to; what can't be read yet counts for nothing. */
export function reckonDraft(
  draft: OrderDraft,
  currency: string,
  pricesIncludeTax: boolean,
): Reckoned {
  return reckon({
    lines: draft.lines.map((line) => lineToReckon(line, currency)),
    discount: parseDiscount(draft.discount, currency) ?? null,
    currency,
    pricesIncludeTax,
  });
}

/** Whether more is taken off anywhere than there is: no server takes that. */
function isBelowZero(draft: OrderDraft, currency: string): boolean {
  const { lines, isBelowZero } = reckonDraft(draft, currency, true);
  return isBelowZero || lines.some((line) => line.isBelowZero);
}

/** Null while something can't be read or paid. */
function itemsOf(draft: OrderDraft, currency: string): NewOrderItem[] | null {
  const isUnreadable = parseDiscount(draft.discount, currency) === undefined;
  if (isUnreadable || isBelowZero(draft, currency)) return null;
  const items: NewOrderItem[] = [];
  for (const line of draft.lines) {
    const item = itemFrom(line, currency);
    if (item === null) return null;
    items.push(item);
  }
  return items.length > 0 ? items : null;
}

export function newOrderFrom(
  draft: OrderDraft,
  currency: string,
): NewOrder | null {
  const items = itemsOf(draft, currency);
  const discount = parseDiscount(draft.discount, currency);
  return (
    items && {
      items,
      ...(discount ? { discount } : {}),
      user_id: draft.customer?.id ?? null,
      note: draft.note.trim() || null,
    }
  );
}

/** Only what differs from the order at hand, and of that only what can still change. */
export function patchFrom(draft: OrderDraft, order: Order): OrderPatch | null {
  const patch: OrderPatch = {};
  const note = draft.note.trim() || null;
  if (note !== order.note) patch.note = note;
  if (!isEditable(order)) return patch;
  const items = itemsOf(draft, order.currency);
  if (items === null) return null;
  if (!isSame(items, order.items.map(askedItem))) patch.items = items;
  const discount = parseDiscount(draft.discount, order.currency) ?? null;
  if (!isSame(discount, askedDiscount(order.discount))) {
    patch.discount = discount;
  }
  const customer = draft.customer?.id ?? null;
  if (customer !== order.user_id) patch.user_id = customer;
  return patch;
}

export function isSameDraft(a: OrderDraft, b: OrderDraft): boolean {
  const plain = ({ customer, lines, discount, note }: OrderDraft) => [
    customer?.id,
    lines.map(plainLine),
    discount,
    note,
  ];
  return isSame(plain(a), plain(b));
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
