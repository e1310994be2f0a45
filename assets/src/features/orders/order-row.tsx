import { Button } from "@mantine/core";
import { Link } from "react-router";
import type { Order, OrderStatus } from "../../api/types";
import tableClasses from "../../components/table.module.css";
import { TimeAgo } from "../../components/time-ago";
import { useMoney } from "../../hooks/use-money";
import { useMark } from "../../live/use-mark";
import { words } from "../../words/words";
import classes from "./order-table.module.css";
import { StatusBadge } from "./status-badge";

interface OrderRowProps {
  order: Order;
  href: string;
  isCurrent: boolean;
  onMove?: ((order: Order, status: OrderStatus) => void) | undefined;
}

export function OrderRow({ order, href, isCurrent, onMove }: OrderRowProps) {
  const { amount } = useMoney();
  const mark = useMark(order.id);
  const items = itemsInShort(order);
  const next = order.allowed_statuses.find((status) => status !== "CANCELLED");
  const tint = mark ? (tableClasses[`tint${mark}`] ?? "") : "";
  return (
    <div
      className={`${tableClasses.row} ${classes.row} ${tint}`}
      role="row"
      data-current={isCurrent || undefined}
      data-status={order.status}
    >
      <span role="cell" className={`${tableClasses.cell} ${classes.number}`}>
        <Link className={tableClasses.link} to={href}>
          {order.number}
        </Link>
      </span>
      <span
        role="cell"
        className={`${tableClasses.cell} ${classes.customer}`}
        title={order.customer?.name}
      >
        {order.customer?.name ?? (
          <span className={tableClasses.soft}>{words.common.walkIn}</span>
        )}
      </span>
      <span
        role="cell"
        className={`${tableClasses.cell} ${tableClasses.soft} ${classes.items}`}
        title={items}
      >
        {items}
      </span>
      <span
        role="cell"
        className={`${tableClasses.cell} ${tableClasses.end} ${classes.total}`}
      >
        {amount(order.total)}
      </span>
      <span role="cell" className={classes.status}>
        <StatusBadge status={order.status} />
      </span>
      <span
        role="cell"
        className={`${tableClasses.cell} ${tableClasses.soft} ${tableClasses.end} ${classes.age}`}
      >
        <TimeAgo at={order.created_at} />
      </span>
      {onMove && next && (
        <span className={classes.quick}>
          <Button
            variant="default"
            size="xs"
            onClick={() => onMove(order, next)}
            aria-label={`${words.orders.move[next]}: ${words.orders.name(order.number)}`}
          >
            {words.orders.move[next]}
          </Button>
        </span>
      )}
    </div>
  );
}

function itemsInShort({ items }: Order): string {
  return items
    .map((item) => `${item.quantity} × ${item.product_name}`)
    .join(", ");
}
