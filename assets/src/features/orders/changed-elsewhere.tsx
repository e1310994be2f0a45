import { Button } from "@mantine/core";
import type { Order } from "../../api/types";
import { useMoney } from "../../hooks/use-money";
import { words } from "../../words/words";
import classes from "./changed-elsewhere.module.css";
import { isEditable } from "./order-rules";
import { StatusBadge } from "./status-badge";

interface ChangedElsewhereProps {
  order: Order;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}

/** Someone was faster: shows what the order has now beside what was typed, and asks. */
export function ChangedElsewhere(props: ChangedElsewhereProps) {
  const { order, onKeepMine, onTakeTheirs } = props;
  const { money } = useMoney();
  const labels = words.orders.changedElsewhere;
  return (
    <div className={classes.notice} role="alert">
      <h3>{labels.title}</h3>
      <p>{labels.detail}</p>
      <div className={classes.now}>
        <StatusBadge status={order.status} />
        <p>{order.customer?.name ?? words.common.walkIn}</p>
        <ul>
          {order.items.map((item) => (
            <li key={item.id}>
              {item.quantity} × {item.product_name}
            </li>
          ))}
        </ul>
        <p>
          {words.orders.total} {money(order.total)}
        </p>
        <p>{order.note ?? words.orders.noNote}</p>
      </div>
      {!isEditable(order) && <p>{labels.noLonger}</p>}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onTakeTheirs}>
          {labels.takeTheirs}
        </Button>
        <Button onClick={onKeepMine}>{labels.keepMine}</Button>
      </div>
    </div>
  );
}
