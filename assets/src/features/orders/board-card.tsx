import { useDraggable } from "@dnd-kit/core";
import { Button } from "@mantine/core";
import { memo } from "react";
import { Link } from "react-router";
import type { Order, OrderStatus } from "../../api/types";
import { TimeAgo } from "../../components/time-ago";
import { useMoney } from "../../hooks/use-money";
import { useMark } from "../../live/use-mark";
import { words } from "../../words/words";
import classes from "./board-card.module.css";
import { StatusBadge } from "./status-badge";
import { useRest } from "./use-rest";

interface BoardCardProps {
  order: Order;
  href: string;
  isCurrent?: boolean;
  isGone?: boolean;
  /** The copy that follows the pointer. */
  isLifted?: boolean;
  onMove?: ((order: Order, status: OrderStatus) => void) | undefined;
}

/** Lines of a card before the rest is summed up. */
const mostLines = 4;

export const BoardCard = memo(function BoardCard(props: BoardCardProps) {
  const { order, href, isCurrent, isGone, isLifted, onMove } = props;
  const { money } = useMoney();
  const mark = useMark(order.id);
  const { setNodeRef, listeners, isDragging } = useDraggable({
    id: order.id,
    data: { order },
    disabled: !onMove || isGone === true || order.allowed_statuses.length === 0,
  });
  const lines = order.items.slice(0, mostLines);
  const rest = order.items.length - lines.length;
  const next = order.allowed_statuses.find((status) => status !== "CANCELLED");
  return (
    <article
      className={classes.card}
      aria-label={words.orders.name(order.label)}
      data-current={isCurrent || undefined}
      data-gone={isGone || undefined}
      data-lifted={isLifted || undefined}
      data-dragging={isDragging || undefined}
      data-tint={mark}
      data-status={order.status}
      ref={isLifted ? undefined : setNodeRef}
      {...(isLifted ? {} : listeners)}
    >
      <div className={classes.line}>
        <Link
          className={classes.number ?? ""}
          to={href}
          data-row-focus
          data-order={order.id}
          draggable={false}
        >
          {order.label}
        </Link>
        <span className={classes.age}>
          <TimeAgo at={order.created_at} />
        </span>
      </div>
      <p className={classes.customer} title={order.customer?.name}>
        {order.customer?.name ?? words.common.walkIn}
      </p>
      <ul className={classes.items}>
        {lines.map((item) => (
          <li key={item.id} title={item.product_name}>
            <b>{item.quantity}</b> × {item.product_name}
          </li>
        ))}
        {rest > 0 && <li>{words.orders.board.more(rest)}</li>}
      </ul>
      {order.note && <p className={classes.note}>{order.note}</p>}
      <div className={`${classes.line} ${classes.foot}`}>
        <span className={classes.total}>{money(order.total)}</span>
        {isGone && <StatusBadge status={order.status} />}
        {onMove && next && !isGone && (
          <CardMove order={order} status={next} onMove={onMove} />
        )}
      </div>
    </article>
  );
});

interface CardMoveProps {
  order: Order;
  status: OrderStatus;
  onMove: (order: Order, status: OrderStatus) => void;
}

function CardMove({ order, status, onMove }: CardMoveProps) {
  const { isResting, press } = useRest();
  return (
    <Button
      className={classes.move ?? ""}
      variant="default"
      size="xs"
      aria-disabled={isResting}
      aria-label={`${words.orders.move[status]}: ${words.orders.name(order.label)}`}
      onClick={press(() => onMove(order, status))}
    >
      {words.orders.moveShort[status]}
    </Button>
  );
}
