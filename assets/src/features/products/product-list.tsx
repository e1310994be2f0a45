import { Archive, Package, SearchX } from "lucide-react";
import { useCallback } from "react";
import { allRows } from "../../api/pages";
import { asProblem } from "../../api/problem";
import { EmptyState } from "../../components/empty-state";
import { ListFoot } from "../../components/list-foot";
import { ProblemNote } from "../../components/problem-note";
import { SkeletonRows } from "../../components/skeleton-rows";
import { useIsAdmin } from "../../hooks/use-person";
import { words } from "../../words/words";
import { useListProductsInfiniteQuery, type ProductFilters } from "./endpoints";
import { ProductTable } from "./product-table";

interface ProductListProps {
  filters: ProductFilters;
  current: string | undefined;
  search: string;
}

export function ProductList({ filters, current, search }: ProductListProps) {
  const isAdmin = useIsAdmin();
  const list = useListProductsInfiniteQuery(filters);
  const { data, error, fetchNextPage, refetch } = list;
  const next = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const problem = asProblem(error);
  if (!data && problem) {
    return <ProblemNote problem={problem} onRetry={() => void refetch()} />;
  }
  if (!data) return <SkeletonRows />;
  const products = allRows(data);
  if (products.length === 0 && !list.hasNextPage) {
    return <NoProducts filters={filters} isAdmin={isAdmin} />;
  }
  return (
    <div aria-busy={list.isFetching}>
      <ProductTable
        products={products}
        current={current}
        // What the row opens is for those who can change it.
        hrefFor={
          isAdmin ? (product) => `/products/${product.id}${search}` : undefined
        }
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

interface NoProductsProps {
  filters: ProductFilters;
  isAdmin: boolean;
}

function NoProducts({ filters, isAdmin }: NoProductsProps) {
  const text = words.products;
  if (filters.q !== "") {
    return (
      <EmptyState
        icon={SearchX}
        title={text.noMatch}
        detail={text.noMatchDetail}
      />
    );
  }
  if (filters.archived) {
    return (
      <EmptyState
        icon={Archive}
        title={text.noArchived}
        detail={text.noArchivedDetail}
      />
    );
  }
  return (
    <EmptyState
      icon={Package}
      title={text.empty}
      detail={isAdmin ? text.emptyDetail : text.emptyCustomerDetail}
    />
  );
}
