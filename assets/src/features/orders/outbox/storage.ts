/**
 * Where orders wait: in this browser, each under its person, so that nobody else sees or
 * sends them. Storage may be refused or full; they are then kept for as long as the tab is.
 */
import type { DraftLine } from "../draft-line";
import type { OrderDraft } from "../order-draft";
import type { KeptOrder } from "./kept-order";

const prefixOf = (personId: string) => `oms-outbox:${personId}:`;

const unsaved = new Map<string, KeptOrder>();

/** The orders that wait for this person, the oldest first. */
export function readKept(personId: string): KeptOrder[] {
  const prefix = prefixOf(personId);
  const kept = keys()
    .filter((key) => key.startsWith(prefix) && !unsaved.has(key))
    .map((key) => parse(localStorage.getItem(key)));
  for (const [key, order] of unsaved) {
    if (key.startsWith(prefix)) kept.push(order);
  }
  return kept
    .filter((order) => order !== null)
    .sort((a, b) => a.keptAt - b.keptAt);
}

/** False when it is kept in this tab only. */
export function writeKept(personId: string, kept: KeptOrder): boolean {
  const key = prefixOf(personId) + kept.id;
  try {
    localStorage.setItem(key, JSON.stringify(kept));
    unsaved.delete(key);
    return true;
  } catch {
    unsaved.set(key, kept);
    return false;
  }
}

export function dropKept(personId: string, id: string): void {
  const key = prefixOf(personId) + id;
  unsaved.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    // What could not be read was never there.
  }
}

/** Whether something would be lost with this tab. */
export function hasUnsaved(): boolean {
  return unsaved.size > 0;
}

/** Calls when another tab changed what waits for this person. Returns what ends it. */
export function onOtherTab(personId: string, listener: () => void) {
  const prefix = prefixOf(personId);
  const hear = ({ key }: StorageEvent) => {
    if (key === null || key.startsWith(prefix)) listener();
  };
  window.addEventListener("storage", hear);
  return () => window.removeEventListener("storage", hear);
}

function keys(): string[] {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}

function parse(text: string | null): KeptOrder | null {
  try {
    const kept = JSON.parse(text ?? "null") as Partial<KeptOrder> | null;
    const isWhole =
      typeof kept?.id === "string" &&
      typeof kept.key === "string" &&
      Array.isArray(kept.tried) &&
      Array.isArray(kept.order?.items) &&
      Array.isArray(kept.draft?.lines);
    if (!isWhole) return null;
    const order = kept as KeptOrder;
    return { ...order, draft: withAllParts(order.draft) };
  } catch {
    return null;
  }
}

/** What was kept by an older page has no discounts, and only lines of products. */
function withAllParts(draft: OrderDraft): OrderDraft {
  return {
    ...draft,
    discount: draft.discount ?? "",
    lines: draft.lines.map((line): DraftLine =>
      line.product_id === null
        ? line
        : {
            ...line,
            key: line.key ?? line.product_id,
            discount: line.discount ?? "",
            // Unknown until the server reckons.
            tax_rate: line.tax_rate ?? 0,
          },
    ),
  };
}
