import {
  CircleX,
  Clock,
  Coins,
  PackageCheck,
  type LucideIcon,
} from "lucide-react";
import type { OrderStatus } from "../../api/types";
import { words } from "../../words/words";
import classes from "./status-badge.module.css";

const icons: Record<OrderStatus, LucideIcon> = {
  PENDING: Clock,
  PAID: Coins,
  FULFILLED: PackageCheck,
  CANCELLED: CircleX,
};

/** A status as colour, icon and word, so that it also reads in black and white. */
export function StatusBadge({ status }: { status: OrderStatus }) {
  const Icon = icons[status];
  return (
    <span className={classes.badge} data-status={status}>
      <Icon size={14} strokeWidth={2.2} aria-hidden />
      {words.status[status]}
    </span>
  );
}
