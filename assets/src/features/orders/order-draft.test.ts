import { describe, expect, it } from "vitest";
import { anItem, anOrder, aProduct } from "../../testing/factories";
import {
  draftFrom,
  emptyDraft,
  isSameDraft,
  newOrderFrom,
  patchFrom,
  reckonDraft,
  reduceDraft,
  type DraftAction,
  type OrderDraft,
} from "./order-draft";
import { readQuantity } from "./draft-line";

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
  type: "lineTyped",
  key: product.id,
  part: { quantity: text },
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
    expect(reckonDraft(draft, "EUR", true).total).toBe(0.5);
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
    expect(newOrderFrom(draft, "EUR")).toEqual({
      items: [{ product_id: beans.id, quantity: 3 }],
      user_id: "c",
      note: "ring twice",
    });
  });

  it("is null without items or with a quantity that is none", () => {
    expect(newOrderFrom(emptyDraft, "EUR")).toBeNull();
    expect(
      newOrderFrom(after(emptyDraft, pick(), quantity("x")), "EUR"),
    ).toBeNull();
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
      { type: "lineRemoved", key: item.product_id ?? "" },
      { type: "noteTyped", note: "new" },
    );
    expect(patchFrom(draft, { ...order, status: "PAID" })).toEqual({
      note: "new",
    });
  });

  it("is null when no item is left", () => {
    const draft = after(draftFrom(order), {
      type: "lineRemoved",
      key: item.product_id ?? "",
    });
    expect(patchFrom(draft, order)).toBeNull();
  });
});

it("knows whether anything was typed", () => {
  const draft = draftFrom(anOrder());
  expect(isSameDraft(draft, { ...draft })).toBe(true);
  expect(isSameDraft(draft, { ...draft, note: "x" })).toBe(false);
});

describe("discounts and lines without a product", () => {
  const free = (part: object): DraftAction[] => [
    { type: "freeLineAdded", key: "f", taxRate: 1900 },
    { type: "lineTyped", key: "f", part },
  ];
  const delivery = { product_name: " Delivery ", price: "3,50" };

  it("are sent as they were typed", () => {
    const draft = after(
      emptyDraft,
      pick(),
      { type: "lineTyped", key: beans.id, part: { discount: "10 %" } },
      ...free({ ...delivery, rate: "7 %", quantity: "2" }),
      { type: "discountTyped", discount: "0,20" },
    );
    expect(newOrderFrom(draft, "EUR")).toMatchObject({
      items: [
        { product_id: beans.id, quantity: 1, discount: { rate: 1000 } },
        { name: "Delivery", unit_price: 3.5, quantity: 2, tax_rate: 700 },
      ],
      discount: { amount: 0.2 },
    });
    expect(reckonDraft(draft, "EUR", true).total).toBe(6.89);
  });

  it("begin with the shop's tax rate", () => {
    const draft = after(emptyDraft, ...free(delivery));
    expect(newOrderFrom(draft, "EUR")?.items).toEqual([
      { name: "Delivery", unit_price: 3.5, quantity: 1, tax_rate: 1900 },
    ]);
  });

  it.each([
    [{ product_name: "" }],
    [{ price: "" }],
    [{ price: "-1" }],
    [{ rate: "101" }],
    [{ discount: "much" }],
    [{ discount: "3,51" }],
  ])("are not sent with %j", (wrong) => {
    const draft = after(emptyDraft, ...free({ ...delivery, ...wrong }));
    expect(newOrderFrom(draft, "EUR")).toBeNull();
  });

  it("come back from an order as they were given, and are no change then", () => {
    const order = anOrder({
      items: [
        anItem({ discount: { amount: 3.78, rate: 1000 } }),
        anItem({ product_id: null, product_name: "Deposit", sku: null }),
      ],
      discount: { amount: 2.5, rate: null },
    });
    const draft = draftFrom(order);
    expect(draft.lines.map(({ discount }) => discount)).toEqual(["10%", ""]);
    expect(draft.discount).toBe("2.50");
    expect(patchFrom(draft, order)).toEqual({});
    const without = after(draft, { type: "discountTyped", discount: " " });
    expect(patchFrom(without, order)).toEqual({ discount: null });
    const [first] = order.items;
    const key = first?.product_id ?? "";
    const other = after(draft, {
      type: "lineTyped",
      key,
      part: { discount: "" },
    });
    expect(patchFrom(other, order)?.items?.[0]).toEqual({
      product_id: key,
      quantity: 2,
    });
  });
});
