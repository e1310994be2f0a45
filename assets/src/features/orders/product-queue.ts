import type { Product } from "../../api/types";
import { chooseProduct, readEntry } from "./product-entry";

export interface QueuedEntry {
  /** As typed or scanned, a count in front included. */
  text: string;
  isScan: boolean;
  /** All that stood in the field: a slow moment may have cut a code in two. */
  whole?: string;
}

export type QueueOutcome =
  | { kind: "added"; product: Product; count: number }
  | { kind: "unknown" | "failed"; text: string; isScan: boolean };

interface QueueOptions {
  /** With `anew`, nothing remembered answers, and the search goes further. */
  find: (text: string, anew: boolean) => Promise<Product[]>;
  onOutcome: (outcome: QueueOutcome) => void;
}

/**
 * Enter and scans that came faster than the server answers. All lookups start at once;
 * what they found is handed on in the order of the scans, none lost and none twice.
 */
export class ProductQueue {
  private tail: Promise<void> = Promise.resolve();
  private waiting = 0;

  constructor(private readonly options: QueueOptions) {}

  add(entry: QueuedEntry): void {
    const outcome = this.resolve(entry);
    this.waiting += 1;
    this.tail = this.tail.then(async () => {
      const result = await outcome;
      this.waiting -= 1;
      this.options.onOutcome(result);
    });
  }

  /** How many have no answer yet. */
  get size(): number {
    return this.waiting;
  }

  /** Resolves once everything that was added is answered. */
  async settle(): Promise<void> {
    while (this.waiting > 0) await this.tail;
  }

  private async resolve(entry: QueuedEntry): Promise<QueueOutcome> {
    const { text, isScan, whole = text } = entry;
    try {
      return (
        (whole === text ? null : await this.lookUp(whole, true, false)) ??
        (await this.lookUp(text, isScan, false)) ??
        (await this.lookUp(text, isScan, true)) ?? {
          kind: "unknown",
          text: whole,
          isScan,
        }
      );
    } catch {
      return { kind: "failed", text: whole, isScan };
    }
  }

  private async lookUp(
    text: string,
    isScan: boolean,
    anew: boolean,
  ): Promise<QueueOutcome | null> {
    const { count, text: name } = readEntry(text);
    const whole = text.trim();
    if (name !== whole) {
      // A SKU may look like a count: "3X-100".
      const product = chooseProduct(
        await this.options.find(whole, anew),
        whole,
        true,
      );
      if (product) return { kind: "added", product, count: 1 };
    }
    if (name === "") return null;
    const found = await this.options.find(name, anew);
    const product = chooseProduct(found, name, isScan);
    return product && { kind: "added", product, count };
  }
}
