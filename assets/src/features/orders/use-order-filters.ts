import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import { useToday } from "../../hooks/use-today";
import {
  filtersFromSearch,
  queryFrom,
  searchFromFilters,
  type OrderFilters,
} from "./order-filters";

export type OrderView = "list" | "board";

/** Filters and view live in the address bar: Back, reload and a shared link keep them. */
export function useOrderFilters() {
  const [search, setSearch] = useSearchParams();
  const today = useToday();
  const text = search.toString();
  const filters = useMemo(
    () => filtersFromSearch(new URLSearchParams(text)),
    [text],
  );
  const query = useMemo(() => queryFrom(filters, today), [filters, today]);
  const view: OrderView = search.get("view") === "board" ? "board" : "list";
  const setFilters = useCallback(
    (next: OrderFilters) => {
      // Each letter of a search is no step of its own for Back.
      const isTyping = next.q !== filters.q && filters.q !== "";
      setSearch(withView(searchFromFilters(next), view), { replace: isTyping });
    },
    [filters.q, view, setSearch],
  );
  const setView = useCallback(
    (next: OrderView) => setSearch(withView(searchFromFilters(filters), next)),
    [filters, setSearch],
  );
  return { filters, query, view, setFilters, setView };
}

function withView(search: URLSearchParams, view: OrderView): URLSearchParams {
  if (view === "board") search.set("view", view);
  return search;
}
