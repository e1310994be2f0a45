import type { Order } from "../../api/types";
import { useShop } from "../../hooks/use-shop";
import { paperTime } from "../../lib/time";
import type { PrintDocument } from "../../lib/print-address";
import { words } from "../../words/words";
import { OrderCode } from "./order-code";
import classes from "./sheet-head.module.css";

interface SheetHeadProps {
  order: Order;
  kind: PrintDocument;
}

/** Whose paper this is, what it is, and of which order. */
export function SheetHead({ order, kind }: SheetHeadProps) {
  const { shop_name, timezone } = useShop();
  return (
    <header className={classes.head}>
      <p className={classes.shop}>{shop_name}</p>
      <p className={classes.kind}>{words.print.documents[kind]}</p>
      <div className={classes.order}>
        <h2
          className={classes.number}
          data-long={String(order.number).length > 7 || undefined}
        >
          {order.number}
        </h2>
        <OrderCode number={order.number} className={classes.code} />
      </div>
      <time className={classes.time} dateTime={order.created_at}>
        {paperTime(order.created_at, timezone)}
      </time>
    </header>
  );
}
