import { useSelector } from "react-redux";
import { words } from "../../../words/words";
import type { OutboxRoot } from "./outbox-slice";
import { WaitingOrder } from "./waiting-order";
import classes from "./waiting-orders.module.css";

/** The orders that were typed while the server was away; nothing when there are none. */
export function WaitingOrders() {
  const kept = useSelector(({ outbox }: OutboxRoot) => outbox.kept);
  const sendingId = useSelector(({ outbox }: OutboxRoot) => outbox.sendingId);
  const editingId = useSelector(({ outbox }: OutboxRoot) => outbox.editingId);
  if (kept.length === 0) return null;
  return (
    <section className={classes.box} aria-label={words.orders.outbox.title}>
      <h2 className={classes.title}>
        {words.orders.outbox.title}
        <span className={classes.count}>{kept.length}</span>
      </h2>
      <ul>
        {kept.map((order) => (
          <WaitingOrder
            key={order.id}
            kept={order}
            isSending={order.id === sendingId}
            isOpen={order.id === editingId}
          />
        ))}
      </ul>
    </section>
  );
}
