import { Button } from "@mantine/core";
import {
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useState,
} from "react";
import { allRows } from "../../api/pages";
import type { Order } from "../../api/types";
import { EndlessList } from "../../components/endless-list";
import { useHold } from "../../hooks/use-hold";
import { useIsAdmin } from "../../hooks/use-person";
import { useWithoutRemoved } from "../../hooks/remove-later";
import { useScroller } from "../../hooks/use-scroller";
import { words } from "../../words/words";
import { useListOrdersInfiniteQuery } from "./endpoints";
import { NoOrders } from "./no-orders";
import classes from "./order-list.module.css";
import type { OrderQuery } from "./order-filters";
import { OrderTable } from "./order-table";
import { useMatching } from "./use-matching";
import { useMoveOrder } from "./use-move-order";
import { useRowKeys } from "./use-row-keys";
import { useSelection } from "./use-selection";
import { useSteadyRows } from "./use-steady-rows";

// Needed once something is selected or cancelled, not for the first look.
const BulkBar = lazy(async () => ({
  default: (await import("./bulk-bar")).BulkBar,
}));
const CancelDialog = lazy(async () => ({
  default: (await import("./cancel-dialog")).CancelDialog,
}));

interface OrderListProps {
  query: OrderQuery;
  isFiltered: boolean;
  current?: string | undefined;
  /** The filters as they stand in the address, kept while an order is open. */
  search: string;
  /** On a phone the boxes show only while someone selects. */
  isSelecting: boolean;
  onClear: () => void;
}

export function OrderList(props: OrderListProps) {
  const { query, current, search } = props;
  const isAdmin = useIsAdmin();
  const list = useListOrdersInfiniteQuery(query);
  const fresh = useWithoutRemoved(
    useMemo(() => allRows(list.data), [list.data]),
  );
  const [table, setTable] = useState<HTMLElement | null>(null);
  const scroller = useScroller();
  const name = JSON.stringify(query);
  const isSettled = list.currentData !== undefined;
  const isHeld = useHold(table, scroller);
  const steady = useSteadyRows(fresh, { isHeld, list: name, isSettled });
  const selection = useSelection(
    useMemo(
      () => steady.rows.filter(({ id }) => !steady.gone.has(id)),
      [steady.rows, steady.gone],
    ),
    name,
  );
  const isSelected = selection.count > 0 || selection.isEverything;
  // From the first selection on: what it began goes on without one.
  const [hasSelected, setHasSelected] = useState(false);
  if (isSelected && !hasSelected) setHasSelected(true);
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [name, scroller]);
  const matching = useMatching(query);
  const move = useMoveOrder();
  const hrefFor = useCallback(
    (order: Order) => `/orders/${order.number}${search}`,
    [search],
  );
  const [cancellingId, setCancellingId] = useState<string | null>(null);
  const cancelling = steady.rows.find(({ id }) => id === cancellingId);
  useRowKeys({
    rows: steady.rows,
    onMove: isAdmin
      ? (order, status) =>
          status === "CANCELLED"
            ? setCancellingId(order.id)
            : void move(order, status)
      : undefined,
    onSelect: isAdmin ? selection.toggle : undefined,
    onClear: isSelected ? selection.clear : undefined,
  });
  const release = () => {
    steady.release();
    scroller.current?.scrollTo({ top: 0 });
  };
  return (
    <>
      <EndlessList
        list={list}
        isEmpty={steady.rows.length === 0}
        empty={
          <NoOrders
            isAdmin={isAdmin}
            isFiltered={props.isFiltered}
            onClear={props.onClear}
          />
        }
      >
        {({ hasNext, onNext }) => (
          <div
            className={classes.list}
            data-selecting={props.isSelecting || undefined}
            data-stale={!isSettled || undefined}
          >
            <div className={classes.news} role="status">
              {steady.waiting > 0 && (
                <Button
                  className={classes.pill ?? ""}
                  size="xs"
                  onClick={release}
                >
                  {words.orders.waiting(steady.waiting)}
                </Button>
              )}
            </div>
            <OrderTable
              ref={setTable}
              orders={steady.rows}
              gone={steady.gone}
              current={current}
              hasNext={hasNext}
              onNext={onNext}
              hrefFor={hrefFor}
              onMove={isAdmin ? move : undefined}
              selection={isAdmin ? selection : undefined}
            />
          </div>
        )}
      </EndlessList>
      <Suspense>
        {hasSelected && (
          <BulkBar selection={selection} query={query} matching={matching} />
        )}
        {cancelling && (
          <CancelDialog
            order={cancelling}
            onClose={() => setCancellingId(null)}
          />
        )}
      </Suspense>
    </>
  );
}
