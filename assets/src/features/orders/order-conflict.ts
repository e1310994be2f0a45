/** Two people, one order: what was typed here, and what someone else saved meanwhile. Pure. */
import type { Order } from "../../api/types";
import { plainLine } from "./draft-line";
import { draftFrom, type OrderDraft } from "./order-draft";

export type OrderField = "customer" | "items" | "discount" | "note";

export const orderFields: readonly OrderField[] = [
  "customer",
  "items",
  "discount",
  "note",
];

function valueOf(draft: OrderDraft, field: OrderField): string {
  switch (field) {
    case "customer":
      return draft.customer?.id ?? "";
    case "items":
      return JSON.stringify(draft.lines.map(plainLine));
    case "discount":
      return draft.discount.replace(/\s/g, "");
    case "note":
      return draft.note.trim();
  }
}

/** The fields in which two drafts differ. */
export function differences(a: OrderDraft, b: OrderDraft): OrderField[] {
  return orderFields.filter((field) => valueOf(a, field) !== valueOf(b, field));
}

export interface Rebased {
  /** What was typed stays; all else is as the server has it. */
  draft: OrderDraft;
  /** What someone else changed and nobody typed here: taken over. */
  takenOver: OrderField[];
  /** Whether anything was typed, so that the person has to be asked. */
  isTyped: boolean;
}

/** Moves a draft that began at one version of an order onto a newer one. */
export function rebase(draft: OrderDraft, seen: Order, now: Order): Rebased {
  const before = draftFrom(seen);
  const after = draftFrom(now);
  const typed = differences(draft, before);
  const pick = (field: OrderField) => (typed.includes(field) ? draft : after);
  return {
    draft: {
      customer: pick("customer").customer,
      lines: pick("items").lines,
      discount: pick("discount").discount,
      note: pick("note").note,
    },
    takenOver: differences(before, after).filter(
      (field) => !typed.includes(field),
    ),
    isTyped: typed.length > 0,
  };
}
