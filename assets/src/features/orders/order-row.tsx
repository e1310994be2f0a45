import { Button, Checkbox } from "@mantine/core";
import { memo, useState, type MouseEvent } from "react";
import { Link } from "react-router";
import type { Order, OrderStatus } from "../../api/types";
import { ListRow } from "../../components/list-row";
import tableClasses from "../../components/table.module.css";
import { TimeAgo } from "../../components/time-ago";
import { useMoney } from "../../hooks/use-money";
import { useMark } from "../../live/use-mark";
import { words } from "../../words/words";
import { itemsInShort } from "./order-rules";
import classes from "./order-table.module.css";
import { StatusBadge } from "./status-badge";

export interface OrderRowProps {
  order: Order;
  /** Its place among the rows, from 0. */
  index: number;
  href: string;
  isCurrent: boolean;
  /** It left the list, and stands here only until nobody is about to click it. */
  isGone: boolean;
  isSelected: boolean;
  /** Absent for those who may not move orders. */
  onMove?: ((order: Order, status: OrderStatus) => void) | undefined;
  onSelect?: ((order: Order, isRange: boolean) => void) | undefined;
}

export const OrderRow = memo(function OrderRow(props: OrderRowProps) {
  const { order, index, href, isCurrent, isGone, isSelected } = props;
  const { onMove, onSelect } = props;
  const { amount } = useMoney();
  const mark = useMark(order.id);
  const items = itemsInShort(order);
  return (
    <ListRow
      index={index}
      className={classes.row}
      isCurrent={isCurrent}
      mark={mark}
      marks={{
        "data-gone": isGone || undefined,
        "data-selected": isSelected || undefined,
        "data-status": order.status,
      }}
    >
      {onSelect && (
        <span role="cell" className={classes.select}>
          <Checkbox
            size="xs"
            aria-label={words.orders.bulk.select(order.label)}
            checked={isSelected}
            onClick={(event: MouseEvent) => onSelect(order, event.shiftKey)}
            onChange={() => undefined}
          />
        </span>
      )}
      <span role="cell" className={`${tableClasses.cell} ${classes.number}`}>
        <Link
          className={tableClasses.link}
          to={href}
          data-row-focus
          data-order={order.id}
        >
          {order.label}
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
      <span role="cell" className={`${tableClasses.end} ${classes.total}`}>
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
      {onMove && !isGone && <QuickMove order={order} onMove={onMove} />}
    </ListRow>
  );
});

interface QuickMoveProps {
  order: Order;
  onMove: (order: Order, status: OrderStatus) => void;
}

/** The likeliest action, at the end of the row. */
function QuickMove({ order, onMove }: QuickMoveProps) {
  // One click, one move: a double click must not do the move after it too.
  const [movedFrom, setMovedFrom] = useState<OrderStatus | null>(null);
  const next = order.allowed_statuses.find((status) => status !== "CANCELLED");
  if (!next) return null;
  const isResting = movedFrom !== null;
  return (
    <span
      role="cell"
      className={classes.quick}
      onPointerLeave={() => setMovedFrom(null)}
      onBlur={() => setMovedFrom(null)}
    >
      <Button
        variant="default"
        size="xs"
        aria-disabled={isResting}
        data-resting={isResting || undefined}
        onClick={() => {
          if (isResting) return;
          setMovedFrom(order.status);
          onMove(order, next);
        }}
        aria-label={`${words.orders.move[next]}: ${words.orders.name(order.label)}`}
      >
        {words.orders.moveShort[next]}
      </Button>
    </span>
  );
}
