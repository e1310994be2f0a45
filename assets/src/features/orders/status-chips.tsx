import type { OrderCounts, OrderStatus } from "../../api/types";
import { formatCount } from "../../lib/money";
import { words } from "../../words/words";
import { statuses } from "./order-filters";
import classes from "./status-chips.module.css";

interface StatusChipsProps {
  chosen: OrderStatus[];
  /** Absent until they are known. */
  counts?: OrderCounts | undefined;
  onChange: (chosen: OrderStatus[]) => void;
}

export function StatusChips({ chosen, counts, onChange }: StatusChipsProps) {
  const toggle = (status: OrderStatus) =>
    onChange(
      statuses.filter((other) =>
        other === status ? !chosen.includes(other) : chosen.includes(other),
      ),
    );
  return (
    <div
      className={classes.chips}
      role="group"
      aria-label={words.orders.filters.status}
    >
      {statuses.map((status) => (
        <button
          className={classes.chip}
          key={status}
          type="button"
          data-status={status}
          aria-pressed={chosen.includes(status)}
          onClick={() => toggle(status)}
        >
          <span className={classes.dot} aria-hidden />
          {words.status[status]}
          <span className={classes.count}>{countOf(status, counts)}</span>
        </button>
      ))}
    </div>
  );
}

/** With a plus where the server stopped counting. */
function countOf(status: OrderStatus, counts: OrderCounts | undefined) {
  const found = counts?.counts.find((count) => count.status === status);
  if (!counts || !found) return "";
  return formatCount(found.orders) + (counts.is_exact ? "" : "+");
}
