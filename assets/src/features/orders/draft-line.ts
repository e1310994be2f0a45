/** A line of an order as it is being typed: of a product, or without one. Pure. */
import type {
  NewDiscount,
  NewOrderItem,
  OrderItem,
  Product,
} from "../../api/types";
import { formatAmount, parseMoney } from "../../lib/money";
import {
  askedDiscount,
  formatRate,
  parseDiscount,
  parseRate,
  writeDiscount,
} from "../../lib/rate";
import type { LineToReckon } from "../../lib/reckoning";

interface AnyLine {
  /** Its own: of a product its id, else made for it. */
  key: string;
  /** Of a line without a product: what it is for, as typed. */
  product_name: string;
  /** As typed; whether it is a quantity shows when it is read. */
  quantity: string;
  /** As typed: "10 %" or "2,50"; empty: none. */
  discount: string;
}

export interface ProductLine extends AnyLine {
  product_id: string;
  sku: string | null;
  unit_price: number;
  /** In basis points. */
  tax_rate: number;
  /** What can be had, this order's own share included; null when unknown or not tracked. */
  available: number | null;
}

export interface FreeLine extends AnyLine {
  product_id: null;
  /** As typed. */
  price: string;
  /** As typed, in percent. */
  rate: string;
}

export type DraftLine = ProductLine | FreeLine;

/** What can be typed of a line. */
export type TypedLine = Partial<
  Pick<FreeLine, "product_name" | "quantity" | "discount" | "price" | "rate">
>;

/** A part of a line that can be wrong, by the name that the server has for it. */
export type LinePart =
  "quantity" | "name" | "unit_price" | "tax_rate" | "discount";

export function lineOf(product: Product, count: number): ProductLine {
  return {
    key: product.id,
    product_id: product.id,
    product_name: product.name,
    sku: product.sku,
    unit_price: product.price,
    tax_rate: product.tax_rate,
    quantity: String(count),
    discount: "",
    available: product.stock,
  };
}

export function emptyFreeLine(key: string, taxRate: number): FreeLine {
  return {
    key,
    product_id: null,
    product_name: "",
    price: "",
    rate: formatRate(taxRate),
    quantity: "1",
    discount: "",
  };
}

/** A line of an order, to be changed. */
export function lineFrom(item: OrderItem, currency: string): DraftLine {
  const { product_id, product_name, sku, unit_price, tax_rate } = item;
  const discount = askedDiscount(item.discount);
  const typed = {
    product_name,
    quantity: String(item.quantity),
    discount: discount ? writeDiscount(discount, currency) : "",
  };
  return product_id === null
    ? {
        ...typed,
        key: item.id,
        product_id,
        price: formatAmount(unit_price, currency),
        rate: formatRate(tax_rate),
      }
    : {
        ...typed,
        key: product_id,
        product_id,
        sku,
        unit_price,
        tax_rate,
        available: null,
      };
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

interface ReadLine {
  quantity: number | null;
  name: string;
  unit_price: number | null;
  tax_rate: number | null;
  /** Null: none; undefined: what was typed is none. */
  discount: NewDiscount | null | undefined;
}

function readLine(line: DraftLine, currency: string): ReadLine {
  const isFree = line.product_id === null;
  return {
    quantity: readQuantity(line.quantity),
    name: line.product_name.trim(),
    unit_price: isFree ? parseMoney(line.price, currency) : line.unit_price,
    tax_rate: isFree ? parseRate(line.rate) : line.tax_rate,
    discount: parseDiscount(line.discount, currency),
  };
}

/** What of a line can't be read. */
export function wrongParts(line: DraftLine, currency: string): LinePart[] {
  const { quantity, name, unit_price, tax_rate, discount } = readLine(
    line,
    currency,
  );
  const wrong: LinePart[] = [];
  if (quantity === null) wrong.push("quantity");
  if (name === "") wrong.push("name");
  if (unit_price === null) wrong.push("unit_price");
  if (tax_rate === null) wrong.push("tax_rate");
  if (discount === undefined) wrong.push("discount");
  return wrong;
}

/** The line as the server wants it; null while a part of it can't be read. */
export function itemFrom(
  line: DraftLine,
  currency: string,
): NewOrderItem | null {
  if (wrongParts(line, currency).length > 0) return null;
  const { quantity, name, unit_price, tax_rate, discount } = readLine(
    line,
    currency,
  );
  return asked({
    product_id: line.product_id,
    product_name: name,
    quantity: quantity ?? 0,
    unit_price: unit_price ?? 0,
    tax_rate: tax_rate ?? 0,
    discount: discount ?? null,
  });
}

/** An item of an order, as it would be asked for again. */
export function askedItem(item: OrderItem): NewOrderItem {
  return asked({ ...item, discount: askedDiscount(item.discount) });
}

interface Asked extends LineToReckon {
  product_id: string | null;
  product_name: string;
}

function asked(line: Asked): NewOrderItem {
  const { product_id, quantity } = line;
  const discount = line.discount ? { discount: line.discount } : {};
  if (product_id !== null) return { product_id, quantity, ...discount };
  const { product_name: name, unit_price, tax_rate } = line;
  return { name, unit_price, quantity, tax_rate, ...discount };
}

/** What can't be read yet counts for nothing. */
export function lineToReckon(line: DraftLine, currency: string): LineToReckon {
  const read = readLine(line, currency);
  return {
    quantity: read.quantity ?? 0,
    unit_price: read.unit_price ?? 0,
    tax_rate: read.tax_rate ?? 0,
    discount: read.discount ?? null,
  };
}

/** What was typed of a line, to be compared. */
export function plainLine(line: DraftLine): string[] {
  const texts =
    line.product_id === null
      ? [line.product_name, line.price, line.rate]
      : [line.product_id];
  return [...texts, line.quantity, line.discount].map((text) =>
    text.replace(/\s+/g, " ").trim(),
  );
}
