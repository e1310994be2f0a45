import { expect, it } from "vitest";
import { reckon, type BasketToReckon, type LineToReckon } from "./reckoning";

const line = (
  unit_price: number,
  tax_rate: number,
  part: Partial<LineToReckon> = {},
): LineToReckon => ({
  quantity: 1,
  unit_price,
  tax_rate,
  discount: null,
  ...part,
});

const basket = (
  lines: LineToReckon[],
  part: Partial<BasketToReckon> = {},
): BasketToReckon => ({
  lines,
  discount: null,
  currency: "EUR",
  pricesIncludeTax: true,
  ...part,
});

const bread = (part: Partial<LineToReckon> = {}) => line(4.8, 700, part);
const cake = (part: Partial<LineToReckon> = {}) => line(24, 1900, part);

// The figures of tests/suite/api/taxes.rs.
it("tells the tax in prices that have it in them", () => {
  const sums = reckon(basket([bread({ quantity: 2 }), cake()]));
  expect(sums.total).toBe(33.6);
  expect(sums.taxes).toEqual([
    { rate: 700, net: 8.97, tax: 0.63, gross: 9.6 },
    { rate: 1900, net: 20.17, tax: 3.83, gross: 24 },
  ]);
  expect(sums.lines.map(({ tax }) => tax)).toEqual([0.63, 3.83]);
});

it("adds the tax to prices without it", () => {
  const sums = reckon(
    basket([bread({ quantity: 2 }), cake()], { pricesIncludeTax: false }),
  );
  expect(sums.subtotal).toBe(33.6);
  expect(sums.taxes).toEqual([
    { rate: 700, net: 9.6, tax: 0.67, gross: 10.27 },
    { rate: 1900, net: 24, tax: 4.56, gross: 28.56 },
  ]);
  expect(sums.total).toBe(38.83);
});

it("takes discounts off before tax, those of the whole from each line in proportion", () => {
  const sums = reckon(
    basket([bread({ quantity: 2, discount: { rate: 1000 } }), cake()], {
      discount: { amount: 5 },
    }),
  );
  expect(sums.lines[0]?.total).toBe(8.64);
  expect(sums.subtotal).toBe(32.64);
  expect(sums.lines.map(({ share }) => share)).toEqual([1.32, 3.68]);
  expect(sums.taxes).toEqual([
    { rate: 700, net: 6.84, tax: 0.48, gross: 7.32 },
    { rate: 1900, net: 17.08, tax: 3.24, gross: 20.32 },
  ]);
  expect(sums.total).toBe(27.64);
});

it.each([
  [{ rate: 1250 }, 0.6],
  [{ amount: 1.5 }, 1.5],
  [{ rate: 10_000 }, 4.8],
])("takes %j off the whole", (discount, off) => {
  expect(reckon(basket([bread()], { discount })).discount).toBe(off);
});

it("says where more is taken off than there is, and goes no lower than nothing", () => {
  const tooMuch = reckon(
    basket([bread(), cake({ discount: { amount: 24.01 } })]),
  );
  expect(tooMuch.lines.map(({ isBelowZero }) => isBelowZero)).toEqual([
    false,
    true,
  ]);
  expect(tooMuch.total).toBe(4.8);
  const whole = reckon(basket([bread()], { discount: { amount: 4.81 } }));
  expect(whole).toMatchObject({ isBelowZero: true, total: 0 });
});

it.each([
  ["JPY", 1, [110, 3]],
  ["EUR", 0.01, [1.1, 0.03]],
  ["KWD", 0.001, [0.11, 0.003]],
])("counts in the smallest unit of %s", (currency, unit, [price, off]) => {
  const sums = reckon(
    basket([line(price ?? 0, 1000, { discount: { amount: off ?? 0 } })], {
      currency,
    }),
  );
  // 107 units, of which 9.727… are tax.
  expect(sums.total).toBeCloseTo(107 * unit, 9);
  expect(sums.taxes[0]?.tax).toBeCloseTo(10 * unit, 9);
});

it("is exact where numbers with a point are not", () => {
  const most = 9_999_999_999_999.99;
  expect(reckon(basket([line(most, 0)])).total).toBe(most);
  const thirds = reckon(
    basket([line(0.1, 0), line(0.1, 0), line(0.1, 0)], {
      discount: { amount: 0.1 },
    }),
  );
  expect(thirds.lines.map(({ share }) => share)).toEqual([0.03, 0.03, 0.04]);
  expect(thirds.total).toBe(0.2);
});

it("comes to nothing without lines", () => {
  expect(reckon(basket([], { discount: { rate: 1000 } }))).toMatchObject({
    subtotal: 0,
    total: 0,
    taxes: [],
  });
});
