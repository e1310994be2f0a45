import type { Order, OrderStatus } from "../../api/types";
import tableClasses from "../../components/table.module.css";
import { useMoney } from "../../hooks/use-money";
import { words } from "../../words/words";
import { OrderRow } from "./order-row";
import classes from "./order-table.module.css";

interface OrderTableProps {
  orders: Order[];
  /** The order that is open beside the table. */
  current?: string | undefined;
  hrefFor: (order: Order) => string;
  /** Absent for those who may not move orders. */
  onMove?: ((order: Order, status: OrderStatus) => void) | undefined;
}

export function OrderTable({
  orders,
  current,
  hrefFor,
  onMove,
}: OrderTableProps) {
  const { sign } = useMoney();
  const columns = words.orders.columns;
  return (
    <div
      className={`${tableClasses.table} ${classes.table}`}
      role="table"
      aria-label={words.orders.table}
    >
      <div className={tableClasses.head} role="row">
        <span role="columnheader">{columns.number}</span>
        <span role="columnheader">{columns.customer}</span>
        <span role="columnheader" className={classes.items}>
          {columns.items}
        </span>
        <span role="columnheader" className={tableClasses.end}>
          {columns.total(sign)}
        </span>
        <span role="columnheader" className={classes.status}>
          {columns.status}
        </span>
        <span role="columnheader" className={tableClasses.end}>
          {columns.age}
        </span>
      </div>
      {orders.map((order) => (
        <OrderRow
          key={order.id}
          order={order}
          href={hrefFor(order)}
          isCurrent={current === String(order.number) || current === order.id}
          onMove={onMove}
        />
      ))}
    </div>
  );
}
