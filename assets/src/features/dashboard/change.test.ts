import { expect, it } from "vitest";
import { changeFrom } from "./change";

it("says how much more or less than before, and nothing of a beginning", () => {
  expect(changeFrom(8, 10)).toEqual({ kind: "more", by: 2, ratio: 0.25 });
  expect(changeFrom(10, 8)).toEqual({ kind: "less", by: -2, ratio: -0.2 });
  expect(changeFrom(7, 7)).toEqual({ kind: "same" });
  expect(changeFrom(0, 7)).toEqual({ kind: "none before" });
  expect(changeFrom(0, 0)).toEqual({ kind: "none before" });
});
