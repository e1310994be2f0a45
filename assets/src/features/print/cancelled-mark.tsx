import type { Order } from "../../api/types";
import { printWords } from "../../words/print/words";
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
      <p className={classes.cancelledWord}>{printWords.status.CANCELLED}</p>
      {detail && <p>{detail}</p>}
    </div>
  );
}
