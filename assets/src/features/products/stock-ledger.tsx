import { Button } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useLocation } from "react-router";
import { allRows } from "../../api/pages";
import { asProblem } from "../../api/problem";
import { ProblemNote } from "../../components/problem-note";
import { Section } from "../../components/section";
import { words } from "../../words/words";
import { useListStockInfiniteQuery } from "./endpoints";
import { StockEntries } from "./stock-entries";
import classes from "./stock-ledger.module.css";

/** Leads from a product to its history. */
export const historyHash = "#history";

/** Every change of the stock: how many, why, which order, who and when. */
export function StockLedger({ productId }: { productId: string }) {
  const list = useListStockInfiniteQuery(productId);
  const { data, error, fetchNextPage, refetch } = list;
  const labels = words.products.ledger;
  const section = useScrollHere();
  const entries = allRows(data);
  const problem = asProblem(error);
  return (
    <Section title={labels.title} ref={section}>
      {problem && (
        <ProblemNote problem={problem} onRetry={() => void refetch()} />
      )}
      {data && entries.length === 0 && (
        <p className={classes.soft}>{labels.empty}</p>
      )}
      <StockEntries label={labels.title} entries={entries} />
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

/** Who asked for the history does not have to look for it below the forms. */
function useScrollHere() {
  const { hash } = useLocation();
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (hash === historyHash) section.current?.scrollIntoView();
  }, [hash]);
  return section;
}
