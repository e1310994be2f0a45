import { expect, it } from "vitest";
import { readCount, readDifference } from "./product-draft";

it.each([
  ["12", 12],
  ["+12", 12],
  ["-3", -3],
  ["−3", -3],
  [" 4 ", 4],
  ["0", null],
  ["", null],
  ["1.5", null],
  ["--3", null],
])("reads the difference %j as %s", (text, expected) => {
  expect(readDifference(text)).toBe(expected);
});

it.each([
  ["0", 0],
  ["12", 12],
  ["", null],
  ["-1", undefined],
  ["many", undefined],
])("reads the count %j as %s", (text, expected) => {
  expect(readCount(text)).toBe(expected);
});
