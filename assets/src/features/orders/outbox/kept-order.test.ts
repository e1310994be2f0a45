import { expect, it } from "vitest";
import { anItem, anOrder } from "../../../testing/factories";
import { problem } from "../../../testing/handlers";
import { emptyDraft } from "../order-draft";
import {
  failureOf,
  isMade,
  isSameOrder,
  stateOf,
  sureForMs,
  trying,
  type KeptOrder,
} from "./kept-order";

const order = { items: [{ product_id: "p", quantity: 1 }] };
const kept: KeptOrder = {
  id: "k",
  key: "key",
  tried: [],
  firstTriedAt: null,
  draft: emptyDraft,
  order,
  total: 1,
  keptAt: 0,
  problem: null,
  madeAs: null,
};

it("waits however long it was never sent, and asks once the server may have forgotten", () => {
  expect(stateOf(kept, 10 * sureForMs)).toBe("waiting");
  const tried = { ...kept, ...trying(kept, order, 1000) };
  expect(stateOf(tried, 1000 + sureForMs)).toBe("waiting");
  expect(stateOf(tried, 1001 + sureForMs)).toBe("unsure");
  const refusal = problem(409, "insufficient_stock", "Not enough.");
  expect(stateOf({ ...kept, problem: refusal }, 0)).toBe("refused");
});

it("remembers each wording that went out, and when the first did", () => {
  const once = trying(kept, order, 5);
  const again = trying(once, { ...order, note: null }, 9);
  expect(again).toEqual({ key: "key", tried: [order], firstTriedAt: 5 });
  const changed = trying(again, { ...order, note: "x" }, 12);
  expect(changed.tried).toHaveLength(2);
  expect(changed.firstTriedAt).toBe(5);
});

it("takes an absent field and null for the same", () => {
  expect(isSameOrder(order, { ...order, user_id: null })).toBe(true);
  expect(isSameOrder(order, { ...order, user_id: "u" })).toBe(false);
});

it("knows whether an order was made as it was meant, discounts and lines without a product too", () => {
  const made = anOrder({
    items: [
      anItem({
        product_id: "p",
        quantity: 1,
        discount: { amount: 0.48, rate: 1000 },
      }),
      anItem({
        product_id: null,
        product_name: "Delivery",
        unit_price: 3.5,
        quantity: 1,
        tax_rate: 1900,
      }),
    ],
    discount: { amount: 2, rate: null },
  });
  const delivery = { name: "Delivery", unit_price: 3.5, tax_rate: 1900 };
  const wanted = {
    items: [
      { product_id: "p", quantity: 1, discount: { rate: 1000 } },
      { ...delivery, quantity: 1 },
    ],
    discount: { amount: 2 },
  };
  expect(isMade(made, wanted)).toBe(true);
  expect(isMade(made, { items: wanted.items })).toBe(false);
  const dearer = { ...delivery, unit_price: 4, quantity: 1 };
  const [bread] = wanted.items;
  expect(
    isMade(made, { ...wanted, items: [...(bread ? [bread] : []), dearer] }),
  ).toBe(false);
});

it.each([
  [0, "unanswered"],
  [502, "unanswered"],
  [504, "unanswered"],
  [401, "signed-out"],
  [408, "later"],
  [429, "later"],
  [500, "later"],
  [503, "later"],
  [400, "refused"],
  [403, "refused"],
  [409, "refused"],
  [422, "refused"],
])("reads %i as %s", (status, failure) => {
  expect(failureOf(problem(status, "code", ""))).toBe(failure);
});
