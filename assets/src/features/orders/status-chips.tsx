import type { OrderStatus } from "../../api/types";
import { words } from "../../words/words";
import { statuses } from "./order-filters";
import classes from "./status-chips.module.css";

interface StatusChipsProps {
  chosen: OrderStatus[];
  onChange: (chosen: OrderStatus[]) => void;
}

export function StatusChips({ chosen, onChange }: StatusChipsProps) {
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
        </button>
      ))}
    </div>
  );
}
