/** An order as it is being typed. Pure: the form shows it, the server gets what comes out. */
import type {
  CustomerRef,
  NewOrder,
  NewOrderItem,
  Order,
  OrderPatch,
  Product,
} from "../../api/types";
import { fromMinor, toMinor } from "../../lib/money";
import { isEditable } from "./order-rules";

export interface DraftLine {
  product_id: string;
  product_name: string;
  sku: string | null;
  unit_price: number;
  /** As typed; whether it is a quantity shows when it is read. */
  quantity: string;
  /** What can be had, this order's own share included; null when unknown or not tracked. */
  available: number | null;
}

export interface OrderDraft {
  customer: CustomerRef | null;
  lines: DraftLine[];
  note: string;
}

export type DraftAction =
  | { type: "customerPicked"; customer: CustomerRef | null }
  | { type: "productPicked"; product: Product; count?: number }
  | { type: "quantityTyped"; product_id: string; quantity: string }
  | { type: "lineRemoved"; product_id: string }
  | { type: "noteTyped"; note: string }
  | { type: "replaced"; draft: OrderDraft };

export const emptyDraft: OrderDraft = { customer: null, lines: [], note: "" };

export function draftFrom(order: Order): OrderDraft {
  return {
    customer: order.customer,
    note: order.note ?? "",
    lines: order.items.map((item) => ({
      product_id: item.product_id,
      product_name: item.product_name,
      sku: item.sku,
      unit_price: item.unit_price,
      quantity: String(item.quantity),
      available: null,
    })),
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
    case "quantityTyped":
      return {
        ...draft,
        lines: draft.lines.map((line) =>
          line.product_id === action.product_id
            ? { ...line, quantity: action.quantity }
            : line,
        ),
      };
    case "lineRemoved":
      return {
        ...draft,
        lines: draft.lines.filter(
          (line) => line.product_id !== action.product_id,
        ),
      };
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
  const line = {
    product_id: product.id,
    product_name: product.name,
    sku: product.sku,
    unit_price: product.price,
    quantity: String(count),
    available: product.stock,
  };
  return [...lines, line];
}

const mostOfOne = 1_000_000;

/** More or less of one product, within what the server takes. */
export function stepQuantity(quantity: string, by: number): string {
  const next = (readQuantity(quantity) ?? 0) + by;
  return String(Math.max(1, Math.min(mostOfOne, next)));
}

/** A whole number from 1 to 1,000,000, or null. */
export function readQuantity(text: string): number | null {
  const trimmed = text.trim();
  if (!/^\d{1,7}$/.test(trimmed)) return null;
  const quantity = Number(trimmed);
  return quantity >= 1 && quantity <= mostOfOne ? quantity : null;
}

export function lineTotal(line: DraftLine, currency: string): number {
  const quantity = readQuantity(line.quantity) ?? 0;
  return fromMinor(toMinor(line.unit_price, currency) * quantity, currency);
}

export function draftTotal(draft: OrderDraft, currency: string): number {
  const minor = draft.lines.reduce(
    (sum, line) =>
      sum +
      toMinor(line.unit_price, currency) * (readQuantity(line.quantity) ?? 0),
    0,
  );
  return fromMinor(minor, currency);
}

/** Null while a quantity is none. */
function itemsOf(draft: OrderDraft): NewOrderItem[] | null {
  const items: NewOrderItem[] = [];
  for (const line of draft.lines) {
    const quantity = readQuantity(line.quantity);
    if (quantity === null) return null;
    items.push({ product_id: line.product_id, quantity });
  }
  return items.length > 0 ? items : null;
}

export function newOrderFrom(draft: OrderDraft): NewOrder | null {
  const items = itemsOf(draft);
  return (
    items && {
      items,
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
  const items = itemsOf(draft);
  if (items === null) return null;
  const before = order.items.map(({ product_id, quantity }) => ({
    product_id,
    quantity,
  }));
  if (JSON.stringify(items) !== JSON.stringify(before)) patch.items = items;
  const customer = draft.customer?.id ?? null;
  if (customer !== order.user_id) patch.user_id = customer;
  return patch;
}

export function isSameDraft(a: OrderDraft, b: OrderDraft): boolean {
  const plain = ({ customer, lines, note }: OrderDraft) =>
    JSON.stringify([
      customer?.id,
      lines.map((line) => [line.product_id, line.quantity]),
      note,
    ]);
  return plain(a) === plain(b);
}
