import { expect, it } from "vitest";
import { problem } from "../testing/handlers";
import { asProblem, fieldMessages, generalMessage } from "./problem";

const invalid = problem(400, "invalid", "The request has errors.", {
  errors: [
    { field: "name", message: "Too long." },
    { field: "name", message: "No line breaks." },
    { field: "items[0].quantity", message: "At most 1,000,000." },
  ],
});

it("puts each message beside its field", () => {
  expect(fieldMessages(invalid)).toEqual({
    name: "Too long. No line breaks.",
    "items[0].quantity": "At most 1,000,000.",
  });
});

it("says the general sentence only when a field is not shown", () => {
  expect(
    generalMessage(invalid, ["name", "items[0].quantity"]),
  ).toBeUndefined();
  expect(generalMessage(invalid, ["name"])).toBe("The request has errors.");
});

it("says the detail of a problem without fields", () => {
  const taken = problem(
    409,
    "sku_taken",
    "The SKU belongs to another product.",
  );
  expect(generalMessage(taken, ["sku"])).toBe(taken.detail);
  expect(generalMessage(undefined, [])).toBeUndefined();
});

it("recognises problems only", () => {
  expect(asProblem(invalid)).toBe(invalid);
  expect(asProblem({ message: "thrown" })).toBeUndefined();
  expect(asProblem(undefined)).toBeUndefined();
});
