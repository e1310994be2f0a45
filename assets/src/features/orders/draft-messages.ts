/** What is wrong with an order that is being typed, at the place where it was typed. Pure. */
import { fieldMessages, generalMessage } from "../../api/problem";
import type { Problem } from "../../api/types";
import { formatAmount } from "../../lib/money";
import { formatRate, parseDiscount } from "../../lib/rate";
import { words } from "../../words/words";
import {
  readQuantity,
  wrongParts,
  type DraftLine,
  type LinePart,
} from "./draft-line";
import { reckonDraft, type OrderDraft } from "./order-draft";

export type LineMessages = Partial<Record<LinePart, string>>;

export interface DraftMessages {
  customer: string | undefined;
  items: string | undefined;
  /** By the key of the line. */
  lines: Map<string, LineMessages>;
  discount: string | undefined;
  note: string | undefined;
  /** What has no place of its own. */
  general: string | undefined;
}

interface Judged {
  currency: string;
  /** The person tried to send: before that, nothing unfinished is called wrong. */
  isTried: boolean;
  problem: Problem | undefined;
}

export function draftMessages(
  draft: OrderDraft,
  { currency, isTried, problem }: Judged,
): DraftMessages {
  const refused = fieldMessages(problem);
  const shown = new Set<string>();
  const said = (...fields: string[]): string | undefined => {
    const known = fields.filter((field) => field in refused);
    known.forEach((field) => shown.add(field));
    return known.length > 0
      ? known.map((field) => refused[field]).join(" ")
      : undefined;
  };
  const labels = words.orders.form;
  const reckoned = reckonDraft(draft, currency, true);
  const lines = new Map<string, LineMessages>();
  draft.lines.forEach((line, index) => {
    const messages = {
      ...saidOf(index, said),
      ...shortOf(line, problem),
      ...(isTried ? unfinished(line, currency) : {}),
      ...(reckoned.lines[index]?.isBelowZero
        ? { discount: labels.lineBelowZero }
        : {}),
    };
    if (Object.keys(messages).length > 0) lines.set(line.key, messages);
  });
  const isNoDiscount = parseDiscount(draft.discount, currency) === undefined;
  return {
    lines,
    customer: said("user_id"),
    note: said("note"),
    items:
      said("items") ??
      (isTried && draft.lines.length === 0 ? labels.noItems : undefined),
    discount: reckoned.isBelowZero
      ? labels.belowZero
      : isTried && isNoDiscount
        ? badDiscount(currency)
        : said("discount", "discount.amount", "discount.rate"),
    general: generalMessage(problem, [...shown]),
  };
}

/** The server's own words about a line. */
function saidOf(
  index: number,
  said: (...fields: string[]) => string | undefined,
): LineMessages {
  const line = `items[${index}]`;
  const messages: Record<LinePart, string | undefined> = {
    quantity: said(`${line}.quantity`, `${line}.product_id`, line),
    name: said(`${line}.name`),
    unit_price: said(`${line}.unit_price`),
    tax_rate: said(`${line}.tax_rate`),
    discount: said(
      `${line}.discount`,
      `${line}.discount.amount`,
      `${line}.discount.rate`,
    ),
  };
  return Object.fromEntries(
    Object.entries(messages).filter(([, message]) => message !== undefined),
  );
}

/** Of a product there is less than was asked for. */
function shortOf(line: DraftLine, problem: Problem | undefined): LineMessages {
  const asked = readQuantity(line.quantity);
  const short = problem?.shortages?.find(
    ({ product_id, available }) =>
      product_id === line.product_id && (asked === null || asked > available),
  );
  return short ? { quantity: words.orders.form.short(short.available) } : {};
}

function unfinished(line: DraftLine, currency: string): LineMessages {
  const labels = words.orders.form;
  const messages: Record<LinePart, string> = {
    quantity: labels.badQuantity,
    name: labels.noName,
    unit_price: words.products.badPrice(formatAmount(12.5, currency)),
    tax_rate: words.products.badTaxRate(formatRate(950)),
    discount: badDiscount(currency),
  };
  return Object.fromEntries(
    wrongParts(line, currency).map((part) => [part, messages[part]]),
  );
}

function badDiscount(currency: string): string {
  return words.orders.form.discountHelp(
    formatRate(1000),
    formatAmount(2.5, currency),
  );
}
