import { expect, it } from "vitest";
import { aProduct } from "../../testing/factories";
import { chooseProduct, readEntry } from "./product-entry";

it.each([
  ["3x rye", { count: 3, text: "rye" }],
  ["3 × rye bread", { count: 3, text: "rye bread" }],
  ["12*4006381333931", { count: 12, text: "4006381333931" }],
  ["3x", { count: 3, text: "" }],
  ["rye", { count: 1, text: "rye" }],
  ["7 up", { count: 1, text: "7 up" }],
  ["0x rye", { count: 1, text: "0x rye" }],
  ["9999999x rye", { count: 1, text: "9999999x rye" }],
])("reads %j", (typed, entry) => {
  expect(readEntry(typed)).toEqual(entry);
});

const small = aProduct({ name: "Beans, 10-pack", sku: "ESP-10" });
const large = aProduct({ name: "Beans, 100-pack", sku: "ESP-100" });

it("prefers the product with exactly this SKU, case ignored", () => {
  expect(chooseProduct([large, small], "esp-10", true)).toBe(small);
  expect(chooseProduct([large, small], " ESP-10 ", false)).toBe(small);
});

it("takes the best match of a typing, and nothing else of a scan", () => {
  expect(chooseProduct([large, small], "beans", false)).toBe(large);
  expect(chooseProduct([large, small], "ESP-1", true)).toBeNull();
  expect(chooseProduct([], "beans", false)).toBeNull();
});
