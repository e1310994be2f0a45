import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import {
  filtersFromSearch,
  searchFromFilters,
  type OrderFilters,
} from "./order-filters";

/** The filters live in the address bar: Back, reload and a shared link keep the view. */
export function useOrderFilters() {
  const [search, setSearch] = useSearchParams();
  const text = search.toString();
  const filters = useMemo(
    () => filtersFromSearch(new URLSearchParams(text)),
    [text],
  );
  const setFilters = useCallback(
    (next: OrderFilters) => {
      // Each letter of a search is no step of its own for Back.
      const isTyping = next.q !== filters.q && filters.q !== "";
      setSearch(searchFromFilters(next), { replace: isTyping });
    },
    [filters.q, setSearch],
  );
  return { filters, setFilters };
}
