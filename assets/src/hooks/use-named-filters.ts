import { useCallback } from "react";
import { useSearchParams } from "react-router";

export interface NamedFilters {
  q: string;
  archived: boolean;
}

/** The filters of products and customers, kept in the address bar. */
export function useNamedFilters() {
  const [search, setSearch] = useSearchParams();
  const q = search.get("q") ?? "";
  const archived = search.get("archived") === "true";
  const setFilters = useCallback(
    (next: NamedFilters) => {
      const params = new URLSearchParams();
      if (next.q !== "") params.set("q", next.q);
      if (next.archived) params.set("archived", "true");
      // Each letter of a search is no step of its own for Back.
      setSearch(params, { replace: next.q !== q && q !== "" });
    },
    [q, setSearch],
  );
  return { filters: { q, archived }, setFilters };
}
