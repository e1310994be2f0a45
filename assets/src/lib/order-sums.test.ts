import { expect, it } from "vitest";
import { anOrder } from "../testing/factories";
import { openAmount, sumRows } from "./order-sums";

const taxes = [
  { rate: 0, net: 1, tax: 0, gross: 1 },
  { rate: 700, net: 8.97, tax: 0.63, gross: 9.6 },
];
const brief = (order: ReturnType<typeof anOrder>) =>
  sumRows(order).map(({ label, amount }) => [label, amount]);

it("is one row where nothing is taken off and no tax is told", () => {
  expect(brief(anOrder())).toEqual([["Total", 37.8]]);
});

it("tells the tax in the total after it", () => {
  expect(brief(anOrder({ taxes, subtotal: 10.6, total: 10.6 }))).toEqual([
    ["Total", 10.6],
    ["incl. 7% tax", 0.63],
  ]);
});

it("tells the tax that is added before the total", () => {
  const order = anOrder({
    taxes: [{ rate: 700, net: 9.6, tax: 0.67, gross: 10.27 }],
    prices_include_tax: false,
    subtotal: 9.6,
    total: 10.27,
  });
  expect(brief(order)).toEqual([
    ["Subtotal", 9.6],
    ["plus 7% tax", 0.67],
    ["Total", 10.27],
  ]);
});

it("tells what is taken off, and by which share", () => {
  const order = anOrder({
    discount: { amount: 3.78, rate: 1000 },
    total: 34.02,
  });
  expect(brief(order)).toEqual([
    ["Subtotal", 37.8],
    ["Discount 10%", -3.78],
    ["Total", 34.02],
  ]);
});

it("knows what is open, to the cent", () => {
  expect(openAmount(anOrder({ total: 0.3, paid: 0.1 }))).toBe(0.2);
  expect(openAmount(anOrder({ total: 1, paid: 1 }))).toBe(0);
});
