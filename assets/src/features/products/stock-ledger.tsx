import { Button } from "@mantine/core";
import { Link } from "react-router";
import { allRows } from "../../api/pages";
import { asProblem } from "../../api/problem";
import type { StockEntry } from "../../api/types";
import { ProblemNote } from "../../components/problem-note";
import { Section } from "../../components/section";
import { TimeAgo } from "../../components/time-ago";
import { formatSigned } from "../../lib/money";
import { words } from "../../words/words";
import { useListStockInfiniteQuery } from "./endpoints";
import classes from "./stock-ledger.module.css";

/** Every change of the stock: how many, why, which order, who and when. */
export function StockLedger({ productId }: { productId: string }) {
  const list = useListStockInfiniteQuery(productId);
  const { data, error, fetchNextPage, refetch } = list;
  const labels = words.products.ledger;
  const entries = allRows(data);
  const problem = asProblem(error);
  return (
    <Section title={labels.title}>
      {problem && (
        <ProblemNote problem={problem} onRetry={() => void refetch()} />
      )}
      {data && entries.length === 0 && (
        <p className={classes.soft}>{labels.empty}</p>
      )}
      <ol className={classes.ledger} aria-label={labels.title}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
      {list.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          loading={list.isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {words.common.showMore}
        </Button>
      )}
    </Section>
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
              {words.orders.name(order_number)}
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
