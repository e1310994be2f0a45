import { expect, it } from "vitest";
import { aProduct } from "../../testing/factories";
import { problem } from "../../testing/handlers";
import { draftMessages } from "./draft-messages";
import {
  emptyDraft,
  reduceDraft,
  type DraftAction,
  type OrderDraft,
} from "./order-draft";

const bread = aProduct({ name: "Rye bread", price: 4.8 });
const actions: DraftAction[] = [
  { type: "productPicked", product: bread },
  { type: "freeLineAdded", key: "f", taxRate: 0 },
];
const draft = actions.reduce(reduceDraft, emptyDraft);

const judge = (
  judged: OrderDraft,
  part: Partial<Parameters<typeof draftMessages>[1]> = {},
) =>
  draftMessages(judged, {
    currency: "EUR",
    isTried: false,
    problem: undefined,
    ...part,
  });

const refused = (...fields: string[]) =>
  problem(400, "invalid", "The request has errors.", {
    errors: fields.map((field) => ({ field, message: `No: ${field}.` })),
  });

it("calls nothing wrong that is only unfinished, before it is to be sent", () => {
  expect(judge(draft).lines.size).toBe(0);
  const messages = judge(draft, { isTried: true });
  expect(messages.lines.get("f")).toEqual({
    name: "Say what it is for.",
    unit_price: "An amount like 12.50.",
  });
  expect(messages.lines.has(bread.id)).toBe(false);
});

it("says at once where more is taken off than there is", () => {
  const line = reduceDraft(draft, {
    type: "lineTyped",
    key: bread.id,
    part: { discount: "4.81" },
  });
  expect(judge(line).lines.get(bread.id)).toEqual({
    discount: "More than the line comes to.",
  });
  const whole = reduceDraft(draft, {
    type: "discountTyped",
    discount: "4.81",
  });
  expect(judge(whole).discount).toBe("More than the items come to.");
});

it.each([
  ["items[0].quantity", bread.id, "quantity"],
  ["items[0].product_id", bread.id, "quantity"],
  ["items[0].discount", bread.id, "discount"],
  ["items[0].discount.amount", bread.id, "discount"],
  ["items[1].name", "f", "name"],
  ["items[1].unit_price", "f", "unit_price"],
  ["items[1].tax_rate", "f", "tax_rate"],
])("puts the server's word on %s to its line", (field, key, part) => {
  const { lines, general } = judge(draft, { problem: refused(field) });
  expect(lines.get(key)).toEqual({ [part]: `No: ${field}.` });
  expect(general).toBeUndefined();
});

it.each(["discount", "discount.amount", "discount.rate"])(
  "puts the server's word on %s to the discount of the whole",
  (field) => {
    const messages = judge(draft, { problem: refused(field) });
    expect(messages.discount).toBe(`No: ${field}.`);
    expect(messages.general).toBeUndefined();
  },
);

it("says below the form what has no place in it", () => {
  const both = refused("items", "items[7].name");
  const messages = judge(draft, { problem: both });
  expect(messages.items).toBe("No: items.");
  expect(messages.general).toBe("The request has errors.");
});
