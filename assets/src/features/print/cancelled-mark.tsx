import type { Order } from "../../api/types";
import { words } from "../../words/words";
import classes from "./sheet.module.css";

interface CancelledMarkProps {
  order: Order;
  detail?: string;
}

/** Paper goes on lying about; one of a cancelled order must not pass for another. */
export function CancelledMark({ order, detail }: CancelledMarkProps) {
  if (order.status !== "CANCELLED") return null;
  return (
    <div className={classes.cancelled}>
      <p className={classes.cancelledWord}>{words.print.status.CANCELLED}</p>
      {detail && <p>{detail}</p>}
    </div>
  );
}
