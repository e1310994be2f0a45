import { expect, it } from "vitest";
import { formatRate, parseRate } from "./rate";

it("reads a rate as people write it", () => {
  const rates = ["19", "19 %", "7,5", "8.25%", "0", "100", "7."];
  expect(rates.map(parseRate)).toEqual([1900, 1900, 750, 825, 0, 10_000, 700]);
});

it("reads nothing into what is no rate", () => {
  for (const text of ["", "%", "-1", "7.555", "1,234.5", "a", "1e3"]) {
    expect(parseRate(text)).toBeNull();
  }
});

it("writes a rate in the person's language, and reads it back", () => {
  expect(formatRate(1900, "en")).toBe("19");
  expect(formatRate(750, "de")).toBe("7,5");
  for (const rate of [0, 1, 550, 825, 1900, 10_000]) {
    expect(parseRate(formatRate(rate, "de"))).toBe(rate);
  }
});
