import { expect, it } from "vitest";
import { anItem, anOrder } from "../../testing/factories";
import { differences, rebase } from "./order-conflict";
import { draftFrom } from "./order-draft";

const item = anItem({ quantity: 2 });
const seen = anOrder({ items: [item], note: "old" });
const more = [{ ...item, quantity: 5 }];

it("keeps what was typed and takes over the rest", () => {
  const mine = { ...draftFrom(seen), note: "mine" };
  const now = { ...seen, version: 2, items: more, note: "theirs" };
  const { draft, takenOver, isTyped } = rebase(mine, seen, now);
  expect(draft.note).toBe("mine");
  expect(draft.lines[0]?.quantity).toBe("5");
  expect(takenOver).toEqual(["items"]);
  expect(isTyped).toBe(true);
  expect(differences(draft, draftFrom(now))).toEqual(["note"]);
});

it("knows discounts, and takes those that nobody typed over", () => {
  const mine = { ...draftFrom(seen), discount: "10 %" };
  const now = {
    ...seen,
    version: 2,
    items: [{ ...item, discount: { amount: 1, rate: null } }],
  };
  const { draft, takenOver } = rebase(mine, seen, now);
  expect(draft.discount).toBe("10 %");
  expect(draft.lines[0]?.discount).toBe("1.00");
  expect(takenOver).toEqual(["items"]);
  expect(differences(draft, draftFrom(now))).toEqual(["discount"]);
});

it("follows the server where nothing was typed", () => {
  const now = { ...seen, version: 2, customer: { id: "c", name: "Café" } };
  const { draft, takenOver, isTyped } = rebase(draftFrom(seen), seen, now);
  expect(draft.customer?.name).toBe("Café");
  expect(takenOver).toEqual(["customer"]);
  expect(isTyped).toBe(false);
});

it("keeps what was typed over several changes, and never takes its own for typed", () => {
  const mine = { ...draftFrom(seen), note: "mine" };
  const second = { ...seen, version: 2, items: more };
  const third = { ...second, version: 3, items: [{ ...item, quantity: 9 }] };
  const once = rebase(mine, seen, second);
  const twice = rebase(once.draft, second, third);
  expect(twice.draft).toMatchObject({ note: "mine" });
  expect(twice.draft.lines[0]?.quantity).toBe("9");
  expect(differences(twice.draft, draftFrom(third))).toEqual(["note"]);
});

it("asks nothing about what both made the same", () => {
  const mine = { ...draftFrom(seen), note: "same " };
  const now = { ...seen, version: 2, note: "same" };
  expect(differences(rebase(mine, seen, now).draft, draftFrom(now))).toEqual(
    [],
  );
});
