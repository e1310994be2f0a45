/** What a person or a scanner puts into the product field, and which product it means. */
import type { Product } from "../../api/types";

export interface ProductEntry {
  count: number;
  text: string;
}

const counted = /^(\d{1,7})\s*[x×*]\s*(.*)$/i;

/** "3x rye", "3 × rye" and "3*rye" are three of "rye". */
export function readEntry(typed: string): ProductEntry {
  const text = typed.trim();
  const [, digits = "", rest = ""] = counted.exec(text) ?? [];
  const count = Number(digits);
  return count >= 1 && count <= 1_000_000
    ? { count, text: rest.trim() }
    : { count: 1, text };
}

export function isSkuOf(product: Product, text: string): boolean {
  return product.sku?.toLowerCase() === text.trim().toLowerCase();
}

/** The product with exactly this SKU comes first, whatever else matches. */
export function bySku(found: Product[], text: string): Product[] {
  const exact = found.filter((product) => isSkuOf(product, text));
  return exact.length === 0
    ? found
    : [...exact, ...found.filter((product) => !exact.includes(product))];
}

/** A scan means one product exactly; typing means the best match. */
export function chooseProduct(
  found: Product[],
  text: string,
  isScan: boolean,
): Product | null {
  const [first] = bySku(found, text);
  if (!first || (isScan && !isSkuOf(first, text))) return null;
  return first;
}
