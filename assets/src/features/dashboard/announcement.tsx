import { useState } from "react";
import type { Summary } from "../../api/types";
import { useMoney } from "../../hooks/use-money";
import { formatCount } from "../../lib/money";
import { words } from "../../words/words";
import classes from "./figures.module.css";

/** Tells those who don't see the figures run that today's have changed. */
export function Announcement({ today }: Pick<Summary, "today">) {
  const { money } = useMoney();
  const text = words.dashboard;
  const orders = text.orders(today.orders, formatCount(today.orders));
  const told = text.announce(orders, money(today.revenue));
  // What stood there from the beginning is no news.
  const [first, setFirst] = useState<string | null>(told);
  if (first !== null && first !== told) setFirst(null);
  return (
    <p className={classes.spoken} aria-live="polite">
      {first === null && told}
    </p>
  );
}
