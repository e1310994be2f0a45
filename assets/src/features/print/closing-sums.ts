/** What a day's closing adds up to. Pure; in minor units, as all money that is added. */
import type { Closing } from "../../api/types";
import { fromMinor, toMinor } from "../../lib/money";

export interface MoneySums {
  paid: number;
  refunded: number;
  left: number;
}

export interface TaxSums {
  net: number;
  tax: number;
  gross: number;
}

type Adder = (...amounts: number[]) => number;

function adderIn(currency: string): Adder {
  return (...amounts) =>
    fromMinor(
      amounts.reduce((sum, amount) => sum + toMinor(amount, currency), 0),
      currency,
    );
}

/** What came in and went back, by method and in all. */
export function moneySums({ payments, currency }: Closing) {
  const add = adderIn(currency);
  const rows = payments.map(
    ({ method, payments: paid, refunds: refunded }) => ({
      method,
      paid,
      refunded,
      left: add(paid, -refunded),
    }),
  );
  const sum: MoneySums = {
    paid: add(...rows.map(({ paid }) => paid)),
    refunded: add(...rows.map(({ refunded }) => refunded)),
    left: add(...rows.map(({ left }) => left)),
  };
  return { rows, sum };
}

/** What was invoiced and credited by rate, and what that leaves. */
export function taxSums({ taxes, currency }: Closing) {
  const add = adderIn(currency);
  const withGross = (net: number, tax: number): TaxSums => ({
    net,
    tax,
    gross: add(net, tax),
  });
  const rows = taxes.map(({ rate, net, tax, credited_net, credited_tax }) => ({
    rate,
    invoiced: withGross(net, tax),
    credited:
      credited_net === 0 && credited_tax === 0
        ? null
        : withGross(-credited_net, -credited_tax),
  }));
  const parts = rows.flatMap(({ invoiced, credited }) =>
    credited ? [invoiced, credited] : [invoiced],
  );
  const sum = withGross(
    add(...parts.map(({ net }) => net)),
    add(...parts.map(({ tax }) => tax)),
  );
  return { rows, sum };
}
