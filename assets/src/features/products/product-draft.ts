/** A product as it is being typed. */
import type { NewProduct, Product, ProductPatch } from "../../api/types";
import { formatAmount, parseMoney } from "../../lib/money";
import { formatRate, parseRate } from "../../lib/rate";

export interface ProductDraft {
  name: string;
  sku: string;
  price: string;
  /** In percent. */
  tax_rate: string;
  stock: string;
}

/** A new product has the shop's tax rate, in basis points, until another is typed. */
export function emptyProduct(taxRate: number): ProductDraft {
  return {
    name: "",
    sku: "",
    price: "",
    tax_rate: formatRate(taxRate),
    stock: "",
  };
}

export function draftFrom(product: Product, currency: string): ProductDraft {
  return {
    name: product.name,
    sku: product.sku ?? "",
    price: formatAmount(product.price, currency),
    tax_rate: formatRate(product.tax_rate),
    stock: product.stock === null ? "" : String(product.stock),
  };
}

export type WrongField = "price" | "tax_rate" | "stock";

interface ReadDraft {
  product: NewProduct;
  wrong: WrongField[];
}

/** What was typed as values, and which fields are no values. */
export function readDraft(draft: ProductDraft, currency: string): ReadDraft {
  const price = parseMoney(draft.price, currency);
  const taxRate = parseRate(draft.tax_rate);
  const stock = readCount(draft.stock);
  const wrong: WrongField[] = [];
  if (price === null) wrong.push("price");
  if (taxRate === null) wrong.push("tax_rate");
  if (stock === undefined) wrong.push("stock");
  const product = {
    name: draft.name.trim(),
    sku: draft.sku.trim() || null,
    price: price ?? 0,
    tax_rate: taxRate ?? 0,
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
  const { tax_rate } = read;
  if (typeof tax_rate === "number" && tax_rate !== product.tax_rate) {
    patch.tax_rate = tax_rate;
  }
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
