/** The shop's settings as they are being typed. */
import type { ShopSettings, ShopSettingsPatch } from "../../api/types";
import { formatRate, parseRate } from "../../lib/rate";

export interface ShopDraft {
  name: string;
  address: string;
  phone: string;
  email: string;
  website: string;
  tax_number: string;
  currency: string;
  /** "true" or "false". */
  prices_include_tax: string;
  /** In percent, as people write it. */
  tax_rate: string;
  order_number_pattern: string;
  day_starts_at: string;
  low_stock: string;
  backup_every_hours: string;
  backup_keep: string;
  document_language: string;
}

export const shopFields = [
  "name",
  "address",
  "phone",
  "email",
  "website",
  "tax_number",
  "currency",
  "prices_include_tax",
  "tax_rate",
  "order_number_pattern",
  "day_starts_at",
  "low_stock",
  "backup_every_hours",
  "backup_keep",
  "document_language",
] as const satisfies readonly (keyof ShopDraft)[];

export const documentLanguages: readonly ShopSettings["document_language"][] = [
  "en",
  "de",
];

export type ShopNumber =
  "tax_rate" | "low_stock" | "backup_every_hours" | "backup_keep";

export function draftFrom(settings: ShopSettings): ShopDraft {
  return {
    name: settings.name,
    address: settings.address ?? "",
    phone: settings.phone ?? "",
    email: settings.email ?? "",
    website: settings.website ?? "",
    tax_number: settings.tax_number ?? "",
    currency: settings.currency,
    prices_include_tax: String(settings.prices_include_tax),
    tax_rate: formatRate(settings.tax_rate),
    order_number_pattern: settings.order_number_pattern,
    day_starts_at: settings.day_starts_at,
    low_stock: String(settings.low_stock),
    backup_every_hours: String(settings.backup_every_hours),
    backup_keep: String(settings.backup_keep),
    document_language: settings.document_language,
  };
}

interface ReadDraft {
  /** Only what differs, in so far as it can be read. */
  patch: ShopSettingsPatch;
  /** Fields that hold no number. */
  wrong: ShopNumber[];
}

/** What was typed as values, beside what is stored. */
export function readDraft(draft: ShopDraft, stored: ShopSettings): ReadDraft {
  const patch: ShopSettingsPatch = {};
  const wrong: ShopNumber[] = [];
  const name = draft.name.trim();
  if (name !== stored.name) patch.name = name;
  const optional = [
    "address",
    "phone",
    "email",
    "website",
    "tax_number",
  ] as const;
  for (const field of optional) {
    const text = draft[field].trim() || null;
    if (text !== stored[field]) patch[field] = text;
  }
  const currency = draft.currency.trim().toUpperCase();
  if (currency !== stored.currency) patch.currency = currency;
  const includesTax = draft.prices_include_tax === "true";
  if (includesTax !== stored.prices_include_tax) {
    patch.prices_include_tax = includesTax;
  }
  const pattern = draft.order_number_pattern.trim();
  if (pattern !== stored.order_number_pattern) {
    patch.order_number_pattern = pattern;
  }
  if (draft.day_starts_at !== stored.day_starts_at) {
    patch.day_starts_at = draft.day_starts_at;
  }
  const language = documentLanguages.find(
    (code) => code === draft.document_language,
  );
  if (language && language !== stored.document_language) {
    patch.document_language = language;
  }
  const numbers = {
    tax_rate: parseRate(draft.tax_rate),
    low_stock: wholeNumber(draft.low_stock),
    backup_every_hours: wholeNumber(draft.backup_every_hours),
    backup_keep: wholeNumber(draft.backup_keep),
  };
  for (const field of Object.keys(numbers) as ShopNumber[]) {
    const value = numbers[field];
    if (value === null) wrong.push(field);
    else if (value !== stored[field]) patch[field] = value;
  }
  return { patch, wrong };
}

function wholeNumber(text: string): number | null {
  const trimmed = text.trim();
  return /^\d{1,9}$/.test(trimmed) ? Number(trimmed) : null;
}
