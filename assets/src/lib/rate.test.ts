import { expect, it } from "vitest";
import { formatRate, parseDiscount, parseRate } from "./rate";

it.each([
  ["19", 1900],
  ["19 %", 1900],
  ["9,5%", 950],
  ["9.5", 950],
  ["7,25 %", 725],
  ["0", 0],
  ["100", 10_000],
  ["100,01", null],
  ["-1", null],
  ["9.555", null],
  ["", null],
  ["%", null],
  ["much", null],
])("reads the rate %j as %s", (text, expected) => {
  expect(parseRate(text)).toBe(expected);
});

it("writes rates as people do", () => {
  expect(formatRate(1900, "en")).toBe("19%");
  expect(formatRate(950, "en")).toBe("9.5%");
  expect(formatRate(725, "de")).toBe("7,25\u00a0%");
  expect(parseRate(formatRate(725, "de"))).toBe(725);
});

it.each([
  ["10 %", { rate: 1000 }],
  ["12,5%", { rate: 1250 }],
  ["2.50", { amount: 2.5 }],
  [" 3 ", { amount: 3 }],
  ["", null],
  ["  ", null],
  ["101 %", undefined],
  ["-1", undefined],
  ["0.001", undefined],
  ["half", undefined],
])("reads the discount %j as %j", (text, expected) => {
  expect(parseDiscount(text, "EUR")).toEqual(expected);
});
