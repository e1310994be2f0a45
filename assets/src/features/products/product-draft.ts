/** A product as it is being typed. */
import type { NewProduct, Product, ProductPatch } from "../../api/types";
import { formatAmount, parseMoney } from "../../lib/money";

export interface ProductDraft {
  name: string;
  sku: string;
  price: string;
  stock: string;
}

export const emptyProduct: ProductDraft = {
  name: "",
  sku: "",
  price: "",
  stock: "",
};

export function draftFrom(product: Product, currency: string): ProductDraft {
  return {
    name: product.name,
    sku: product.sku ?? "",
    price: formatAmount(product.price, currency),
    stock: product.stock === null ? "" : String(product.stock),
  };
}

type Wrong = "price" | "stock";

interface ReadDraft {
  product: NewProduct;
  wrong: Wrong[];
}

/** What was typed as values, and which fields are no values. */
export function readDraft(draft: ProductDraft, currency: string): ReadDraft {
  const price = parseMoney(draft.price, currency);
  const stock = readCount(draft.stock);
  const wrong: Wrong[] = [];
  if (price === null) wrong.push("price");
  if (stock === undefined) wrong.push("stock");
  const product = {
    name: draft.name.trim(),
    sku: draft.sku.trim() || null,
    price: price ?? 0,
    stock: stock ?? null,
  };
  return { product, wrong };
}

/** Only what differs. The stock has a form of its own. */
export function patchFrom(read: NewProduct, product: Product): ProductPatch {
  const patch: ProductPatch = {};
  if (read.name !== product.name) patch.name = read.name;
  if (read.sku !== product.sku) patch.sku = read.sku ?? null;
  if (read.price !== product.price) patch.price = read.price;
  return patch;
}

/** A whole number; null for nothing typed, undefined for anything else. */
export function readCount(text: string): number | null | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  return /^\d{1,12}$/.test(trimmed) ? Number(trimmed) : undefined;
}

/** "12", "+12" and "-3", with either minus sign; null for anything else and for 0. */
export function readDifference(text: string): number | null {
  const trimmed = text.trim().replace(/^[−–]/, "-");
  if (!/^[+-]?\d{1,12}$/.test(trimmed)) return null;
  return Number(trimmed) || null;
}
