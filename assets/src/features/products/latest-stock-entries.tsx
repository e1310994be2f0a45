import { allRows } from "../../api/pages";
import { words } from "../../words/words";
import { useListStockInfiniteQuery } from "./endpoints";
import { StockEntries } from "./stock-entries";

const latest = 4;

/** The last few rows of the ledger, where there is no room for all of them. */
export function LatestStockEntries({ productId }: { productId: string }) {
  const { data } = useListStockInfiniteQuery(productId);
  return (
    <StockEntries
      label={words.products.ledger.latest}
      entries={allRows(data).slice(0, latest)}
    />
  );
}
