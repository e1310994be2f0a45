import type { Order } from "../../api/types";
import { formatAmount } from "../../lib/money";
import { sumRows } from "../../lib/order-sums";
import { formatRate } from "../../lib/rate";
import { printWords } from "../../words/print/words";
import sheetClasses from "./sheet.module.css";
import classes from "./receipt-sums.module.css";

/** From the lines to the total, and the tax of each rate. */
export function ReceiptSums({ order }: { order: Order }) {
  const { currency, taxes, total } = order;
  const write = (amount: number) => formatAmount(amount, currency);
  // The tax in the prices has a table of its own.
  const before = sumRows(order).filter(
    ({ kind }) => kind !== "total" && kind !== "included",
  );
  const isTaxed = taxes.some(({ rate }) => rate > 0);
  const head = printWords.taxHead;
  return (
    <>
      {before.length > 0 && (
        <dl className={classes.rows}>
          {before.map(({ label, amount }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{write(amount)}</dd>
            </div>
          ))}
        </dl>
      )}
      <div className={sheetClasses.total}>
        <span>{printWords.total(currency)}</span>
        <span>{write(total)}</span>
      </div>
      {isTaxed && (
        <table className={classes.taxes}>
          <thead>
            <tr>
              <th scope="col">{head.rate}</th>
              <th scope="col">{head.net}</th>
              <th scope="col">{head.tax}</th>
              <th scope="col">{head.gross}</th>
            </tr>
          </thead>
          <tbody>
            {taxes.map(({ rate, net, tax, gross }) => (
              <tr key={rate}>
                <th scope="row">{formatRate(rate)}</th>
                <td>{write(net)}</td>
                <td>{write(tax)}</td>
                <td>{write(gross)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
