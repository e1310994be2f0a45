import { afterEach, expect, it, vi } from "vitest";
import { emptyDraft } from "../order-draft";
import type { KeptOrder } from "./kept-order";
import {
  dropKept,
  hasUnsaved,
  onOtherTab,
  readKept,
  writeKept,
} from "./storage";

function aKept(id: string, keptAt = 0): KeptOrder {
  return {
    id,
    key: `key-${id}`,
    tried: [],
    firstTriedAt: null,
    draft: emptyDraft,
    order: { items: [] },
    total: 0,
    keptAt,
    problem: null,
    madeAs: null,
  };
}

const ids = (person: string) => readKept(person).map(({ id }) => id);

afterEach(() => {
  vi.restoreAllMocks();
  localStorage.clear();
});

it("keeps each person's orders apart, the oldest first", () => {
  expect(writeKept("a", aKept("2", 20))).toBe(true);
  writeKept("a", aKept("1", 10));
  writeKept("b", aKept("3"));
  expect(ids("a")).toEqual(["1", "2"]);
  expect(ids("b")).toEqual(["3"]);
  dropKept("a", "1");
  expect(ids("a")).toEqual(["2"]);
});

it("keeps in memory what the browser does not store, and says so", () => {
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  expect(writeKept("a", aKept("1"))).toBe(false);
  expect(ids("a")).toEqual(["1"]);
  expect(ids("b")).toEqual([]);
  expect(hasUnsaved()).toBe(true);
  dropKept("a", "1");
  expect(hasUnsaved()).toBe(false);
});

it("opens what was kept before lines had keys and discounts", () => {
  const line = {
    product_id: "p",
    product_name: "Rye",
    sku: null,
    unit_price: 4.8,
    quantity: "2",
    available: null,
  };
  const draft = { customer: null, lines: [line], note: "" };
  const old = { ...aKept("1"), draft };
  localStorage.setItem("oms-outbox:a:1", JSON.stringify(old));
  const [kept] = readKept("a");
  expect(kept?.draft).toEqual({
    ...draft,
    discount: "",
    lines: [{ ...line, key: "p", discount: "", tax_rate: 0 }],
  });
});

it("ignores what it can't read", () => {
  localStorage.setItem("oms-outbox:a:x", "{not json");
  localStorage.setItem("oms-outbox:a:y", '{"id":"y"}');
  expect(ids("a")).toEqual([]);
});

it("hears of another tab's changes, of this person only", () => {
  const listener = vi.fn();
  const stop = onOtherTab("a", listener);
  const change = (key: string) =>
    window.dispatchEvent(new StorageEvent("storage", { key }));
  change("oms-outbox:a:1");
  change("oms-outbox:b:1");
  change("oms-theme");
  expect(listener).toHaveBeenCalledTimes(1);
  stop();
  change("oms-outbox:a:1");
  expect(listener).toHaveBeenCalledTimes(1);
});
