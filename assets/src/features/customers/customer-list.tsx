import { Archive, SearchX, Users } from "lucide-react";
import { useCallback } from "react";
import { allRows } from "../../api/pages";
import { asProblem } from "../../api/problem";
import { EmptyState } from "../../components/empty-state";
import { ListFoot } from "../../components/list-foot";
import { ProblemNote } from "../../components/problem-note";
import { SkeletonRows } from "../../components/skeleton-rows";
import { words } from "../../words/words";
import { CustomerTable } from "./customer-table";
import {
  useListCustomersInfiniteQuery,
  type CustomerFilters,
} from "./endpoints";

interface CustomerListProps {
  filters: CustomerFilters;
  current: string | undefined;
  search: string;
}

export function CustomerList({ filters, current, search }: CustomerListProps) {
  const list = useListCustomersInfiniteQuery(filters);
  const { data, error, fetchNextPage, refetch } = list;
  const next = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const problem = asProblem(error);
  if (!data && problem) {
    return <ProblemNote problem={problem} onRetry={() => void refetch()} />;
  }
  if (!data) return <SkeletonRows />;
  const customers = allRows(data);
  if (customers.length === 0 && !list.hasNextPage) {
    return <NoCustomers filters={filters} />;
  }
  return (
    <div aria-busy={list.isFetching}>
      <CustomerTable
        customers={customers}
        current={current}
        hrefFor={(customer) => `/customers/${customer.id}${search}`}
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

function NoCustomers({ filters }: { filters: CustomerFilters }) {
  const text = words.customers;
  if (filters.q !== "") {
    return (
      <EmptyState
        icon={SearchX}
        title={text.noMatch}
        detail={text.noMatchDetail}
      />
    );
  }
  return filters.archived ? (
    <EmptyState
      icon={Archive}
      title={text.noArchived}
      detail={text.noArchivedDetail}
    />
  ) : (
    <EmptyState icon={Users} title={text.empty} detail={text.emptyDetail} />
  );
}
