import type { Order, Payment } from "../../api/types";
import { formatAmount } from "../../lib/money";
import { openAmount } from "../../lib/order-sums";
import { printWords } from "../../words/print/words";
import { words } from "../../words/words";
import classes from "./receipt-sums.module.css";
import sheetClasses from "./sheet.module.css";

interface ReceiptPaymentsProps {
  order: Order;
  /** None where the server does not tell them. */
  payments: Payment[];
}

/** How it was paid, or in a word whether. */
export function ReceiptPayments({ order, payments }: ReceiptPaymentsProps) {
  const { currency, status } = order;
  const open = status === "PENDING" ? openAmount(order) : 0;
  if (payments.length === 0) {
    return status === "CANCELLED" ? null : (
      <p className={sheetClasses.status}>{printWords.status[status]}</p>
    );
  }
  return (
    <dl className={classes.rows}>
      {payments.map(({ id, kind, method, amount, reference }) => (
        <div key={id}>
          <dt>
            {titleOf(kind, words.payments.methods[method])}
            {reference && <span className={classes.soft}>{reference}</span>}
          </dt>
          <dd>
            {formatAmount(kind === "refund" ? -amount : amount, currency)}
          </dd>
        </div>
      ))}
      {open > 0 && (
        <div className={classes.strong}>
          <dt>{printWords.open}</dt>
          <dd>{formatAmount(open, currency)}</dd>
        </div>
      )}
    </dl>
  );
}

function titleOf(kind: Payment["kind"], method: string): string {
  return kind === "refund"
    ? printWords.refundedBy(method)
    : printWords.paidBy(method);
}
