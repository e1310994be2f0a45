import { describe, expect, it } from "vitest";
import {
  currencySign,
  formatAmount,
  formatMoney,
  formatShortCount,
  formatSignedPercent,
  fromMinor,
  minorDigits,
  parseMoney,
  toMinor,
} from "./money";

describe("minor units", () => {
  it("follow the currency", () => {
    expect(minorDigits("EUR")).toBe(2);
    expect(minorDigits("JPY")).toBe(0);
    expect(minorDigits("KWD")).toBe(3);
  });

  it("are exact where a float is not", () => {
    expect(toMinor(0.1, "EUR") + toMinor(0.2, "EUR")).toBe(30);
    expect(toMinor(1.005, "KWD")).toBe(1005);
    expect(toMinor(9_999_999_999_999.99, "EUR")).toBe(999_999_999_999_999);
    expect(fromMinor(999_999_999_999_999, "EUR")).toBe(9_999_999_999_999.99);
  });
});

describe("parseMoney", () => {
  it.each([
    ["12.5", "en", 12.5],
    ["12,5", "de", 12.5],
    ["12,50", "en", 12.5],
    ["1,234.50", "en", 1234.5],
    ["1.234,50", "de", 1234.5],
    ["1,234", "en", 1234],
    ["1.234", "de", 1234],
    ["1.234", "de-AT", 1234],
    ["1.234,50", "de-AT", 1234.5],
    ["4,80", "de-AT", 4.8],
    ["1 234,50", "fr", 1234.5],
    ["1.234.567", "de", 1234567],
    ["0", "en", 0],
    ["12.", "en", 12],
  ])("reads %s in %s", (text, locale, amount) => {
    expect(parseMoney(text, "EUR", locale)).toBe(amount);
  });

  it.each(["", "abc", "-1", "1.2345", "12.5 EUR", "1e3", "9999999999999999"])(
    "refuses %j",
    (text) => {
      expect(parseMoney(text, "EUR", "en")).toBeNull();
    },
  );

  it("refuses decimals that the currency does not have", () => {
    expect(parseMoney("12.5", "JPY", "en")).toBeNull();
    expect(parseMoney("1.005", "KWD", "en")).toBe(1.005);
  });

  it("reads back what it shows", () => {
    for (const locale of ["en", "de", "fr", "de-AT", "de-CH"]) {
      const text = formatAmount(1_234_567.89, "EUR", locale);
      expect(parseMoney(text, "EUR", locale)).toBe(1_234_567.89);
    }
  });
});

it("shows the currency once, with the local marks", () => {
  expect(formatMoney(24.5, "EUR", "en")).toBe("€24.50");
  expect(formatAmount(24.5, "EUR", "de")).toBe("24,50");
  expect(currencySign("EUR", "en")).toBe("€");
});

it("shows changes in hundredths with their sign, and long counts in short", () => {
  expect(formatSignedPercent(0.124, "en")).toBe("+12%");
  expect(formatSignedPercent(-0.5, "en")).toBe("-50%");
  expect(formatShortCount(987, "en")).toBe("987");
  expect(formatShortCount(12_345, "en")).toBe("12K");
});
