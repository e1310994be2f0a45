import { CircleCheckBig } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Order, OrderStatus, Summary } from "../../api/types";
import { TimeAgo } from "../../components/time-ago";
import { useWithoutRemoved } from "../../hooks/remove-later";
import { useMoney } from "../../hooks/use-money";
import { formatCount } from "../../lib/money";
import { words } from "../../words/words";
import { Card } from "./card";
import { CardEmpty } from "./card-empty";
import rows from "./rows.module.css";
import classes from "./waiting-orders.module.css";

export type ShowStatus = (status: OrderStatus) => ReactNode;

interface WaitingOrdersProps {
  waiting: Summary["waiting"];
  showStatus: ShowStatus;
}

/** What must I do now: the orders that wait longest. */
export function WaitingOrders({ waiting, showStatus }: WaitingOrdersProps) {
  const text = words.dashboard;
  const orders = useWithoutRemoved(waiting.oldest);
  const count = formatCount(waiting.orders);
  return (
    <Card
      title={text.waiting}
      link={
        waiting.orders > 0
          ? {
              to: "/orders?status=PENDING,PAID&sort=number",
              text: text.allWaiting(count),
              name: text.allWaitingOrders(count),
            }
          : undefined
      }
    >
      {orders.length === 0 ? (
        <CardEmpty icon={CircleCheckBig}>{text.noneWaiting}</CardEmpty>
      ) : (
        <ul className={rows.rows}>
          {orders.map((order) => (
            <WaitingOrder
              key={order.id}
              order={order}
              showStatus={showStatus}
            />
          ))}
        </ul>
      )}
    </Card>
  );
}

interface WaitingOrderProps {
  order: Order;
  showStatus: ShowStatus;
}

function WaitingOrder({ order, showStatus }: WaitingOrderProps) {
  const { money } = useMoney();
  const name = order.customer?.name;
  return (
    <li className={`${rows.row} ${classes.row}`}>
      <Link
        className={`${rows.link} ${classes.number}`}
        to={`/orders/${order.number}`}
      >
        {order.label}
      </Link>
      <span className={`${rows.text} ${classes.customer}`} title={name}>
        {name ?? <span className={rows.soft}>{words.common.walkIn}</span>}
      </span>
      <span className={classes.status}>{showStatus(order.status)}</span>
      <span className={`${rows.soft} ${rows.end} ${classes.age}`}>
        <TimeAgo at={order.created_at} />
      </span>
      <span className={`${rows.end} ${classes.total}`}>
        {money(order.total)}
      </span>
    </li>
  );
}
