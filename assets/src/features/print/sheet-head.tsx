import type { Letterhead, Order } from "../../api/types";
import { useShop } from "../../hooks/use-shop";
import { paperTime } from "../../lib/time";
import type { PrintDocument } from "../../lib/print-address";
import { words } from "../../words/words";
import { OrderCode } from "./order-code";
import classes from "./sheet-head.module.css";
import { ShopHead } from "./shop-head";

interface SheetHeadProps {
  shop: Letterhead;
  order: Order;
  kind: PrintDocument;
}

/** Whose paper this is, what it is, and of which order. */
export function SheetHead({ shop, order, kind }: SheetHeadProps) {
  const { timezone } = useShop();
  return (
    <header className={classes.head}>
      <ShopHead shop={shop} />
      <p className={classes.kind}>{words.titles.documents[kind]}</p>
      <div className={classes.order}>
        <h2
          className={classes.number}
          data-long={order.label.length > 7 || undefined}
        >
          {order.label}
        </h2>
        <OrderCode order={order} className={classes.code} />
      </div>
      <time className={classes.time} dateTime={order.created_at}>
        {paperTime(order.created_at, timezone)}
      </time>
    </header>
  );
}
