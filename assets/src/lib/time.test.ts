import { describe, expect, it } from "vitest";
import {
  addDays,
  dayIn,
  dayOfMonth,
  fullDate,
  shortTime,
  startOfMonth,
  startOfWeek,
  weekday,
  weekdayDate,
} from "./time";

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

describe("calendar days", () => {
  it("go on over the ends of months and years", () => {
    expect(addDays("2026-02-28", 1)).toBe("2026-03-01");
    expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
  });

  it("belong to a week that begins on Monday", () => {
    expect(startOfWeek("2026-03-02")).toBe("2026-03-02");
    expect(startOfWeek("2026-03-08")).toBe("2026-03-02");
  });

  it("belong to a month", () => {
    expect(startOfMonth("2026-03-31")).toBe("2026-03-01");
  });

  it("are written without a time zone shifting them", () => {
    expect(fullDate("2026-02-03", "en")).toBe("Tuesday, February 3, 2026");
    expect(weekdayDate("2026-02-03", "en")).toBe("Tue, Feb 3");
    expect(weekday("2026-02-03", "long", "de")).toBe("Dienstag");
    expect(dayOfMonth("2026-02-03", "en")).toBe("3");
  });
});
