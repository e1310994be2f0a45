import { expect, it } from "vitest";
import { backoff } from "./backoff";

it("doubles up to ten seconds", () => {
  const waits = [0, 1, 2, 3, 4, 5, 6, 50].map((n) => backoff(n, () => 1));
  expect(waits).toEqual([400, 800, 1600, 3200, 6400, 10000, 10000, 10000]);
});

it("spreads the tabs over half of the wait", () => {
  expect(backoff(3, () => 0)).toBe(1600);
  expect(backoff(3, () => 0.5)).toBe(2400);
});
