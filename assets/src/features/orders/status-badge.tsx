import type { OrderStatus } from "../../api/types";
import { statusIcons } from "../../components/status-icons";
import { words } from "../../words/words";
import classes from "./status-badge.module.css";

/** A status as colour, icon and word, so that it also reads in black and white. */
export function StatusBadge({ status }: { status: OrderStatus }) {
  const Icon = statusIcons[status];
  return (
    <span className={classes.badge} data-status={status}>
      <Icon size={14} strokeWidth={2.2} aria-hidden />
      {words.status[status]}
    </span>
  );
}
