import { Link } from "react-router";
import type { StockEntry } from "../../api/types";
import { TimeAgo } from "../../components/time-ago";
import { formatSigned } from "../../lib/money";
import { words } from "../../words/words";
import classes from "./stock-ledger.module.css";

interface StockEntriesProps {
  label: string;
  entries: StockEntry[];
}

/** Rows of the ledger: how many, why, which order, who and when. */
export function StockEntries({ label, entries }: StockEntriesProps) {
  return (
    <ol className={classes.ledger} aria-label={label}>
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </ol>
  );
}

function Entry({ entry }: { entry: StockEntry }) {
  const { delta, stock, kind, reason, order_number, actor, at } = entry;
  const labels = words.products.ledger;
  return (
    <li className={classes.entry}>
      <span className={classes.delta}>{formatSigned(delta)}</span>
      <span className={classes.what}>
        {labels[kind]}
        {order_number !== null && (
          <>
            {" · "}
            <Link to={`/orders/${order_number}`}>
              {words.orders.name(String(order_number))}
            </Link>
          </>
        )}
        {reason && <span className={classes.soft}> · {reason}</span>}
        <span className={classes.who}>
          {actor?.name ?? words.common.system} · {labels.stock(stock)}
        </span>
      </span>
      <span className={classes.when}>
        <TimeAgo at={at} />
      </span>
    </li>
  );
}
