import { expect, it } from "vitest";
import { takeFragment } from "./fragment";

it("takes a secret out of the address", () => {
  window.history.replaceState(null, "", "/setup?x=1#token=abc");
  expect(takeFragment("token")).toBe("abc");
  expect(window.location.href).toMatch(/\/setup\?x=1$/);
  expect(takeFragment("token")).toBeNull();
});

it("leaves other fragments alone", () => {
  window.history.replaceState(null, "", "/setup#part");
  expect(takeFragment("token")).toBeNull();
  expect(window.location.hash).toBe("#part");
});
