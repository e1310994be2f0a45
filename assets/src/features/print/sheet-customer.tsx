import type { Order, User } from "../../api/types";
import { printWords } from "../../words/print/words";
import { words } from "../../words/words";
import classes from "./sheet.module.css";

interface SheetCustomerProps {
  order: Order;
  /** The whole record, for whom may see it. */
  customer?: User | undefined;
}

export function SheetCustomer({ order, customer }: SheetCustomerProps) {
  return (
    <section className={classes.part}>
      <h3 className={classes.label}>{printWords.customer}</h3>
      <p className={classes.customer}>
        {order.customer?.name ?? words.common.walkIn}
      </p>
      {customer?.address && (
        <p className={classes.asTyped}>{customer.address}</p>
      )}
      {customer?.phone && <p>{customer.phone}</p>}
    </section>
  );
}
