import { useMemo } from "react";
import { allRows } from "../../api/pages";
import { EndlessList } from "../../components/endless-list";
import { useWithoutRemoved } from "../../hooks/remove-later";
import { useIsNarrow } from "../../hooks/use-is-narrow";
import { useIsAdmin } from "../../hooks/use-person";
import { useListProductsInfiniteQuery, type ProductFilters } from "./endpoints";
import { NoProducts } from "./no-products";
import { ProductTable } from "./product-table";

interface ProductListProps {
  filters: ProductFilters;
  current: string | undefined;
  search: string;
  onClear: () => void;
}

export function ProductList(props: ProductListProps) {
  const { filters, current, search, onClear } = props;
  const isAdmin = useIsAdmin();
  const isNarrow = useIsNarrow();
  const list = useListProductsInfiniteQuery(filters);
  const { data } = list;
  const rows = useMemo(() => allRows(data), [data]);
  const products = useWithoutRemoved(rows);
  return (
    <EndlessList
      list={list}
      isEmpty={products.length === 0}
      empty={<NoProducts filters={filters} onClear={onClear} />}
    >
      {(paging) => (
        <ProductTable
          {...paging}
          products={products}
          current={current}
          // What the row opens is for those who can change it.
          hrefFor={
            isAdmin
              ? (product) => `/products/${product.id}${search}`
              : undefined
          }
          // A card is opened; its numbers are too close for a thumb.
          isEditable={isAdmin && !filters.archived && !isNarrow}
        />
      )}
    </EndlessList>
  );
}
