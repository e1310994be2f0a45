import { Button } from "@mantine/core";
import { Inbox, SearchX } from "lucide-react";
import { useCallback } from "react";
import { allRows } from "../../api/pages";
import { asProblem } from "../../api/problem";
import type { Order, OrderStatus } from "../../api/types";
import { EmptyState } from "../../components/empty-state";
import { ListFoot } from "../../components/list-foot";
import { ProblemNote } from "../../components/problem-note";
import { SkeletonRows } from "../../components/skeleton-rows";
import { toast, toastProblem } from "../../components/toast";
import { useIsAdmin } from "../../hooks/use-person";
import { words } from "../../words/words";
import {
  useListOrdersInfiniteQuery,
  useUpdateOrderMutation,
} from "./endpoints";
import classes from "./order-list.module.css";
import { isFiltered, type OrderFilters } from "./order-filters";
import { OrderTable } from "./order-table";

interface OrderListProps {
  filters: OrderFilters;
  current?: string | undefined;
  /** The filters as they stand in the address, kept while an order is open. */
  search: string;
  onClear: () => void;
}

export function OrderList({
  filters,
  current,
  search,
  onClear,
}: OrderListProps) {
  const isAdmin = useIsAdmin();
  const list = useListOrdersInfiniteQuery(filters);
  const { data, error, fetchNextPage, refetch } = list;
  const move = useMove();
  const next = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const problem = asProblem(error);
  if (!data && problem) {
    return (
      <div className={classes.problem}>
        <ProblemNote problem={problem} onRetry={() => void refetch()} />
      </div>
    );
  }
  if (!data) return <SkeletonRows />;
  const orders = allRows(data);
  if (orders.length === 0 && !list.hasNextPage) {
    return (
      <NoOrders
        isAdmin={isAdmin}
        isFiltered={isFiltered(filters)}
        onClear={onClear}
      />
    );
  }
  return (
    <div aria-busy={list.isFetching}>
      <OrderTable
        orders={orders}
        current={current}
        hrefFor={(order) => `/orders/${order.number}${search}`}
        onMove={isAdmin ? move : undefined}
      />
      <ListFoot
        hasNext={list.hasNextPage}
        isFetching={list.isFetching}
        problem={list.isFetchNextPageError ? problem : undefined}
        onNext={next}
      />
    </div>
  );
}

function useMove() {
  const [update] = useUpdateOrderMutation();
  return async ({ id, version, number }: Order, status: OrderStatus) => {
    const answer = await update({ id, version, patch: { status } });
    if (answer.error) toastProblem(asProblem(answer.error));
    else toast(words.orders.moved(number, status));
  };
}

interface NoOrdersProps {
  isAdmin: boolean;
  isFiltered: boolean;
  onClear: () => void;
}

function NoOrders({ isAdmin, isFiltered: isSearch, onClear }: NoOrdersProps) {
  const text = words.orders;
  if (isSearch) {
    return (
      <EmptyState
        icon={SearchX}
        title={text.noMatch}
        detail={text.noMatchDetail}
      >
        <Button variant="default" onClick={onClear}>
          {text.filters.clear}
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Inbox}
      title={isAdmin ? text.empty : text.emptyOwn}
      detail={isAdmin ? text.emptyDetail : text.emptyOwnDetail}
    />
  );
}
