import { expect, it } from "vitest";
import { aProduct } from "../../testing/factories";
import { matching } from "./known-rows";

const rows = [
  aProduct({ name: "Crème brûlée", sku: "DES-1" }),
  aProduct({ name: "Oat milk", sku: null }),
];
const search = (q: string) =>
  matching(rows, q, ({ name, sku }) => [name, sku]).map(({ name }) => name);

it("finds words in any order, accents and case ignored", () => {
  expect(search("brulee CREME")).toEqual(["Crème brûlée"]);
  expect(search("des-1")).toEqual(["Crème brûlée"]);
  expect(search("milk")).toEqual(["Oat milk"]);
  expect(search("")).toHaveLength(2);
  expect(search("tea")).toEqual([]);
});
