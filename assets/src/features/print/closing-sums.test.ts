import { expect, it } from "vitest";
import { aClosing } from "../../testing/factories";
import { moneySums, taxSums } from "./closing-sums";

// The day of tests/suite/api/payments.rs.
it("adds up what came in and what went back", () => {
  const { rows, sum } = moneySums(aClosing());
  expect(rows.map(({ method, left }) => [method, left])).toEqual([
    ["cash", 12.6],
    ["card", 34.5],
    ["transfer", 0],
    ["other", 0],
  ]);
  expect(sum).toEqual({ paid: 57.1, refunded: 10, left: 47.1 });
});

it("takes what was credited off what was invoiced", () => {
  const { rows, sum } = taxSums(aClosing());
  expect(rows).toEqual([
    { rate: 700, invoiced: { net: 20, tax: 1.4, gross: 21.4 }, credited: null },
    {
      rate: 1900,
      invoiced: { net: 30, tax: 5.7, gross: 35.7 },
      credited: { net: -10, tax: -1.9, gross: -11.9 },
    },
  ]);
  expect(sum).toEqual({ net: 40, tax: 5.2, gross: 45.2 });
});

it("adds cents as cents", () => {
  const payments = [0.1, 0.2, 0.7].map((paid) => ({
    method: "cash" as const,
    payments: paid,
    refunds: 0,
  }));
  expect(moneySums(aClosing({ payments })).sum.left).toBe(1);
  expect(moneySums(aClosing({ payments: [] })).sum.left).toBe(0);
});
