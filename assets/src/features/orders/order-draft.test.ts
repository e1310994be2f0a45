import { describe, expect, it } from "vitest";
import { anItem, anOrder, aProduct } from "../../testing/factories";
import {
  draftFrom,
  draftTotal,
  emptyDraft,
  isSameDraft,
  newOrderFrom,
  patchFrom,
  readQuantity,
  reduceDraft,
  type DraftAction,
  type OrderDraft,
} from "./order-draft";

const beans = aProduct({ price: 0.1 });
const milk = aProduct({ name: "Oat milk", price: 0.2 });

function after(draft: OrderDraft, ...actions: DraftAction[]): OrderDraft {
  return actions.reduce(reduceDraft, draft);
}

const pick = (product = beans): DraftAction => ({
  type: "productPicked",
  product,
});
const quantity = (text: string, product = beans): DraftAction => ({
  type: "quantityTyped",
  product_id: product.id,
  quantity: text,
});

describe("picking products", () => {
  it("adds a line, and one more of a product that is there", () => {
    const draft = after(emptyDraft, pick(), pick(milk), pick());
    expect(
      draft.lines.map(({ product_name, quantity }) => [product_name, quantity]),
    ).toEqual([
      ["Espresso beans", "2"],
      ["Oat milk", "1"],
    ]);
  });

  it("sums in minor units", () => {
    const draft = after(emptyDraft, pick(), pick(milk), quantity("3"));
    expect(draftTotal(draft, "EUR")).toBe(0.5);
  });
});

it.each([
  ["1", 1],
  [" 12 ", 12],
  ["1000000", 1_000_000],
  ["1000001", null],
  ["0", null],
  ["-1", null],
  ["1.5", null],
  ["", null],
  ["two", null],
])("reads the quantity %j as %s", (text, expected) => {
  expect(readQuantity(text)).toBe(expected);
});

describe("newOrderFrom", () => {
  it("says what the server wants to know", () => {
    const draft = after(
      emptyDraft,
      pick(),
      quantity("3"),
      { type: "noteTyped", note: "  ring twice " },
      { type: "customerPicked", customer: { id: "c", name: "Corner Café" } },
    );
    expect(newOrderFrom(draft)).toEqual({
      items: [{ product_id: beans.id, quantity: 3 }],
      user_id: "c",
      note: "ring twice",
    });
  });

  it("is null without items or with a quantity that is none", () => {
    expect(newOrderFrom(emptyDraft)).toBeNull();
    expect(newOrderFrom(after(emptyDraft, pick(), quantity("x")))).toBeNull();
  });
});

describe("patchFrom", () => {
  const item = anItem();
  const order = anOrder({ items: [item], note: "old" });

  it("holds only what differs", () => {
    const draft = draftFrom(order);
    expect(patchFrom(draft, order)).toEqual({});
    const typed = after(draft, { type: "noteTyped", note: "" });
    expect(patchFrom(typed, order)).toEqual({ note: null });
  });

  it("sends the whole new list of items", () => {
    const draft = after(draftFrom(order), pick(milk));
    expect(patchFrom(draft, order)?.items).toEqual([
      { product_id: item.product_id, quantity: 2 },
      { product_id: milk.id, quantity: 1 },
    ]);
  });

  it("leaves items and customer alone once the order has moved on", () => {
    const draft = after(
      draftFrom(order),
      { type: "lineRemoved", product_id: item.product_id },
      { type: "noteTyped", note: "new" },
    );
    expect(patchFrom(draft, { ...order, status: "PAID" })).toEqual({
      note: "new",
    });
  });

  it("is null when no item is left", () => {
    const draft = after(draftFrom(order), {
      type: "lineRemoved",
      product_id: item.product_id,
    });
    expect(patchFrom(draft, order)).toBeNull();
  });
});

it("knows whether anything was typed", () => {
  const draft = draftFrom(anOrder());
  expect(isSameDraft(draft, { ...draft })).toBe(true);
  expect(isSameDraft(draft, { ...draft, note: "x" })).toBe(false);
});
