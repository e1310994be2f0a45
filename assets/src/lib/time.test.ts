import { expect, it } from "vitest";
import { dayIn, shortTime } from "./time";

const now = Date.parse("2026-03-10T12:00:00Z");

it.each([
  ["2026-03-10T11:59:40Z", "now"],
  ["2026-03-10T11:48:00Z", "12 min"],
  ["2026-03-10T02:30:00Z", "9 h"],
  ["2026-03-04T10:00:00Z", "4 Mar"],
  ["2025-12-31T10:00:00Z", "31 Dec 2025"],
])("shows %s as %s", (at, text) => {
  expect(shortTime(at, now, "UTC", "en-GB")).toBe(text);
});

it("takes a clock that is ahead for now", () => {
  expect(shortTime("2026-03-10T12:00:30Z", now, "UTC", "en-GB")).toBe("now");
});

it("knows the day of the shop, not of the browser", () => {
  expect(dayIn("2026-03-10T23:30:00Z", "Europe/Berlin")).toBe("2026-03-11");
  expect(dayIn("2026-03-10T23:30:00Z", "America/New_York")).toBe("2026-03-10");
});
