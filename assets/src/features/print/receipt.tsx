import type { Letterhead, Order, Payment } from "../../api/types";
import { formatAmount, formatCount } from "../../lib/money";
import { discountLabel } from "../../lib/order-sums";
import { printWords } from "../../words/print/words";
import { CancelledMark } from "./cancelled-mark";
import type { Paper } from "./print-request";
import { ReceiptPayments } from "./receipt-payments";
import { ReceiptSums } from "./receipt-sums";
import { SheetCustomer } from "./sheet-customer";
import { SheetHead } from "./sheet-head";
import classes from "./sheet.module.css";

interface ReceiptProps {
  shop: Letterhead;
  order: Order;
  payments: Payment[];
  paper: Paper;
}

/** What the customer keeps: each line with its price, the total, the tax in it, and how it was paid. */
export function Receipt({ shop, order, payments, paper }: ReceiptProps) {
  const { currency, items } = order;
  const isWide = paper === "a4";
  return (
    <>
      <SheetHead shop={shop} order={order} kind="receipt" />
      <CancelledMark order={order} />
      {order.customer && <SheetCustomer order={order} />}
      <table className={classes.lines}>
        <thead>
          <tr>
            <th scope="col" className={classes.number}>
              {printWords.quantity}
            </th>
            <th scope="col">{printWords.product}</th>
            {isWide && <th scope="col">{printWords.sku}</th>}
            {isWide && (
              <th scope="col" className={`${classes.number} ${classes.price}`}>
                {printWords.unitPrice}
              </th>
            )}
            <th scope="col" className={`${classes.number} ${classes.price}`}>
              {printWords.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td className={classes.number}>{formatCount(item.quantity)} ×</td>
              <td className={classes.name}>
                {item.product_name}
                {!isWide && (
                  <span className={classes.under}>
                    {printWords.each(formatAmount(item.unit_price, currency))}
                  </span>
                )}
                {item.discount && (
                  <span className={classes.under}>
                    {discountLabel(item.discount)}{" "}
                    {formatAmount(-item.discount.amount, currency)}
                  </span>
                )}
              </td>
              {isWide && <td className={classes.sku}>{item.sku}</td>}
              {isWide && (
                <td className={`${classes.number} ${classes.price}`}>
                  {formatAmount(item.unit_price, currency)}
                </td>
              )}
              <td className={`${classes.number} ${classes.price}`}>
                {formatAmount(item.line_total, currency)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ReceiptSums order={order} />
      <ReceiptPayments order={order} payments={payments} />
    </>
  );
}
