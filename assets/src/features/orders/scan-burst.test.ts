import { expect, it } from "vitest";
import {
  afterKey,
  couldBeAmount,
  couldBeQuantity,
  scannedCode,
  type Burst,
} from "./scan-burst";

/** Types a text with this much time between the keys, and Enter at the end. */
function type(text: string, gapMs: number, enterGapMs = gapMs): string | null {
  let burst: Burst | null = null;
  let at = 1000;
  for (const character of text) {
    burst = afterKey(burst, character, at);
    at += gapMs;
  }
  return scannedCode(burst, at - gapMs + enterGapMs);
}

it.each([
  ["4006381333931", 0, "4006381333931"],
  ["4006381333931", 5, "4006381333931"],
  ["ESP-1000", 30, "ESP-1000"],
  ["A12", 2, "A12"],
])("takes %s at %i ms a key for a scan", (text, gap, code) => {
  expect(type(text, gap)).toBe(code);
});

it.each([
  ["a person", "4006381333931", 90],
  ["a name", "espresso", 5],
  ["words", "oat milk 2", 5],
  ["two digits", "12", 1],
])("does not take %s for one", (_what, text, gap) => {
  expect(type(text, gap)).toBeNull();
});

it("does not take a code for scanned when Enter comes late", () => {
  expect(type("4006381333931", 5, 400)).toBeNull();
});

it("begins anew after a pause", () => {
  const typed = afterKey(null, "r", 0);
  expect(afterKey(typed, "4", 500)).toEqual({
    text: "4",
    from: 500,
    last: 500,
  });
});

it("lets a few digits be a quantity", () => {
  expect(couldBeQuantity("120")).toBe(true);
  expect(couldBeQuantity("4006381333931")).toBe(false);
  expect(couldBeQuantity("A12")).toBe(false);
});

it.each([
  ["350", true],
  ["3,50", true],
  ["10%", true],
  ["12.5%", true],
  ["4006381333931", false],
  ["40063813", false],
  ["ESP-1000", false],
])("takes %s for an amount: %s", (text, isAmount) => {
  expect(couldBeAmount(text)).toBe(isAmount);
});
